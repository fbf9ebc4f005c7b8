// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/cloudcompliance.h"

#include "importers/azure/azurerows.h"
#include "importers/findings/configrule.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <array>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace importers {
namespace {

/// "NIST_SP_800-53_R5_AC-2" -> NIST_SP_800-53_R5, AC-2.
void addGroup(ToolFinding &f, const QString &group)
{
    const qsizetype cut = group.lastIndexOf(u'_');
    if (cut > 0)
        addRequirement(f, group.left(cut), group.mid(cut + 1));
    else
        addRequirement(f, group, {});
}

const json &qualifierOf(const json &evaluation)
{
    return member(member(evaluation, "EvaluationResultIdentifier"), "EvaluationResultQualifier");
}

} // namespace

QString AzurePolicy::id() const { return u"azure-policy"_s; }
QString AzurePolicy::displayName() const { return u"Azure Policy states"_s; }
QString AzurePolicy::mapping() const { return u"azure-policy/1"_s; }
QString AzurePolicy::scopeOf(const ToolFinding &f) const { return f.account; }

bool AzurePolicy::isMine(const json &f) const
{
    return !azureText(f, {"complianceState"}).isEmpty() && !azureText(f, {"policyDefinitionId"}).isEmpty();
}

bool AzurePolicy::wanted(std::string_view member) const
{
    static constexpr std::array names = {"properties",           "timestamp",          "resourceId",      "policyAssignmentId",
                                         "policyAssignmentName", "policyDefinitionId", "policyDefinitionName", "policyDefinitionReferenceId",
                                         "policyDefinitionGroupNames", "policySetDefinitionName", "resourceLocation", "subscriptionId",
                                         "complianceState",      "complianceReasonCode", "id", "policyDefinitionDisplayName",
                                         "policyAssignmentDisplayName"};
    return std::find(names.begin(), names.end(), member) != names.end();
}

FindingsJson::Outcome AzurePolicy::read(const json &f) const
{
    Outcome out;
    ToolFinding t;
    t.tool = u"Azure Policy"_s;
    t.resource = azureText(f, {"resourceId"});
    const QString definition = azureText(f, {"policyDefinitionId"});
    if (t.resource.isEmpty() || definition.isEmpty()) {
        out.wrong = u"a policy state needs resourceId and policyDefinitionId"_s;
        return out;
    }
    const QString reference = azureText(f, {"policyDefinitionReferenceId"});
    t.check = reference.isEmpty() || reference == u"tbd"_s ? azureText(f, {"policyDefinitionName"}) : reference;
    if (t.check.isEmpty())
        t.check = definition.section(u'/', -1);
    t.title = azureText(f, {"policyDefinitionDisplayName", "policyAssignmentDisplayName"});
    const QString state = azureText(f, {"complianceState"});
    t.outcome = outcomeOf(state);
    if (t.outcome.isEmpty())
        out.wrong = u"complianceState is '%1'; Compliant, NonCompliant, Exempt, Conflict, Unknown or NotStarted is expected"_s.arg(state.left(40));
    t.resourceName = t.resource.section(u'/', -1);
    t.account = azureText(f, {"subscriptionId"});
    if (t.account.isEmpty())
        t.account = t.resource.section(u'/', 2, 2);
    const QString location = azureText(f, {"resourceLocation"});
    t.region = location == u"tbd"_s ? QString() : location;
    t.observed = secondsOf(azureText(f, {"timestamp"}));
    for (const QString &group : texts(azureMember(f, "policyDefinitionGroupNames")))
        addGroup(t, group);
    t.detail = azureText(f, {"complianceReasonCode"});
    t.key = u"azure-policy:"_s +
            QStringList{resourceIdentifier(t.resource), azureText(f, {"policyAssignmentId"}).toLower(), definition.toLower(), reference.toLower()}.join(u'|');
    out.finding = t;
    return out;
}

QString AwsConfigCompliance::id() const { return u"aws-config-compliance"_s; }
QString AwsConfigCompliance::displayName() const { return u"AWS Config compliance"_s; }
QString AwsConfigCompliance::mapping() const { return u"aws-config-compliance/1"_s; }
QString AwsConfigCompliance::scopeOf(const ToolFinding &) const { return {}; }

bool AwsConfigCompliance::isMine(const json &f) const
{
    return qualifierOf(f).is_object() || !text(member(f, "Compliance"), "ComplianceType").isEmpty();
}

bool AwsConfigCompliance::wanted(std::string_view member) const
{
    static constexpr std::array names = {"EvaluationResultIdentifier", "ResultRecordedTime", "ComplianceType", "Annotation",
                                         "ResourceType", "ResourceId", "Compliance", "ConfigRuleName"};
    return std::find(names.begin(), names.end(), member) != names.end();
}

FindingsJson::Outcome AwsConfigCompliance::read(const json &f) const
{
    Outcome out;
    const json &qualifier = qualifierOf(f);
    const bool evaluation = qualifier.is_object();
    const json &named = evaluation ? qualifier : f;
    const QString rule = text(named, "ConfigRuleName");
    const QString type = text(named, "ResourceType");
    const QString id = text(named, "ResourceId").trimmed();
    if (rule.isEmpty() && id.isEmpty()) {
        out.wrong = u"neither a rule nor a resource is named"_s;
        return out;
    }
    ToolFinding t = configRuleFinding(rule, type, id);
    const QString state = evaluation ? text(f, "ComplianceType") : text(member(f, "Compliance"), "ComplianceType");
    t.outcome = outcomeOf(state);
    if (t.outcome.isEmpty())
        out.wrong = u"ComplianceType is '%1'; COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE or INSUFFICIENT_DATA is expected"_s.arg(state.left(40));
    t.observed = secondsOf(text(f, "ResultRecordedTime"));
    t.detail = text(f, "Annotation");
    const json &contributors = member(member(f, "Compliance"), "ComplianceContributorCount");
    if (const QString count = text(contributors, "CappedCount"); !count.isEmpty())
        t.detail = (rule.isEmpty() ? u"%1 rules are not complied with%2"_s : u"%1 resources do not comply%2"_s)
                       .arg(count, isTrue(member(contributors, "CapExceeded")) ? u" (and more)"_s : QString());
    out.finding = t;
    return out;
}

} // namespace importers
