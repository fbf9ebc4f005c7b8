-- Registers declared complete to which an import has added since.
WITH declared AS MATERIALIZED (SELECT t.kind, t.who, t.at, t.until, (SELECT max(h.change_set) FROM change_set c JOIN change h ON h.change_set=c.id
    WHERE c.kind IN ('completeness','undo') AND h.target='completeness' AND h.attr=(SELECT value FROM json_each(?2) WHERE key=t.kind)) AS stands_since
  FROM attestation t WHERE t.attr='*' AND (t.until IS NULL OR t.until>=?1))
SELECT NULL, NULL, min(e.id), NULL, NULL, NULL, d.kind, d.at, count(*), NULL, d.who
FROM declared d JOIN entity e ON e.kind=d.kind JOIN change_set i ON i.id=e.added_set
WHERE e.added_set>d.stands_since AND i.kind='import' AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
GROUP BY d.kind;
