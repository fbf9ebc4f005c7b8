-- Contracts of which somebody says that they have not ended, though their end is past: rules go by what is said.
SELECT c.id, 'ended', c.id, 'end_date', NULL, NULL, c.end_date, NULL, 1
FROM e_contract c JOIN entity e ON e.id=c.id
WHERE c.ended=0 AND c.end_date<?1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
