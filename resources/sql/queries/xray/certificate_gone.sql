-- Certificates that are withdrawn or no longer in their source, and are relied on.
SELECT c.id, 'services_used', min(l.target), NULL, NULL, NULL, CASE WHEN e.retired_on<=?1 THEN e.retired_on END, NULL, count(*)
FROM e_certification c JOIN entity e ON e.id=c.id JOIN link l ON l.entity=c.id AND l.attr='services_used' JOIN entity s ON s.id=l.target
WHERE (e.vanished<>0 OR e.retired_on<=?1) AND s.vanished=0 AND (s.retired_on IS NULL OR s.retired_on>?1)
GROUP BY c.id;
