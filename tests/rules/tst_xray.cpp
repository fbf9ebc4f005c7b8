// SPDX-License-Identifier: GPL-3.0-or-later
// The X-ray: for each check an inventory that contradicts itself, one that doesn't, and one of which too little is said.
#include "rules/xray.h"

#include "domain/valueword.h"
#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "store/changelog.h"
#include "store/referencedata.h"
#include "store/sql.h"
#include "support/largeinventory.h"
#include "support/testmain.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QFile>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <ctime>

namespace tst_xray {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using rules::Contradiction;

namespace {

const domain::Day today = domain::toDay(QDate(2026, 11, 20));

/// What is shown, what is not, and of what too little is said, each as an inventory in the own JSON form; "sql" does what no record can.
struct Case
{
    const char *check;
    const char *shows;
    const char *sentence;
    const char *does_not;
    const char *unknown;
    const char *sql = "";
};

// clang-format off
const QList<Case> cases = {
  {"outside-contract",
   R"([{"kind":"contract","key":"C","data_locations":"EU only"},{"kind":"workload","key":"w","contract":"C","backup_countries":["US"]}])",
   "\u201cBacked up in\u201d of 1 thing under the contract C is United States, but it agrees \u201cEU only\u201d: w.",
   R"([{"kind":"contract","key":"C","data_locations":"EU only"},{"kind":"workload","key":"w","contract":"C","backup_countries":["DE"]}])",
   R"([{"kind":"contract","key":"C","data_locations":"as in annex 3"},{"kind":"workload","key":"w","contract":"C","backup_countries":["US"]}])"},
  {"reached-outside-contract",
   R"([{"kind":"contract","key":"C","data_locations":"Germany, France"},{"kind":"workload","key":"w","contract":"C","support_countries":["IN"]}])",
   "\u201cSupported from\u201d of 1 thing under the contract C is India, but it agrees \u201cGermany, France\u201d: w.",
   R"([{"kind":"contract","key":"C","data_locations":"Germany, France"},{"kind":"workload","key":"w","contract":"C","support_countries":["FR"]}])",
   R"([{"kind":"contract","key":"C"},{"kind":"workload","key":"w","contract":"C","support_countries":["IN"]}])"},
  {"reached-outside-contract",
   R"([{"kind":"contract","key":"C","data_locations":"EEA"},{"kind":"key","key":"k","key_countries":["US"]},{"kind":"workload","key":"w","contract":"C","entity_key":"k"}])",
   "\u201cKeys held in\u201d of 1 thing under the contract C is United States, but it agrees \u201cEEA\u201d: w.",
   R"([{"kind":"contract","key":"C","data_locations":"EEA"},{"kind":"key","key":"k","key_countries":["NO"]},{"kind":"workload","key":"w","contract":"C","entity_key":"k"}])",
   R"([{"kind":"contract","key":"C","data_locations":"EEA"},{"kind":"key","key":"k"},{"kind":"workload","key":"w","contract":"C","entity_key":"k"}])"},
  {"reached-outside-contract", // support from where the service has it, unless the system says otherwise
   R"([{"kind":"contract","key":"C","data_locations":"EU"},{"kind":"service","key":"s","support_countries":["US"]},{"kind":"workload","key":"w","contract":"C","service":"s"}])", nullptr,
   R"([{"kind":"contract","key":"C","data_locations":"EU"},{"kind":"service","key":"s","support_countries":["US"]},{"kind":"workload","key":"w","contract":"C","service":"s","support_countries":["DE"]}])",
   R"([{"kind":"contract","key":"C","data_locations":"EU"},{"kind":"service","key":"s"},{"kind":"workload","key":"w","contract":"C","service":"s"}])"},
  {"outside-policy",
   R"([{"kind":"workload","key":"org","allowed_locations":["in:eu-locations"]},{"kind":"workload","key":"w","part_of":"org","hosting_countries":["US"]}])",
   "w: \u201cStored in\u201d is United States, which the policy on locations of org does not allow.",
   R"([{"kind":"workload","key":"org","allowed_locations":["in:eu-locations"]},{"kind":"workload","key":"w","part_of":"org","hosting_countries":["DE"]}])",
   R"([{"kind":"workload","key":"org","allowed_locations":{"items":["in:eu-locations"],"complete":false}},{"kind":"workload","key":"w","part_of":"org","hosting_countries":["US"]}])"},
  {"ends-before-it-begins",
   R"([{"kind":"contract","key":"C","start_date":"2026-07-01","end_date":"2026-06-30"}])", "C: \u201cEnd\u201d is 2026-06-30, before \u201cStart\u201d, 2026-07-01.",
   R"([{"kind":"contract","key":"C","start_date":"2026-07-01","end_date":"2026-07-01"}])",
   R"([{"kind":"contract","key":"C","start_date":"2026-07-01"}])"},
  {"ended-but-runs",
   R"([{"kind":"contract","key":"C","ended":true,"end_date":"2027-06-30"}])",
   "C: \u201cEnded\u201d is yes, and \u201cEnd\u201d is 2027-06-30, a day that is still to come; rules take it as running until then.",
   R"([{"kind":"contract","key":"C","ended":true,"end_date":"2026-11-20"}])",
   R"([{"kind":"contract","key":"C","ended":true}])"},
  {"runs-but-ended",
   R"([{"kind":"contract","key":"C","ended":false,"end_date":"2025-01-01"}])",
   "C: \u201cEnded\u201d is no, but \u201cEnd\u201d is 2025-01-01, a day that is past; rules take it as running.",
   R"([{"kind":"contract","key":"C","ended":false,"end_date":"2027-01-01"}])",
   R"([{"kind":"contract","key":"C","end_date":"2025-01-01"}])"},
  {"ends-before-it-begins",
   R"([{"kind":"certification","key":"c","issued":"2026-07-01","expires":"2025-07-01"}])", nullptr,
   R"([{"kind":"certification","key":"c","issued":"2026-07-01","expires":"2029-07-01"}])",
   R"([{"kind":"certification","key":"c","expires":"2025-07-01"}])"},
  {"date-ahead",
   R"([{"kind":"certification","key":"c","issued":"2026-11-21"}])", "c: \u201cIssued\u201d is 2026-11-21, a day that is still to come: it is not done yet.",
   R"([{"kind":"certification","key":"c","issued":"2026-11-20","expires":"2029-11-20"}])",
   R"([{"kind":"certification","key":"c"}])"},
  {"date-ahead",
   R"([{"kind":"workload","key":"w","restore_tested_at":"2027-03-01"}])", nullptr,
   R"([{"kind":"workload","key":"w","restore_tested_at":"2026-03-01"}])",
   R"([{"kind":"workload","key":"w"}])"},
  {"answer-ahead",
   R"([{"kind":"workload","key":"w","owner":"IT"}])", "\u201cOwner\u201d of w was answered on 2027-01-15 by Procurement, a day that is still to come.",
   R"([{"kind":"workload","key":"w2","owner":"IT"}])",
   R"([{"kind":"workload","key":"w3"}])",
   "INSERT OR REPLACE INTO claim(entity,attr,feed,state,won,value,who,at) SELECT id,'owner',0,3,1,'IT','Procurement','2027-01-15T08:00:00Z' FROM entity WHERE key='w'"},
  {"on-premises-in-region",
   R"([{"kind":"workload","key":"w","service_model":"onprem","hosting_countries":["aws/eu-central-1"]}])", nullptr,
   R"([{"kind":"workload","key":"w","service_model":"iaas","hosting_countries":["aws/eu-central-1"]}])",
   R"([{"kind":"workload","key":"w","service_model":"onprem","hosting_countries":["DE"]}])"},
  {"air-gapped-connected",
   R"([{"kind":"workload","key":"w","deployment_type":"air_gapped","hosting_countries":["DE"],"telemetry_countries":["US"]}])",
   "w is said to be air-gapped, but \u201cTelemetry to\u201d is United States.",
   R"([{"kind":"workload","key":"w","deployment_type":"air_gapped","hosting_countries":["DE"],"telemetry_countries":["DE"]}])",
   R"([{"kind":"workload","key":"w","deployment_type":"air_gapped","hosting_countries":["DE"]}])"},
  {"dataset-elsewhere",
   R"([{"kind":"dataset","key":"d","storage_countries":["DE"]},{"kind":"workload","key":"w","datasets":["d"],"hosting_countries":["IE"]}])",
   "d is said to be stored in Germany, but the only system that holds it runs in Ireland: w.",
   R"([{"kind":"dataset","key":"d","storage_countries":["DE"]},{"kind":"workload","key":"w","datasets":["d"],"hosting_countries":["IE","DE"]}])",
   R"([{"kind":"dataset","key":"d","storage_countries":["DE"]},{"kind":"workload","key":"w","datasets":["d"],"hosting_countries":{"items":["IE"],"complete":false}}])"},
  {"backup-denied",
   R"([{"kind":"workload","key":"w","backup":false,"backup_countries":["FR"]}])", "w is said to have no backup, but is backed up in France.",
   R"([{"kind":"workload","key":"w","backup":true,"backup_countries":["FR"]}])", R"([{"kind":"workload","key":"w","backup_countries":["FR"]}])"},
  {"transfer-importer",
   R"([{"kind":"contracting_entity","key":"i","country":"IE"},{"kind":"transfer","key":"t","importer":"i","importer_country":"US"}])",
   "t goes to United States, but the seat of i, who receives, is in Ireland.",
   R"([{"kind":"contracting_entity","key":"i","country":"US"},{"kind":"transfer","key":"t","importer":"i","importer_country":"US"}])",
   R"([{"kind":"contracting_entity","key":"i"},{"kind":"transfer","key":"t","importer":"i","importer_country":"US"}])"},
  {"transfer-nowhere",
   R"([{"kind":"transfer","key":"t","importer_country":"IN"},{"kind":"workload","key":"w","hosting_countries":["DE"]}])",
   "t goes to India, but nothing and nobody in the inventory is recorded there.",
   R"([{"kind":"transfer","key":"t","importer_country":"IN"},{"kind":"workload","key":"w","support_countries":["IN"]}])",
   R"([{"kind":"transfer","key":"t"},{"kind":"workload","key":"w","hosting_countries":["DE"]}])"},
  {"place-without-transfer",
   R"([{"kind":"legal_entity","key":"l","country":"DE"},{"kind":"dataset","key":"d","legal_entity":"l","classes":["personal"],"backup_countries":["US"]}])",
   "d holds personal data: \u201cBacked up in\u201d is United States, but no transfer there is recorded and the register of transfers is declared complete.",
   R"([{"kind":"legal_entity","key":"l","country":"DE"},{"kind":"dataset","key":"d","legal_entity":"l","classes":["personal"],"backup_countries":["US"]},{"kind":"transfer","key":"t","importer_country":"US","datasets":["d"]}])",
   R"([{"kind":"legal_entity","key":"l"},{"kind":"dataset","key":"d","legal_entity":"l","classes":["personal"],"backup_countries":["US"]}])",
   "INSERT INTO attestation(kind,attr,who,at) VALUES(5,'*','Legal','2026-11-01')"},
  {"place-without-transfer", // a system that says what it holds, where no dataset does
   R"([{"kind":"legal_entity","key":"l","country":"DE"},{"kind":"workload","key":"w","legal_entity":"l","data_classes":["personal"],"backup_countries":["US"]}])",
   "w holds personal data: \u201cBacked up in\u201d is United States, but no transfer there is recorded and the register of transfers is declared complete.",
   R"([{"kind":"legal_entity","key":"l","country":"DE"},{"kind":"workload","key":"w","legal_entity":"l","data_classes":["personal"],"backup_countries":["US"]},{"kind":"dataset","key":"d"},{"kind":"transfer","key":"t","importer_country":"US","datasets":["d"]}])",
   R"([{"kind":"legal_entity","key":"l","country":"DE"},{"kind":"workload","key":"w","legal_entity":"l","backup_countries":["US"]}])",
   "INSERT INTO attestation(kind,attr,who,at) VALUES(5,'*','Legal','2026-11-01')"},
  {"place-without-transfer", // and once where both do: of the dataset
   R"([{"kind":"legal_entity","key":"l","country":"DE"},{"kind":"dataset","key":"d","legal_entity":"l","classes":["personal"],"backup_countries":["US"]},{"kind":"workload","key":"w","legal_entity":"l","datasets":["d"],"data_classes":["personal"],"backup_countries":["US"]}])",
   "d holds personal data: \u201cBacked up in\u201d is United States, but no transfer there is recorded and the register of transfers is declared complete.",
   R"([{"kind":"legal_entity","key":"l","country":"DE"},{"kind":"workload","key":"w","legal_entity":"l","datasets":["later"],"data_classes":["personal"],"backup_countries":["US"]}])",
   R"([{"kind":"legal_entity","key":"l"},{"kind":"workload","key":"w","legal_entity":"l","data_classes":["personal"],"backup_countries":["US"]}])",
   "INSERT INTO attestation(kind,attr,who,at) VALUES(5,'*','Legal','2026-11-01')"},
  {"certificate-expired",
   R"([{"kind":"service","key":"s"},{"kind":"certification","key":"c","expires":"2026-11-19","services_used":["s"]}])",
   "c expired on 2026-11-19, but is relied on for 1 service: s.",
   R"([{"kind":"service","key":"s"},{"kind":"certification","key":"c","expires":"2026-11-20","services_used":["s"]}])",
   R"([{"kind":"service","key":"s"},{"kind":"certification","key":"c","services_used":["s"]}])"},
  {"certificate-gone",
   R"([{"kind":"service","key":"s"},{"kind":"certification","key":"gone","services_used":["s"]}])", nullptr,
   R"([{"kind":"service","key":"s"},{"kind":"certification","key":"c","services_used":["s"]}])",
   R"([{"kind":"certification","key":"gone"}])", "UPDATE entity SET retired_on=20000 WHERE key='gone'"},
  {"certificate-uncovered",
   R"([{"kind":"service","key":"s","product":"Object Store"},{"kind":"service","key":"o","product":"Compute"},{"kind":"certification","key":"c","services":["Compute"],"services_used":["s"]}])",
   "c is relied on for s, but its \u201cServices in scope\u201d leave Object Store out.",
   R"([{"kind":"service","key":"s","product":"Object Store"},{"kind":"certification","key":"c","services":["Object Store"],"services_used":["s"]}])",
   R"([{"kind":"service","key":"s","product":"Object Store"},{"kind":"service","key":"o","product":"Compute"},{"kind":"certification","key":"c","services":{"items":["Compute"],"complete":false},"services_used":["s"]}])"},
  {"certificate-holder",
   R"([{"kind":"provider","key":"p"},{"kind":"provider","key":"q"},{"kind":"service","key":"s","provider":"p"},{"kind":"certification","key":"c","holder":"q","services_used":["s"]}])", nullptr,
   R"([{"kind":"provider","key":"p"},{"kind":"service","key":"s","provider":"p"},{"kind":"certification","key":"c","holder":"p","services_used":["s"]}])",
   R"([{"kind":"provider","key":"q"},{"kind":"service","key":"s"},{"kind":"certification","key":"c","holder":"q","services_used":["s"]}])"},
  {"declaration-lapsed", "[]", "Processing activities declared complete by DPO until 2024-10-04: the declaration counts no longer, and what is not recorded there is unknown again.",
   nullptr, nullptr, "INSERT INTO attestation(kind,attr,who,at,until) VALUES(4,'*','DPO','2026-01-01',20000)"},
  {"requirement-without-evidence", "[]", "Art. 5, Art. 6 of dora count as met since CISO says so, without evidence.",
   nullptr, nullptr, "INSERT INTO requirement_answer(list,requirement,state,who,answered_on,evidence,review_on) VALUES('dora','Art. 5','met','CISO',20000,'',NULL),('dora','Art. 6','met','CISO',20000,'',90000),"
                     "('dora','Art. 7','met','CISO',20000,'Policy 4',NULL),('dora','Art. 9','not_met','CISO',20000,'',NULL),('dora','Art. 10','met','CISO',20000,'',20001),('dora','Art. 11','met','CISO',90000,'',NULL)"},
  {"requirement-overdue", "[]", "Art. 5 of dora: what CISO answered counted until 2024-10-04; it is open again.",
   nullptr, nullptr, "INSERT INTO requirement_answer(list,requirement,state,who,answered_on,evidence,review_on) VALUES('dora','Art. 5','met','CISO',19000,'Policy 4',20000),('dora','Art. 6','met','CISO',19000,'Policy 4',90000)"},
  {"access-used-after-end",
   R"([{"kind":"grant","key":"g","expires_at":"2026-01-31","last_used_at":"2026-06-01"}])", "The access right g ended on 2026-01-31, but was used on 2026-06-01.",
   R"([{"kind":"grant","key":"g","expires_at":"2026-12-31","last_used_at":"2026-06-01"}])", R"([{"kind":"grant","key":"g","last_used_at":"2026-06-01"}])"},
  {"access-to-retired",
   R"([{"kind":"workload","key":"gone"},{"kind":"grant","key":"g","workload":"gone"},{"kind":"grant","key":"h","workload":"gone"}])",
   "gone is out of use since 2024-10-04 or has vanished, but 2 access rights still lead to it: g and 1 more.",
   R"([{"kind":"workload","key":"w"},{"kind":"workload","key":"gone"},{"kind":"grant","key":"g","workload":"w"}])",
   R"([{"kind":"workload","key":"gone"},{"kind":"grant","key":"g","resource":"gone"}])", "UPDATE entity SET retired_on=20000 WHERE key='gone'"},
  {"access-of-retired",
   R"([{"kind":"identity","key":"gone"},{"kind":"grant","key":"g","identity":"gone"}])", nullptr,
   R"([{"kind":"identity","key":"i"},{"kind":"identity","key":"gone"},{"kind":"grant","key":"g","identity":"i"}])",
   R"([{"kind":"identity","key":"gone"},{"kind":"grant","key":"g","principal":"gone"}])", "UPDATE entity SET vanished=1 WHERE key='gone'"},
  {"access-expired",
   R"([{"kind":"grant","key":"g","expires_at":"2026-01-31"}])", nullptr,
   R"([{"kind":"grant","key":"g","expires_at":"2026-12-31"}])", R"([{"kind":"grant","key":"g"}])"},
  {"access-standing-and-for-a-task",
   R"([{"kind":"grant","key":"g","standing":true,"jit":true}])", nullptr,
   R"([{"kind":"grant","key":"g","standing":true,"jit":false}])", R"([{"kind":"grant","key":"g","standing":true}])"},
  {"depends-on-retired",
   R"([{"kind":"workload","key":"gone"},{"kind":"workload","key":"w"},{"kind":"dependency","key":"d","workload":"w","target_workload":"gone"}])", nullptr,
   R"([{"kind":"workload","key":"v"},{"kind":"workload","key":"gone"},{"kind":"workload","key":"w"},{"kind":"dependency","key":"d","workload":"w","target_workload":"v"}])",
   R"([{"kind":"workload","key":"gone"},{"kind":"workload","key":"w"},{"kind":"dependency","key":"d","workload":"w","target":"gone"}])", "UPDATE entity SET retired_on=20000 WHERE key='gone'"},
  {"service-on-retired",
   R"([{"kind":"business_service","key":"s"},{"kind":"workload","key":"gone","business_services":["s"]}])", nullptr,
   R"([{"kind":"business_service","key":"s"},{"kind":"workload","key":"gone","business_services":["s"]},{"kind":"workload","key":"w","business_services":["s"]}])",
   R"([{"kind":"business_service","key":"s"},{"kind":"workload","key":"gone"}])", "UPDATE entity SET retired_on=20000 WHERE key='gone'"},
  {"ai-use-on-retired",
   R"([{"kind":"workload","key":"gone"},{"kind":"ai_use","key":"u","workload":"gone"}])", nullptr,
   R"([{"kind":"workload","key":"w"},{"kind":"workload","key":"gone"},{"kind":"ai_use","key":"u","workload":"w"}])",
   R"([{"kind":"workload","key":"gone"},{"kind":"ai_use","key":"u"}])", "UPDATE entity SET retired_on=20000 WHERE key='gone'"},
  {"part-of-retired",
   R"([{"kind":"workload","key":"gone"},{"kind":"workload","key":"w","part_of":"gone"}])", nullptr,
   R"([{"kind":"workload","key":"gone"},{"kind":"workload","key":"app"},{"kind":"workload","key":"w","part_of":"app"}])",
   R"([{"kind":"workload","key":"gone"},{"kind":"workload","key":"w"}])", "UPDATE entity SET retired_on=20000 WHERE key='gone'"},
  {"retired-still-listed",
   R"([{"kind":"workload","key":"gone"}])", nullptr, R"([{"kind":"workload","key":"w"}])", R"([{"kind":"workload","key":"late"}])",
   "UPDATE entity SET retired_on=20000 WHERE key='gone';INSERT INTO entity_source(entity,feed,source,ordinal,captured) SELECT id,1,1,1,20010*86400 FROM entity WHERE key IN ('gone','w')"},
  {"dataset-not-personal",
   R"([{"kind":"dataset","key":"d","classes":["non_personal"],"lawful_basis":"consent"}])", "d is said to hold no personal data, but \u201cLawful basis\u201d is recorded of it.",
   R"([{"kind":"dataset","key":"d","classes":["personal"],"lawful_basis":"consent"}])",
   R"([{"kind":"dataset","key":"d","classes":{"items":["non_personal"],"complete":false},"lawful_basis":"consent"}])"},
  {"processing-not-personal",
   R"([{"kind":"dataset","key":"d","classes":["non_personal"]},{"kind":"processing","key":"a","datasets":["d"],"lawful_basis":"contract"}])", nullptr,
   R"([{"kind":"dataset","key":"d","classes":["non_personal"]},{"kind":"dataset","key":"e","classes":["personal"]},{"kind":"processing","key":"a","datasets":["d","e"],"lawful_basis":"contract"}])",
   R"([{"kind":"dataset","key":"d","classes":["non_personal"]},{"kind":"dataset","key":"e"},{"kind":"processing","key":"a","datasets":["d","e"],"lawful_basis":"contract"}])"},
  {"ai-use-not-personal",
   R"([{"kind":"dataset","key":"d","classes":["non_personal"]},{"kind":"workload","key":"w","datasets":["d"]},{"kind":"ai_use","key":"u","workload":"w","profiling":true}])", nullptr,
   R"([{"kind":"dataset","key":"d","classes":["personal"]},{"kind":"workload","key":"w","datasets":["d"]},{"kind":"ai_use","key":"u","workload":"w","profiling":true}])",
   R"([{"kind":"dataset","key":"d","classes":["non_personal"]},{"kind":"workload","key":"w","datasets":{"items":["d"],"complete":false}},{"kind":"ai_use","key":"u","workload":"w","profiling":true}])"},
  {"ai-use-not-personal", // by the system's own word, where no dataset of it is recorded
   R"([{"kind":"workload","key":"w","data_classes":["non_personal"]},{"kind":"ai_use","key":"u","workload":"w","profiling":true}])",
   "u: \u201cProfiles persons\u201d is yes, but all data of its system w is said not to be personal.",
   R"([{"kind":"workload","key":"w","data_classes":["non_personal","personal"]},{"kind":"ai_use","key":"u","workload":"w","profiling":true}])",
   R"([{"kind":"workload","key":"w","data_classes":{"items":["non_personal"],"complete":false}},{"kind":"ai_use","key":"u","workload":"w","profiling":true}])"},
  {"system-without-personal",
   R"([{"kind":"dataset","key":"d","classes":["health"]},{"kind":"workload","key":"w","data_classes":["financial"],"datasets":["d"]}])", nullptr,
   R"([{"kind":"dataset","key":"d","classes":["health"]},{"kind":"workload","key":"w","data_classes":["financial","health"],"datasets":["d"]}])",
   R"([{"kind":"dataset","key":"d","classes":["health"]},{"kind":"workload","key":"w","datasets":["d"]}])"},
  {"model-trained-on-personal",
   R"([{"kind":"model","key":"m","customer_data_used_for_training":false,"fine_tune_private":false},{"kind":"dataset","key":"d","classes":["personal"],"used_for_training":["m"]}])", nullptr,
   R"([{"kind":"model","key":"m","customer_data_used_for_training":false,"fine_tune_private":true},{"kind":"dataset","key":"d","classes":["personal"],"used_for_training":["m"]}])",
   R"([{"kind":"model","key":"m","customer_data_used_for_training":false},{"kind":"dataset","key":"d","classes":["personal"],"used_for_training":["m"]}])"},
  {"training-despite-clause",
   R"([{"kind":"contract","key":"C","no_training_clause":true},{"kind":"model","key":"m","contract":"C","customer_data_used_for_training":true}])",
   "m trains on customer data, but its contract C says that it does not.",
   R"([{"kind":"contract","key":"C","no_training_clause":true},{"kind":"model","key":"m","contract":"C","customer_data_used_for_training":false}])",
   R"([{"kind":"contract","key":"C"},{"kind":"model","key":"m","contract":"C","customer_data_used_for_training":true}])"},
  {"not-tuned-but-trained",
   R"([{"kind":"provider","key":"p"},{"kind":"model","key":"m","developer":"p","fine_tuned":false},{"kind":"dataset","key":"d","used_for_training":["m"]}])", nullptr,
   R"([{"kind":"provider","key":"p"},{"kind":"model","key":"m","developer":"p","fine_tuned":true},{"kind":"dataset","key":"d","used_for_training":["m"]}])",
   R"([{"kind":"model","key":"m","fine_tuned":false},{"kind":"dataset","key":"d","used_for_training":["m"]}])"},
  {"minimal-but-annex3",
   R"([{"kind":"ai_use","key":"u","ai_act_class":"minimal","annex3_area":"5b","profiling":true,"exemption_assessment":"AIA-1"}])",
   "u is classed as minimal risk, but names point 5b of Annex III, and no assessment that could explain it counts.",
   R"([{"kind":"ai_use","key":"u","ai_act_class":"minimal","annex3_area":"5b","exemption_assessment":"AIA-1"}])",
   R"([{"kind":"ai_use","key":"u","ai_act_class":"minimal"}])"},
  {"available-but-used",
   R"([{"kind":"model","key":"m","availability":"available"},{"kind":"ai_use","key":"u","models":["m"]}])", nullptr,
   R"([{"kind":"model","key":"m","availability":"in_use"},{"kind":"ai_use","key":"u","models":["m"]}])", R"([{"kind":"model","key":"m"},{"kind":"ai_use","key":"u","models":["m"]}])"},
  {"weights-behind-interface",
   R"([{"kind":"model","key":"m","access":"api_only","weights_held":true}])", nullptr,
   R"([{"kind":"model","key":"m","access":"open_weights","weights_held":true}])", R"([{"kind":"model","key":"m","access":"api_only"}])"},
  {"decommissioned-held",
   R"([{"kind":"dataset","key":"d","decommissioned":true},{"kind":"workload","key":"w","datasets":["d"]}])", nullptr,
   R"([{"kind":"dataset","key":"d","decommissioned":false},{"kind":"workload","key":"w","datasets":["d"]}])", R"([{"kind":"dataset","key":"d"},{"kind":"workload","key":"w","datasets":["d"]}])"},
  {"contract-ended",
   R"([{"kind":"contract","key":"C","end_date":"2026-10-31"},{"kind":"workload","key":"w","contract":"C"},{"kind":"service","key":"s","contract":"C"}])", nullptr,
   R"([{"kind":"contract","key":"C","end_date":"2026-12-31"},{"kind":"workload","key":"w","contract":"C"}])", R"([{"kind":"contract","key":"C"},{"kind":"workload","key":"w","contract":"C"}])"},
  // What is recorded as running is not called ended: the two words contradict each other, which is told of itself.
  {"contract-ended",
   R"([{"kind":"contract","key":"C","ended":true},{"kind":"workload","key":"w","contract":"C"}])", nullptr,
   R"([{"kind":"contract","key":"C","ended":false,"end_date":"2025-01-01"},{"kind":"workload","key":"w","contract":"C"}])",
   R"([{"kind":"contract","key":"C","ended":false},{"kind":"workload","key":"w","contract":"C"}])"},
  {"contract-provider",
   R"([{"kind":"provider","key":"p"},{"kind":"provider","key":"q"},{"kind":"contract","key":"C","provider":"p"},{"kind":"workload","key":"w","provider":"q","contract":"C"}])", nullptr,
   R"([{"kind":"provider","key":"p"},{"kind":"contract","key":"C","provider":"p"},{"kind":"workload","key":"w","provider":"p","contract":"C"}])",
   R"([{"kind":"provider","key":"q"},{"kind":"contract","key":"C"},{"kind":"workload","key":"w","provider":"q","contract":"C"}])"},
  {"service-provider",
   R"([{"kind":"provider","key":"p"},{"kind":"provider","key":"q"},{"kind":"service","key":"s","provider":"p"},{"kind":"workload","key":"w","provider":"q","service":"s"}])", nullptr,
   R"([{"kind":"provider","key":"p"},{"kind":"service","key":"s","provider":"p"},{"kind":"workload","key":"w","provider":"p","service":"s"}])",
   R"([{"kind":"provider","key":"p"},{"kind":"service","key":"s","provider":"p"},{"kind":"workload","key":"w","service":"s"}])"},
  {"contract-party",
   R"([{"kind":"provider","key":"p"},{"kind":"provider","key":"q"},{"kind":"contracting_entity","key":"e","provider":"q"},{"kind":"contract","key":"C","provider":"p","contracting_entity":"e"}])", nullptr,
   R"([{"kind":"provider","key":"p"},{"kind":"contracting_entity","key":"e","provider":"p"},{"kind":"contract","key":"C","provider":"p","contracting_entity":"e"}])",
   R"([{"kind":"provider","key":"p"},{"kind":"contracting_entity","key":"e"},{"kind":"contract","key":"C","provider":"p","contracting_entity":"e"}])"},
  {"critical-on-uncritical",
   R"([{"kind":"contract","key":"C","supports_critical":false},{"kind":"workload","key":"w","contract":"C","criticality":"critical"}])", nullptr,
   R"([{"kind":"contract","key":"C","supports_critical":true},{"kind":"workload","key":"w","contract":"C","criticality":"critical"}])",
   R"([{"kind":"contract","key":"C"},{"kind":"workload","key":"w","contract":"C","criticality":"critical"}])"},
  {"critical-without-exit",
   R"([{"kind":"contract","key":"C","exit_clause":{"none":true}},{"kind":"workload","key":"w","contract":"C","criticality":"critical"}])", nullptr,
   R"([{"kind":"contract","key":"C","exit_clause":true},{"kind":"workload","key":"w","contract":"C","criticality":"critical"}])",
   R"([{"kind":"contract","key":"C"},{"kind":"workload","key":"w","contract":"C","criticality":"critical"}])"},
  {"critical-service-standard-systems",
   R"([{"kind":"business_service","key":"s","critical_function":true},{"kind":"workload","key":"w","criticality":"standard","business_services":["s"]}])", nullptr,
   R"([{"kind":"business_service","key":"s","critical_function":true},{"kind":"workload","key":"w","criticality":"standard","business_services":["s"]},{"kind":"workload","key":"v","criticality":"critical","business_services":["s"]}])",
   R"([{"kind":"business_service","key":"s","critical_function":true},{"kind":"workload","key":"w","criticality":"standard","business_services":["s"]},{"kind":"workload","key":"v","business_services":["s"]}])"},
  {"key-management",
   R"([{"kind":"key","key":"k","custody":"provider"},{"kind":"workload","key":"w","key_management":"hyok","entity_key":"k"}])",
   "The keys of w are said to be managed as \u201cown key, held by us (HYOK)\u201d, but its key k says otherwise: its custody is \u201cprovider\u201d.",
   R"([{"kind":"key","key":"k","custody":"customer_outside"},{"kind":"workload","key":"w","key_management":"hyok","entity_key":"k"}])",
   R"([{"kind":"key","key":"k"},{"kind":"workload","key":"w","key_management":"hyok","entity_key":"k"}])"},
  {"key-outside",
   R"([{"kind":"key","key":"k","external":true,"custody":"provider"}])", nullptr,
   R"([{"kind":"key","key":"k","external":true,"custody":"customer_outside"}])", R"([{"kind":"key","key":"k","external":true}])"},
  {"unencrypted-with-key",
   R"([{"kind":"workload","key":"w","encryption_at_rest":false,"key_management":"cmk"}])", nullptr,
   R"([{"kind":"workload","key":"w","encryption_at_rest":true,"key_management":"cmk"}])", R"([{"kind":"workload","key":"w","key_management":"cmk"}])"},
  {"accepted-by-requester",
   R"([{"kind":"workload","key":"w"}])", "Head of IT both asked for and approved 1 acceptance of w: R-1.", R"([{"kind":"workload","key":"v"}])", R"([])",
   "INSERT INTO waiver(rule,entity,fingerprint,reason,requested_by,approved_by,accepted_on,expires) SELECT 'R-1',id,'f','r','Head of IT',CASE key WHEN 'w' THEN 'head of it ' ELSE 'Board' END,20000,30000 FROM entity"},
  {"no-legal-entity",
   R"([{"kind":"workload","key":"w","legal_entity":{"none":true}}])", nullptr,
   R"([{"kind":"legal_entity","key":"l"},{"kind":"workload","key":"w","legal_entity":"l"}])", R"([{"kind":"workload","key":"w"}])"},
};
// clang-format on

} // namespace

class TestXray : public QObject
{
    Q_OBJECT

private:
    std::optional<domain::Catalogue> m_catalogue;

