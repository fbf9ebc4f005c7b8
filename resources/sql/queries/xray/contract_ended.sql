-- Contracts that have ended while something in use still rests on them; of one that is said not to have ended, runs_but_ended tells.
SELECT c.id, CASE WHEN c.ended=1 AND c.end_date IS NULL THEN 'ended' ELSE 'end_date' END, min(u.id), 'contract', NULL, NULL, CASE WHEN c.end_date<?1 THEN c.end_date END, NULL, count(*), group_concat(DISTINCT u.id)
FROM e_contract c JOIN entity e ON e.id=c.id
JOIN (SELECT id, contract FROM e_workload WHERE contract IS NOT NULL UNION ALL SELECT id, contract FROM e_service WHERE contract IS NOT NULL
  UNION ALL SELECT id, contract FROM e_model WHERE contract IS NOT NULL AND coalesce(availability,'in_use')='in_use'
  UNION ALL SELECT id, contract FROM e_dataset WHERE contract IS NOT NULL AND coalesce(decommissioned,0)=0) u ON u.contract=c.id
JOIN entity x ON x.id=u.id
WHERE ((c.ended=1 AND coalesce(c.end_date,?1)<=?1) OR (c.ended IS NOT 0 AND c.end_date<?1)) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND x.vanished=0 AND (x.retired_on IS NULL OR x.retired_on>?1)
GROUP BY c.id;
