-- Certificates relied on for a service that their scope surely leaves out. ?2: [[certificate, service, 1 where it is the product, else the region], ...].
WITH out AS MATERIALIZED (SELECT json_extract(value,'$[0]') AS certificate, json_extract(value,'$[1]') AS service, json_extract(value,'$[2]') AS product FROM json_each(?2))
SELECT c.id, CASE b.product WHEN 1 THEN 'services' ELSE 'regions' END, v.id, CASE b.product WHEN 1 THEN 'product' ELSE 'region' END, NULL, NULL,
  CASE b.product WHEN 1 THEN coalesce(v.product, s.name) ELSE v.region END, NULL, 1
FROM out b JOIN e_certification c ON c.id=b.certificate JOIN entity e ON e.id=c.id JOIN e_service v ON v.id=b.service JOIN entity s ON s.id=v.id
JOIN link l ON l.entity=c.id AND l.attr='services_used' AND l.target=v.id
WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND s.vanished=0 AND (s.retired_on IS NULL OR s.retired_on>?1);
