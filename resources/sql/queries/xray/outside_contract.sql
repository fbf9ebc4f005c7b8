-- Where things lie, are supported from or have their keys, against what their contract agrees. ?2: [["EU","DE"], ...], what each wording means.
WITH area AS MATERIALIZED (SELECT json_extract(value,'$[0]') AS words, json_extract(value,'$[1]') AS country FROM json_each(?2)),
agreed AS MATERIALIZED (SELECT c.id AS contract, c.data_locations AS words FROM e_contract c JOIN entity e ON e.id=c.id
  WHERE c.data_locations IN (SELECT words FROM area) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)),
facet(kind, bit, attr) AS (VALUES (2,1,'hosting_countries'), (2,2,'processing_countries'), (2,4,'backup_countries'), (2,8,'failover_countries'),
  (2,64,'support_countries'), (2,512,'key_countries'), (3,1,'storage_countries'), (3,2,'processing_countries'), (3,4,'backup_countries')),
-- What lies somewhere, and the facets that it is asked about there: of a system also its key, and its service's support where it says none.
lies AS (
  SELECT a.contract, a.words, w.id AS thing, 2 AS kind, w.id AS at, 591 AS asked FROM agreed a JOIN e_workload w ON w.contract=a.contract
  UNION ALL SELECT a.contract, a.words, w.id, 2, w.key, 512 FROM agreed a JOIN e_workload w ON w.contract=a.contract
    WHERE w.key IS NOT NULL AND instr(w.lists,' key_countries=')=0 AND instr(w.absent,' key_countries ')=0
  UNION ALL SELECT a.contract, a.words, w.id, 2, w.service, 64 FROM agreed a JOIN e_workload w ON w.contract=a.contract
    WHERE w.service IS NOT NULL AND instr(w.lists,' support_countries=')=0 AND instr(w.absent,' support_countries ')=0
  UNION ALL SELECT a.contract, a.words, d.id, 3, d.id, 7 FROM agreed a JOIN e_dataset d ON d.contract=a.contract),
outside AS (SELECT l.contract, l.words, l.thing, f.attr, coalesce(p.country, r.country, o.country) AS country
  FROM lies l JOIN entity e ON e.id=l.thing JOIN place p ON p.entity=l.at LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site JOIN facet f ON f.kind=l.kind AND (p.facets & l.asked & f.bit)<>0
  WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND coalesce(p.country, r.country, o.country) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM area a WHERE a.words=l.words AND a.country=coalesce(p.country, r.country, o.country)))
SELECT min(thing), attr, contract, 'data_locations', NULL, NULL, group_concat(DISTINCT country), words, count(DISTINCT thing), group_concat(DISTINCT thing)
FROM outside GROUP BY contract, attr HAVING (attr NOT IN ('support_countries','key_countries'))=?3;