    /// A workspace with an inventory, asked once.
    struct World
    {
        rules::MemoryWorkspace workspace;
        const domain::Catalogue &catalogue;
        QList<rules::Pack> packs;
        explicit World(const domain::Catalogue &c) : catalogue(c) {}
        QString open(const char *inventory)
        {
            if (!workspace.open() || !store::loadReferenceData(workspace.database()))
                return u"no workspace"_s;
            QJsonParseError error;
            const QJsonDocument json = QJsonDocument::fromJson(inventory, &error);
            if (error.error != QJsonParseError::NoError)
                return error.errorString() + QString::fromUtf8(inventory);
            rules::ExampleWriter writer(workspace.database(), catalogue);
            const auto written = writer.write(json.array());
            return written ? QString() : written.error().detail + written.error().where;
        }
        QString exec(const QString &script)
        {
            QSqlQuery q(workspace.database());
            for (const QString &sql : script.split(u';', Qt::SkipEmptyParts)) {
                if (!q.exec(sql))
                    return q.lastError().text() + sql;
            }
            return {};
        }
        rules::XrayReport look(qsizetype most = 0, const std::optional<QSet<qint64>> &within = {})
        {
            domain::QuietJob job;
            const auto report = rules::xray(workspace.database(), catalogue, packs, {today, most, within, {}}, job);
            if (!report)
                qFatal("%s %s", qPrintable(report.error().detail), qPrintable(report.error().where));
            return *report;
        }
        bool evaluate()
        {
            rules::RunRequest request;
            request.asOf = today;
            request.at = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
            domain::QuietJob job;
            return rules::evaluate(workspace.database(), catalogue, packs, request, job).has_value();
        }
    };

