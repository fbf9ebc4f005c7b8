-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ten rules as somebody would write them in SQL for this schema, with the same care for what is not known: id, status as domain::Status.
-- tst_speed compares their results and times with those of the compiled conditions. The view before them is for all ten; :day is the day of
-- evaluation.
-- Does the GDPR reach a legal entity: 1 yes, 0 no, NULL not known.
CREATE TEMP VIEW reach(id, r) AS SELECT l.id, CASE WHEN l.country IN (SELECT value FROM bw_set WHERE name='EEA')
   OR EXISTS (SELECT 1 FROM list_item i WHERE i.entity=l.id AND i.attr IN ('established_in','customers_in') AND i.value IN (SELECT value FROM bw_set WHERE name='EEA'))
   OR (l.kind='branch' AND (SELECT o.country FROM e_legal_entity o WHERE o.id=l.parent) IN (SELECT value FROM bw_set WHERE name='EEA')) THEN 1
  WHEN (l.country IS NOT NULL OR instr(l.absent,' country ')) AND (instr(l.lists,' established_in=2 ') OR instr(l.absent,' established_in '))
   AND (instr(l.lists,' customers_in=2 ') OR instr(l.absent,' customers_in ')) AND l.kind IS NOT 'branch' THEN 0 END FROM e_legal_entity l;
