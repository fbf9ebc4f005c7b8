// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/toolfindings.h"

#include "domain/requirement.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// Ids of the tool findings that name the entity ?1. Names are compared when it is asked, so it does not matter what was imported first, and
/// a thing that gets another key keeps what was found of it.
const QByteArray naming = "SELECT t.id FROM (SELECT key AS n FROM entity WHERE id=?1 UNION SELECT value FROM alias WHERE entity=?1) w "
                          "CROSS JOIN e_tool_finding t ON t.resource=w.n "
                          "UNION SELECT i.entity FROM (SELECT key AS n FROM entity WHERE id=?1 UNION SELECT value FROM alias WHERE entity=?1) w "
                          "CROSS JOIN list_item i ON i.attr='further_resources' AND i.value=w.n";

const QByteArray inUse = "e.vanished=0 AND e.retired_on IS NULL";

} // namespace

QList<ToolFindingLine> toolFindingsOf(AttributeStore &store, qint64 entity, int limit)
{
    QList<ToolFindingLine> lines;
    Statement &s = store.statement(
        "SELECT t.id, e.key, e.name, coalesce(t.tool,''), coalesce(t.\"check\",''), coalesce(t.title,''), coalesce(t.outcome,''), t.observed, "
        "coalesce(t.muted,0), coalesce(t.detail,''), coalesce(t.url,'') FROM e_tool_finding t JOIN entity e ON e.id=t.id WHERE t.id IN (" + naming +
        ") AND " + inUse + " ORDER BY coalesce(t.muted,0), CASE t.outcome WHEN 'failed' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 WHEN 'manual' "
        "THEN 3 WHEN 'not_available' THEN 4 WHEN 'passed' THEN 5 ELSE 6 END, t.observed DESC, t.tool, t.\"check\", e.key LIMIT ?2");
    s.bind(1, entity).bind(2, qint64(limit));
    while (s.next()) {
        ToolFindingLine line{s.integer(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6), {}, {}, s.integer(8) != 0, s.text(9), s.text(10)};
        if (!s.isNull(7))
            line.observed = static_cast<Day>(s.integer(7));
        lines.append(line);
    }
    s.reset();
    for (ToolFindingLine &line : lines) {
        Statement &r = store.statement("SELECT value FROM list_item WHERE entity=?1 AND attr='requirements' ORDER BY value");
        r.bind(1, line.id);
        while (r.next())
            line.requirements.append(r.text(0));
        r.reset();
    }
    return lines;
}

qint64 toolFindingCountOf(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT count(*) FROM entity e WHERE e.id IN (" + naming + ") AND " + inUse);
    s.bind(1, entity);
    const qint64 count = s.next() ? s.integer(0) : 0;
    s.reset();
    return count;
}

QList<ToolOutcome> toolOutcomes(AttributeStore &store, const QString &framework)
{
    QList<ToolOutcome> out;
    // From "gdpr: " to "gdpr;": what names the framework and a place in it.
    Statement &s = store.statement("SELECT i.value, t.outcome='failed', count(*) FROM list_item i JOIN e_tool_finding t ON t.id=i.entity JOIN entity e ON "
                                   "e.id=i.entity WHERE i.attr='requirements' AND i.value>?1||': ' AND i.value<?1||';' AND t.outcome IN ('passed','failed') AND "
                                   "coalesce(t.muted,0)=0 AND e.vanished=0 AND e.retired_on IS NULL GROUP BY 1,2");
    s.bind(1, framework);
    while (s.next())
        out.append({s.text(0), s.integer(1) != 0, static_cast<int>(s.integer(2))});
    s.reset();
    return out;
}

QList<EntityHead> thingsNamedBy(AttributeStore &store, qint64 toolFinding, int limit)
{
    // A key is looked for under each kind: the index begins with it.
    QByteArrayList kinds;
    for (const KindInfo &info : store.catalogue().kinds()) {
        if (isPartOfTheEstate(info.kind))
            kinds.append(QByteArray::number(static_cast<int>(info.kind)));
    }
    QList<EntityHead> heads;
    Statement &s = store.statement(
        "WITH w(n) AS (SELECT resource FROM e_tool_finding WHERE id=?1 AND resource IS NOT NULL UNION SELECT value FROM list_item WHERE entity=?1 AND "
        "attr='further_resources') SELECT e.id, e.kind, e.key, e.name FROM entity e WHERE e.id IN (SELECT k.id FROM w CROSS JOIN entity k ON k.kind IN (" +
        kinds.join(',') + ") AND k.key=w.n UNION SELECT a.entity FROM w CROSS JOIN alias a ON a.value=w.n) AND e.kind IN (" + kinds.join(',') +
        ") ORDER BY e.kind, e.name, e.key LIMIT ?2");
    s.bind(1, toolFinding).bind(2, qint64(limit));
    while (s.next())
        heads.append({s.integer(0), static_cast<EntityKind>(s.integer(1)), s.text(2), s.text(3)});
    s.reset();
    return heads;
}

QList<ToolFindingLine> onRequirement(const QList<ToolFindingLine> &lines, const QString &framework, const QString &clause, Status own)
{
    QList<ToolFindingLine> out;
    QList<bool> samePlace;
    QHash<QString, ToolVerdict> verdicts;
    for (const ToolFindingLine &line : lines) {
        SameRequirement same = SameRequirement::No;
        for (const QString &text : line.requirements) {
            const RequirementName name = RequirementName::fromText(text);
            if (name.framework == framework)
                same = std::max(same, sameRequirement(clause, name.id));
        }
        if (same == SameRequirement::No)
            continue;
        out.append(line);
        samePlace.append(same == SameRequirement::Article);
        if (samePlace.constLast())
            verdicts[line.tool].add(line.outcome, line.muted);
    }
    for (qsizetype i = 0; i < out.size(); ++i) {
        ToolFindingLine &line = out[i];
        ToolVerdict alone;
        alone.add(line.outcome, line.muted);
        const ToolVerdict::Word word = verdicts.value(line.tool).word();
        if (samePlace.at(i) && alone.word() == word)
            line.agreement = agreementOf(word, own);
    }
    return out;
}

} // namespace store
