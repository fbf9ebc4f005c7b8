-- Seats, parents and the rest of providers that the reference data knows, where nobody has said it. ?1 the reference feed.
UPDATE e_provider SET ref=(SELECT e.key FROM entity e WHERE e.id=e_provider.id)
 WHERE ref IS NULL AND EXISTS (SELECT 1 FROM entity e JOIN ref_provider r ON r.id=e.key WHERE e.id=e_provider.id);
-- Whose value it is must be known, so that a register's word comes before it in any order of imports.
INSERT OR IGNORE INTO claim(entity,attr,feed,state,won,value) SELECT p.id, 'legal_country', ?1, 3, 1, json_quote(r.legal_country) FROM e_provider p
 JOIN ref_provider r ON r.id=p.ref JOIN entity e ON e.id=p.id WHERE p.legal_country IS NULL AND r.legal_country IS NOT NULL AND instr(p.absent,' legal_country ')=0 AND e.first_feed IS NOT ?1;
INSERT OR IGNORE INTO claim(entity,attr,feed,state,won,value) SELECT p.id, 'hq_country', ?1, 3, 1, json_quote(r.hq_country) FROM e_provider p
 JOIN ref_provider r ON r.id=p.ref JOIN entity e ON e.id=p.id WHERE p.hq_country IS NULL AND r.hq_country IS NOT NULL AND instr(p.absent,' hq_country ')=0 AND e.first_feed IS NOT ?1;
INSERT OR IGNORE INTO claim(entity,attr,feed,state,won,value) SELECT p.id, 'ultimate_parent', ?1, 3, 1, json_quote(r.ultimate_parent) FROM e_provider p
 JOIN ref_provider r ON r.id=p.ref JOIN entity e ON e.id=p.id WHERE p.ultimate_parent IS NULL AND r.ultimate_parent IS NOT NULL AND instr(p.absent,' ultimate_parent ')=0 AND e.first_feed IS NOT ?1;
INSERT OR IGNORE INTO claim(entity,attr,feed,state,won,value) SELECT p.id, 'ultimate_parent_country', ?1, 3, 1, json_quote(r.ultimate_parent_country) FROM e_provider p
 JOIN ref_provider r ON r.id=p.ref JOIN entity e ON e.id=p.id WHERE p.ultimate_parent_country IS NULL AND r.ultimate_parent_country IS NOT NULL AND instr(p.absent,' ultimate_parent_country ')=0 AND e.first_feed IS NOT ?1;
INSERT OR IGNORE INTO claim(entity,attr,feed,state,won,value) SELECT p.id, 'ctpp', ?1, 3, 1, 'true' FROM e_provider p
 JOIN ref_provider r ON r.id=p.ref JOIN entity e ON e.id=p.id WHERE p.ctpp IS NULL AND r.ctpp_entity IS NOT NULL AND r.ctpp_entity<>'' AND e.first_feed IS NOT ?1;
UPDATE e_provider SET
  legal_country=CASE WHEN instr(absent,' legal_country ')=0 THEN coalesce(legal_country, (SELECT r.legal_country FROM ref_provider r WHERE r.id=e_provider.ref)) END,
  hq_country=CASE WHEN instr(absent,' hq_country ')=0 THEN coalesce(hq_country, (SELECT r.hq_country FROM ref_provider r WHERE r.id=e_provider.ref)) END,
  ultimate_parent=CASE WHEN instr(absent,' ultimate_parent ')=0 THEN coalesce(ultimate_parent, (SELECT r.ultimate_parent FROM ref_provider r WHERE r.id=e_provider.ref)) END,
  ultimate_parent_country=CASE WHEN instr(absent,' ultimate_parent_country ')=0 THEN coalesce(ultimate_parent_country, (SELECT r.ultimate_parent_country FROM ref_provider r WHERE r.id=e_provider.ref)) END,
  ctpp=coalesce(ctpp, (SELECT 1 FROM ref_provider r WHERE r.id=e_provider.ref AND r.ctpp_entity IS NOT NULL AND r.ctpp_entity<>''))
 WHERE ref IS NOT NULL;
