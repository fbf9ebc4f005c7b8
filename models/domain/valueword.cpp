// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/valueword.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

const QHash<QString, QString> &words()
{
    static const QHash<QString, QString> table = {
        {u"iaas"_s, u"IaaS"_s}, {u"paas"_s, u"PaaS"_s}, {u"saas"_s, u"SaaS"_s}, {u"onprem"_s, u"on premises"_s}, {u"on_premises"_s, u"on premises"_s},
        {u"prod"_s, u"production"_s}, {u"dev"_s, u"development"_s}, {u"air_gapped"_s, u"air-gapped"_s},
        {u"shared_region"_s, u"shared cloud region"_s}, {u"sovereign_region"_s, u"sovereign cloud region"_s},
        {u"cmk"_s, u"customer-managed key"_s}, {u"byok"_s, u"own key, brought in (BYOK)"_s}, {u"hyok"_s, u"own key, held by us (HYOK)"_s},
        {u"single_tenant"_s, u"single tenant"_s}, {u"nis2_essential"_s, u"essential (NIS2)"_s}, {u"nis2_important"_s, u"important (NIS2)"_s},
        {u"cii_operator"_s, u"operator of critical infrastructure"_s}, {u"hds_host"_s, u"host of health data (HDS)"_s},
        {u"apra_regulated"_s, u"regulated by APRA"_s}, {u"covered_entity_hipaa"_s, u"covered entity (HIPAA)"_s}, {u"business_associate_hipaa"_s, u"business associate (HIPAA)"_s}, {u"merchant_pci"_s, u"merchant (PCI)"_s},
        {u"sdf_india"_s, u"significant data fiduciary (India)"_s}, {u"cui"_s, u"CUI"_s}, {u"fci"_s, u"FCI"_s}, {u"itar"_s, u"ITAR"_s}, {u"ear"_s, u"EAR"_s}, {u"phi"_s, u"PHI"_s},
        {u"non_personal"_s, u"not personal"_s}, {u"payment_card"_s, u"payment card"_s}, {u"dpf"_s, u"EU-US DPF"_s}, {u"scc"_s, u"standard clauses (SCC)"_s}, {u"bcr"_s, u"binding rules (BCR)"_s},
        {u"bcr_c"_s, u"binding rules for controllers (BCR-C)"_s}, {u"bcr_p"_s, u"binding rules for processors (BCR-P)"_s}, {u"idta"_s, u"IDTA (UK)"_s},
        {u"uk_addendum"_s, u"UK addendum"_s}, {u"sccs_cn"_s, u"standard contract (China)"_s}, {u"ca_security_assessment_cn"_s, u"security assessment (China)"_s},
        {u"cert_cn"_s, u"certification (China)"_s}, {u"anpd_scc"_s, u"standard clauses (Brazil)"_s}, {u"sdaia_scc"_s, u"standard clauses (Saudi Arabia)"_s},
        {u"cbpr"_s, u"CBPR certificate"_s}, {u"il2"_s, u"IL2"_s}, {u"il4"_s, u"IL4"_s}, {u"il5"_s, u"IL5"_s}, {u"il6"_s, u"IL6"_s},
        {u"protected_a"_s, u"Protected A"_s}, {u"protected_b"_s, u"Protected B"_s}, {u"protected_c"_s, u"Protected C"_s}, {u"adequacy"_s, u"adequacy decision"_s}, {u"code"_s, u"code of conduct"_s},
        {u"api_only"_s, u"interface only"_s}, {u"open_weights"_s, u"open weights"_s}, {u"licensed_weights"_s, u"licensed weights"_s}, {u"fine_tuning"_s, u"fine-tuning"_s},
        {u"high_annex1"_s, u"high risk (Annex I)"_s}, {u"high_annex3"_s, u"high risk (Annex III)"_s}, {u"admin"_s, u"administer"_s},
        {u"vendor_support"_s, u"vendor's support"_s}, {u"provider_operator"_s, u"provider's operator"_s}, {u"human"_s, u"person"_s}, {u"agent"_s, u"AI agent"_s},
        {u"attested_none"_s, u"none, attested"_s}, {u"contractual_limit"_s, u"limited by contract"_s}, {u"technical_limit"_s, u"limited technically"_s},
        {u"type1"_s, u"Type I report"_s}, {u"type2"_s, u"Type II report"_s}, {u"self"_s, u"self-declared"_s}, {u"short_lived"_s, u"short-lived"_s},
        {u"customer_in_provider"_s, u"ours, within the provider"_s}, {u"customer_imported"_s, u"ours, brought into the provider's key service"_s},
        {u"customer_outside"_s, u"ours, outside the provider"_s}, {u"third_party"_s, u"a third party"_s}, {u"ai_factory"_s, u"AI factory"_s},
        {u"multi_region"_s, u"several regions"_s}, {u"private"_s, u"private networks alone"_s}, {u"selected"_s, u"chosen networks"_s}, {u"sovereign_cloud"_s, u"sovereign cloud"_s}, {u"public_body"_s, u"public body"_s},
        {u"ISO27001"_s, u"ISO/IEC 27001"_s}, {u"ISO27017"_s, u"ISO/IEC 27017"_s}, {u"ISO27018"_s, u"ISO/IEC 27018"_s}, {u"ISO27701"_s, u"ISO/IEC 27701"_s},
        {u"ISO42001"_s, u"ISO/IEC 42001"_s}, {u"ISO22301"_s, u"ISO 22301"_s}, {u"SOC1"_s, u"SOC 1"_s}, {u"SOC2"_s, u"SOC 2"_s}, {u"C5"_s, u"BSI C5"_s},
        {u"SECNUMCLOUD"_s, u"SecNumCloud"_s}, {u"PCI_DSS"_s, u"PCI DSS"_s}, {u"CSA_STAR"_s, u"CSA STAR"_s}};
    return table;
}

} // namespace

QString valueWord(const QString &code)
{
    const auto it = words().constFind(code);
    if (it != words().cend())
        return *it;
    QString out = code;
    return out.replace(u'_', u' ');
}

} // namespace domain
