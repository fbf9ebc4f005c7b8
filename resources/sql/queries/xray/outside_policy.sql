-- Things in places that the policy of their organisation, folder or project does not allow. ?2: [["in:eu-locations","DE"], ...].
WITH area AS MATERIALIZED (SELECT json_extract(value,'$[0]') AS words, json_extract(value,'$[1]') AS country FROM json_each(?2)),
-- Only a policy that is whole, and every word of which is understood, can be contradicted.
owner AS MATERIALIZED (SELECT w.id, w.account, w.provider FROM e_workload w JOIN entity e ON e.id=w.id
  WHERE instr(w.lists,' allowed_locations=2 ')>0 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
    AND EXISTS (SELECT 1 FROM list_item i WHERE i.entity=w.id AND i.attr='allowed_locations')
    AND NOT EXISTS (SELECT 1 FROM list_item i WHERE i.entity=w.id AND i.attr='allowed_locations' AND i.value NOT IN (SELECT words FROM area))),
allowed AS MATERIALIZED (SELECT DISTINCT o.id AS owner, a.country FROM owner o JOIN list_item i ON i.entity=o.id AND i.attr='allowed_locations'
  JOIN area a ON a.words=i.value),
inside AS (SELECT o.id AS owner, o.id AS thing FROM owner o
  UNION SELECT o.id, w.id FROM owner o JOIN e_workload w ON w.part_of=o.id
  UNION SELECT o.id, w.id FROM owner o JOIN e_workload w ON w.account=o.account AND w.provider=o.provider),
facet(bit, attr) AS (VALUES (1,'hosting_countries'), (2,'processing_countries'), (4,'backup_countries'), (8,'failover_countries'))
SELECT i.thing, f.attr, i.owner, 'allowed_locations', NULL, NULL, group_concat(DISTINCT coalesce(p.country, r.country, o.country)), NULL, 1
FROM inside i JOIN entity e ON e.id=i.thing JOIN place p ON p.entity=i.thing LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site JOIN facet f ON (p.facets & f.bit)<>0
WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND coalesce(p.country, r.country, o.country) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM allowed a WHERE a.owner=i.owner AND a.country=coalesce(p.country, r.country, o.country))
GROUP BY i.thing, f.attr, i.owner;
