-- Contracts without help on exit on which critical systems stand.
SELECT c.id, 'exit_clause', min(w.id), 'criticality', NULL, NULL, NULL, NULL, count(*), group_concat(DISTINCT w.id)
FROM e_workload w JOIN entity e ON e.id=w.id JOIN e_contract c ON c.id=w.contract JOIN entity x ON x.id=c.id
WHERE w.criticality='critical' AND (c.exit_clause=0 OR instr(c.absent,' exit_clause ')>0) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND x.vanished=0 AND (x.retired_on IS NULL OR x.retired_on>?1)
GROUP BY c.id;