-- rule GDPR-25-01
SELECT core.id, CASE WHEN core.status=3 THEN 3 ELSE CASE (CASE WHEN t.legal_entity IS NULL THEN 1 ELSE own.r OR CASE WHEN EXISTS (SELECT 1 FROM list_item i WHERE i.entity=t.id AND i.attr='subject_countries' AND i.value IN (SELECT value FROM bw_set WHERE name='EEA')) THEN 1 WHEN instr(t.lists,' subject_countries=2 ') OR instr(t.absent,' subject_countries ') THEN 0 END END) WHEN 1 THEN core.status WHEN 0 THEN 3 ELSE 2 END END FROM (
SELECT 0 AS id, 0 AS status WHERE 0 UNION ALL SELECT * FROM (
WITH personal(c) AS (VALUES ('personal'),('special_category'),('children'),('health'),('genomic'),('biometric'),('geolocation'),('payment_card'),('phi'))
SELECT t.id, CASE WHEN EXISTS (SELECT 1 FROM list_item i WHERE i.entity=t.id AND i.attr='classes' AND i.value IN personal)
  THEN CASE WHEN instr(t.absent,' retention_days ') THEN 1 WHEN t.retention_days IS NOT NULL THEN 0 ELSE 2 END
 WHEN instr(t.lists,' classes=2 ') OR instr(t.absent,' classes ') THEN 3 ELSE 2 END AS status
FROM e_dataset t CROSS JOIN entity e ON e.id=t.id WHERE e.retired_on IS NULL OR e.retired_on>:day
)) core CROSS JOIN e_dataset t ON t.id=core.id LEFT JOIN reach own ON own.id=t.legal_entity
-- rule GDPR-28-01
SELECT core.id, CASE WHEN core.status=3 THEN 3 ELSE CASE (CASE WHEN t.legal_entity IS NULL THEN 1 ELSE own.r OR CASE WHEN EXISTS (SELECT 1 FROM link k JOIN reach o ON o.id=k.target AND o.r=1 WHERE k.entity=t.id AND k.attr='signed_by') THEN 1 WHEN NOT EXISTS (SELECT 1 FROM link k WHERE k.entity=t.id AND k.attr='signed_by') THEN 0 END END) WHEN 1 THEN core.status WHEN 0 THEN 3 ELSE 2 END END FROM (
SELECT 0 AS id, 0 AS status WHERE 0 UNION ALL SELECT * FROM (
SELECT id, CASE WHEN a=0 OR b=0 OR c=0 THEN 3 WHEN a IS NULL OR b IS NULL OR c IS NULL THEN 2 WHEN dpa=0 OR art=0 THEN 1 WHEN dpa AND art THEN 0 ELSE 2 END FROM (
 SELECT t.id, CASE WHEN instr(t.absent,' personal_data ') THEN 0 ELSE t.personal_data END AS a,
  CASE WHEN instr(t.absent,' counterparty_role ') THEN 0 ELSE t.counterparty_role='processor' END AS b,
  CASE WHEN t.ended=0 OR instr(t.absent,' ended ') THEN 1 WHEN t.ended=1 THEN 0 WHEN instr(t.absent,' end_date ') THEN 1 ELSE t.end_date>=:day END AS c,
  CASE WHEN instr(t.absent,' dpa ') THEN 0 ELSE t.dpa END AS dpa, CASE WHEN instr(t.absent,' art28_clauses ') THEN 0 ELSE t.art28_clauses END AS art
 FROM e_contract t CROSS JOIN entity e ON e.id=t.id WHERE e.retired_on IS NULL OR e.retired_on>:day)
)) core CROSS JOIN e_contract t ON t.id=core.id LEFT JOIN reach own ON own.id=t.legal_entity
-- rule GDPR-35-01
SELECT core.id, CASE WHEN core.status=3 THEN 3 ELSE CASE (CASE WHEN t.legal_entity IS NULL THEN 1 ELSE own.r OR CASE WHEN EXISTS (SELECT 1 FROM list_item i WHERE i.entity=t.id AND i.attr='subject_countries' AND i.value IN (SELECT value FROM bw_set WHERE name='EEA')) THEN 1 WHEN instr(t.lists,' subject_countries=2 ') OR instr(t.absent,' subject_countries ') THEN 0 END END) WHEN 1 THEN core.status WHEN 0 THEN 3 ELSE 2 END END FROM (
SELECT 0 AS id, 0 AS status WHERE 0 UNION ALL SELECT * FROM (
WITH personal(c) AS (VALUES ('personal'),('special_category'),('children'),('health'),('genomic'),('biometric'),('geolocation'),('payment_card'),('phi')),
 special(c) AS (VALUES ('special_category'),('children'),('health'),('genomic'),('biometric'),('phi'))
SELECT id, CASE WHEN p=0 THEN 3 ELSE CASE (p AND ((s AND large) OR profiling OR training)) WHEN 0 THEN 3 WHEN 1 THEN CASE WHEN day>:day OR (day IS NULL AND none) THEN 1 WHEN day IS NOT NULL THEN 0 ELSE 2 END ELSE 2 END END FROM (
 SELECT t.id, CASE WHEN EXISTS (SELECT 1 FROM list_item i WHERE i.entity=t.id AND i.attr='classes' AND i.value IN personal) THEN 1
   WHEN instr(t.lists,' classes=2 ') OR instr(t.absent,' classes ') THEN 0 END AS p,
  CASE WHEN EXISTS (SELECT 1 FROM list_item i WHERE i.entity=t.id AND i.attr='classes' AND i.value IN special) THEN 1
   WHEN instr(t.lists,' classes=2 ') OR instr(t.absent,' classes ') THEN 0 END AS s,
  CASE WHEN instr(t.absent,' large_scale ') THEN 0 ELSE t.large_scale END AS large,
  CASE WHEN instr(t.absent,' profiling ') THEN 0 ELSE t.profiling END AS profiling,
  CASE WHEN EXISTS (SELECT 1 FROM link l WHERE l.entity=t.id AND l.attr='used_for_training') OR EXISTS (SELECT 1 FROM pending_ref q WHERE q.entity=t.id AND q.attr='used_for_training') THEN 1
   WHEN instr(t.lists,' used_for_training=2 ') OR instr(t.absent,' used_for_training ') THEN 0 END AS training,
  t.dpia_date AS day, instr(t.absent,' dpia_date ')>0 AS none
 FROM e_dataset t CROSS JOIN entity e ON e.id=t.id WHERE e.retired_on IS NULL OR e.retired_on>:day)
)) core CROSS JOIN e_dataset t ON t.id=core.id LEFT JOIN reach own ON own.id=t.legal_entity
-- rule SA-CCC-KM
WITH rulers(c) AS (VALUES ('public_body'),('cii_operator'))
SELECT id, CASE WHEN a=0 OR b=0 OR c=0 THEN 3 WHEN a IS NULL OR b IS NULL OR c IS NULL THEN 2 WHEN k IN ('byok','hyok','external') THEN 0 WHEN k IS NOT NULL OR none THEN 1 ELSE 2 END FROM (
 SELECT t.id, t.key_management AS k, instr(t.absent,' key_management ')>0 AS none,
  CASE WHEN t.service_model IS NOT NULL THEN t.service_model IN ('iaas','paas','saas') WHEN instr(t.absent,' service_model ') THEN 0 END AS c,
  CASE WHEN x.country IS NOT NULL THEN x.country='SA' WHEN nobody OR instr(x.absent,' country ') THEN 0 END AS a,
  CASE WHEN EXISTS (SELECT 1 FROM list_item i WHERE i.entity=x.id AND i.attr='entity_types' AND i.value IN rulers) THEN 1
   WHEN nobody OR instr(x.lists,' entity_types=2 ') OR instr(x.absent,' entity_types ') THEN 0 END AS b
 FROM (SELECT w.*, CASE WHEN w.legal_entity IS NOT NULL THEN w.legal_entity WHEN instr(w.absent,' legal_entity ') THEN NULL ELSE s.legal_entity END AS who,
   w.legal_entity IS NULL AND (instr(w.absent,' legal_entity ') OR instr(s.absent,' legal_entity ')) AS nobody
   FROM e_workload w CROSS JOIN entity e ON e.id=w.id LEFT JOIN e_business_service s
    ON s.id=(SELECT min(target) FROM link WHERE link.entity=w.id AND link.attr='business_services')
   WHERE COALESCE(w.role,'assessed')='assessed' AND (e.retired_on IS NULL OR e.retired_on>:day)) t LEFT JOIN e_legal_entity x ON x.id=t.who)
