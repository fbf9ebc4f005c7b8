-- Providers: seat, parent, role and contracts.
SELECT e.id, e.name, p.legal_country, p.ultimate_parent_country, p.role,
 (SELECT group_concat(c.key, ', ') FROM (SELECT ce.key FROM e_contract ec JOIN entity ce ON ce.id=ec.id WHERE ec.provider=p.id ORDER BY ce.key LIMIT 4) c)
  || (SELECT CASE WHEN count(*)>4 THEN ' and '||(count(*)-4)||' more' ELSE '' END FROM e_contract ec WHERE ec.provider=p.id)
 FROM entity e JOIN e_provider p ON p.id=e.id ORDER BY e.name;
