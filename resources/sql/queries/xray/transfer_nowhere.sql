-- Transfers to a country in which nothing and nobody of the inventory is recorded.
WITH somewhere AS MATERIALIZED (
  SELECT DISTINCT coalesce(p.country, r.country, o.country) AS country FROM place p LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site
  UNION SELECT country FROM e_location UNION SELECT country FROM e_identity UNION SELECT employer_country FROM e_identity
  UNION SELECT principal_country FROM e_grant UNION SELECT employer_country FROM e_grant
  UNION SELECT legal_country FROM e_provider UNION SELECT hq_country FROM e_provider UNION SELECT ultimate_parent_country FROM e_provider
  UNION SELECT security_ops_country FROM e_provider UNION SELECT country FROM e_contracting_entity UNION SELECT country FROM e_legal_entity
  UNION SELECT country FROM e_subprocessor UNION SELECT parent_country FROM e_subprocessor UNION SELECT country FROM e_dependency
  UNION SELECT value FROM list_item WHERE attr IN ('established_in','third_countries'))
SELECT t.id, 'importer_country', NULL, NULL, NULL, NULL, t.importer_country, NULL, 1
FROM e_transfer t JOIN entity e ON e.id=t.id
WHERE t.importer_country IS NOT NULL AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
  AND t.importer_country NOT IN (SELECT country FROM somewhere WHERE country IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM somewhere WHERE country IS NULL AND EXISTS (SELECT 1 FROM place p
    LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site WHERE coalesce(p.country, r.country, o.country) IS NULL));
