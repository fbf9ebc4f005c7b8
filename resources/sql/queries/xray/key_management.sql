-- Systems whose key management says otherwise than the key that protects them.
SELECT w.id, 'key_management', k.id, CASE WHEN k.custody IS NULL THEN 'external' ELSE 'custody' END, NULL, NULL, w.key_management, k.custody, 1
FROM e_workload w JOIN entity e ON e.id=w.id JOIN e_key k ON k.id=w.key JOIN entity x ON x.id=k.id
WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND x.vanished=0 AND (x.retired_on IS NULL OR x.retired_on>?1) AND (
  (w.key_management IN ('hyok','external') AND (k.custody IN ('provider','customer_in_provider','customer_imported') OR (k.custody IS NULL AND k.external=0)))
  OR (w.key_management IN ('cmk','byok') AND k.custody='provider')
  OR (w.key_management='provider' AND (k.custody IN ('customer_outside','third_party') OR (k.custody IS NULL AND k.external=1)))
  OR (w.key_management='none' AND k.custody IS NOT NULL));
