-- What the keys tell of who manages them (models/store/keycustody.cpp). ?1 change set, ?2 the reference feed. Filled before: systems
-- that the change set added with a key.
CREATE TEMP TABLE IF NOT EXISTS key_system(id INTEGER PRIMARY KEY, added INTEGER NOT NULL DEFAULT 0, word TEXT, named TEXT);
-- Systems whose key, or what is said of it, has changed.
INSERT OR IGNORE INTO key_system(id) SELECT g.entity FROM change g JOIN entity e ON e.id=g.entity
 WHERE g.change_set=?1 AND g.attr IN ('key','key_management') AND e.kind=2;
-- Systems of the keys that were described.
CREATE TEMP TABLE IF NOT EXISTS told_key(id INTEGER PRIMARY KEY);
DELETE FROM told_key;
INSERT OR IGNORE INTO told_key SELECT e.id FROM entity e JOIN e_key k ON k.id=e.id WHERE e.kind=20 AND e.added_set=?1 AND (k.custody IS NOT NULL OR k.external IS NOT NULL);
INSERT OR IGNORE INTO told_key SELECT g.entity FROM change g JOIN entity e ON e.id=g.entity
 WHERE g.change_set=?1 AND (g.attr IN ('custody','external') OR g.target='merge') AND e.kind=20;
INSERT OR IGNORE INTO key_system(id) SELECT w.id FROM e_workload w WHERE EXISTS (SELECT 1 FROM told_key) AND w."key" IN (SELECT id FROM told_key);
-- A key of a cloud's key service that no export has described yet is named since it is the customer's: the service's own go without a name.
UPDATE key_system SET (word, named)=(SELECT CASE k.custody WHEN 'provider' THEN 'provider' WHEN 'customer_in_provider' THEN 'cmk'
   WHEN 'customer_imported' THEN 'byok' WHEN 'customer_outside' THEN 'hyok' WHEN 'third_party' THEN 'external'
   ELSE CASE WHEN k.external=1 THEN 'external' WHEN coalesce(e.key,p.value) GLOB 'arn:*:kms:*' OR coalesce(e.key,p.value) GLOB '//cloudkms.googleapis.com/*'
     OR coalesce(e.key,p.value) GLOB '/subscriptions/*/providers/microsoft.keyvault/*' OR coalesce(e.key,p.value) GLOB 'https://*.vault.*/keys/*'
     OR coalesce(e.key,p.value) GLOB 'https://*.managedhsm.*/keys/*' THEN 'cmk' END END, 'key:' || coalesce(e.key,p.value)
  FROM e_workload w LEFT JOIN e_key k ON k.id=w."key" LEFT JOIN entity e ON e.id=w."key"
  LEFT JOIN pending_ref p ON p.entity=w.id AND p.attr='key' WHERE w.id=key_system.id LIMIT 1);
-- New ones of which nobody says more: no value stood there before. The others follow one by one.
DELETE FROM key_system WHERE added=1 AND (word IS NULL OR EXISTS (SELECT 1 FROM e_workload w WHERE w.id=key_system.id
  AND (w.key_management IS NOT NULL OR instr(w.absent,' key_management ')>0)) OR EXISTS (SELECT 1 FROM claim c WHERE c.entity=key_system.id AND c.attr='key_management'));
UPDATE e_workload SET key_management=(SELECT s.word FROM key_system s WHERE s.id=e_workload.id) WHERE id IN (SELECT id FROM key_system WHERE added=1);
INSERT INTO claim(entity,attr,feed,state,won,value,pointer) SELECT id, 'key_management', ?2, 3, 1, json_quote(word), named FROM key_system WHERE added=1;
