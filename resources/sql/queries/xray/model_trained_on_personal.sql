-- Models said not to train on customer data, though they are tuned with personal data and not kept private to us.
SELECT m.id, 'customer_data_used_for_training', min(d.id), 'used_for_training', NULL, NULL, NULL, NULL, count(DISTINCT d.id), group_concat(DISTINCT d.id)
FROM e_model m JOIN entity e ON e.id=m.id JOIN link l ON l.target=m.id AND l.attr='used_for_training' JOIN e_dataset d ON d.id=l.entity
JOIN entity x ON x.id=d.id JOIN list_item c ON c.entity=d.id AND c.attr='classes' AND c.value IN ('personal','special_category','children','health','genomic','biometric','phi')
WHERE m.customer_data_used_for_training=0 AND m.fine_tune_private=0 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND x.vanished=0 AND (x.retired_on IS NULL OR x.retired_on>?1)
GROUP BY m.id;
