-- A pool that the reference data made of a system's instance type follows it: its type, provider, legal entity and place. ?1 the change
-- set that touched the system, ?2 the reference feed. What a person or another source said of the pool stays.
CREATE TEMP TABLE IF NOT EXISTS changed_pool(id INTEGER PRIMARY KEY, system INTEGER NOT NULL);
DELETE FROM changed_pool;
INSERT OR IGNORE INTO changed_pool(id, system) SELECT a.id, g.entity FROM change g CROSS JOIN entity e ON e.id=g.entity
 CROSS JOIN entity a ON a.kind=8 AND a.key='acc:'||e.key
 WHERE g.change_set=?1 AND g.attr IN ('instance_type','instance_count','provider','legal_entity','hosting_countries') AND e.kind=2 AND a.first_feed=?2
   AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.entity=a.id AND c.won=1);
-- A pool that came to another system, as two became one or that was undone, is of what that one is.
INSERT OR IGNORE INTO changed_pool(id, system) SELECT a.id, e.id FROM change g CROSS JOIN entity a ON a.id=g.entity CROSS JOIN entity e ON e.kind=2 AND e.key=substr(a.key,5)
 WHERE g.change_set=?1 AND g.target='key' AND a.kind=8 AND substr(a.key,1,4)='acc:' AND a.first_feed=?2
   AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.entity=a.id AND c.won=1);
CREATE TEMP TABLE IF NOT EXISTS resolved_system(id INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO changed_pool(id, system) SELECT a.id, e.id FROM resolved_system r CROSS JOIN entity e ON e.id=r.id
 CROSS JOIN entity a ON a.kind=8 AND a.key='acc:'||e.key
 WHERE a.first_feed=?2 AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.entity=a.id AND c.won=1);
CREATE TEMP TABLE IF NOT EXISTS told_type(type TEXT PRIMARY KEY);
DELETE FROM told_type;
INSERT OR IGNORE INTO told_type SELECT substr(attr,19) FROM change WHERE change_set=?1 AND target='setting' AND attr GLOB 'instance_type/aws/*';
INSERT OR IGNORE INTO told_type SELECT 'ml.'||type FROM told_type;
INSERT OR IGNORE INTO told_type SELECT i.type FROM ref_instance i JOIN told_type t ON instr(', '||i.type||', ', ', '||t.type||', ')>0 WHERE i.confidence='choice';
INSERT OR IGNORE INTO changed_pool(id, system) SELECT a.id, e.id FROM told_type t CROSS JOIN e_workload w ON w.instance_type=t.type
 CROSS JOIN entity e ON e.id=w.id CROSS JOIN entity a ON a.kind=8 AND a.key='acc:'||e.key
 WHERE a.first_feed=?2 AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.entity=a.id AND c.won=1);
UPDATE e_accelerator SET vendor=n.vendor, chip=n.chip, provider=n.provider, legal_entity=n.legal_entity, lists=n.lists, count=n.count, memory_mib=n.memory_mib,
  vendor_country=n.vendor_country, fab_country=n.fab_country, eccn=n.eccn
 FROM (SELECT x.id, c.vendor, c.model AS chip, w.provider, w.legal_entity,
              CASE WHEN instr(w.lists,' hosting_countries=2 ')>0 THEN ' location_countries=2 ' WHEN instr(w.lists,' hosting_countries=1 ')>0 THEN ' location_countries=1 ' ELSE '' END AS lists,
              coalesce(i.count * coalesce(w.instance_count,1),0) AS count, i.memory_mib,
              nullif(c.vendor_country,'') AS vendor_country, c.fab_country, c.eccn
       FROM changed_pool x JOIN e_workload w ON w.id=x.system LEFT JOIN e_provider p ON p.id=w.provider
       LEFT JOIN ref_instance i ON i.provider=CASE p.ref WHEN 'aws-esc' THEN 'aws' ELSE p.ref END AND i.type=w.instance_type
       LEFT JOIN ref_chip c ON c.id=i.chip) n
 WHERE n.id=e_accelerator.id;
DELETE FROM place WHERE entity IN (SELECT id FROM changed_pool);
INSERT INTO place(entity, nr, facets, country, provider, region, site)
 SELECT x.id, pl.nr, 1, pl.country, pl.provider, pl.region, pl.site FROM changed_pool x
 CROSS JOIN place pl ON pl.entity=x.system AND (pl.facets & 1)<>0;
-- An instance type without accelerators leaves a pool that is no longer there.
UPDATE entity SET vanished=(SELECT a.chip IS NULL FROM e_accelerator a WHERE a.id=entity.id),
  name=coalesce((SELECT a.count||' x '||a.chip||' in '||e.name FROM e_accelerator a JOIN changed_pool x ON x.id=a.id JOIN entity e ON e.id=x.system
                 WHERE a.id=entity.id), name)
 WHERE id IN (SELECT id FROM changed_pool) AND name_feed IS NULL;
DELETE FROM link WHERE attr='accelerators' AND target IN (SELECT x.id FROM changed_pool x JOIN e_accelerator a ON a.id=x.id WHERE a.chip IS NULL);
DELETE FROM claim WHERE attr='accelerators' AND feed=?2
 AND entity IN (SELECT x.system FROM changed_pool x JOIN e_accelerator a ON a.id=x.id WHERE a.chip IS NULL);
-- A list that may go on and names nothing else is what was left when the pool went.
CREATE TEMP TABLE IF NOT EXISTS returned_pool(id INTEGER PRIMARY KEY, system INTEGER NOT NULL);
DELETE FROM returned_pool;
INSERT INTO returned_pool(id, system) SELECT x.id, x.system FROM changed_pool x JOIN e_accelerator a ON a.id=x.id JOIN e_workload w ON w.id=x.system
 WHERE a.chip IS NOT NULL AND (instr(w.lists,' accelerators=')=0 OR (instr(w.lists,' accelerators=1 ')>0
  AND NOT EXISTS (SELECT 1 FROM link l WHERE l.entity=w.id AND l.attr='accelerators' AND l.target<>x.id)));
INSERT OR IGNORE INTO claim(entity, attr, feed, state, won, value)
 SELECT x.system, 'accelerators', ?2, 3, 1, json_object('complete', json('false'), 'items', json_array(e.key)) FROM returned_pool x JOIN entity e ON e.id=x.id;
INSERT OR IGNORE INTO link(entity, attr, target) SELECT system, 'accelerators', id FROM returned_pool;
