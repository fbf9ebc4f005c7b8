-- What the reference data tells of what is in the inventory, where nobody has said it. ?1 change set, ?2 the reference feed.
-- Whom the reference data named (enrich.cpp) it may name otherwise later: the country is known to be its word too.
INSERT OR IGNORE INTO claim(entity,attr,feed,state,won,value) SELECT m.id, 'developer_country', ?2, 3, 1, json_quote(coalesce(p.hq_country, p.legal_country)) FROM e_model m
 JOIN e_provider p ON p.id=m.developer WHERE m.developer_country IS NULL AND coalesce(p.hq_country, p.legal_country) IS NOT NULL AND instr(m.absent,' developer_country ')=0
 AND EXISTS (SELECT 1 FROM claim c WHERE c.entity=m.id AND c.attr='developer' AND c.feed=?2 AND c.won=1);
UPDATE e_model SET developer_country=(SELECT coalesce(p.hq_country, p.legal_country) FROM e_provider p WHERE p.id=e_model.developer)
 WHERE developer_country IS NULL AND developer IS NOT NULL AND instr(absent,' developer_country ')=0;
-- Filled before (enrich.cpp): systems that the change set added with a type that holds accelerators.
CREATE TEMP TABLE IF NOT EXISTS new_machine(id INTEGER PRIMARY KEY);
-- An instance type with accelerators is an accelerator pool at the place of its system (a configuration runs no machines itself, and a stopped system none); pools come after ?3, the last entity before them, and find their system by its key.
INSERT INTO entity(kind,key,name,added_set,first_feed)
 SELECT 8, 'acc:'||e.key, coalesce((nullif(i.count,0) * coalesce(w.instance_count,1)) || ' x ', 'share of ') || c.model || ' in ' || e.name, ?1, ?2
 FROM new_machine m CROSS JOIN e_workload w ON w.id=m.id CROSS JOIN e_provider p ON p.id=w.provider
 CROSS JOIN ref_instance i ON i.provider=CASE WHEN p.ref IN ('aws-esc','nwcd','sinnet') THEN 'aws' WHEN p.ref='21vianet' THEN 'microsoft' ELSE p.ref END AND i.type=w.instance_type
 CROSS JOIN ref_chip c ON c.id=i.chip CROSS JOIN entity e ON e.id=w.id
 WHERE e.added_set=?1 AND e.kind=2 AND w.resource_type IS NOT 'AWS::SageMaker::EndpointConfig' AND w.instance_count IS NOT 0 ON CONFLICT(kind,key) DO NOTHING;
-- Also of one that another source had brought, and whose type or provider is known only now.
INSERT INTO entity(kind,key,name,added_set,first_feed)
 SELECT 8, 'acc:'||e.key, coalesce((nullif(i.count,0) * coalesce(w.instance_count,1)) || ' x ', 'share of ') || c.model || ' in ' || e.name, ?1, ?2
 FROM change g CROSS JOIN e_workload w ON w.id=g.entity CROSS JOIN e_provider p ON p.id=w.provider
 CROSS JOIN ref_instance i ON i.provider=CASE WHEN p.ref IN ('aws-esc','nwcd','sinnet') THEN 'aws' WHEN p.ref='21vianet' THEN 'microsoft' ELSE p.ref END AND i.type=w.instance_type
 CROSS JOIN ref_chip c ON c.id=i.chip CROSS JOIN entity e ON e.id=w.id
 WHERE g.change_set=?1 AND g.attr IN ('instance_type','instance_count','provider') AND e.kind=2
   AND w.resource_type IS NOT 'AWS::SageMaker::EndpointConfig' AND w.instance_count IS NOT 0
   AND NOT EXISTS (SELECT 1 FROM alias x WHERE x.scheme='key' AND x.value='acc:'||e.key) ON CONFLICT(kind,key) DO NOTHING;
