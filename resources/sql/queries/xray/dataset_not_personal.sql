-- Datasets said to hold no personal data of which something else speaks of people.
SELECT d.id, 'classes', d.id, CASE WHEN d.quebec_subjects=1 THEN 'quebec_subjects' WHEN d.profiling=1 THEN 'profiling' WHEN d.lawful_basis IS NOT NULL
    THEN 'lawful_basis' ELSE 'subject_countries' END, NULL, NULL, NULL, NULL, 1
FROM e_dataset d JOIN entity e ON e.id=d.id JOIN list_item n ON n.entity=d.id AND n.attr='classes' AND n.value='non_personal'
WHERE instr(d.lists,' classes=2 ')>0 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
  AND NOT EXISTS (SELECT 1 FROM list_item i WHERE i.entity=d.id AND i.attr='classes' AND i.value IN ('personal','special_category','children','health','genomic','biometric','phi'))
  AND (d.lawful_basis IS NOT NULL OR d.quebec_subjects=1 OR d.profiling=1 OR EXISTS (SELECT 1 FROM list_item i WHERE i.entity=d.id AND i.attr='subject_countries'));
