// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/findingdetails.h"

#include "core/runresults.h"
#include "core/services.h"
#include "store/inventory.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

constexpr qsizetype BatchSize = 500;

QString factText(const rules::Fact &fact)
{
    switch (fact.state) {
    case rules::Fact::State::NotSaid: return u"not said"_s;
    case rules::Fact::State::None: return u"none"_s;
    case rules::Fact::State::Value:
    case rules::Fact::State::Partial: break;
    }
    QStringList values = fact.values;
    if (fact.type == ValueType::Bool) {
        for (QString &v : values)
            v = v == u"true"_s ? u"yes"_s : u"no"_s;
    }
    if (values.isEmpty())
        return fact.isList ? u"empty list"_s : u"not said"_s;
    return values.join(u", "_s) + (fact.state == rules::Fact::State::Partial ? u", and perhaps more"_s : QString());
}

QString originText(const store::Origin &o)
{
    if (!o.inheritedFrom.isEmpty())
        return u"from "_s + o.inheritedFrom;
    if (!o.who.isEmpty())
        return u"said by %1"_s.arg(o.who) + (o.at.isEmpty() ? QString() : u" on "_s + o.at.left(10));
    if (o.file.isEmpty())
        return {};
    return o.pointer.isEmpty() ? o.file : o.file + u'#' + o.pointer;
}

} // namespace

Result<void> explainFindings(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const store::FindingFilter &filter, Day asOf,
                             const std::function<bool(const ExplainedFinding &)> &callback)
{
    store::Inventory inventory(values);
    QList<store::FindingRow> batch;
    bool go = true;
    Result<void> outcome;
    const auto flush = [&] {
        if (batch.isEmpty() || !go)
            return;
        const auto [pack, rule] = services.rule(batch.first().rule);
        QList<rules::Explanation> explanations;
        if (rule) {
            QList<EntityId> ids;
            for (const store::FindingRow &row : std::as_const(batch))
                ids.append(EntityId{row.entity});
            Result<QList<rules::Explanation>> explained = rules::explainMany(db, services.catalogue, *pack, *rule, ids, asOf);
            if (!explained) {
                outcome = explained.error();
                go = false;
                return;
            }
            explanations = *explained;
        }
        for (qsizetype i = 0; i < batch.size() && go; ++i) {
            ExplainedFinding finding;
            finding.row = batch.at(i);
            if (i < explanations.size()) {
                const rules::Explanation &e = explanations.at(i);
                finding.reason = e.reason;
                for (const rules::Fact &fact : e.facts) {
                    FactLine line{fact.path, fact.label, factText(fact), {}};
                    const Attribute *a = services.catalogue.attribute(finding.row.kind, fact.path);
                    if (a)
                        line.where = originText(inventory.origin(finding.row.entity, finding.row.kind, *a));
                    finding.facts.append(line);
                }
            }
            go = callback(finding);
        }
        batch.clear();
    };
    // The list is read whole before anything is explained: both use the same connection, and temporary tables come and go.
    QList<store::FindingRow> rows;
    const Result<void> read = forEachResult(services, db, values, filter, [&rows](const store::FindingRow &row) {
        rows.append(row);
        return true;
    });
    if (!read)
        return read;
    for (const store::FindingRow &row : std::as_const(rows)) {
        if (!batch.isEmpty() && (batch.first().rule != row.rule || batch.size() >= BatchSize))
            flush();
        if (!go)
            break;
        batch.append(row);
    }
    flush();
    return outcome;
}

} // namespace app
