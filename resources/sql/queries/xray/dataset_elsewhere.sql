-- Datasets stored in other countries than all the systems that hold them, where both lists are whole.
WITH holder AS MATERIALIZED (SELECT l.target AS dataset, l.entity AS id, instr(w.lists,' hosting_countries=2 ')>0 AS whole
  FROM link l JOIN e_workload w ON w.id=l.entity JOIN entity e ON e.id=l.entity WHERE l.attr='datasets' AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)),
runs AS MATERIALIZED (SELECT h.dataset, coalesce(p.country, r.country, o.country) AS country FROM holder h JOIN place p ON p.entity=h.id LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site WHERE (p.facets & 1)<>0),
stored AS MATERIALIZED (SELECT d.id AS dataset, coalesce(p.country, r.country, o.country) AS country FROM e_dataset d JOIN entity e ON e.id=d.id
  JOIN place p ON p.entity=d.id LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site WHERE (p.facets & 1)<>0 AND instr(d.lists,' storage_countries=2 ')>0 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1))
SELECT s.dataset, 'storage_countries', h.first, 'hosting_countries', NULL, NULL, s.countries, n.countries, h.systems
FROM (SELECT dataset, group_concat(DISTINCT country) AS countries, sum(country IS NULL) AS open FROM stored GROUP BY dataset) s
JOIN (SELECT dataset, min(id) AS first, count(*) AS systems, sum(NOT whole) AS open FROM holder GROUP BY dataset) h ON h.dataset=s.dataset
JOIN (SELECT dataset, group_concat(DISTINCT country) AS countries, sum(country IS NULL) AS open FROM runs GROUP BY dataset) n ON n.dataset=s.dataset
LEFT JOIN (SELECT DISTINCT a.dataset FROM runs a JOIN stored b ON b.dataset=a.dataset AND b.country=a.country) both ON both.dataset=s.dataset
WHERE s.open=0 AND h.open=0 AND n.open=0 AND both.dataset IS NULL AND ?1=?1;
