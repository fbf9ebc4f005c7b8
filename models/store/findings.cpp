// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/findings.h"

#include "store/attributestore.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

std::optional<RunInfo> newestRun(AttributeStore &store)
{
    Statement &s = store.statement("SELECT id, revision, as_of, scope, at, summary, "
                                   "EXISTS (SELECT 1 FROM change_set c WHERE c.id>run.revision AND NOT EXISTS (SELECT 1 FROM change h WHERE "
                                   "h.change_set=c.id AND (h.target IN ('plan','review','aside','csf') OR (h.target='setting' AND (h.attr LIKE 'questionnaire/%' OR h.attr LIKE 'csf/%') AND NOT EXISTS "
                                   "(SELECT 1 FROM change o WHERE o.change_set=c.id AND o.target<>'setting')))) AND NOT EXISTS (SELECT 1 FROM source s JOIN feed f ON "
                                   "f.id=s.feed WHERE s.change_set=c.id AND f.format='questionnaire')) FROM run ORDER BY id DESC LIMIT 1");
    std::optional<RunInfo> info;
    if (s.next())
        info = RunInfo{s.integer(0), s.integer(1), static_cast<Day>(s.integer(2)), s.text(3), s.text(4), s.integer(6) != 0, s.text(5).toUtf8()};
    s.reset();
    return info;
}

namespace {

/// Rule by rule and status by status, so that nothing sorts more than one rule's results.
void forEachNamed(AttributeStore &store, const FindingFilter &filter, const std::function<bool(const FindingRow &)> &callback)
{
    struct Some
    {
        qint64 rule = 0;
        FindingRow row;
    };
    QList<Some> all;
    Statement &rules = store.statement("SELECT r.id, r.name, r.framework, r.severity FROM rule r ORDER BY r.severity DESC, r.name");
    while (rules.next()) {
        FindingRow row;
        row.rule = rules.text(1);
        row.framework = rules.text(2);
        row.severity = static_cast<Severity>(rules.integer(3));
        if (filter.frameworks.isEmpty() || filter.frameworks.contains(row.framework))
            all.append({rules.integer(0), row});
    }
    rules.reset();
    for (Some &some : all) {
        for (const Status status : filter.statuses) {
            some.row.status = status;
            QList<FindingRow> named;
            Statement &s = store.statement("SELECT e.id, e.kind, e.key, e.name, f.issue FROM finding f JOIN entity e ON e.id=f.entity WHERE f.rule=?1 AND "
                                           "f.status=?2 ORDER BY e.name COLLATE NOCASE, e.key LIMIT ?3");
            s.bind(1, some.rule).bind(2, qint64(status)).bind(3, qint64(filter.namedAtMost));
            while (s.next()) {
                FindingRow row = some.row;
                row.entity = s.integer(0);
                row.kind = static_cast<EntityKind>(s.integer(1));
                row.key = s.text(2);
                row.name = s.text(3);
                row.issue = s.integer(4);
                named.append(row);
            }
            s.reset();
            QSet<qint64> known;
            for (const FindingRow &row : std::as_const(named)) {
                known.insert(row.entity);
                if (!callback(row))
                    return;
            }
            if (named.size() < filter.namedAtMost)
                continue;
            Statement &rest = store.statement("SELECT entity, issue FROM finding WHERE rule=?1 AND status=?2");
            rest.bind(1, some.rule).bind(2, qint64(status));
            bool go = true;
            while (go && rest.next()) {
                if (known.contains(rest.integer(0)))
                    continue;
                FindingRow row = some.row;
                row.entity = rest.integer(0);
                row.issue = rest.integer(1);
                go = callback(row);
            }
            rest.reset();
            if (!go)
                return;
        }
    }
}

/// The passes of which a tool says otherwise are no findings, but stand among the contradicted results.
QByteArray contradictedOr(const FindingFilter &filter)
{
    return filter.contradicted ? "(SELECT x.rule, x.entity, x.status, coalesce(g.issue,0) AS issue FROM contradiction x LEFT JOIN finding g ON "
                                 "g.rule=x.rule AND g.entity=x.entity)"
                               : "finding";
}

} // namespace

void forEachFinding(AttributeStore &store, const FindingFilter &filter, const std::function<bool(const FindingRow &)> &callback)
{
    if (filter.namedAtMost > 0 && !filter.contradicted)
        return forEachNamed(store, filter, callback);
    QByteArrayList statuses;
    for (const Status status : filter.statuses)
        statuses.append(QByteArray::number(static_cast<int>(status)));
    if (statuses.isEmpty())
        statuses.append("1");
    QByteArray sql = "SELECT r.name, r.framework, r.severity, f.status, e.id, e.kind, e.key, e.name, f.issue FROM " + contradictedOr(filter) +
                     " f JOIN rule r ON r.id=f.rule JOIN entity e ON e.id=f.entity WHERE f.status IN (" + statuses.join(',') + ')';
    if (filter.issue != 0)
        sql += " AND f.issue>0 AND f.issue=" + QByteArray::number(filter.issue);
    sql += " ORDER BY r.severity DESC, r.name, e.name COLLATE NOCASE, e.key";
    Statement &s = store.statement(sql);
    while (s.next()) {
        FindingRow row;
        row.rule = s.text(0);
        row.framework = s.text(1);
        if (!filter.frameworks.isEmpty() && !filter.frameworks.contains(row.framework))
            continue;
        row.severity = static_cast<Severity>(s.integer(2));
        row.status = static_cast<Status>(s.integer(3));
        row.entity = s.integer(4);
        row.kind = static_cast<EntityKind>(s.integer(5));
        row.key = s.text(6);
        row.name = s.text(7);
        row.issue = s.integer(8);
        if (!callback(row))
            break;
    }
    s.reset();
}

QList<IssueRow> openIssues(AttributeStore &store, const QStringList &frameworks)
{
    QList<IssueRow> issues;
    Statement &s = store.statement(
        "SELECT i.id, r.name, r.framework, r.severity, e.kind, e.key, e.name, n.findings, i.owner, i.measure, i.due, i.theme, i.root_text, "
        "n.rules FROM issue i JOIN (SELECT f.issue, count(*) AS findings, group_concat(DISTINCT u.name) AS rules FROM finding f "
        "JOIN rule u ON u.id=f.rule WHERE f.status=1 GROUP BY f.issue) n ON n.issue=i.id "
        "JOIN rule r ON r.id=i.rule LEFT JOIN entity e ON e.id=i.root WHERE i.closed_run IS NULL "
        "ORDER BY r.severity DESC, n.findings DESC, i.id");
    while (s.next()) {
        IssueRow row;
        row.id = s.integer(0);
        row.rule = s.text(1);
        row.framework = s.text(2);
        if (!frameworks.isEmpty() && !frameworks.contains(row.framework))
            continue;
        row.severity = static_cast<Severity>(s.integer(3));
        if (!s.isNull(4)) {
            row.rootKind = static_cast<EntityKind>(s.integer(4));
            row.rootKey = s.text(5);
            row.rootName = s.text(6);
        }
        row.findings = s.integer(7);
        row.plan = {s.text(8), s.text(9), {}};
        if (!s.isNull(10))
            row.plan.due = static_cast<Day>(s.integer(10));
        row.theme = s.text(11);
        row.rootText = s.text(12);
        row.rules = s.text(13).split(u',');
        row.rules.sort();
        issues.append(row);
    }
    s.reset();
    return issues;
}

} // namespace store
