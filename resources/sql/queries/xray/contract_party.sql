-- Contracts whose contracting entity belongs to another provider group.
SELECT c.id, 'provider', p.id, 'provider', NULL, NULL, side.name, own.name, 1
FROM e_contract c JOIN entity e ON e.id=c.id JOIN e_contracting_entity p ON p.id=c.contracting_entity JOIN entity side ON side.id=c.provider
JOIN entity own ON own.id=p.provider
WHERE c.provider<>p.provider AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
