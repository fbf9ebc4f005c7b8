-- Systems in use that are part of an application that is out of use.
SELECT w.part_of, NULL, min(w.id), 'part_of', NULL, NULL, t.retired_on, NULL, count(*), group_concat(DISTINCT w.id)
FROM e_workload w JOIN entity e ON e.id=w.id JOIN entity t ON t.id=w.part_of
WHERE t.retired_on<=?1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
GROUP BY w.part_of;