-- rule AIS-AG-04
SELECT id, CASE WHEN kind<>'agent' OR nokind THEN 3 WHEN kind IS NULL THEN 2 WHEN noowner OR off=0 THEN 1 WHEN owner IS NOT NULL AND off THEN 0 ELSE 2 END FROM (
 SELECT t.id, CASE WHEN t.principal_type IS NOT NULL THEN t.principal_type WHEN NOT instr(t.absent,' principal_type ') THEN i.kind END AS kind,
  t.principal_type IS NULL AND (instr(t.absent,' principal_type ') OR (i.kind IS NULL AND (instr(t.absent,' identity ') OR COALESCE(instr(i.absent,' kind '),0)))) AS nokind,
  CASE WHEN t.owner IS NOT NULL THEN t.owner WHEN NOT instr(t.absent,' owner ') THEN i.owner END AS owner,
  t.owner IS NULL AND (instr(t.absent,' owner ') OR (i.owner IS NULL AND (instr(t.absent,' identity ') OR COALESCE(instr(i.absent,' owner '),0)))) AS noowner,
  CASE WHEN t.off_switch IS NOT NULL THEN t.off_switch WHEN instr(t.absent,' off_switch ') THEN 0 WHEN i.off_switch IS NOT NULL THEN i.off_switch
   WHEN instr(t.absent,' identity ') OR instr(i.absent,' off_switch ') THEN 0 END AS off
 FROM e_grant t CROSS JOIN entity e ON e.id=t.id LEFT JOIN e_identity i ON i.id=t.identity
 WHERE COALESCE(t.effect,'allow')<>'deny' AND (e.retired_on IS NULL OR e.retired_on>:day))
-- rule I27-515
SELECT id, CASE WHEN privilege<>'admin' OR none THEN 3 WHEN privilege IS NULL THEN 2 WHEN last IS NULL THEN CASE WHEN never THEN 1 ELSE 2 END WHEN last>:day THEN 2 ELSE 0 END FROM (
 SELECT t.id, t.last_review_at AS last, instr(t.absent,' last_review_at ')>0 AS never,
  CASE WHEN t.privilege IS NOT NULL THEN t.privilege WHEN NOT instr(t.absent,' privilege ') THEN i.privilege END AS privilege,
  t.privilege IS NULL AND (instr(t.absent,' privilege ') OR (i.privilege IS NULL AND (instr(t.absent,' role ') OR COALESCE(instr(i.absent,' privilege '),0)))) AS none
 FROM e_grant t CROSS JOIN entity e ON e.id=t.id LEFT JOIN e_identity i ON i.id=t.role
 WHERE COALESCE(t.effect,'allow')<>'deny' AND (e.retired_on IS NULL OR e.retired_on>:day))
