-- SPDX-License-Identifier: GPL-3.0-or-later
-- 200,000 entities for tests/rules/tst_speed.cpp: what an organisation of some size has after importing its clouds and its
-- registers. Three in five systems are assessed (the rest are networks, volumes, policies); of most attributes some are said, some
-- declared absent and many not said; lists are complete, partial or not said; references point anywhere. $N is a number from 0 to
-- 99 that looks random and depends on the entity `id` and on N alone. Kinds are numbered as in domain::EntityKind.
CREATE TEMP TABLE mix (kind INTEGER, first INTEGER, last INTEGER, name TEXT);
INSERT INTO mix VALUES (0,1,12,'legal_entity'),(1,13,92,'business_service'),(11,93,242,'provider'),(12,243,302,'contracting_entity'),
 (13,303,602,'contract'),(15,603,1002,'service'),(19,1003,1202,'location'),(20,1203,6202,'key'),(6,6203,7002,'model'),
 (7,7003,7202,'ai_use'),(8,7203,7702,'accelerator'),(3,7703,19702,'dataset'),(5,19703,21702,'transfer'),(9,21703,39702,'identity'),
 (10,39703,79702,'grant'),(16,79703,80002,'certification'),(17,80003,83002,'dependency'),(14,83003,83502,'subprocessor'),
 (4,83503,84002,'processing'),(18,84003,84032,'request'),(2,84033,200000,'workload');
INSERT INTO entity (id, kind, key, name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 200000)
 SELECT i, m.kind, m.name || '-' || i, '' FROM n JOIN mix m ON i BETWEEN m.first AND m.last;
INSERT INTO e_legal_entity (id, country, kind, role_gdpr, ai_literacy_programme) SELECT id, CASE $1 % 3 WHEN 0 THEN 'DE' WHEN 1 THEN 'FR' ELSE 'CH' END,
 NULL, CASE WHEN $2 < 60 THEN 'controller' END, CASE WHEN $3 < 50 THEN $3 % 2 END FROM entity WHERE kind = 0;
INSERT INTO e_business_service (id, legal_entity) SELECT id, 1 + $1 % 12 FROM entity WHERE kind = 1;
INSERT INTO e_provider (id, ref, legal_country, hq_country, ultimate_parent_country) SELECT id,
 CASE id % 12 WHEN 0 THEN 'aws' WHEN 1 THEN 'azure' WHEN 2 THEN 'gcp' END, CASE WHEN $1 < 70 THEN CASE $2 % 6 WHEN 0 THEN 'US' WHEN 1 THEN 'DE' WHEN 2 THEN
 'FR' WHEN 3 THEN 'IN' WHEN 4 THEN 'CN' ELSE 'CH' END END, CASE WHEN $3 < 50 THEN 'US' END, CASE WHEN $4 < 50 THEN CASE $5 % 3 WHEN 0 THEN 'US' WHEN 1
 THEN 'DE' ELSE 'CN' END END FROM entity WHERE kind = 11;
INSERT INTO e_contracting_entity (id, dpf_certified) SELECT id, CASE WHEN $6 < 40 THEN $6 % 2 END FROM entity WHERE kind = 12;
INSERT INTO e_contract (id, provider, contracting_entity, personal_data, dpa, art28_clauses, governing_law, audit_rights, exit_clause, end_date, absent) SELECT
 id, 93 + ($1*100+$2) % 150, 243 + $3 % 60, CASE WHEN $4 < 80 THEN $4 % 2 END, CASE WHEN $5 < 60 THEN $5 % 2 END, CASE WHEN $6 < 50 THEN $6 % 2 END,
 CASE WHEN $7 < 70 THEN CASE $7 % 3 WHEN 0 THEN 'US' WHEN 1 THEN 'DE' ELSE 'IE' END END, CASE WHEN $8 < 50 THEN $8 % 2 END, CASE WHEN $9 < 40 THEN $9 % 2
 END, CASE WHEN $10 < 60 THEN 20500 + $10 * 10 END, CASE WHEN $11 < 15 THEN ' exit_clause sla ' ELSE '' END FROM entity WHERE kind = 13;
