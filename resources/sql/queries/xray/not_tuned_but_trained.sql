-- Models of somebody else, said not to be tuned, that an own dataset trains.
SELECT m.id, 'fine_tuned', min(d.id), 'used_for_training', NULL, NULL, NULL, NULL, count(*), group_concat(DISTINCT d.id)
FROM e_model m JOIN entity e ON e.id=m.id JOIN link l ON l.target=m.id AND l.attr='used_for_training' JOIN e_dataset d ON d.id=l.entity
JOIN entity x ON x.id=d.id
WHERE m.fine_tuned=0 AND m.developer IS NOT NULL AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND x.vanished=0 AND (x.retired_on IS NULL OR x.retired_on>?1)
GROUP BY m.id;