-- rule GDPR-49-01
SELECT core.id, CASE WHEN core.status=3 THEN 3 ELSE CASE (CASE WHEN t.exporter IS NULL THEN 1 ELSE own.r END) WHEN 1 THEN core.status WHEN 0 THEN 3 ELSE 2 END END FROM (
SELECT 0 AS id, 0 AS status WHERE 0 UNION ALL SELECT * FROM (
WITH personal(c) AS (VALUES ('personal'),('special_category'),('children'),('health'),('genomic'),('biometric'),('geolocation'),('payment_card'),('phi')),
 eea(c) AS (SELECT value FROM bw_set WHERE name='EEA')
SELECT id, CASE (p AND abroad AND derogation AND (NOT covered OR lapsed OR occasional)) WHEN 0 THEN 3 WHEN 1 THEN CASE WHEN systematic THEN 1 WHEN systematic=0 THEN 0 ELSE 2 END ELSE 2 END FROM (
 SELECT t.id, CASE WHEN instr(t.absent,' systematic ') THEN 0 ELSE t.systematic END AS systematic,
  CASE WHEN instr(t.absent,' systematic ') THEN 0 ELSE t.systematic IS 0 END AS occasional,
  CASE WHEN t.importer_country IS NOT NULL THEN t.importer_country NOT IN eea WHEN instr(t.absent,' importer_country ') THEN 1 END AS abroad,
  CASE WHEN t.tool IS NOT NULL THEN t.tool IN ('derogation','consent') WHEN instr(t.absent,' tool ') THEN 0 END AS derogation,
  CASE WHEN EXISTS (SELECT 1 FROM list_item i WHERE i.entity=t.id AND i.attr='data_classes' AND i.value IN personal)
    OR EXISTS (SELECT 1 FROM link l JOIN list_item i ON i.entity=l.target AND i.attr='classes' WHERE l.entity=t.id AND l.attr='datasets' AND i.value IN personal) THEN 1
   WHEN (instr(t.lists,' data_classes=2 ') OR instr(t.absent,' data_classes ')
     OR (NOT instr(t.lists,' data_classes=1 ') AND EXISTS (SELECT 1 FROM link l WHERE l.entity=t.id AND l.attr='datasets'))) AND (instr(t.lists,' datasets=2 ') OR instr(t.absent,' datasets '))
    AND NOT EXISTS (SELECT 1 FROM link l JOIN e_dataset d ON d.id=l.target WHERE l.entity=t.id AND l.attr='datasets' AND NOT instr(d.lists,' classes=2 ')
     AND NOT instr(d.absent,' classes ')) THEN 0 END AS p,
  CASE WHEN t.importer_country IS NULL THEN NULL WHEN t.importer_country IN eea THEN 1 ELSE (SELECT CASE max(CASE
     WHEN q.condition IN ('','unconditional') THEN 2
     WHEN q.condition='dpf_certified' THEN CASE (CASE t.hr_data WHEN 1 THEN r.dpf_hr WHEN 0 THEN r.dpf_certified ELSE CASE WHEN r.dpf_hr=r.dpf_certified THEN r.dpf_hr END END)
      WHEN 1 THEN 2 WHEN 0 THEN 0 ELSE 1 END
     WHEN q.condition IN ('commercial','private_sector') THEN CASE WHEN t.importer_kind IN ('commercial','group','independent_controller') THEN 2
      WHEN t.importer_kind IS NOT NULL OR instr(t.absent,' importer_kind ') THEN 0 ELSE 1 END
     ELSE 1 END) WHEN 2 THEN 1 WHEN 1 THEN NULL ELSE 0 END FROM bw_adequacy q WHERE q.country=t.importer_country) END AS covered,
  CASE WHEN t.importer_country<>'US' THEN 0 WHEN r.dpf_valid_until IS NOT NULL THEN t.importer_country='US' AND r.dpf_valid_until<:day
   WHEN instr(r.absent,' dpf_valid_until ') THEN 0 END AS lapsed
 FROM e_transfer t CROSS JOIN entity e ON e.id=t.id LEFT JOIN e_contracting_entity r ON r.id=t.importer WHERE e.retired_on IS NULL OR e.retired_on>:day)
)) core CROSS JOIN e_transfer t ON t.id=core.id LEFT JOIN reach own ON own.id=t.exporter
-- rule SOC-CUEC
SELECT t.id, CASE WHEN t.scheme LIKE 'SOC2%' OR t.scheme LIKE 'SOC 2%' OR t.scheme LIKE 'SOC-2%' THEN
  CASE WHEN t.findings_open>0 OR instr(t.absent,' responsibility_map ') THEN 1
   WHEN (t.findings_open<=0 OR instr(t.absent,' findings_open ')) AND t.responsibility_map IS NOT NULL THEN 0 ELSE 2 END
 WHEN t.scheme IS NOT NULL OR instr(t.absent,' scheme ') THEN 3 ELSE 2 END