INSERT INTO e_service (id, provider, contract, region, is_ai, processed_in_clear, operator_access) SELECT id, 93 + ($1*100+$2) % 150, 303 + ($3*100+$4) % 300,
 'eu-central-1', CASE WHEN $5 < 30 THEN 1 WHEN $5 < 70 THEN 0 END, CASE WHEN $6 < 50 THEN $6 % 2 END, CASE WHEN $7 < 30 THEN 'contractual_limit' WHEN $7 < 45
 THEN 'permitted' END FROM entity WHERE kind = 15;
INSERT INTO e_location (id, country) SELECT id, CASE $1 % 5 WHEN 0 THEN 'US' WHEN 1 THEN 'IN' ELSE 'DE' END FROM entity WHERE kind = 19;
INSERT INTO e_key (id, provider, custody, hsm, external, rotation_days) SELECT id, 93 + $1 % 20, CASE WHEN $2 < 70 THEN CASE $2 % 3 WHEN 0 THEN 'provider' ELSE
 'customer' END END, CASE WHEN $3 < 50 THEN $3 % 2 END, CASE WHEN $4 < 50 THEN $4 % 2 END, CASE WHEN $5 < 60 THEN 90 + $5 * 5 END FROM entity WHERE kind = 20;
INSERT INTO e_model (id, provider, developer, developer_country, contract, access, availability, licence, weights_held, criticality, public_facing,
 version_pinned, eval_date, customer_data_used_for_training) SELECT id, 93 + $1 % 60, 93 + $2 % 60, CASE WHEN $3 < 70 THEN CASE $3 % 3 WHEN 0 THEN 'US' WHEN 1
 THEN 'CN' ELSE 'FR' END END, CASE WHEN $4 < 50 THEN 303 + $4 END, CASE WHEN $5 < 80 THEN CASE $5 % 2 WHEN 0 THEN 'api' ELSE 'weights' END END,
 CASE WHEN $6 < 40 THEN 'available' END, CASE WHEN $7 < 60 THEN 'apache-2.0' END, CASE WHEN $8 < 50 THEN $8 % 2 END, CASE WHEN $9 < 60 THEN CASE $9 % 3 WHEN 0
 THEN 'critical' ELSE 'standard' END END, CASE WHEN $10 < 50 THEN $10 % 2 END, CASE WHEN $11 < 50 THEN $11 % 2 END, CASE WHEN $12 < 40 THEN 20000 + $12 * 20 END,
 CASE WHEN $13 < 40 THEN $13 % 2 END FROM entity WHERE kind = 6;
INSERT INTO e_ai_use (id) SELECT id FROM entity WHERE kind = 7;
INSERT INTO e_accelerator (id, vendor_country, fab_country, provider) SELECT id, CASE WHEN $1 < 80 THEN 'US' END, CASE WHEN $2 < 60 THEN 'TW' END, 93 + $3 % 30
 FROM entity WHERE kind = 8;
INSERT INTO e_dataset (id, legal_entity, processor, contract, large_scale, dpia_date, lawful_basis, retention_days, profiling, absent) SELECT id, 1 + $1 % 12,
 CASE WHEN $2 < 60 THEN 93 + $3 END, CASE WHEN $4 < 50 THEN 303 + $4 * 2 END, CASE WHEN $5 < 50 THEN $5 % 2 END, CASE WHEN $6 < 30 THEN 19900 + $6 * 20 END,
 CASE WHEN $7 < 50 THEN 'contract' END, CASE WHEN $8 < 40 THEN 365 END, CASE WHEN $9 < 30 THEN $9 % 2 END, CASE WHEN $10 < 10 THEN ' dpia_date ' ELSE '' END
 FROM entity WHERE kind = 3;
INSERT INTO e_transfer (id, exporter, importer, provider, importer_country, importer_kind, facet, hr_data, tool, tool_date, tia_date, systematic) SELECT id,
 1 + $1 % 12, CASE WHEN $2 < 70 THEN 243 + $2 % 60 END, 93 + $3, CASE WHEN $4 < 85 THEN CASE $4 % 5 WHEN 0 THEN 'IN' WHEN 1 THEN 'CH' WHEN 2 THEN 'DE' ELSE 'US'
 END END, CASE WHEN $5 < 70 THEN 'commercial' END, 'support', CASE WHEN $6 < 50 THEN $6 % 2 END, CASE WHEN $7 < 70 THEN CASE $7 % 3 WHEN 0 THEN 'dpf' ELSE 'scc'
 END END, CASE WHEN $8 < 50 THEN 18000 + $8 * 50 END, CASE WHEN $9 < 50 THEN 20000 + $9 * 14 END, CASE WHEN $10 < 50 THEN $10 % 2 END FROM entity WHERE kind = 5;
