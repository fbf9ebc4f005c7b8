-- Access rights past their end that are still there and were not used since.
SELECT g.id, 'expires_at', NULL, NULL, NULL, NULL, g.expires_at, NULL, 1
FROM e_grant g JOIN entity e ON e.id=g.id
WHERE g.expires_at<?1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND coalesce(g.effect,'allow')<>'deny' AND coalesce(g.last_used_at,g.expires_at)<=g.expires_at;
