-- Access rights of identities that are out of use or have vanished.
SELECT g.identity, NULL, min(g.id), 'identity', NULL, NULL, CASE WHEN t.retired_on<=?1 THEN t.retired_on END, NULL, count(*), group_concat(DISTINCT g.id)
FROM e_grant g JOIN entity e ON e.id=g.id JOIN entity t ON t.id=g.identity
WHERE (t.vanished<>0 OR t.retired_on<=?1) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND coalesce(g.effect,'allow')<>'deny'
GROUP BY g.identity;