INSERT INTO e_identity (id, kind, employer_country, country, provider, account, mfa, credential_type, last_used_at) SELECT id, CASE $1 % 4 WHEN 0 THEN 'human' WHEN 1
 THEN 'role' WHEN 2 THEN 'service' ELSE 'vendor_support' END, CASE WHEN $2 < 40 THEN CASE $2 % 3 WHEN 0 THEN 'IN' ELSE 'DE' END END, CASE WHEN $3 < 50 THEN
 CASE $3 % 4 WHEN 0 THEN 'IN' ELSE 'DE' END END, 93 + $4 % 40, '1111', CASE WHEN $5 < 60 THEN $5 % 2 END, CASE WHEN $6 < 60 THEN CASE $6 % 2 WHEN 0 THEN 'static'
 ELSE 'short_lived' END END, CASE WHEN $7 < 70 THEN 20300 + $7 * 3 END FROM entity WHERE kind = 9;
INSERT INTO e_grant (id, identity, workload, dataset, model, resource_kind, privilege, effect, mfa, standing, jit, last_review_at, logged, trust) SELECT id,
 CASE WHEN $1 < 90 THEN 21703 + ($1*100+$2*37) % 18000 END, CASE WHEN $3 < 40 THEN 84033 + ($4*1000+$5*11) % 115000 END, CASE WHEN $3 >= 40 AND $3 < 70 THEN
 7703 + ($4*100+$5) % 12000 END, CASE WHEN $3 >= 70 AND $3 < 75 THEN 6203 + $4 * 8 END, CASE WHEN $6 < 60 THEN CASE $6 % 4 WHEN 0 THEN 'data' WHEN 1 THEN
 'model_weights' ELSE 'infrastructure' END END, CASE $7 % 3 WHEN 0 THEN 'admin' WHEN 1 THEN 'write' ELSE 'read' END, CASE WHEN $8 < 95 THEN 'allow' ELSE 'deny'
 END, CASE WHEN $9 < 20 THEN $9 % 2 END, CASE WHEN $10 < 50 THEN $10 % 2 END, CASE WHEN $11 < 30 THEN $11 % 2 END, CASE WHEN $12 < 40 THEN 20000 + $12 * 15 END,
 CASE WHEN $13 < 50 THEN $13 % 2 END, CASE WHEN $14 < 10 THEN 1 END FROM entity WHERE kind = 10;
INSERT INTO e_certification (id, holder, scheme, expires, report_type) SELECT id, 93 + ($1*100+$2) % 150, CASE $3 % 3 WHEN 0 THEN 'ISO27001' WHEN 1 THEN 'C5' ELSE
 'SOC2' END, CASE WHEN $4 < 80 THEN 20600 + $4 * 8 END, CASE WHEN $5 < 80 THEN 'type2' END FROM entity WHERE kind = 16;
INSERT INTO e_dependency (id, workload, provider, critical) SELECT id, 84033 + ($1*1000+$2*7) % 115000, 93 + $3, CASE WHEN $4 < 60 THEN $4 % 2 END FROM entity
 WHERE kind = 17;
