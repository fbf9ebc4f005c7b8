-- Personal data of an entity in the EEA in a third country, with no transfer there, where the register of transfers is declared complete. Of a
-- system that says itself what it holds where no dataset of it is recorded: else its datasets tell.
WITH personal AS MATERIALIZED (SELECT DISTINCT d.id, d.legal_entity FROM list_item i JOIN e_dataset d ON d.id=i.entity JOIN entity e ON e.id=d.id
    JOIN e_legal_entity l ON l.id=d.legal_entity
  WHERE i.attr='classes' AND i.value IN ('personal','special_category','children','health','genomic','biometric','phi') AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND l.country IN (SELECT code FROM ref_country_group WHERE grp='EEA')),
system AS MATERIALIZED (SELECT DISTINCT w.id FROM list_item i JOIN e_workload w ON w.id=i.entity JOIN entity e ON e.id=w.id
    JOIN e_legal_entity l ON l.id=w.legal_entity
  WHERE i.attr='data_classes' AND i.value IN ('personal','special_category','children','health','genomic','biometric','phi') AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND l.country IN (SELECT code FROM ref_country_group WHERE grp='EEA')
    AND NOT EXISTS (SELECT 1 FROM link d WHERE d.entity=w.id AND d.attr='datasets') AND NOT EXISTS (SELECT 1 FROM pending_ref d WHERE d.entity=w.id AND d.attr='datasets')),
facet(kind, bit, attr) AS (VALUES (3,1,'storage_countries'), (3,2,'processing_countries'), (3,4,'backup_countries'), (3,1024,'access_countries'),
  (2,1,'hosting_countries'), (2,2,'processing_countries'), (2,4,'backup_countries'), (2,8,'failover_countries')),
away AS MATERIALIZED (SELECT DISTINCT d.id, d.kind, f.attr, coalesce(p.country, r.country, o.country) AS country
  FROM (SELECT id, 3 AS kind FROM personal UNION ALL SELECT id, 2 FROM system) d JOIN place p ON p.entity=d.id LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location o ON o.id=p.site JOIN facet f ON f.kind=d.kind AND (p.facets & f.bit)<>0
  WHERE coalesce(p.country, r.country, o.country) NOT IN (SELECT code FROM ref_country_group WHERE grp='EEA')),
sent AS MATERIALIZED (SELECT t.importer_country AS country, l.target AS dataset FROM e_transfer t JOIN entity e ON e.id=t.id
  LEFT JOIN link l ON l.entity=t.id AND l.attr='datasets' WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1))
SELECT a.id, min(a.attr), NULL, NULL, NULL, NULL, a.country, NULL, 1 FROM away a
WHERE EXISTS (SELECT 1 FROM attestation t WHERE t.kind=5 AND t.attr='*' AND (t.until IS NULL OR t.until>=?1))
  AND NOT EXISTS (SELECT 1 FROM sent s WHERE (s.country=a.country OR s.country IS NULL) AND (s.dataset=a.id OR s.dataset IS NULL OR a.kind=2))
GROUP BY a.id, a.country;
