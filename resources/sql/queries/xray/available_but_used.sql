-- Models said to be only on offer that something in use uses.
SELECT m.id, 'availability', min(u.id), 'models', NULL, NULL, NULL, NULL, count(*), group_concat(DISTINCT u.id)
FROM e_model m JOIN entity e ON e.id=m.id JOIN link l ON l.target=m.id AND l.attr='models' JOIN entity u ON u.id=l.entity
WHERE m.availability='available' AND u.kind IN (2,7) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND u.vanished=0 AND (u.retired_on IS NULL OR u.retired_on>?1)
GROUP BY m.id;
