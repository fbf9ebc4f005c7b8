-- How many entities of a kind (?1) have no country by the facets ?2 (first number), and how many of those run in a global or multi-country region.
SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM place p JOIN ref_region r ON r.provider=p.provider AND r.code=p.region
  WHERE p.entity=e.id AND r.kind IN ('global','multi_region'))),0)
 FROM entity e
 WHERE e.kind=?1 AND e.retired_on IS NULL AND NOT EXISTS (SELECT 1 FROM place p
  LEFT JOIN e_location l ON l.id=p.site LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region
  WHERE p.entity=e.id AND (p.facets & ?2)<>0 AND coalesce(p.country, l.country, r.country) IS NOT NULL);