INSERT INTO e_subprocessor (id) SELECT id FROM entity WHERE kind = 14;
INSERT INTO e_processing (id) SELECT id FROM entity WHERE kind = 4;
INSERT INTO e_request (id, provider) SELECT id, 93 + $1 FROM entity WHERE kind = 18;
INSERT INTO e_workload (id, role, provider, service, contract, legal_entity, account, service_model, env, criticality, deployment_type, tenancy,
 encryption_at_rest, encryption_in_transit, key_management, key, processed_in_clear, logging, log_retention_days, backup, restore_tested_at, rto_h, exit_plan,
 exit_tested_at, public_facing, registered, autonomy_hours, open_standards, absent) SELECT id, CASE WHEN $1 < 60 THEN 'assessed' ELSE 'supporting' END,
 93 + $2 % 24, CASE WHEN $3 < 50 THEN 603 + ($3*100+$4) % 400 END, CASE WHEN $5 < 40 THEN 303 + ($5*100+$6) % 300 END, CASE WHEN $7 < 30 THEN 1 + $7 % 12 END,
 '1111', CASE WHEN $8 < 80 THEN CASE $8 % 3 WHEN 0 THEN 'saas' WHEN 1 THEN 'paas' ELSE 'iaas' END END, CASE WHEN $9 < 80 THEN CASE $9 % 3 WHEN 0 THEN 'test' ELSE
 'prod' END END, CASE WHEN $10 < 70 THEN CASE $10 % 4 WHEN 0 THEN 'critical' WHEN 1 THEN 'important' ELSE 'standard' END END, CASE WHEN $11 < 60 THEN CASE $11 % 4
 WHEN 0 THEN 'sovereign_region' ELSE 'shared_region' END END, CASE WHEN $12 < 40 THEN 'shared' END, CASE WHEN $13 < 75 THEN $13 % 3 <> 0 END, CASE WHEN $14 < 40
 THEN $14 % 3 <> 0 END, CASE WHEN $15 < 60 THEN CASE $15 % 4 WHEN 0 THEN 'none' WHEN 1 THEN 'cmk' WHEN 2 THEN 'provider' ELSE 'byok' END END, CASE WHEN $16 < 30
 THEN 1203 + ($16*100+$17) % 5000 END, CASE WHEN $18 < 30 THEN $18 % 2 END, CASE WHEN $19 < 50 THEN $19 % 2 END, CASE WHEN $20 < 30 THEN 30 + $20 * 10 END,
 CASE WHEN $21 < 60 THEN $21 % 2 END, CASE WHEN $22 < 20 THEN 20200 + $22 * 20 END, CASE WHEN $23 < 30 THEN $23 END, CASE WHEN $24 < 20 THEN $24 % 2 END,
 CASE WHEN $25 < 10 THEN 20000 + $25 * 60 END, CASE WHEN $26 < 70 THEN $26 % 5 = 0 END, CASE WHEN $27 < 60 THEN $27 % 4 <> 0 END, CASE WHEN $28 < 10 THEN $28 END,
 CASE WHEN $29 < 20 THEN $29 % 2 END, CASE WHEN $30 < 5 THEN ' exit_plan exit_tested_at ' WHEN $30 < 12 THEN ' key contract ' ELSE '' END
 FROM entity WHERE kind = 2;
INSERT INTO list_item SELECT id, 'classes', CASE $40 % 5 WHEN 0 THEN 'health' WHEN 1 THEN 'telemetry' ELSE 'personal' END FROM entity WHERE kind = 3 AND $41 < 80;
INSERT OR IGNORE INTO list_item SELECT id, 'classes', 'special_category' FROM entity WHERE kind = 3 AND $42 < 15;
CREATE TEMP TABLE list_state (entity INTEGER, attr TEXT, state INTEGER, PRIMARY KEY (entity, attr)) WITHOUT ROWID;
INSERT INTO list_state SELECT id, 'classes', CASE WHEN $43 < 70 THEN 2 ELSE 1 END FROM entity WHERE kind = 3 AND $41 < 80;
INSERT INTO list_item SELECT id, 'data_classes', CASE $44 % 3 WHEN 0 THEN 'special_category' ELSE 'personal' END FROM entity WHERE kind IN (2, 5) AND $45 < 30;
INSERT INTO list_state SELECT id, 'data_classes', CASE WHEN $46 < 70 THEN 2 ELSE 1 END FROM entity WHERE kind IN (2, 5) AND $45 < 30;
INSERT INTO link SELECT id, 'datasets', 7703 + ($47*100+$48) % 12000 FROM entity WHERE (kind = 2 AND $49 < 25) OR kind = 5;
INSERT OR IGNORE INTO link SELECT id, 'datasets', 7703 + ($48*100+$47) % 12000 FROM entity WHERE kind = 2 AND $49 < 10;
INSERT INTO list_state SELECT id, 'datasets', CASE WHEN $50 < 70 THEN 2 ELSE 1 END FROM entity WHERE (kind = 2 AND $49 < 30) OR kind = 5;
INSERT INTO link SELECT id, 'models', 6203 + $51 * 8 FROM entity WHERE kind = 2 AND $52 < 4;
INSERT INTO list_state SELECT id, 'models', 2 FROM entity WHERE kind = 2 AND $52 < 30;
INSERT INTO link SELECT id, 'business_services', 13 + $53 % 80 FROM entity WHERE kind = 2 AND $54 < 50;
INSERT INTO list_state SELECT id, 'business_services', 2 FROM entity WHERE kind = 2 AND $54 < 50;
INSERT INTO link SELECT id, 'services', 603 + ($55*100+$56) % 400 FROM entity WHERE kind = 13;
INSERT INTO link SELECT id, 'services_used', 603 + ($57*100+$58) % 400 FROM entity WHERE kind = 16 AND $59 < 70;
INSERT INTO list_state SELECT id, 'services_used', 2 FROM entity WHERE kind = 16 AND $59 < 70;
INSERT INTO place (entity, nr, facets, provider, region) SELECT id, 0, 3, 'aws', CASE $60 % 6 WHEN 0 THEN 'us-east-1' WHEN 1 THEN 'eu-west-1' WHEN 2 THEN 'ap-south-1' ELSE
 'eu-central-1' END FROM entity WHERE kind = 2;
