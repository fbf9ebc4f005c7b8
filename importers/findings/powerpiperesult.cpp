// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/powerpiperesult.h"

#include "domain/requirement.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

QString valueOf(const QList<std::pair<QString, QString>> &named, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView wanted : names) {
        for (const auto &[name, value] : named) {
            if (name.compare(wanted, Qt::CaseInsensitive) == 0 && !value.isEmpty())
                return value;
        }
    }
    return {};
}

/// Tags name frameworks ("gdpr": "true", "soc_2": "true", "cis_item_id": "1.4"), benchmarks the article ("gdpr_article_25").
void addRequirements(ToolFinding &f, const PowerpipeResult &result)
{
    static const QRegularExpression article(u"^(.*?)_?(article_\\d+.*)$"_s);
    QStringList articled;
    for (const QString &benchmark : result.benchmarks) {
        const QString name = benchmark.section(u'.', -1);
        const auto match = article.match(name);
        if (!match.hasMatch())
            continue;
        const domain::RequirementName requirement = domain::requirementName(match.captured(1), match.captured(2));
        addRequirement(f, match.captured(1), match.captured(2));
        articled.append(requirement.framework);
    }
    const QString cisVersion = valueOf(result.named, {"cis_version"_L1});
    for (const auto &[name, value] : result.named) {
        if (name == u"cis_item_id"_s) {
            addRequirement(f, cisVersion.isEmpty() ? u"CIS"_s : u"CIS "_s + cisVersion, value);
        } else if (value == u"true"_s) {
            // What is true of a control and is no framework (a dimension, say) is none of the known ones.
            const domain::RequirementName whole = domain::requirementName(name, {});
            const bool known = whole.framework != name || name == u"gdpr"_s || name == u"hipaa"_s || name == u"dora"_s || name == u"nis2"_s;
            if ((known || name.startsWith(u"nist_"_s) || name.startsWith(u"pci_"_s)) && !articled.contains(whole.framework))
                addRequirement(f, name, {});
        }
    }
}

} // namespace

QString powerpipeAccount(const QList<std::pair<QString, QString>> &named)
{
    return valueOf(named, {"account_id"_L1, "subscription_id"_L1, "subscription"_L1, "project"_L1, "project_id"_L1, "tenant_id"_L1, "context_name"_L1});
}

ToolFinding findingOf(const PowerpipeResult &result)
{
    ToolFinding f;
    f.tool = u"Powerpipe"_s;
    f.check = result.control;
    f.title = result.title;
    f.severity = result.severity;
    f.resource = result.resource;
    f.outcome = outcomeOf(result.status);
    f.detail = result.reason;
    f.account = powerpipeAccount(result.named);
    f.region = valueOf(result.named, {"region"_L1, "location"_L1});
    addRequirements(f, result);
    // CSV does not say which of its last columns are dimensions and which tags, so all of their values tell results apart.
    QStringList values;
    for (const auto &[name, value] : result.named) {
        if (!value.isEmpty())
            values.append(value);
    }
    values.sort();
    const QByteArray rest = QCryptographicHash::hash(values.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    f.key = u"powerpipe:"_s + result.control + u'|' + result.resource + u'|' + QString::fromLatin1(rest);
    return f;
}

} // namespace importers
