-- Access rights that are both permanently active and given for a task only.
SELECT g.id, 'standing', g.id, 'jit', NULL, NULL, NULL, NULL, 1
FROM e_grant g JOIN entity e ON e.id=g.id
WHERE g.standing=1 AND g.jit=1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
