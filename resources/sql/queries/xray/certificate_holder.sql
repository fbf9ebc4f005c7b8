-- Certificates of one provider that are relied on for a service of another.
SELECT c.id, 'holder', v.id, 'provider', NULL, NULL, hold.name, offer.name, 1
FROM e_certification c JOIN entity e ON e.id=c.id JOIN link l ON l.entity=c.id AND l.attr='services_used' JOIN e_service v ON v.id=l.target
JOIN entity s ON s.id=v.id JOIN entity hold ON hold.id=c.holder JOIN entity offer ON offer.id=v.provider
WHERE c.holder<>v.provider AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND s.vanished=0 AND (s.retired_on IS NULL OR s.retired_on>?1);
