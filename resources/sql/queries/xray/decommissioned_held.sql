-- Datasets said to be decommissioned that a system in use holds.
SELECT d.id, 'decommissioned', min(w.id), 'datasets', NULL, NULL, NULL, NULL, count(*), group_concat(DISTINCT w.id)
FROM e_dataset d JOIN entity e ON e.id=d.id JOIN link l ON l.target=d.id AND l.attr='datasets' JOIN entity w ON w.id=l.entity
WHERE d.decommissioned=1 AND w.kind=2 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND w.vanished=0 AND (w.retired_on IS NULL OR w.retired_on>?1)
GROUP BY d.id;