FROM e_certification t CROSS JOIN entity e ON e.id=t.id WHERE e.retired_on IS NULL OR e.retired_on>:day
-- rule RMF-G61
SELECT t.id, CASE WHEN t.access='api_only' THEN CASE WHEN t.fallback_model IS NOT NULL THEN 0 WHEN instr(t.absent,' fallback_model ') THEN 1 ELSE 2 END
 WHEN t.access IS NOT NULL OR instr(t.absent,' access ') THEN 3 ELSE 2 END
FROM e_model t CROSS JOIN entity e ON e.id=t.id WHERE COALESCE(t.availability,'')<>'available' AND (e.retired_on IS NULL OR e.retired_on>:day)
-- rule AIS-OPA-01
WITH restricted(c) AS (SELECT value FROM bw_set WHERE name='RESTRICTED'),
 d(id,processor,p) AS MATERIALIZED (SELECT t.id, t.processor, CASE WHEN EXISTS (SELECT 1 FROM list_item i WHERE i.entity=t.id AND i.attr='classes' AND i.value IN restricted) THEN 1
   WHEN instr(t.lists,' classes=2 ') OR instr(t.absent,' classes ') THEN 0 END FROM e_dataset t),
 used(provider,yes,open) AS MATERIALIZED (SELECT provider, max(p=1), max(p IS NULL) FROM (
  SELECT w.provider, CASE WHEN EXISTS (SELECT 1 FROM list_item i WHERE i.entity=w.id AND i.attr='data_classes' AND i.value IN restricted)
     OR EXISTS (SELECT 1 FROM link l JOIN list_item i ON i.entity=l.target AND i.attr='classes' WHERE l.entity=w.id AND l.attr='datasets' AND i.value IN restricted) THEN 1
    WHEN (instr(w.lists,' data_classes=2 ') OR instr(w.absent,' data_classes ')) AND (instr(w.lists,' datasets=2 ') OR instr(w.absent,' datasets '))
     AND NOT EXISTS (SELECT 1 FROM link l JOIN e_dataset t ON t.id=l.target WHERE l.entity=w.id AND l.attr='datasets' AND NOT instr(t.lists,' classes=2 ')
      AND NOT instr(t.absent,' classes ')) THEN 0 END AS p
  FROM e_workload w CROSS JOIN entity e ON e.id=w.id WHERE w.provider IS NOT NULL AND (e.retired_on IS NULL OR e.retired_on>:day)) GROUP BY provider),
 kept(provider,yes,open) AS MATERIALIZED (SELECT d.processor, max(d.p=1), max(d.p IS NULL) FROM d CROSS JOIN entity e ON e.id=d.id
  WHERE d.processor IS NOT NULL AND (e.retired_on IS NULL OR e.retired_on>:day) GROUP BY d.processor)
SELECT id, CASE a WHEN 0 THEN 3 WHEN 1 THEN CASE WHEN o IN ('permitted','contractual_limit') OR none THEN 1 WHEN o IS NOT NULL THEN 0 ELSE 2 END ELSE 2 END FROM (
 SELECT t.id, t.operator_access AS o, instr(t.absent,' operator_access ')>0 AS none, CASE WHEN t.restricted_classes=1 OR u.yes OR k.yes THEN 1
   WHEN (t.restricted_classes=0 OR instr(t.absent,' restricted_classes ')) AND NOT COALESCE(u.open,0) AND NOT COALESCE(k.open,0)
    AND EXISTS (SELECT 1 FROM bw_attested WHERE kind=2 AND attr IN ('*','provider')) AND EXISTS (SELECT 1 FROM bw_attested WHERE kind=3 AND attr IN ('*','processor')) THEN 0 END AS a
 FROM e_provider t CROSS JOIN entity e ON e.id=t.id LEFT JOIN used u ON u.provider=t.id LEFT JOIN kept k ON k.provider=t.id WHERE e.retired_on IS NULL OR e.retired_on>:day)
