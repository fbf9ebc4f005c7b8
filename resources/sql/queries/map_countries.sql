-- How many entities of a kind (?1) stand in each country, by any place with one of the facets ?2. NULL: no country known.
SELECT coalesce(p.country, l.country, r.country) AS country, count(DISTINCT p.entity) FROM place p
 JOIN entity e ON e.id=p.entity AND e.kind=?1 AND e.retired_on IS NULL
 LEFT JOIN e_location l ON l.id=p.site LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region
 WHERE (p.facets & ?2)<>0 GROUP BY 1;
