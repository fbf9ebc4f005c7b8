-- Gaps by the country where the judged thing stands (facets ?2); ?1 is not used by this metric.
SELECT coalesce(p.country, l.country, r.country) AS country, count(DISTINCT f.rule || '-' || f.entity) FROM finding f
 JOIN place p ON p.entity=f.entity AND (p.facets & ?2)<>0
 LEFT JOIN e_location l ON l.id=p.site LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region
 WHERE f.status=1 AND ?1=?1 GROUP BY 1;
