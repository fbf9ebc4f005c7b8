-- Transfers to another country than the seat of whoever receives.
SELECT t.id, 'importer_country', i.id, 'country', NULL, NULL, t.importer_country, i.country, 1
FROM e_transfer t JOIN entity e ON e.id=t.id
JOIN (SELECT id, country FROM e_contracting_entity UNION ALL SELECT id, country FROM e_legal_entity) i ON i.id=coalesce(t.importer, t.importer_entity)
WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND t.importer_country<>i.country;
