-- AI uses that profile or decide on people, on a system all of whose datasets are said to hold no personal data, or that itself says so where no
-- dataset of it is recorded.
SELECT u.id, CASE WHEN u.profiling=1 THEN 'profiling' ELSE 'decisions_on_persons' END, min(l.target), 'classes', u.workload, 'datasets', NULL, NULL, count(*), group_concat(DISTINCT d.id)
FROM e_ai_use u JOIN entity e ON e.id=u.id JOIN e_workload w ON w.id=u.workload JOIN link l ON l.entity=w.id AND l.attr='datasets'
JOIN e_dataset d ON d.id=l.target
WHERE (u.profiling=1 OR u.decisions_on_persons=1) AND instr(w.lists,' datasets=2 ')>0 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
GROUP BY u.id
HAVING count(*)=sum(instr(d.lists,' classes=2 ')>0 AND EXISTS (SELECT 1 FROM list_item i WHERE i.entity=d.id AND i.attr='classes' AND i.value='non_personal')
  AND NOT EXISTS (SELECT 1 FROM list_item i WHERE i.entity=d.id AND i.attr='classes' AND i.value IN ('personal','special_category','children','health','genomic','biometric','phi')))
UNION ALL
SELECT u.id, CASE WHEN u.profiling=1 THEN 'profiling' ELSE 'decisions_on_persons' END, NULL, NULL, u.workload, 'data_classes', NULL, NULL, 1, NULL
FROM e_ai_use u JOIN entity e ON e.id=u.id JOIN e_workload w ON w.id=u.workload
WHERE (u.profiling=1 OR u.decisions_on_persons=1) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND instr(w.lists,' data_classes=2 ')>0
  AND EXISTS (SELECT 1 FROM list_item i WHERE i.entity=w.id AND i.attr='data_classes' AND i.value='non_personal')
  AND NOT EXISTS (SELECT 1 FROM list_item i WHERE i.entity=w.id AND i.attr='data_classes' AND i.value IN ('personal','special_category','children','health','genomic','biometric','phi'))
  AND NOT EXISTS (SELECT 1 FROM link d WHERE d.entity=w.id AND d.attr='datasets') AND NOT EXISTS (SELECT 1 FROM pending_ref d WHERE d.entity=w.id AND d.attr='datasets');
