-- Activities in the record of processing all of whose datasets are said to hold no personal data.
SELECT a.id, CASE WHEN a.decisions_on_persons=1 THEN 'decisions_on_persons' ELSE 'lawful_basis' END, min(l.target), 'classes', a.id, 'datasets', NULL, NULL, count(*), group_concat(DISTINCT d.id)
FROM e_processing a JOIN entity e ON e.id=a.id JOIN link l ON l.entity=a.id AND l.attr='datasets' JOIN e_dataset d ON d.id=l.target
WHERE (a.lawful_basis IS NOT NULL OR a.decisions_on_persons=1) AND instr(a.lists,' datasets=2 ')>0 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
GROUP BY a.id
HAVING count(*)=sum(instr(d.lists,' classes=2 ')>0 AND EXISTS (SELECT 1 FROM list_item i WHERE i.entity=d.id AND i.attr='classes' AND i.value='non_personal')
  AND NOT EXISTS (SELECT 1 FROM list_item i WHERE i.entity=d.id AND i.attr='classes' AND i.value IN ('personal','special_category','children','health','genomic','biometric','phi')));
