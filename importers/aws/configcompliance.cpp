// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configcompliance.h"

#include "importers/aws/configvalues.h"
#include "importers/findings/configrule.h"

using namespace Qt::StringLiterals;
using domain::Record;
using Ref = importers::JsonTree::Ref;

namespace importers {
namespace {

constexpr std::string_view RuleArn = ":config-rule/";

/// The name of a rule; of one that is only named by its ARN the identifier that stands last in it.
QString ruleOf(Ref rule)
{
    const std::string_view name = firstText(rule, {"configRuleName"});
    if (!name.empty())
        return qt(name);
    const std::string_view arn = firstText(rule, {"configRuleArn"});
    const std::size_t cut = arn.find(RuleArn);
    return cut == std::string_view::npos ? qt(firstText(rule, {"configRuleId"})) : qt(arn.substr(cut + RuleArn.size()));
}

} // namespace

QList<Record> configCompliance(Ref item, const ConfigIdentity &identity)
{
    const Ref config = item.member("configuration").structured();
    // "AWS::EC2::Instance/i-01": what was judged.
    const std::size_t cut = identity.id.find('/');
    std::string_view type = firstText(config, {"targetResourceType"});
    std::string_view id = firstText(config, {"targetResourceId"});
    if (type.empty() && cut != std::string_view::npos)
        type = identity.id.substr(0, cut);
    if (id.empty() && cut != std::string_view::npos)
        id = identity.id.substr(cut + 1);
    if (id.empty())
        return {};
    ConfigIdentity judged;
    judged.type = type;
    judged.id = id;
    judged.account = identity.account;
    judged.region = identity.region;
    const QString arn = arnOf(judged);
    QList<Record> records;
    const auto say = [&](const QString &rule, std::string_view word) {
        ToolFinding finding = configRuleFinding(rule, qt(type), qt(id));
        finding.outcome = outcomeOf(qt(word));
        if (finding.outcome.isEmpty())
            return;
        if (!arn.isEmpty())
            finding.resource = arn;
        finding.account = qt(identity.account);
        finding.region = qt(identity.region);
        finding.observed = identity.captured > 0 ? identity.captured / 1000 : 0;
        records.append(recordOf(finding, u"aws-config/1"_s));
    };
    const Ref rules = config.member("configRuleList").structured();
    for (Ref rule = rules.isArray() ? rules.first() : Ref(); rule.isThere(); rule = rule.next()) {
        if (const QString name = ruleOf(rule); !name.isEmpty())
            say(name, firstText(rule, {"complianceType"}));
    }
    if (records.isEmpty())
        say({}, firstText(config, {"complianceType"}));
    return records;
}

} // namespace importers
