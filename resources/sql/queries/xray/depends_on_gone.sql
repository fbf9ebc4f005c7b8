-- Systems in use that depend on one that is out of use or has vanished.
SELECT d.workload, NULL, d.target_workload, NULL, d.id, 'target_workload', CASE WHEN t.retired_on<=?1 THEN t.retired_on END, NULL, 1
FROM e_dependency d JOIN entity e ON e.id=d.id JOIN entity w ON w.id=d.workload JOIN entity t ON t.id=d.target_workload
WHERE (t.vanished<>0 OR t.retired_on<=?1) AND w.vanished=0 AND (w.retired_on IS NULL OR w.retired_on>?1) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
