-- Models that train on customer data although their contract forbids it.
SELECT m.id, 'customer_data_used_for_training', c.id, 'no_training_clause', NULL, NULL, NULL, NULL, 1
FROM e_model m JOIN entity e ON e.id=m.id JOIN e_contract c ON c.id=m.contract JOIN entity x ON x.id=c.id
WHERE m.customer_data_used_for_training=1 AND c.no_training_clause=1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND x.vanished=0 AND (x.retired_on IS NULL OR x.retired_on>?1);
