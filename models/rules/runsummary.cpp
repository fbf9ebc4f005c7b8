// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/evaluator.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace rules {
namespace {

QJsonObject countsToJson(const StatusCounts &counts)
{
    QJsonObject o;
    for (int i = 0; i < domain::StatusCount; ++i) {
        const qint64 n = counts.at(static_cast<std::size_t>(i));
        if (n != 0)
            o.insert(domain::statusName(static_cast<domain::Status>(i)), n);
    }
    return o;
}

StatusCounts countsFromJson(const QJsonObject &o)
{
    StatusCounts counts{};
    for (int i = 0; i < domain::StatusCount; ++i)
        counts.at(static_cast<std::size_t>(i)) = o.value(domain::statusName(static_cast<domain::Status>(i))).toInteger();
    return counts;
}

} // namespace

QByteArray RunSummary::toJson() const
{
    QJsonArray packs;
    for (const FrameworkResult &f : frameworks)
        packs.append(QJsonObject{{u"id"_s, f.framework},
                                 {u"version"_s, f.version},
                                 {u"title"_s, f.title},
                                 {u"legal_status"_s, domain::legalStatusName(f.legalStatus)},
                                 {u"counts"_s, countsToJson(f.counts)}});
    const auto listOf = [](const QList<RuleResult> &results) {
        QJsonArray list;
        for (const RuleResult &r : results)
            list.append(QJsonObject{{u"id"_s, r.rule},
                                {u"framework"_s, r.framework},
                                {u"severity"_s, domain::severityName(r.severity)},
                                {u"legal_status"_s, domain::legalStatusName(r.legalStatus)},
                                {u"indicator"_s, r.indicator},
                                {u"hash"_s, QString::fromLatin1(r.hash)},
                                {u"counts"_s, countsToJson(r.counts)}});
        return list;
    };
    QJsonObject severities;
    for (int i = 0; i < domain::SeverityCount; ++i)
        severities.insert(domain::severityName(static_cast<domain::Severity>(i)), countsToJson(bySeverity.at(static_cast<std::size_t>(i))));
    return QJsonDocument(QJsonObject{{u"run"_s, run},
                                     {u"revision"_s, revision},
                                     {u"as_of"_s, domain::fromDay(asOf).toString(Qt::ISODate)},
                                     {u"scope"_s, scope},
                                     {u"seconds"_s, seconds},
                                     {u"open_issues"_s, openIssues},
                                     {u"frameworks"_s, packs},
                                     {u"rules"_s, listOf(rules)},
                                     {u"switched_off"_s, listOf(switchedOff)},
                                     {u"severities"_s, severities}})
        .toJson(QJsonDocument::Compact);
}

domain::Result<RunSummary> RunSummary::fromJson(const QByteArray &json)
{
    const QJsonObject o = QJsonDocument::fromJson(json).object();
    if (!o.contains(u"frameworks"_s))
        return domain::Error{domain::ErrorCode::SchemaMismatch, u"not a summary of a run"_s, QString()};
    RunSummary s;
    s.run = o.value(u"run"_s).toInteger();
    s.revision = o.value(u"revision"_s).toInteger();
    s.asOf = domain::toDay(QDate::fromString(o.value(u"as_of"_s).toString(), Qt::ISODate));
    s.scope = o.value(u"scope"_s).toString();
    s.seconds = o.value(u"seconds"_s).toDouble();
    s.openIssues = o.value(u"open_issues"_s).toInteger();
    for (const QJsonValue &v : o.value(u"frameworks"_s).toArray()) {
        const QJsonObject f = v.toObject();
        s.frameworks.append({f.value(u"id"_s).toString(), f.value(u"version"_s).toString(), f.value(u"title"_s).toString(),
                             domain::legalStatusFromName(f.value(u"legal_status"_s).toString()).value_or(domain::LegalStatus::OwnPolicy),
                             countsFromJson(f.value(u"counts"_s).toObject())});
    }
    const auto resultsOf = [](const QJsonValue &list) {
        QList<RuleResult> out;
        for (const QJsonValue &v : list.toArray()) {
            const QJsonObject r = v.toObject();
            out.append({r.value(u"id"_s).toString(), r.value(u"framework"_s).toString(),
                        domain::severityFromName(r.value(u"severity"_s).toString()).value_or(domain::Severity::Medium),
                        domain::legalStatusFromName(r.value(u"legal_status"_s).toString()).value_or(domain::LegalStatus::OwnPolicy),
                        r.value(u"indicator"_s).toBool(), r.value(u"hash"_s).toString().toLatin1(),
                        countsFromJson(r.value(u"counts"_s).toObject())});
        }
        return out;
    };
    s.rules = resultsOf(o.value(u"rules"_s));
    s.switchedOff = resultsOf(o.value(u"switched_off"_s));
    const QJsonObject severities = o.value(u"severities"_s).toObject();
    for (int i = 0; i < domain::SeverityCount; ++i)
        s.bySeverity.at(static_cast<std::size_t>(i)) =
            countsFromJson(severities.value(domain::severityName(static_cast<domain::Severity>(i))).toObject());
    return s;
}

} // namespace rules
