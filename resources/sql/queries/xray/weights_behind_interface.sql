-- Models said to be reached through an interface only whose weights are held.
SELECT m.id, 'access', m.id, 'weights_held', NULL, NULL, NULL, NULL, 1
FROM e_model m JOIN entity e ON e.id=m.id
WHERE m.access='api_only' AND m.weights_held=1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
