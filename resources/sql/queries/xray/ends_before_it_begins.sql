-- What ends before it begins: contracts, dependencies, certificates and their periods, registers.
WITH pair(id, last, ends, first, begins) AS (
  SELECT id, 'end_date', "end_date", 'start_date', "start_date" FROM e_contract WHERE "end_date"<"start_date"
  UNION ALL
  SELECT id, 'end_date', "end_date", 'start_date', "start_date" FROM e_dependency WHERE "end_date"<"start_date"
  UNION ALL
  SELECT id, 'expires', "expires", 'issued', "issued" FROM e_certification WHERE "expires"<"issued"
  UNION ALL
  SELECT id, 'period_end', "period_end", 'period_start', "period_start" FROM e_certification WHERE "period_end"<"period_start"
  UNION ALL
  SELECT id, 'register_until', "register_until", 'register_since', "register_since" FROM e_legal_entity WHERE "register_until"<"register_since"
)
SELECT p.id, p.last, p.id, p.first, NULL, NULL, p.ends, p.begins, 1
FROM pair p JOIN entity e ON e.id=p.id
WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
