// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/waiting.h"

#include "domain/insentence.h"
#include "domain/cellvalues.h"
#include "domain/recordsink.h"
#include "store/attributestore.h"
#include "store/importreportjson.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr qsizetype MostTold = 20;

struct Waiting
{
    EntityKind kind = EntityKind::Workload;
    QString name;
    qint64 count = 0;
    QString by; ///< one that names it: "Contract 'C-1'"
};

QList<Waiting> waitingOf(AttributeStore &store, qint64 changeSet)
{
    QList<Waiting> list;
    Statement &s = store.statement("SELECT q.kind, q.value, count(*), min(e.kind*1000000000+e.id) FROM source s JOIN feed f ON f.id=s.feed "
                                   "CROSS JOIN pending_ref q CROSS JOIN entity_source x ON x.entity=q.entity AND x.feed=s.feed AND x.source=s.id "
                                   "CROSS JOIN entity e ON e.id=q.entity WHERE s.change_set=?1 AND f.rank=?2 GROUP BY q.kind, q.value "
                                   "ORDER BY count(*) DESC, q.kind, q.value");
    s.bind(1, changeSet).bind(2, qint64(SourceRank::Register));
    QList<qint64> first;
    while (s.next()) {
        list.append({static_cast<EntityKind>(s.integer(0)), s.text(1), s.integer(2), {}});
        first.append(s.integer(3) % 1000000000);
    }
    s.reset();
    for (qsizetype i = 0; i < list.size() && i < MostTold; ++i) {
        Statement &e = store.statement("SELECT kind, key FROM entity WHERE id=?1");
        e.bind(1, first.at(i));
        if (e.next())
            list[i].by = u"%1 '%2'"_s.arg(store.catalogue().kind(static_cast<EntityKind>(e.integer(0))).label, e.text(1));
        e.reset();
    }
    return list;
}

/// Numbers and codes that are assigned: LEI, VAT number, EUID, ARN, address, UUID. The one next to it is another party or thing, no slip.
bool isIdentifier(const QString &name)
{
    static const QRegularExpression code(u"^(?:[A-Z0-9]{20}|[A-Z]{2}(?=[A-Z0-9._/-]*\\d)[A-Z0-9][A-Z0-9._/-]{5,}|\\+?[\\d ./-]{5,}|"
                                         "arn:.+|urn:.+|pkg:.+|[a-z][a-z0-9+.-]*:?//.+|/(?:subscriptions|providers)/.+|"
                                         "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[a-z]{1,8}-(?:[0-9a-f]{8}|[0-9a-f]{17}))$"_s);
    return code.match(name).hasMatch();
}

QString nearestOf(AttributeStore &store, const Waiting &waiting)
{
    if (isIdentifier(waiting.name))
        return {};
    QStringList keys;
    Statement &s = store.statement("SELECT key FROM entity WHERE kind=?1 AND vanished=0 ORDER BY key LIMIT 10000");
    s.bind(1, qint64(waiting.kind));
    while (s.next())
        keys.append(s.text(0));
    s.reset();
    return nearestName(waiting.name, keys);
}

/// What was added to the report, also where the workspace keeps it.
void keep(AttributeStore &store, const FileReport &report)
{
    Statement &s = store.statement("UPDATE source SET report=?2 WHERE change_set=?1");
    s.bind(1, report.changeSet).bindUtf8(2, reportToJson(report));
    s.run();
}

} // namespace

void tellWaiting(AttributeStore &store, FileReport &report)
{
    const QList<Waiting> all = waitingOf(store, report.changeSet);
    if (all.isEmpty())
        return;
    for (const Waiting &w : all.first(std::min(all.size(), MostTold))) {
        const QString nearest = nearestOf(store, w);
        report.diagnostics.append(
            {u"waiting-reference"_s, DiagnosticLevel::Warning, {},
             u"%1 names the %2 '%3'%4, which no import has brought yet%5"_s.arg(
                 w.by, inSentence(store.catalogue().kind(w.kind).label), w.name, w.count == 2 ? u" (as another does)"_s : w.count > 2 ? u" (as %1 others do)"_s.arg(w.count - 1) : QString(),
                 nearest.isEmpty() ? u"; it joins when one does"_s : u"; did you mean '%1'?"_s.arg(nearest))});
    }
    if (all.size() > MostTold)
        report.diagnostics.append({u"waiting-reference"_s, DiagnosticLevel::Warning, {},
                                   u"%1 more names wait for an import that brings them"_s.arg(all.size() - MostTold)});
    keep(store, report);
}

void tellIdleConfigurations(AttributeStore &store, FileReport &report)
{
    if (report.format != "aws-sagemaker"_L1)
        return;
    QStringList idle;
    Statement &s = store.statement("SELECT e.name, w.instance_type FROM e_workload w CROSS JOIN entity e ON e.id=w.id CROSS JOIN entity_source x ON x.entity=w.id "
                                   "CROSS JOIN source s ON s.id=x.source WHERE w.resource_type='AWS::SageMaker::EndpointConfig' AND w.part_of IS NULL "
                                   "AND w.instance_type IS NOT NULL AND w.instance_count IS NOT 0 AND s.change_set=?1 ORDER BY e.key");
    s.bind(1, report.changeSet);
    while (s.next())
        idle.append(u"%1 (%2)"_s.arg(s.text(0), s.text(1)));
    s.reset();
    if (idle.isEmpty())
        return;
    report.diagnostics.append({u"configuration-only"_s, DiagnosticLevel::Info, {},
                               u"endpoint configurations tell which machines would run, not that any does: those of %1 count once 'aws sagemaker describe-endpoint' "
                               "names an endpoint that has it"_s.arg(idle.join(u"; "_s))});
    keep(store, report);
}

} // namespace store
