-- Things that no legal entity answers for: somebody said so, or the one that is named is out of use.
WITH of(id, legal_entity, absent, kind) AS (SELECT id, legal_entity, absent, 2 FROM e_workload UNION ALL SELECT id, legal_entity, absent, 3 FROM e_dataset
  UNION ALL SELECT id, legal_entity, absent, 4 FROM e_processing UNION ALL SELECT id, legal_entity, absent, 6 FROM e_model
  UNION ALL SELECT id, legal_entity, absent, 7 FROM e_ai_use UNION ALL SELECT id, legal_entity, absent, 13 FROM e_contract)
SELECT o.id, 'legal_entity', l.id, NULL, NULL, NULL, o.kind, l.retired_on, 1
FROM of o JOIN entity e ON e.id=o.id LEFT JOIN entity l ON l.id=o.legal_entity
WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND (instr(o.absent,' legal_entity ')>0 OR l.retired_on<=?1 OR l.vanished<>0);
