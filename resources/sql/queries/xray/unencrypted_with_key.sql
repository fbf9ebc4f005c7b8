-- Systems said to store unencrypted that a key protects.
SELECT w.id, 'encryption_at_rest', coalesce(w.key, w.id), CASE WHEN w.key IS NULL THEN 'key_management' END, NULL, NULL, w.key_management, NULL, 1
FROM e_workload w JOIN entity e ON e.id=w.id
WHERE w.encryption_at_rest=0 AND (w.key IS NOT NULL OR w.key_management IN ('cmk','byok','hyok','external')) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
