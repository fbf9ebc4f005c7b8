-- Systems run by another provider than the one that their contract is with.
SELECT c.id, 'provider', min(w.id), 'provider', NULL, NULL, side.name, own.name, count(*), group_concat(DISTINCT w.id)
FROM e_workload w JOIN entity e ON e.id=w.id JOIN e_contract c ON c.id=w.contract JOIN entity side ON side.id=c.provider JOIN entity own ON own.id=w.provider
WHERE c.provider<>w.provider AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
GROUP BY c.id, w.provider;
