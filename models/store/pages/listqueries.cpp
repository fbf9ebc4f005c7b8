// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/listqueries.h"

#include "store/pages/contradictionqueries.h"

#include <QMap>

#include <algorithm>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

QByteArray number(qint64 n) { return QByteArray::number(n); }

EntityHead head(const Statement &s, int from)
{
    return {s.integer(from), static_cast<EntityKind>(s.integer(from + 1)), s.text(from + 2), s.text(from + 3)};
}

// The finding's own columns under a filter, besides those of its entity.
QByteArray findingCondition(const PageFilter &f, bool withAccepted = false)
{
    QByteArray sql = f.status ? "f.status=" + number(static_cast<int>(*f.status)) : QByteArray(withAccepted ? "f.status IN (1,2,5)" : "f.status IN (1,2)");
    return sql + ruleCondition(f);
}

// Only where a tool says otherwise of the very result, not of the thing alone.
QByteArray contradictedOnly(const PageFilter &f)
{
    return wantsContradicted(f) ? QByteArray(" AND EXISTS (SELECT 1 FROM contradiction x WHERE x.rule=f.rule AND x.entity=f.entity)") : QByteArray();
}

QList<FindingLine> findings(AttributeStore &store, const QByteArray &from, int limit, int skip = 0)
{
    QList<FindingLine> out;
    Statement &s = store.statement("SELECT u.name, f.status, e.id, e.kind, e.key, e.name, CASE WHEN f.issue>0 THEN f.issue WHEN f.status IN (1,2) THEN -f.rule WHEN f.status=0 THEN " +
                                   number(contradictedLine(0)) + "-f.rule ELSE 0 END FROM " + from + " AND f.status IN (0,1,2,5,6) ORDER BY f.status, u.severity DESC, u.name, e.key LIMIT " +
                                   number(limit) + " OFFSET " + number(skip));
    while (s.next())
        out.append({s.text(0), static_cast<Status>(s.integer(1)), head(s, 2), s.integer(6)});
    s.reset();
    return out;
}

// Where the results of a line are kept: a pass is no finding.
QByteArray tableOf(qint64 issue)
{
    return isContradictedLine(issue) ? "(SELECT rule, entity, status, 0 AS issue FROM contradiction WHERE status=0) f " : "finding f ";
}

// Unknown results belong to no issue: a line below zero names their rule.
QByteArray ofIssue(qint64 issue)
{
    if (isContradictedLine(issue))
        return "f.rule=" + number(ruleOfLine(issue));
    return issue > 0 ? "f.issue>0 AND f.issue=" + number(issue) : "f.issue=0 AND f.rule=" + number(-issue);
}

// The group that an affected entity falls in; several groups for one entity are told by the join.
QByteArray groupJoin(const Catalogue &catalogue, const QString &groupBy)
{
    if (groupBy == u"country"_s)
        return " LEFT JOIN place p ON p.entity=f.entity LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON "
               "l.id=p.site ";
    QByteArrayList parts;
    for (const KindInfo &info : catalogue.kinds()) {
        const Attribute *a = info.find(groupBy);
        if (a && !a->isList() && a->type == ValueType::Ref)
            parts.append("SELECT t.id id, " + effectiveColumn(catalogue, info.kind, *a, "t") + " target FROM e_" + kindName(info.kind).toUtf8() + " t");
    }
    parts.append("SELECT entity, target FROM link WHERE attr=" + quoted(groupBy + u's'));
    const std::optional<EntityKind> own = kindFromName(groupBy);
    if (own)
        parts.append("SELECT id, id FROM entity WHERE kind=" + number(static_cast<int>(*own)));
    return " LEFT JOIN (" + parts.join(" UNION ALL ") + ") g ON g.id=f.entity LEFT JOIN entity h ON h.id=g.target ";
}

} // namespace

