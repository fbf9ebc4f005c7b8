-- Answers dated on a day that is still to come: after the day that is looked at and after the last change of the workspace.
WITH now(day) AS (SELECT max(?1, coalesce((SELECT CAST(julianday(max(at))-2440587.5 AS INTEGER) FROM change_set), ?1)))
SELECT c.entity, c.attr, NULL, NULL, NULL, NULL, CAST(julianday(substr(c.at,1,10))-2440587.5 AS INTEGER), nullif(c.who,''), 1
FROM claim c JOIN entity e ON e.id=c.entity
WHERE c.feed=0 AND c.won=1 AND c.state IN (2,3) AND julianday(substr(c.at,1,10))-2440587.5>(SELECT day FROM now)
  AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
