-- Certificates relied on that lapse within 30 days, with the services that they are relied on for.
SELECT c.id, c.scheme, c.holder, c.expires, l.target
FROM e_certification c JOIN entity e ON e.id=c.id JOIN link l ON l.entity=c.id AND l.attr='services_used' JOIN entity s ON s.id=l.target
WHERE c.expires>=?1 AND c.expires<=?1+30 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND s.vanished=0 AND (s.retired_on IS NULL OR s.retired_on>?1)
  -- Another of the same holder and scheme that lasts longer carries the results on.
  AND NOT EXISTS (SELECT 1 FROM e_certification n JOIN entity ne ON ne.id=n.id JOIN link m ON m.entity=n.id AND m.attr='services_used' AND m.target=l.target
    WHERE n.id<>c.id AND n.scheme=c.scheme AND n.holder IS c.holder AND n.expires>?1+30 AND ne.vanished=0 AND (ne.retired_on IS NULL OR ne.retired_on>?1))
ORDER BY c.id, l.target;
