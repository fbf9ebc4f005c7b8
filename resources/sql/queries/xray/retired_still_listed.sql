-- Things said to be out of use that a later export still lists.
SELECT e.id, NULL, NULL, NULL, NULL, NULL, e.retired_on, max(s.captured)/86400, 1
FROM entity e JOIN entity_source s ON s.entity=e.id
WHERE e.retired_on<=?1 AND e.retired_on IS NOT NULL AND e.vanished=0 AND s.captured/86400>e.retired_on
GROUP BY e.id;
