// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/configrule.h"

using namespace Qt::StringLiterals;

namespace importers {

ToolFinding configRuleFinding(const QString &rule, const QString &resourceType, const QString &resourceId)
{
    ToolFinding finding;
    finding.tool = u"AWS Config"_s;
    finding.check = rule.isEmpty() ? u"all rules"_s : rule;
    finding.title = rule.isEmpty() ? u"Compliance with all rules of AWS Config"_s : rule;
    finding.resource = awsResource(resourceType, resourceId, {}, {});
    finding.resourceName = resourceId;
    finding.key = u"aws-config:"_s + QStringList{finding.check, resourceType, resourceId}.join(u'|');
    return finding;
}

} // namespace importers