QList<qint64> orderedIds(AttributeStore &store, EntityKind kind, const PageFilter &filter, const QString &attr, bool descending)
{
    PageFilter narrowed = filter;
    narrowed.kind = kind;
    if (filter.kind && *filter.kind != kind)
        narrowed.attr.clear();
    const QByteArray way = descending ? " DESC" : "";
    // What has no name of its own but only a cloud's path comes after what people named.
    const QByteArray byName = "coalesce(nullif(e.name,''),e.key) LIKE 'arn:%', coalesce(nullif(e.name,''),e.key) COLLATE NOCASE";
    QByteArray order = byName + way;
    const Attribute *a = attr.isEmpty() ? nullptr : store.catalogue().attribute(kind, attr);
    QByteArray join;
    if (a && !a->isList()) {
        QByteArray column = effectiveColumn(store.catalogue(), kind, *a, "t");
        if (a->type == ValueType::Ref) {
            join = " LEFT JOIN entity x ON x.id=" + column;
            column = "coalesce(nullif(x.name,''),x.key) COLLATE NOCASE";
        }
        order = column + way + " NULLS LAST, " + byName;
    } else if (a) {
        const QByteArray column = "coalesce((SELECT group_concat(value) FROM list_item WHERE entity=e.id AND attr=" + quoted(attr) +
                                  "),(SELECT count(*) FROM link WHERE entity=e.id AND attr=" + quoted(attr) + "))";
        order = (a->facet ? "(SELECT min(coalesce(p.country,p.region)) FROM place p WHERE p.entity=e.id AND (p.facets & " + number(a->facet) + ")<>0)"
                          : column) + way + " NULLS LAST, " + byName;
    }
    QList<qint64> ids;
    Statement &s = store.statement("SELECT e.id FROM entity e JOIN e_" + kindName(kind).toUtf8() + " t ON t.id=e.id" + join + " WHERE " +
                                   entityCondition(store, narrowed, true) + " ORDER BY " + order);
    while (s.next())
        ids.append(s.integer(0));
    s.reset();
    return ids;
}

std::optional<EntityHead> entityHead(AttributeStore &store, qint64 id)
{
    Statement &s = store.statement("SELECT id, kind, key, name FROM entity WHERE id=?1");
    s.bind(1, id);
    std::optional<EntityHead> out;
    if (s.next())
        out = head(s, 0);
    s.reset();
    return out;
}

QString regionCountry(AttributeStore &store, const QString &provider, const QString &region)
{
    Statement &s = store.statement("SELECT coalesce(country,'') FROM ref_region WHERE provider=?1 AND code=?2");
    s.bind(1, provider).bind(2, region);
    const QString country = s.next() ? s.text(0) : QString();
    s.reset();
    return country;
}

QList<FindingLine> findingsOfEntity(AttributeStore &store, qint64 entity, int limit)
{
    // Through the rules: a finding is kept by rule and entity.
    return findings(store, "rule u CROSS JOIN finding f ON f.rule=u.id AND f.entity=" + number(entity) + " JOIN entity e ON e.id=f.entity WHERE 1", limit);
}

QList<FindingLine> findingsOfIssue(AttributeStore &store, qint64 issue, int limit, int from)
{
    return findings(store, tableOf(issue) + "JOIN rule u ON u.id=f.rule JOIN entity e ON e.id=f.entity WHERE " + ofIssue(issue), limit, from);
}

qint64 findingCountOfIssue(AttributeStore &store, qint64 issue)
{
    Statement &s = store.statement("SELECT count(*) FROM " + tableOf(issue) + "WHERE " + ofIssue(issue) + " AND f.status IN (0,1,2,5,6)");
    const qint64 count = s.next() ? s.integer(0) : 0;
    s.reset();
    return count;
}

std::optional<Status> statusOfFinding(AttributeStore &store, const QString &rule, qint64 entity)
{
    Statement &s = store.statement("SELECT f.status FROM finding f JOIN rule r ON r.id=f.rule WHERE r.name=?1 AND f.entity=?2");
    s.bind(1, rule).bind(2, entity);
    std::optional<Status> status;
    if (s.next())
        status = static_cast<Status>(s.integer(0));
    s.reset();
    return status;
}

qint64 issueOfFinding(AttributeStore &store, const QString &rule, qint64 entity)
{
    Statement &s = store.statement("SELECT f.issue FROM finding f JOIN rule r ON r.id=f.rule WHERE r.name=?1 AND f.entity=?2");
    s.bind(1, rule).bind(2, entity);
    const qint64 issue = s.next() ? s.integer(0) : 0;
    s.reset();
    return issue;
}

