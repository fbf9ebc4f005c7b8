-- AI uses in service whose system or model is out of use or has vanished.
SELECT u.id, u.attr, u.target, NULL, NULL, NULL, CASE WHEN t.retired_on<=?1 THEN t.retired_on END, NULL, 1
FROM (SELECT id, workload AS target, 'workload' AS attr FROM e_ai_use WHERE workload IS NOT NULL
  UNION ALL SELECT a.id, l.target, 'models' FROM e_ai_use a JOIN link l ON l.entity=a.id AND l.attr='models') u
JOIN entity e ON e.id=u.id JOIN entity t ON t.id=u.target
WHERE (t.vanished<>0 OR t.retired_on<=?1) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
