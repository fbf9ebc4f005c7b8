-- Systems whose classes of data leave out personal data, though they hold a dataset with it.
SELECT w.id, 'data_classes', min(d.id), 'classes', w.id, 'datasets', NULL, NULL, count(DISTINCT d.id), group_concat(DISTINCT d.id)
FROM e_workload w JOIN entity e ON e.id=w.id JOIN link l ON l.entity=w.id AND l.attr='datasets' JOIN e_dataset d ON d.id=l.target
JOIN entity x ON x.id=d.id JOIN list_item c ON c.entity=d.id AND c.attr='classes' AND c.value IN ('personal','special_category','children','health','genomic','biometric','phi')
WHERE instr(w.lists,' data_classes=2 ')>0 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND x.vanished=0 AND (x.retired_on IS NULL OR x.retired_on>?1)
  AND NOT EXISTS (SELECT 1 FROM list_item i WHERE i.entity=w.id AND i.attr='data_classes' AND i.value IN ('personal','special_category','children','health','genomic','biometric','phi'))
GROUP BY w.id;