namespace {

// The gravest first: those with gaps, then by severity and number.
bool isGraver(const IssueLine &a, const IssueLine &b)
{
    const auto rank = [](const IssueLine &l) { return std::tuple(l.gaps > 0, l.severity, l.gaps, l.unknowns, l.id); };
    return rank(a) > rank(b);
}

IssueLine issueLine(const Statement &s)
{
    IssueLine line;
    line.id = s.integer(0);
    line.rule = s.text(1);
    line.framework = s.text(2);
    line.severity = static_cast<Severity>(s.integer(3));
    line.root = head(s, 4);
    line.unknowns = static_cast<int>(s.integer(8));
    line.things = static_cast<int>(s.integer(9));
    if (s.integer(10) == s.integer(11))
        line.kind = static_cast<EntityKind>(s.integer(10));
    line.group = s.text(12);
    line.theme = s.text(13);
    line.rootText = s.text(14);
    line.plan = {s.text(15), s.text(16), {}};
    if (!s.isNull(17))
        line.plan.due = static_cast<Day>(s.integer(17));
    return line;
}

/// Which issues a filter wants by their plans.
QByteArray plansOf(const PageFilter &f)
{
    for (const auto &[what, value] : f.special) {
        if (what == u"plan"_s)
            return planCondition(value);
    }
    return "1";
}

// The things of an issue: those of its open findings; where none is open, those of the others. Its kinds alike.
constexpr char things[] = "coalesce(nullif(count(DISTINCT CASE WHEN f.status=1 THEN f.entity END),0),count(DISTINCT f.entity)), "
                          "coalesce(min(CASE WHEN f.status=1 THEN e.kind END),min(e.kind)), coalesce(max(CASE WHEN f.status=1 THEN e.kind END),max(e.kind))";

} // namespace

