-- What the reference data tells of what is in the inventory, where nobody has said it. ?1 change set, ?2 the reference feed.
UPDATE e_provider SET ref=(SELECT e.key FROM entity e WHERE e.id=e_provider.id)
 WHERE ref IS NULL AND EXISTS (SELECT 1 FROM entity e JOIN ref_provider r ON r.id=e.key WHERE e.id=e_provider.id);
UPDATE e_provider SET
  legal_country=coalesce(legal_country, (SELECT r.legal_country FROM ref_provider r WHERE r.id=e_provider.ref)),
  hq_country=coalesce(hq_country, (SELECT r.hq_country FROM ref_provider r WHERE r.id=e_provider.ref)),
  ultimate_parent=coalesce(ultimate_parent, (SELECT r.ultimate_parent FROM ref_provider r WHERE r.id=e_provider.ref)),
  ultimate_parent_country=coalesce(ultimate_parent_country, (SELECT r.ultimate_parent_country FROM ref_provider r WHERE r.id=e_provider.ref)),
  ctpp=coalesce(ctpp, (SELECT 1 FROM ref_provider r WHERE r.id=e_provider.ref AND r.ctpp_entity IS NOT NULL AND r.ctpp_entity<>''))
 WHERE ref IS NOT NULL;
UPDATE e_model SET developer_country=(SELECT coalesce(p.hq_country, p.legal_country) FROM e_provider p WHERE p.id=e_model.developer)
 WHERE developer_country IS NULL AND developer IS NOT NULL AND instr(absent,' developer_country ')=0;
-- An instance type with accelerators is an accelerator pool at the place of its system.
INSERT INTO entity(kind,key,name,added_set,first_feed)
 SELECT 8, 'acc:'||e.key, (i.count * coalesce(w.instance_count,1)) || ' x ' || c.model || ' in ' || e.name, ?1, ?2
 FROM entity e JOIN e_workload w ON w.id=e.id JOIN e_provider p ON p.id=w.provider
 JOIN ref_instance i ON i.provider=CASE p.ref WHEN 'aws-esc' THEN 'aws' ELSE p.ref END AND i.type=w.instance_type JOIN ref_chip c ON c.id=i.chip
 WHERE e.added_set=?1 AND e.kind=2 ON CONFLICT(kind,key) DO NOTHING;
INSERT OR IGNORE INTO e_accelerator(id, vendor, chip, provider, legal_entity, count, memory_mib)
 SELECT a.id, c.vendor, c.model, w.provider, w.legal_entity, i.count * coalesce(w.instance_count,1), i.memory_mib
 FROM entity a JOIN entity e ON e.kind=2 AND a.key='acc:'||e.key JOIN e_workload w ON w.id=e.id JOIN e_provider p ON p.id=w.provider
 JOIN ref_instance i ON i.provider=CASE p.ref WHEN 'aws-esc' THEN 'aws' ELSE p.ref END AND i.type=w.instance_type JOIN ref_chip c ON c.id=i.chip
 WHERE a.kind=8 AND a.added_set=?1 AND a.first_feed=?2;
INSERT INTO place(entity, facets, country, provider, region, site)
 SELECT a.id, 1, pl.country, pl.provider, pl.region, pl.site FROM entity a JOIN entity e ON e.kind=2 AND a.key='acc:'||e.key
 JOIN place pl ON pl.entity=e.id AND (pl.facets & 1)<>0 WHERE a.kind=8 AND a.added_set=?1 AND a.first_feed=?2;
INSERT OR IGNORE INTO list_state(entity, attr, state)
 SELECT a.id, 'location_countries', s.state FROM entity a JOIN entity e ON e.kind=2 AND a.key='acc:'||e.key
 JOIN list_state s ON s.entity=e.id AND s.attr='hosting_countries' WHERE a.kind=8 AND a.added_set=?1 AND a.first_feed=?2;
INSERT OR IGNORE INTO link(entity, attr, target)
 SELECT e.id, 'accelerators', a.id FROM entity a JOIN entity e ON e.kind=2 AND a.key='acc:'||e.key
 WHERE a.kind=8 AND a.added_set=?1 AND a.first_feed=?2;
INSERT OR IGNORE INTO entity_source(entity, feed, source, ordinal, mapping, pointer)
 SELECT a.id, ?2, 0, 0, 'reference/1', 'instance_types' FROM entity a WHERE a.kind=8 AND a.added_set=?1 AND a.first_feed=?2;
UPDATE e_accelerator SET
  vendor=coalesce(vendor, (SELECT c.vendor FROM ref_chip_alias x JOIN ref_chip c ON c.id=x.chip WHERE x.alias=lower(e_accelerator.chip))),
  vendor_country=coalesce(vendor_country, (SELECT c.vendor_country FROM ref_chip_alias x JOIN ref_chip c ON c.id=x.chip WHERE x.alias=lower(e_accelerator.chip))),
  fab_country=coalesce(fab_country, (SELECT c.fab_country FROM ref_chip_alias x JOIN ref_chip c ON c.id=x.chip WHERE x.alias=lower(e_accelerator.chip))),
  eccn=coalesce(eccn, (SELECT c.eccn FROM ref_chip_alias x JOIN ref_chip c ON c.id=x.chip WHERE x.alias=lower(e_accelerator.chip)))
 WHERE chip IS NOT NULL AND absent='';
