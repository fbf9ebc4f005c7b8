-- Systems said to have no backup that have places of backups.
SELECT w.id, 'backup', w.id, 'backup_countries', NULL, NULL, group_concat(DISTINCT coalesce(p.country, r.country, o.country)), NULL, 1
FROM e_workload w JOIN entity e ON e.id=w.id JOIN place p ON p.entity=w.id LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site
WHERE w.backup=0 AND (p.facets & 4)<>0 AND coalesce(p.country, r.country, o.country) IS NOT NULL AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
GROUP BY w.id;