QList<IssueLine> issueLines(AttributeStore &store, const PageFilter &filter, const QString &groupBy, int limit, std::optional<qint64> only)
{
    QList<IssueLine> out;
    QByteArray group = "''";
    QByteArray join;
    if (groupBy == u"framework"_s) {
        group = "u.framework";
    } else if (!groupBy.isEmpty()) {
        join = groupJoin(store.catalogue(), groupBy);
        group = groupBy == u"country"_s ? "coalesce(p.country,l.country,r.country,'')" : "coalesce(nullif(h.name,''),h.key,'')";
    }
    const QByteArray of = entityCondition(store, filter, false);
    const QByteArray where = findingCondition(filter, only.has_value()) + " AND " + of + contradictedOnly(filter);
    const QByteArray plans = plansOf(filter);
    if (!only || *only > 0) {
        const QByteArray from = " FROM finding f JOIN issue i ON i.id=f.issue JOIN rule u ON u.id=f.rule JOIN entity e ON e.id=f.entity";
        const QByteArray which = " WHERE f.issue>0 AND i.closed_run IS NULL AND " + where + " AND " + plans +
                                 (only ? " AND f.issue=" + number(*only) : QByteArray());
        QMap<std::pair<qint64, QString>, qsizetype> index;
        Statement &s = store.statement("SELECT f.issue, m.name, m.framework, max(u.severity), coalesce(o.id,0), coalesce(o.kind,0), coalesce(o.key,''), "
                                       "coalesce(o.name,''), 0, " + QByteArray(things) + ", " + group + " grp, i.theme, i.root_text, i.owner, i.measure, i.due" +
                                       from + " JOIN rule m ON m.id=i.rule LEFT JOIN entity o ON o.id=i.root" + join + which + " GROUP BY f.issue, grp");
        while (s.next()) {
            out.append(issueLine(s));
            index.insert({out.constLast().id, out.constLast().group}, out.size() - 1);
        }
        s.reset();
        // What each rule finds of it, so that each framework's findings get its own word; a thing at several places counts once.
        Statement &r = store.statement("SELECT f.issue, " + group + " grp, u.name, u.framework, count(DISTINCT CASE WHEN f.status=1 THEN f.entity END), "
                                       "count(DISTINCT CASE WHEN f.status=5 THEN f.entity END)" + from + join + which +
                                       " GROUP BY f.issue, grp, f.rule ORDER BY u.severity DESC, u.name");
        while (r.next()) {
            const auto at = index.constFind({r.integer(0), r.text(1)});
            if (at == index.cend())
                continue;
            IssueLine &line = out[*at];
            line.rules.append({r.text(2), r.text(3), static_cast<int>(r.integer(4)), static_cast<int>(r.integer(5))});
            line.gaps += line.rules.constLast().gaps;
            line.accepted += line.rules.constLast().accepted;
        }
        r.reset();
        if (hasContradictions(store)) {
            Statement &c = store.statement("SELECT f.issue, " + group + " grp, count(DISTINCT CASE WHEN f.status=1 THEN f.rule||'/'||f.entity END), "
                                           "count(DISTINCT CASE WHEN f.status=5 THEN f.rule||'/'||f.entity END) FROM contradiction o CROSS JOIN finding f ON "
                                           "f.rule=o.rule AND f.entity=o.entity JOIN issue i ON i.id=f.issue JOIN rule u ON u.id=f.rule JOIN entity e ON "
                                           "e.id=f.entity" + join + which + " GROUP BY f.issue, grp");
            while (c.next()) {
                const auto at = index.constFind({c.integer(0), c.text(1)});
                if (at != index.cend())
                    out[*at].contradicted = static_cast<int>(c.integer(out.at(*at).gaps > 0 ? 2 : 3));
            }
            c.reset();
        }
    }
    const bool passes = only ? isContradictedLine(*only) : wantsContradicted(filter);
    if (passes && plans == "1" && (!filter.status || *filter.status == Status::Pass)) {
        PageFilter passed = filter;
        passed.status = Status::Pass;
        Statement &s = store.statement("SELECT " + number(contradictedLine(0)) + "-f.rule, u.name, u.framework, u.severity, 0, 0, '', '', count(DISTINCT f.entity), "
                                       "count(DISTINCT f.entity), min(e.kind), max(e.kind), " + group + " grp, '', '', '', '', NULL FROM contradiction f JOIN "
                                       "rule u ON u.id=f.rule JOIN entity e ON e.id=f.entity" + join + " WHERE " + findingCondition(passed) + " AND " + of +
                                       (only ? " AND " + ofIssue(*only) : QByteArray()) + " GROUP BY f.rule, grp ORDER BY u.severity DESC, 9 DESC, 1 DESC LIMIT " + number(limit));
        while (s.next()) {
            IssueLine line = issueLine(s);
            line.passes = line.contradicted = std::exchange(line.unknowns, 0);
            line.rules = {{line.rule, line.framework, 0, 0}};
            out.append(line);
        }
        s.reset();
    }
    if (!passes && (!only || *only < 0) && plans == "1" && (!filter.status || *filter.status == Status::Unknown)) {
        // There may be millions that are unknown: where every one counts, their sums tell.
        const bool all = of == "1" && join.isEmpty();
        const QByteArray count = all ? QByteArray("f.findings") : QByteArray("count(DISTINCT f.entity)");
        Statement &s = store.statement("SELECT -f.rule, u.name, u.framework, u.severity, 0, 0, '', '', " + count + " n, " + count + ", " +
                                       QByteArray(all ? "k.kind, k.kind" : "min(e.kind), max(e.kind)") + ", " + group + " grp, '', '', '', '', NULL FROM " +
                                       (all ? "finding_sum f LEFT JOIN entity k ON k.id=(SELECT entity FROM finding WHERE rule=f.rule LIMIT 1)" : "finding f JOIN entity e ON e.id=f.entity") +
                                       " JOIN rule u ON u.id=f.rule" + join + " WHERE f.issue=0 AND f.status=2 AND " + where +
                                       (only ? " AND f.rule=" + number(-*only) : QByteArray()) + " GROUP BY f.rule, grp ORDER BY u.severity DESC, n DESC, 1 DESC LIMIT " + number(limit));
        while (s.next()) {
            out.append(issueLine(s));
            out.last().rules = {{out.constLast().rule, out.constLast().framework, 0, 0}};
        }
        s.reset();
    }
    std::sort(out.begin(), out.end(), isGraver);
    out.resize(std::min<qsizetype>(out.size(), limit));
    return out;
}

