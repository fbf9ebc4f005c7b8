-- Critical or important business services none of whose systems is more than standard.
SELECT s.id, 'critical_function', min(w.id), 'criticality', NULL, NULL, NULL, NULL, count(*), group_concat(DISTINCT w.id)
FROM e_business_service s JOIN entity e ON e.id=s.id JOIN link l ON l.target=s.id AND l.attr='business_services' JOIN e_workload w ON w.id=l.entity
JOIN entity x ON x.id=w.id
WHERE s.critical_function=1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND x.vanished=0 AND (x.retired_on IS NULL OR x.retired_on>?1)
GROUP BY s.id HAVING count(*)=sum(coalesce(w.criticality,'')='standard');