    static QList<Contradiction> of(const rules::XrayReport &report, const QString &check)
    {
        QList<Contradiction> out;
        for (const Contradiction &c : report.found) {
            if (c.check == check)
                out.append(c);
        }
        return out;
    }
    rules::Pack pack(const QByteArray &ruleText)
    {
        const char *examples = R"("examples": [ {"as_of":"2026-11-20","subject":"KIND:w","expect":"gap","given":[]}, {"as_of":"2026-11-20","subject":"KIND:w","expect":"pass","given":[]},
          {"as_of":"2026-11-20","subject":"KIND:w","expect":"unknown","given":[]} ])";
        const QByteArray kind = ruleText.contains("\"entity\": \"service\"") ? "service" : "workload";
        QByteArray text = R"({ "pack": "gdpr", "version": "1", "title": "Test", "legal_status": "law", "rules": [ RULE ] })";
        text.replace("RULE", ruleText).replace("EXAMPLES", QByteArray(examples).replace("KIND", kind));
        const rules::LoadedPack loaded = rules::loadPack(text, *m_catalogue);
        if (!loaded.pack)
            qFatal("%s", loaded.errors.isEmpty() ? "no pack" : qPrintable(loaded.errors.constFirst().where + loaded.errors.constFirst().message));
        return *loaded.pack;
    }

    /// What nobody but the program would say: words with underscores, and codes of closed lists in quotation marks that have a word of their own.
    QStringList rawWords(const QString &sentence) const
    {
        static const QRegularExpression word(u"[A-Za-z0-9]+_[A-Za-z0-9_]+"_s);
        QStringList out;
        for (auto found = word.globalMatch(sentence); found.hasNext();)
            out.append(found.next().captured());
        for (const domain::KindInfo &kind : m_catalogue->kinds()) {
            for (const domain::Attribute &attribute : kind.attributes) {
                for (const QString &code : attribute.values) {
                    if (domain::valueWord(code) != code && sentence.contains(u'\u201c' + code + u'\u201d'))
                        out.append(code);
                }
            }
        }
        return out;
    }

