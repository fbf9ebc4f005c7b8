-- Days on which something is said to have been done or seen, and that are still to come: after the day that is looked at and after the last change of the workspace.
WITH now(day) AS (SELECT max(?1, coalesce((SELECT CAST(julianday(max(at))-2440587.5 AS INTEGER) FROM change_set), ?1))), past(id, attr, day) AS (
  SELECT id, 'board_approved_policy_date', "board_approved_policy_date" FROM e_legal_entity WHERE "board_approved_policy_date">?1
  UNION ALL
  SELECT id, 'management_training_date', "management_training_date" FROM e_legal_entity WHERE "management_training_date">?1
  UNION ALL
  SELECT id, 'ai_policy_date', "ai_policy_date" FROM e_legal_entity WHERE "ai_policy_date">?1
  UNION ALL
  SELECT id, 'independent_data_audit_date', "independent_data_audit_date" FROM e_legal_entity WHERE "independent_data_audit_date">?1
  UNION ALL
  SELECT id, 'data_security_audit_date', "data_security_audit_date" FROM e_legal_entity WHERE "data_security_audit_date">?1
  UNION ALL
  SELECT id, 'register_updated', "register_updated" FROM e_legal_entity WHERE "register_updated">?1
  UNION ALL
  SELECT id, 'criticality_date', "criticality_date" FROM e_business_service WHERE "criticality_date">?1
  UNION ALL
  SELECT id, 'attestation_verified_at', "attestation_verified_at" FROM e_workload WHERE "attestation_verified_at">?1
  UNION ALL
  SELECT id, 'restore_tested_at', "restore_tested_at" FROM e_workload WHERE "restore_tested_at">?1
  UNION ALL
  SELECT id, 'dr_tested_at', "dr_tested_at" FROM e_workload WHERE "dr_tested_at">?1
  UNION ALL
  SELECT id, 'disconnect_tested_at', "disconnect_tested_at" FROM e_workload WHERE "disconnect_tested_at">?1
  UNION ALL
  SELECT id, 'exit_tested_at', "exit_tested_at" FROM e_workload WHERE "exit_tested_at">?1
  UNION ALL
  SELECT id, 'dpia_date', "dpia_date" FROM e_dataset WHERE "dpia_date">?1
  UNION ALL
  SELECT id, 'bias_review_date', "bias_review_date" FROM e_dataset WHERE "bias_review_date">?1
  UNION ALL
  SELECT id, 'dpia_date', "dpia_date" FROM e_processing WHERE "dpia_date">?1
  UNION ALL
  SELECT id, 'tia_date', "tia_date" FROM e_transfer WHERE "tia_date">?1
  UNION ALL
  SELECT id, 'authority_notified', "authority_notified" FROM e_transfer WHERE "authority_notified">?1
  UNION ALL
  SELECT id, 'eval_date', "eval_date" FROM e_model WHERE "eval_date">?1
  UNION ALL
  SELECT id, 'cultural_eval_date', "cultural_eval_date" FROM e_model WHERE "cultural_eval_date">?1
  UNION ALL
  SELECT id, 'local_law_eval_date', "local_law_eval_date" FROM e_model WHERE "local_law_eval_date">?1
  UNION ALL
  SELECT id, 'robustness_test_date', "robustness_test_date" FROM e_model WHERE "robustness_test_date">?1
  UNION ALL
  SELECT id, 'commission_notified', "commission_notified" FROM e_model WHERE "commission_notified">?1
  UNION ALL
  SELECT id, 'risk_mgmt_date', "risk_mgmt_date" FROM e_model WHERE "risk_mgmt_date">?1
  UNION ALL
  SELECT id, 'risk_mgmt_date', "risk_mgmt_date" FROM e_ai_use WHERE "risk_mgmt_date">?1
  UNION ALL
  SELECT id, 'fria_date', "fria_date" FROM e_ai_use WHERE "fria_date">?1
  UNION ALL
  SELECT id, 'data_governance_date', "data_governance_date" FROM e_ai_use WHERE "data_governance_date">?1
  UNION ALL
  SELECT id, 'eval_date', "eval_date" FROM e_ai_use WHERE "eval_date">?1
  UNION ALL
  SELECT id, 'robustness_test_date', "robustness_test_date" FROM e_ai_use WHERE "robustness_test_date">?1
  UNION ALL
  SELECT id, 'conformity_date', "conformity_date" FROM e_ai_use WHERE "conformity_date">?1
  UNION ALL
  SELECT id, 'system_impact_assessment_date', "system_impact_assessment_date" FROM e_ai_use WHERE "system_impact_assessment_date">?1
  UNION ALL
  SELECT id, 'conformity_verified', "conformity_verified" FROM e_ai_use WHERE "conformity_verified">?1
  UNION ALL
  SELECT id, 'last_used_at', "last_used_at" FROM e_identity WHERE "last_used_at">?1
  UNION ALL
  SELECT id, 'created_at', "created_at" FROM e_identity WHERE "created_at">?1
  UNION ALL
  SELECT id, 'last_used_at', "last_used_at" FROM e_grant WHERE "last_used_at">?1
  UNION ALL
  SELECT id, 'last_review_at', "last_review_at" FROM e_grant WHERE "last_review_at">?1
  UNION ALL
  SELECT id, 'ctpp_designated', "ctpp_designated" FROM e_provider WHERE "ctpp_designated">?1
  UNION ALL
  SELECT id, 'isolation_attestation_date', "isolation_attestation_date" FROM e_provider WHERE "isolation_attestation_date">?1
  UNION ALL
  SELECT id, 'security_assessment_date', "security_assessment_date" FROM e_provider WHERE "security_assessment_date">?1
  UNION ALL
  SELECT id, 'third_country_assessment_date', "third_country_assessment_date" FROM e_contract WHERE "third_country_assessment_date">?1
  UNION ALL
  SELECT id, 'supervisor_notified', "supervisor_notified" FROM e_contract WHERE "supervisor_notified">?1
  UNION ALL
  SELECT id, 'issued', "issued" FROM e_certification WHERE "issued">?1
  UNION ALL
  SELECT id, 'last_audit_date', "last_audit_date" FROM e_dependency WHERE "last_audit_date">?1
  UNION ALL
  SELECT id, 'date', "date" FROM e_request WHERE "date">?1
)
SELECT p.id, p.attr, NULL, NULL, NULL, NULL, p.day, NULL, 1
FROM past p JOIN entity e ON e.id=p.id
WHERE p.day>(SELECT day FROM now) AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1);