QStringList namesOfIssue(AttributeStore &store, qint64 issue, int limit)
{
    QStringList out;
    const QByteArray which = issue > 0 ? "f.issue>0 AND f.issue=?1" : "f.issue=0 AND f.rule=?1";
    Statement &s = store.statement("SELECT coalesce(nullif(e.name,''),e.key) FROM finding f JOIN entity e ON e.id=f.entity WHERE " + which
                                   + " ORDER BY f.status, e.key LIMIT ?2");
    s.bind(1, issue > 0 ? issue : -issue).bind(2, static_cast<qint64>(limit));
    while (s.next())
        out.append(s.text(0));
    s.reset();
    return out;
}

namespace {

/// Findings under the filter by rule and status, as a table "(rule, status, findings)". There may be millions: where every one counts, their
/// sums tell; else they are counted before anything is joined.
QByteArray countedFindings(AttributeStore &store, const PageFilter &filter)
{
    const QByteArray which = entityCondition(store, filter, false) + contradictedOnly(filter);
    return which == "1" ? QByteArray("finding_sum")
                        : "(SELECT f.rule, f.status, count(*) AS findings FROM finding f JOIN entity e ON e.id=f.entity WHERE " + which + " GROUP BY 1,2)";
}

} // namespace

QList<RuleCount> ruleCounts(AttributeStore &store, const PageFilter &filter)
{
    QList<RuleCount> out;
    Statement &s = store.statement("SELECT u.name, f.status, sum(f.findings) FROM " + countedFindings(store, filter) + " f JOIN rule u ON u.id=f.rule WHERE " +
                                   findingCondition(filter, true) + " GROUP BY 1,2");
    while (s.next())
        out.append({s.text(0), static_cast<Status>(s.integer(1)), s.integer(2)});
    s.reset();
    return out;
}

QList<FindingCount> findingCounts(AttributeStore &store, const PageFilter &filter)
{
    QList<FindingCount> out;
    Statement &s = store.statement("SELECT u.framework, u.severity, u.legal, f.status, sum(f.findings) FROM " + countedFindings(store, filter) + " f JOIN rule u ON u.id=f.rule WHERE " +
                                   findingCondition(filter, true) + " GROUP BY 1,2,3,4");
    while (s.next())
        out.append({s.text(0), static_cast<Severity>(s.integer(1)), static_cast<LegalStatus>(s.integer(2)), static_cast<Status>(s.integer(3)),
                    static_cast<int>(s.integer(4))});
    s.reset();
    return out;
}

QList<ImportLine> importLines(AttributeStore &store)
{
    QList<ImportLine> out;
    Statement &s = store.statement("SELECT s.change_set, s.path, s.sha256, s.imported_at, c.who, s.report, c.undone_by IS NOT NULL, s.complete=1, coalesce(c.deed,0) FROM source s JOIN "
                                   "change_set c ON c.id=s.change_set WHERE NOT EXISTS (SELECT 1 FROM change_set u JOIN change_set again ON again.id=u.undone_by "
                                   "WHERE u.id=c.undone_by AND again.kind='import') ORDER BY s.id DESC LIMIT 2000");
    while (s.next())
        out.append({s.integer(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), s.integer(6) != 0, s.integer(7) != 0, s.integer(8)});
    s.reset();
    return out;
}

QList<RunLine> runLines(AttributeStore &store, int most)
{
    QList<RunLine> out;
    Statement &s = store.statement("SELECT id, revision, as_of, summary, at, scope FROM run ORDER BY id DESC LIMIT " + number(most));
    while (s.next())
        out.prepend(RunLine{s.integer(0), s.integer(1), static_cast<int>(s.integer(2)), s.text(3).toUtf8(), s.text(4), s.text(5)});
    s.reset();
    return out;
}

qint64 dataRevision(AttributeStore &store)
{
    Statement &s = store.statement("SELECT coalesce(max(id),0) FROM change_set");
    const qint64 n = s.next() ? s.integer(0) : 0;
    s.reset();
    return n;
}

} // namespace store