private slots:
    void initTestCase()
    {
        const auto loaded = rules::loadBuiltinCatalogue();
        QVERIFY(loaded.has_value());
        m_catalogue = *loaded;
    }

    void everyCheck_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<QString>("inventory");
        QTest::addColumn<bool>("shown");
        for (qsizetype i = 0; i < cases.size(); ++i) {
            const Case &c = cases.at(i);
            const auto row = [&](const char *inventory, const char *name, bool shown) {
                if (inventory)
                    QTest::addRow("%s %d %s", c.check, static_cast<int>(i), name) << static_cast<int>(i) << QString::fromUtf8(inventory) << shown;
            };
            row(c.shows, "shows", true);
            row(c.does_not, "does not", false);
            row(c.unknown, "unknown", false);
        }
    }

    void everyCheck()
    {
        QFETCH(int, at);
        QFETCH(QString, inventory);
        QFETCH(bool, shown);
        const Case &c = cases.at(at);
        World world(*m_catalogue);
        QCOMPARE(world.open(inventory.toUtf8().constData()), QString());
        QCOMPARE(world.exec(QString::fromUtf8(c.sql)), QString());
        const QList<Contradiction> found = of(world.look(), QString::fromUtf8(c.check));
        QCOMPARE(found.size(), shown ? 1 : 0);
        if (shown && c.sentence)
            QCOMPARE(found.constFirst().sentence, QString::fromUtf8(c.sentence));
        if (shown) {
            QVERIFY2(!found.constFirst().sentence.contains(u'{') && !found.constFirst().sentence.contains(u'['), qPrintable(found.constFirst().sentence));
            QVERIFY(!found.constFirst().subject.isEmpty());
            QCOMPARE(rawWords(found.constFirst().sentence), QStringList());
            // A place to jump to: each attribute is one of its thing's.
            for (const rules::XrayThing &thing : found.constFirst().things)
                QVERIFY2(thing.attr.isEmpty() || m_catalogue->attribute(thing.kind, thing.attr), qPrintable(thing.attr));
        }
    }

    void everyCheckHasItsCase()
    {
        World world(*m_catalogue);
        QCOMPARE(world.open("[]"), QString());
        QStringList without;
        for (const rules::XrayCheckInfo &info : world.look().checks) {
            QVERIFY(!info.title.isEmpty() && !info.family.isEmpty());
            if (std::none_of(cases.cbegin(), cases.cend(), [&](const Case &c) { return info.id == QString::fromUtf8(c.check); }))
                without.append(info.id);
        }
        // Those that need a run or a change log have tests of their own below.
        QCOMPARE(without, (QStringList{u"certificate-lapses"_s, u"answer-without-evidence"_s, u"answer-overdue"_s, u"register-grown"_s}));
    }

    void nothingSaidContradictsNothing()
    {
        // One thing of each kind of which nothing is said.
        QJsonArray all;
        for (const domain::KindInfo &kind : m_catalogue->kinds())
            all.append(QJsonObject{{u"kind"_s, domain::kindName(kind.kind)}, {u"key"_s, u"x"_s}});
        World world(*m_catalogue);
        QCOMPARE(world.open(QJsonDocument(all).toJson().constData()), QString());
        const rules::XrayReport report = world.look();
        QCOMPARE(report.standing(), 0);
        QVERIFY(report.found.isEmpty());
    }

    void metOnSomebodysWord()
    {
        World world(*m_catalogue);
        world.packs = {pack(R"({ "id": "A", "title": "Audit", "entity": "workload", "severity": "high", "clause": "Art. 28", "gap_if": { "attr": "contract.audit_rights", "is": false }, EXAMPLES })")};
        QCOMPARE(world.open(R"([{"kind":"contract","key":"C","audit_rights":true},{"kind":"contract","key":"D","audit_rights":true},{"kind":"workload","key":"v","contract":"C"},
          {"kind":"workload","key":"w","contract":"C"},{"kind":"workload","key":"x","contract":"D"},{"kind":"workload","key":"y"}])"), QString());
        QCOMPARE(world.exec(u"INSERT INTO claim(entity,attr,feed,state,value,who) SELECT id,'audit_rights',0,3,'true','Legal' FROM entity WHERE key='C';"
                            "INSERT INTO claim(entity,attr,feed,state,value,who,evidence) SELECT id,'audit_rights',0,3,'true','Legal','C-017 s. 9' FROM entity WHERE key='D'"_s), QString());
        QVERIFY(of(world.look(), u"answer-without-evidence"_s).isEmpty()); // nothing was judged yet
        QVERIFY(world.evaluate());
        const QList<Contradiction> found = of(world.look(), u"answer-without-evidence"_s);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.constFirst().count, 2); // v and w; x has evidence, y is unknown
        QCOMPARE(found.constFirst().sentence, u"\u201cAudit rights\u201d of one Contract was typed by hand without evidence, and 2 results that are met read it."_s);
        // Switched off since: its results count for nothing, so that nothing rests on the word.
        world.packs[0].rules[0].off = rules::ChangedBy{u"Judged by the group"_s, {}, 0};
        QVERIFY(of(world.look(), u"answer-without-evidence"_s).isEmpty());
        world.packs[0].rules[0].off.reset();
        QCOMPARE(of(world.look(), u"answer-without-evidence"_s).size(), 1);
        QCOMPARE(world.exec(u"UPDATE claim SET evidence='report'"_s), QString());
        QVERIFY(of(world.look(), u"answer-without-evidence"_s).isEmpty());
    }

    // An answer counts until the day on which it is to be reviewed, that day included.
    void answersOlderThanTheirReview()
    {
        World world(*m_catalogue);
        QCOMPARE(world.open(R"([{"kind":"contract","key":"C","audit_rights":true},{"kind":"contract","key":"D","audit_rights":true},{"kind":"contract","key":"E","audit_rights":true},{"kind":"contract","key":"F","audit_rights":true}])"), QString());
        const QString answer = u"INSERT INTO claim(entity,attr,feed,state,value,who,evidence,review_on) SELECT id,'audit_rights',0,3,'true','Legal','C-017',%2 FROM entity WHERE key='%1';"_s;
        QCOMPARE(world.exec(answer.arg(u"C"_s).arg(today - 1) + answer.arg(u"D"_s).arg(today - 1) + answer.arg(u"E"_s).arg(today)), QString());
        QCOMPARE(world.exec(u"INSERT INTO claim(entity,attr,feed,state,value,who,evidence) SELECT id,'audit_rights',0,3,'true','Legal','C-018' FROM entity WHERE key='F'"_s), QString()); // without a review
        const QList<Contradiction> found = of(world.look(), u"answer-overdue"_s);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.constFirst().sentence, u"\u201cAudit rights\u201d of 2 Contracts was to be reviewed by 2026-11-19 (Legal answered): the answer counts no longer, and what it decided is unknown again."_s);
        QCOMPARE(found.constFirst().things.size(), 2); // each is a place to go to
        QCOMPARE(found.constFirst().things.constFirst().attr, u"audit_rights"_s);
        QCOMPARE(world.exec(u"UPDATE claim SET review_on=%1 WHERE review_on IS NOT NULL"_s.arg(today + 200)), QString());
        QVERIFY(of(world.look(), u"answer-overdue"_s).isEmpty());
    }

    // Only what is about one of the things asked for; the rest is counted.
    void narrowedToSomeThings()
    {
        World world(*m_catalogue);
        QCOMPARE(world.open(R"([{"kind":"contract","key":"C","data_locations":"EU only"},{"kind":"workload","key":"v","contract":"C","backup_countries":["US"]},{"kind":"workload","key":"w","contract":"C","backup_countries":["US"]},
          {"kind":"workload","key":"x","backup":false,"backup_countries":["FR"]}])"), QString());
        const rules::XrayReport whole = world.look();
        QVERIFY(of(whole, u"outside-contract"_s).size() == 1 && of(whole, u"backup-denied"_s).size() == 1);
        QCOMPARE(whole.outside, 0);
        const auto idOf = [&world](const QString &key) {
            QSqlQuery query(world.workspace.database());
            query.exec(u"SELECT id FROM entity WHERE key='%1'"_s.arg(key));
            return query.next() ? query.value(0).toLongLong() : 0;
        };
        // The second of the things that a line counts is reason enough to show it.
        const rules::XrayReport some = world.look(0, QSet<qint64>{idOf(u"w"_s)});
        QCOMPARE(of(some, u"outside-contract"_s).size(), 1);
        QVERIFY(of(some, u"backup-denied"_s).isEmpty());
        QCOMPARE(some.standing() + some.outside, whole.standing());
        const rules::XrayReport none = world.look(0, QSet<qint64>());
        QCOMPARE(none.standing(), 0);
        QCOMPARE(none.outside, whole.standing());
    }

    void resultsThatEndWithACertificate()
    {
        World world(*m_catalogue);
        world.packs = {pack(R"({ "id": "A", "title": "Certified", "entity": "workload", "severity": "high", "clause": "Art. 42", "gap_if": { "not": { "certified": "provider", "schemes": ["ISO27001"], "service": "service" } }, EXAMPLES })")};
        QCOMPARE(world.open(R"([{"kind":"provider","key":"p"},{"kind":"service","key":"s","provider":"p","product":"Store"},{"kind":"workload","key":"w","provider":"p","service":"s"},
          {"kind":"certification","key":"c","scheme":"ISO27001","holder":"p","services":["Store"],"regions":["*"],"report_type":"certificate","issued":"2024-01-01","expires":"2026-12-10","services_used":["s"]}])"), QString());
        QVERIFY(world.evaluate());
        const QList<Contradiction> found = of(world.look(), u"certificate-lapses"_s);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.constFirst().sentence, u"1 result that is met rests on c, which lapses on 2026-12-10."_s);
        world.packs[0].rules[0].off = rules::ChangedBy{u"Judged by the group"_s, {}, 0};
        QVERIFY(of(world.look(), u"certificate-lapses"_s).isEmpty());
        world.packs[0].rules[0].off.reset();
        QCOMPARE(world.exec(u"UPDATE e_certification SET expires=expires+30"_s), QString()); // beyond 30 days
        QVERIFY(of(world.look(), u"certificate-lapses"_s).isEmpty());
        QCOMPARE(world.exec(u"UPDATE e_certification SET expires=NULL"_s), QString()); // nobody knows
        QVERIFY(of(world.look(), u"certificate-lapses"_s).isEmpty());
    }

    void registerThatHasGrown()
    {
        World world(*m_catalogue);
        QCOMPARE(world.open(R"([{"kind":"processing","key":"a"},{"kind":"processing","key":"b"}])"), QString());
        const QString setUp = u"INSERT INTO change_set(id,kind,title,at) VALUES(1,'import','i','2026-01-01'),(2,'completeness','d','2026-02-01'),(3,'import','j','2026-03-01');"
                              "INSERT INTO attestation(kind,attr,who,at) VALUES(4,'*','DPO','2026-02-01');UPDATE entity SET added_set=1"_s;
        QCOMPARE(world.exec(setUp), QString());
        QVERIFY(of(world.look(), u"register-grown"_s).isEmpty()); // it is not known when it was declared
        QCOMPARE(world.exec(u"INSERT INTO change(change_set,seq,target,attr,before,after) VALUES(2,0,'completeness','processing','null','[]')"_s), QString());
        QVERIFY(of(world.look(), u"register-grown"_s).isEmpty()); // and nothing came since
        QCOMPARE(world.exec(u"UPDATE entity SET added_set=3 WHERE key='b'"_s), QString());
        const QList<Contradiction> found = of(world.look(), u"register-grown"_s);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.constFirst().sentence, u"Processing activities were declared complete on 2026-02-01 by DPO, but an import has since brought 1 more."_s);
    }

    void setAsideUntilTheFactsChange()
    {
        World world(*m_catalogue);
        QCOMPARE(world.open(R"([{"kind":"contract","key":"C","data_locations":"EU"},{"kind":"workload","key":"w","contract":"C","backup_countries":["US"]},
          {"kind":"contract","key":"D","data_locations":"EU"},{"kind":"workload","key":"v","contract":"D","backup_countries":["US"]}])"), QString());
        store::AttributeStore values(store::nativeHandle(world.workspace.database()), *m_catalogue);
        const QDateTime now(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC);
        rules::XrayReport report = world.look();
        QCOMPARE(report.standing(), 2);
        const auto named = [](const QList<Contradiction> &all, const QString &key) {
            return *std::find_if(all.cbegin(), all.cend(), [&](const Contradiction &c) { return c.things.constFirst().key == key; });
        };
        const Contradiction w = named(report.found, u"w"_s);
        const store::Aside aside{w.check, w.subject, w.facts, w.sentence, u"Encrypted copy, agreed in annex 4"_s, {}, {}};
        QCOMPARE(store::setAside(values, {{w.check, w.subject, w.facts, w.sentence, u"  "_s, {}, {}}}, u"Officer"_s, now).error().code, domain::ErrorCode::Refused);
        QVERIFY(store::setAside(values, {aside}, u"Officer"_s, now).has_value());
        QCOMPARE(store::setAside(values, {aside}, u"Officer"_s, now).error().code, domain::ErrorCode::Refused);
        report = world.look();
        QCOMPARE(report.standing(), 1);
        QVERIFY(named(report.found, u"w"_s).isAside() && !named(report.found, u"v"_s).isAside());
        QCOMPARE(named(report.found, u"w"_s).aside->reason, u"Encrypted copy, agreed in annex 4"_s);
        // Listed in short it is told as well, and only what stands is counted.
        QCOMPARE(world.look(1).standing(), 1);
        // Undone it stands again, done again it is aside.
        QVERIFY(store::undoLast(values, {}, now).has_value());
        QCOMPARE(world.look().standing(), 2);
        QVERIFY(store::redoLast(values, now).has_value());
        QCOMPARE(world.look().standing(), 1);
        // Another country is another fact.
        QCOMPARE(world.exec(u"UPDATE place SET country='IN' WHERE entity=(SELECT id FROM entity WHERE key='w')"_s), QString());
        report = world.look();
        QCOMPARE(report.standing(), 2);
        QVERIFY(named(report.found, u"w"_s).aside && !named(report.found, u"w"_s).isAside());
        QCOMPARE(world.exec(u"UPDATE place SET country='US'"_s), QString());
        QVERIFY(store::takeUp(values, w.check, w.subject, u"Officer"_s, now).has_value());
        QCOMPARE(world.look().standing(), 2);
        QCOMPARE(store::takeUp(values, w.check, w.subject, u"Officer"_s, now).error().code, domain::ErrorCode::UnknownEntity);
    }

    /// Time of every check over 200,000 entities and their results. Only with BAILIWICK_BENCH=1.
    void speed()
    {
        if (!qEnvironmentVariableIsSet("BAILIWICK_BENCH"))
            QSKIP("a measurement: set BAILIWICK_BENCH=1");
        const QByteArray script = largeInventoryScript();
        World world(*m_catalogue);
        world.packs = rules::loadBuiltinPacks(*m_catalogue).value_or({});
        QCOMPARE(world.open("[]"), QString());
        QVERIFY(store::runScript(world.workspace.database(), script, u"fill"_s).has_value());
        QCOMPARE(world.exec(u"UPDATE e_contract SET data_locations='EU' WHERE id%3=0;UPDATE entity SET retired_on=20000 WHERE id%97=0;"
                            "INSERT OR IGNORE INTO claim(entity,attr,feed,state,value) SELECT id,'audit_rights',0,3,'true' FROM e_contract;"
                            "INSERT OR IGNORE INTO claim(entity,attr,feed,state,value) SELECT id,'encryption_at_rest',0,3,'true' FROM e_workload WHERE id%4=0;"
                            "INSERT OR IGNORE INTO link SELECT id,'services_used',603+id%400 FROM e_certification"_s), QString());
        QVERIFY(world.evaluate());
        const std::clock_t before = std::clock();
        const rules::XrayReport report = world.look(500);
        double slowest = 0;
        for (const rules::XrayCheckInfo &check : report.checks) {
            qInfo("%s: %lld found, %.3f s", qPrintable(check.id), check.found, check.seconds);
            slowest = std::max(slowest, check.seconds);
        }
        qInfo("%lld checks, %lld found, %.2f s of processor time, the slowest %.2f s", static_cast<qint64>(report.checks.size()), report.standing(),
              static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC, slowest);
    }

    void oneContractIsOneContradictionWithAllItsSystems()
    {
        World world(*m_catalogue);
        QCOMPARE(world.open(R"([{"kind":"contract","key":"C","data_locations":"EU"},{"kind":"workload","key":"v","contract":"C","backup_countries":["US"]},
          {"kind":"workload","key":"w","contract":"C","backup_countries":["US","IN"]},{"kind":"dataset","key":"d","contract":"C","storage_countries":["US"]}])"), QString());
        const QList<Contradiction> found = of(world.look(), u"outside-contract"_s);
        QCOMPARE(found.size(), 2); // the backups, and where the dataset is stored
        const auto backups = std::find_if(found.cbegin(), found.cend(), [](const Contradiction &c) { return c.count == 2; });
        QVERIFY(backups != found.cend());
        QCOMPARE(backups->sentence, u"\u201cBacked up in\u201d of 2 things under the contract C is India and United States, but it agrees \u201cEU\u201d: v and 1 more."_s);
        QStringList keys;
        for (const rules::XrayThing &thing : backups->things)
            keys.append(thing.key + u'.' + thing.attr);
        QCOMPARE(keys, (QStringList{u"v.backup_countries"_s, u"C.data_locations"_s, u"w.backup_countries"_s}));
    }

    void listsTheFirstAndCountsAll()
    {
        QJsonArray all{QJsonObject{{u"kind"_s, u"provider"_s}, {u"key"_s, u"p"_s}}};
        for (int i = 0; i < 20; ++i)
            all.append(QJsonObject{{u"kind"_s, u"workload"_s}, {u"key"_s, u"w%1"_s.arg(i)}, {u"backup"_s, false}, {u"backup_countries"_s, QJsonArray{u"DE"_s}}});
        World world(*m_catalogue);
        QCOMPARE(world.open(QJsonDocument(all).toJson().constData()), QString());
        const rules::XrayReport report = world.look(3);
        QCOMPARE(report.standing(), 20);
        QCOMPARE(report.found.size(), 3);
    }
};

BAILIWICK_TEST(QCoreApplication, TestXray)

} // namespace tst_xray

#include "tst_xray.moc"
