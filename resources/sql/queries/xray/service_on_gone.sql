-- Business services in use all of whose recorded systems are out of use or have vanished.
SELECT l.target, NULL, min(l.entity), 'business_services', NULL, NULL, NULL, NULL, count(*), group_concat(DISTINCT l.entity)
FROM link l JOIN entity s ON s.id=l.target JOIN entity w ON w.id=l.entity
WHERE l.attr='business_services' AND w.kind=2 AND s.vanished=0 AND (s.retired_on IS NULL OR s.retired_on>?1)
GROUP BY l.target HAVING sum(CASE WHEN w.vanished=0 AND (w.retired_on IS NULL OR w.retired_on>?1) THEN 1 ELSE 0 END)=0;
