-- Services, and the systems that stand on them.
SELECT w.service, w.id FROM e_workload w JOIN entity e ON e.id=w.id WHERE w.service IS NOT NULL AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