-- And of all whose type an import told of.
CREATE TEMP TABLE IF NOT EXISTS told_type(type TEXT PRIMARY KEY);
DELETE FROM told_type;
INSERT OR IGNORE INTO told_type SELECT substr(attr,19) FROM change WHERE change_set=?1 AND target='setting' AND attr GLOB 'instance_type/aws/*';
INSERT OR IGNORE INTO told_type SELECT 'ml.'||type FROM told_type;
INSERT OR IGNORE INTO told_type SELECT i.type FROM ref_instance i JOIN told_type t ON instr(', '||i.type||', ', ', '||t.type||', ')>0 WHERE i.confidence='choice';
INSERT INTO entity(kind,key,name,added_set,first_feed)
 SELECT 8, 'acc:'||e.key, coalesce((nullif(i.count,0) * coalesce(w.instance_count,1)) || ' x ', 'share of ') || c.model || ' in ' || e.name, ?1, ?2
 FROM told_type t CROSS JOIN e_workload w ON w.instance_type=t.type CROSS JOIN e_provider p ON p.id=w.provider
 CROSS JOIN ref_instance i ON i.provider=CASE WHEN p.ref IN ('aws-esc','nwcd','sinnet') THEN 'aws' WHEN p.ref='21vianet' THEN 'microsoft' ELSE p.ref END AND i.type=w.instance_type
 CROSS JOIN ref_chip c ON c.id=i.chip CROSS JOIN entity e ON e.id=w.id
 WHERE e.kind=2 AND w.resource_type IS NOT 'AWS::SageMaker::EndpointConfig' AND w.instance_count IS NOT 0
   AND NOT EXISTS (SELECT 1 FROM alias x WHERE x.scheme='key' AND x.value='acc:'||e.key) ON CONFLICT(kind,key) DO NOTHING;
CREATE TEMP TABLE IF NOT EXISTS new_pool(id INTEGER PRIMARY KEY, system INTEGER NOT NULL);
DELETE FROM new_pool;
INSERT INTO new_pool(id, system) SELECT a.id, e.id FROM entity a CROSS JOIN entity e ON e.kind=2 AND e.key=substr(a.key,5)
 WHERE a.id>?3 AND +a.kind=8 AND a.added_set=?1 AND a.first_feed=?2;
INSERT OR IGNORE INTO e_accelerator(id, lists, vendor, chip, provider, legal_entity, count, memory_mib, vendor_country, fab_country, eccn)
 SELECT a.id, CASE WHEN instr(w.lists,' hosting_countries=2 ')>0 THEN ' location_countries=2 ' WHEN instr(w.lists,' hosting_countries=1 ')>0 THEN ' location_countries=1 ' ELSE '' END,
        c.vendor, c.model, w.provider, w.legal_entity, nullif(i.count,0) * coalesce(w.instance_count,1), i.memory_mib,
        nullif(c.vendor_country,''), c.fab_country, c.eccn
 FROM new_pool a CROSS JOIN e_workload w ON w.id=a.system CROSS JOIN e_provider p ON p.id=w.provider
 CROSS JOIN ref_instance i ON i.provider=CASE WHEN p.ref IN ('aws-esc','nwcd','sinnet') THEN 'aws' WHEN p.ref='21vianet' THEN 'microsoft' ELSE p.ref END AND i.type=w.instance_type
 CROSS JOIN ref_chip c ON c.id=i.chip;
INSERT INTO place(entity, nr, facets, country, provider, region, site)
 SELECT a.id, pl.nr, 1, pl.country, pl.provider, pl.region, pl.site FROM new_pool a
 CROSS JOIN place pl ON pl.entity=a.system AND (pl.facets & 1)<>0;
-- Who has said which accelerators a system uses is not corrected by what the instance type tells.
INSERT OR IGNORE INTO claim(entity, attr, feed, state, won, value)
 SELECT a.system, 'accelerators', ?2, 3, 1, json_object('complete', json('false'), 'items', json_array(e.key))
 FROM new_pool a CROSS JOIN entity e ON e.id=a.id CROSS JOIN e_workload w ON w.id=a.system
 WHERE instr(w.lists,' accelerators=')=0;
INSERT OR IGNORE INTO link(entity, attr, target)
 SELECT a.system, 'accelerators', a.id FROM new_pool a CROSS JOIN e_workload w ON w.id=a.system
 WHERE instr(w.lists,' accelerators=')=0;
INSERT OR IGNORE INTO entity_source(entity, feed, source, ordinal, mapping, pointer)
 SELECT id, ?2, 0, 0, 'reference/1', 'instance_types' FROM new_pool;
