-- Systems said to stand on own premises that lie in a provider's cloud region.
SELECT w.id, CASE WHEN w.service_model='onprem' THEN 'service_model' ELSE 'deployment_type' END, w.id, 'hosting_countries', NULL, NULL,
  min(r.name), min(coalesce(v.name, r.provider)), 1
FROM e_workload w JOIN entity e ON e.id=w.id JOIN place p ON p.entity=w.id JOIN ref_region r ON r.provider=p.provider AND r.code=p.region
LEFT JOIN ref_provider v ON v.id=r.provider
WHERE (w.service_model='onprem' OR w.deployment_type IN ('onprem','air_gapped')) AND (p.facets & 1)<>0
  AND r.kind IN ('region','sovereign_cloud','government','local_zone','multi_region','global') AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
GROUP BY w.id;
