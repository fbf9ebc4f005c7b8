-- Providers in use: seat, parent, how many systems, the foreign laws that reach them (by data access), a contract.
SELECT e.key, e.name, p.legal_country, p.ultimate_parent_country, p.role,
 (SELECT count(*) FROM e_workload w WHERE w.provider=p.id) + (SELECT count(*) FROM e_model m WHERE m.provider=p.id) AS assets,
 (SELECT group_concat(DISTINCT l.country || ' ' || CASE WHEN instr(l.name,' (') > 0 THEN substr(l.name,1,instr(l.name,' (')-1) ELSE l.name END) FROM ref_provider_law x JOIN ref_law l ON l.id=x.law AND l.data_access=1
   WHERE x.provider=p.ref AND x.partial=0 AND l.country NOT IN (SELECT value FROM value_set WHERE name='ZONE') AND l.country<>'EU'),
 (SELECT group_concat(c.key, ', ') FROM (SELECT ce.key FROM e_contract ec JOIN entity ce ON ce.id=ec.id WHERE ec.provider=p.id ORDER BY ce.key LIMIT 4) c)
  || (SELECT CASE WHEN count(*)>4 THEN ' and '||(count(*)-4)||' more' ELSE '' END FROM e_contract ec WHERE ec.provider=p.id)
 FROM entity e JOIN e_provider p ON p.id=e.id WHERE assets>0 ORDER BY assets DESC, e.name;
