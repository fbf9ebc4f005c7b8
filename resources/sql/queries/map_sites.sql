-- Sites and regions that hold entities of a kind (?1) by one of the facets ?2.
SELECT coalesce('@'||le.key, p.provider||'/'||p.region) AS id, coalesce(le.name, r.name, p.region) AS label,
 coalesce(l.lat, r.lat) AS lat, coalesce(l.lon, r.lon) AS lon, coalesce(l.site_kind, r.kind) AS kind, count(DISTINCT p.entity)
 FROM place p JOIN entity e ON e.id=p.entity AND e.kind=?1 AND e.retired_on IS NULL
 LEFT JOIN e_location l ON l.id=p.site LEFT JOIN entity le ON le.id=p.site
 LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region
 WHERE (p.facets & ?2)<>0 AND coalesce(l.lat, r.lat) IS NOT NULL GROUP BY 1 ORDER BY 6 DESC, 1;
