-- Keys whose custody and place say different things.
SELECT k.id, 'external', k.id, 'custody', NULL, NULL, k.external, k.custody, 1
FROM e_key k JOIN entity e ON e.id=k.id
WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND ((k.external=1 AND k.custody IN ('provider','customer_in_provider','customer_imported')) OR (k.external=0 AND k.custody='customer_outside'));
