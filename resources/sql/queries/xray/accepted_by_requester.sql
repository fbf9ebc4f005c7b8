-- Acceptances that stand, approved by whoever asked for them.
SELECT w.entity, NULL, NULL, NULL, NULL, NULL, min(trim(w.requested_by)), group_concat(DISTINCT w.rule), count(DISTINCT w.rule)
FROM waiver w JOIN entity e ON e.id=w.entity
WHERE lower(trim(w.approved_by))=lower(trim(w.requested_by)) AND w.accepted_on<=?1 AND w.expires>?1 AND (w.withdrawn_on IS NULL OR w.withdrawn_on>?1)
GROUP BY w.entity;
