-- Values typed by hand without evidence that stand, by kind and attribute.
SELECT e.kind, c.attr, c.entity FROM claim c JOIN entity e ON e.id=c.entity
WHERE c.feed=0 AND c.won=1 AND c.state IN (2,3) AND c.evidence='' AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1)
ORDER BY 1, 2, 3;
