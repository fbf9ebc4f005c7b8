// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/powerpiperesult.h"

#include "domain/requirement.h"

#include <QCryptographicHash>
#include <QHash>
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

/// Whether a tag or group is named after a framework: one that rule sets have, or one whose name tells it. An export has the same few names for
/// each of its results.
bool isFramework(const QString &name)
{
    constexpr qsizetype MostKept = 20'000;
    thread_local QHash<QString, bool> known;
    if (const auto it = known.constFind(name); it != known.constEnd())
        return *it;
    if (known.size() >= MostKept)
        known.clear();
    return *known.insert(name, domain::requirementName(name, {}).framework != name || name == u"gdpr"_s || name == u"hipaa"_s || name == u"dora"_s || name == u"nis2"_s
                                   || name.startsWith(u"nist_"_s) || name.startsWith(u"pci_"_s));
}

/// "nist_800_53_rev_5_item_id" -> "nist_800_53_rev_5".
QString itemOf(const QString &tag)
{
    return tag.endsWith(u"_item_id"_s) ? tag.chopped(8) : tag;
}

/// "nist_800_53_rev_5_sc_28_1" -> "SC-28(1)"; empty for what names no control of it.
QString nistControl(const QString &name)
{
    static const QRegularExpression control(u"^nist_800_53_rev_5_([a-z]{2})[_-](\\d+)(?:[_.(-](\\d+)\\)?)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = control.match(name);
    if (!match.hasMatch())
        return {};
    const QString base = match.captured(1).toUpper() + u'-' + match.captured(2);
    return match.captured(3).isEmpty() ? base : base + u'(' + match.captured(3) + u')';
}

/// Tags name frameworks ("gdpr": "true", "soc_2": "true", "cis_item_id": "1.4"), benchmarks the article ("gdpr_article_25").
void addRequirementsOf(ToolFinding &f, const PowerpipeResult &result)
{
    static const QRegularExpression article(u"^(.*?)_?(article_\\d+.*)$"_s);
    QStringList articled;
    const auto add = [&](const QString &framework, const QString &id) {
        addRequirement(f, framework, id);
        articled.append(domain::requirementName(framework, id).framework);
    };
    QStringList above; // the groups around it, the outermost first
    for (const QString &benchmark : result.benchmarks) {
        const QString name = benchmark.section(u'.', -1);
        const auto match = article.match(name);
        const QString nist = nistControl(name);
        if (match.hasMatch() && !match.captured(1).isEmpty()) {
            add(match.captured(1), match.captured(2));
        } else if (match.hasMatch()) {
            // "article_32" below "gdpr"
            const auto framework = std::find_if(above.crbegin(), above.crend(), [](const QString &group) { return isFramework(group); });
            if (framework != above.crend())
                add(*framework, match.captured(2));
        } else if (!nist.isEmpty()) {
            add(name.section(u"_rev_5"_s, 0, 0) + u"_rev_5"_s, nist);
        }
        above.append(name);
    }
    static const QRegularExpression numbered(u"^[A-Za-z]{0,4}[._-]?\\d+([._-]\\w{1,4})*$"_s);
    const QString cisVersion = valueOf(result.named, {"cis_version"_L1});
    for (const auto &[name, value] : result.named) {
        // A table has a column for each tag of any of its controls.
        if (value.trimmed().isEmpty())
            continue;
        if (name == u"cis_item_id"_s) {
            addRequirement(f, cisVersion.isEmpty() ? u"CIS"_s : u"CIS "_s + cisVersion, value);
        } else if (value == u"true"_s) {
            // What is true of a control and is no framework (a dimension, say) is none of the known ones.
            if (isFramework(name) && !articled.contains(domain::requirementName(name, {}).framework))
                addRequirement(f, name, {});
        } else if (numbered.match(value).hasMatch() && isFramework(itemOf(name))) {
            // "nist_800_53_rev_5": "sc_28", "iso_27001_2022": "a.8.24"
            const QString nist = itemOf(name).startsWith(u"nist_800_53"_s) ? nistControl(u"nist_800_53_rev_5_"_s + value) : QString();
            add(itemOf(name), nist.isEmpty() ? value.toUpper() : nist);
        }
    }
}

/// The results of a control stand one behind the other, and differ in what they are of: what names requirements is the same.
void addRequirements(ToolFinding &f, const PowerpipeResult &result)
{
    struct Told
    {
        QStringList benchmarks;
        QList<std::pair<QString, QString>> named;
        QStringList requirements;
    };
    thread_local Told last;
    PowerpipeResult telling;
    telling.benchmarks = result.benchmarks;
    for (const auto &one : result.named) {
        if (!one.second.isEmpty() && (one.first.startsWith("cis_"_L1, Qt::CaseInsensitive) || isFramework(one.first) || isFramework(itemOf(one.first))))
            telling.named.append(one);
    }
    if (last.requirements.isEmpty() || last.benchmarks != telling.benchmarks || last.named != telling.named) {
        ToolFinding told;
        addRequirementsOf(told, telling);
        last = {telling.benchmarks, telling.named, told.requirements};
    }
    f.requirements = last.requirements;
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