INSERT INTO place (entity, nr, facets, country) SELECT id, 1, CASE $61 % 4 WHEN 0 THEN 1 WHEN 1 THEN 7 WHEN 2 THEN 68 ELSE 256 END, CASE $62 % 5 WHEN 0 THEN 'US' WHEN 1
 THEN NULL ELSE 'DE' END FROM entity WHERE kind IN (3, 6, 8, 15, 20) OR (kind = 2 AND $63 < 25);
INSERT INTO list_state SELECT id, 'hosting_countries', 2 FROM entity WHERE kind = 2;
INSERT INTO list_state SELECT id, 'processing_countries', CASE WHEN $64 < 70 THEN 2 ELSE 1 END FROM entity WHERE kind = 2 AND $65 < 60;
INSERT INTO list_state SELECT id, 'backup_countries', 2 FROM entity WHERE kind = 2 AND $66 < 30;
INSERT INTO list_state SELECT id, 'storage_countries', 2 FROM entity WHERE kind = 3 AND $67 < 80;
INSERT INTO list_state SELECT id, 'key_countries', 2 FROM entity WHERE kind = 20 AND $68 < 50;
INSERT INTO list_state SELECT id, 'hosting_countries', 2 FROM entity WHERE kind = 6 AND $69 < 60;
INSERT INTO attestation (kind, attr, who, at) VALUES (13, '*', 'DPO', '2026-01-01'), (16, '*', 'DPO', '2026-01-01');
UPDATE e_workload SET lists = COALESCE((SELECT ' ' || group_concat(attr || '=' || state, ' ') || ' ' FROM (SELECT attr, state FROM list_state WHERE entity = id ORDER BY attr)), '');
UPDATE e_dataset SET lists = COALESCE((SELECT ' ' || group_concat(attr || '=' || state, ' ') || ' ' FROM (SELECT attr, state FROM list_state WHERE entity = id ORDER BY attr)), '');
UPDATE e_transfer SET lists = COALESCE((SELECT ' ' || group_concat(attr || '=' || state, ' ') || ' ' FROM (SELECT attr, state FROM list_state WHERE entity = id ORDER BY attr)), '');
UPDATE e_model SET lists = COALESCE((SELECT ' ' || group_concat(attr || '=' || state, ' ') || ' ' FROM (SELECT attr, state FROM list_state WHERE entity = id ORDER BY attr)), '');
UPDATE e_certification SET lists = COALESCE((SELECT ' ' || group_concat(attr || '=' || state, ' ') || ' ' FROM (SELECT attr, state FROM list_state WHERE entity = id ORDER BY attr)), '');
UPDATE e_key SET lists = COALESCE((SELECT ' ' || group_concat(attr || '=' || state, ' ') || ' ' FROM (SELECT attr, state FROM list_state WHERE entity = id ORDER BY attr)), '');
DROP TABLE list_state;
DROP TABLE mix;
