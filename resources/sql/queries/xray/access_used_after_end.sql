-- Access rights that were used after their end.
SELECT g.id, 'expires_at', g.id, 'last_used_at', NULL, NULL, g.expires_at, g.last_used_at, 1
FROM e_grant g JOIN entity e ON e.id=g.id
WHERE g.last_used_at>g.expires_at AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
