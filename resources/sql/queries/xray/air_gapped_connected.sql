-- Systems said to be cut off from every network that send telemetry or are supported from another country.
WITH home AS (SELECT w.id, coalesce(p.country, r.country, o.country) AS country FROM e_workload w JOIN place p ON p.entity=w.id LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site WHERE w.deployment_type='air_gapped' AND (p.facets & 1)<>0)
SELECT w.id, 'deployment_type', w.id, CASE WHEN max(p.facets & 128)<>0 THEN 'telemetry_countries' ELSE 'support_countries' END, NULL, NULL,
  group_concat(DISTINCT coalesce(p.country, r.country, o.country)), NULL, 1
FROM e_workload w JOIN entity e ON e.id=w.id JOIN place p ON p.entity=w.id LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site
WHERE w.deployment_type='air_gapped' AND (p.facets & 192)<>0 AND coalesce(p.country, r.country, o.country) IS NOT NULL AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
  AND EXISTS (SELECT 1 FROM home h WHERE h.id=w.id)
  AND NOT EXISTS (SELECT 1 FROM home h WHERE h.id=w.id AND (h.country IS NULL OR h.country=coalesce(p.country, r.country, o.country)))
GROUP BY w.id;
