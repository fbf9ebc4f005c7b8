-- Certificates that have expired and are relied on.
SELECT c.id, 'expires', min(l.target), NULL, c.id, 'services_used', c.expires, NULL, count(*), group_concat(DISTINCT l.target)
FROM e_certification c JOIN entity e ON e.id=c.id JOIN link l ON l.entity=c.id AND l.attr='services_used' JOIN entity s ON s.id=l.target
WHERE c.expires<?1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND s.vanished=0 AND (s.retired_on IS NULL OR s.retired_on>?1)
GROUP BY c.id;
