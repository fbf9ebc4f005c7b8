-- AI uses classed below high risk that name a point of Annex III, without the assessment that could explain it, or that profile people.
SELECT u.id, 'ai_act_class', u.id, 'annex3_area', NULL, NULL, u.ai_act_class, u.annex3_area, 1
FROM e_ai_use u JOIN entity e ON e.id=u.id
WHERE u.ai_act_class IN ('limited','minimal') AND coalesce(u.annex3_area,'')<>'' AND (coalesce(u.exemption_assessment,'')='' OR u.profiling=1) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
