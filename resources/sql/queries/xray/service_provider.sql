-- Systems run by another provider than the one whose service they stand on.
SELECT v.id, 'provider', min(w.id), 'provider', NULL, NULL, side.name, own.name, count(*), group_concat(DISTINCT w.id)
FROM e_workload w JOIN entity e ON e.id=w.id JOIN e_service v ON v.id=w.service JOIN entity side ON side.id=v.provider JOIN entity own ON own.id=w.provider
WHERE v.provider<>w.provider AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
GROUP BY v.id, w.provider;
