-- Access rights to what is out of use or has vanished.
SELECT g.target, NULL, min(g.id), g.attr, NULL, NULL, CASE WHEN t.retired_on<=?1 THEN t.retired_on END, NULL, count(*), group_concat(DISTINCT g.id)
FROM (SELECT id, effect, workload AS target, 'workload' AS attr FROM e_grant WHERE workload IS NOT NULL
  UNION ALL SELECT id, effect, dataset, 'dataset' FROM e_grant WHERE dataset IS NOT NULL
  UNION ALL SELECT id, effect, model, 'model' FROM e_grant WHERE model IS NOT NULL) g
JOIN entity e ON e.id=g.id JOIN entity t ON t.id=g.target
WHERE (t.vanished<>0 OR t.retired_on<=?1) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND coalesce(g.effect,'allow')<>'deny'
GROUP BY g.target, g.attr;
