-- Answers whose day of review is over, by kind, attribute and day.
SELECT e.kind, c.attr, c.review_on, c.entity, c.who FROM claim c JOIN entity e ON e.id=c.entity
WHERE c.review_on<?1 AND c.feed=0 AND c.won=1 AND c.state IN (2,3) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
ORDER BY 1, 2, 3, 4;
