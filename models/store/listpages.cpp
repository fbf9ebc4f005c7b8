// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/listpages.h"

#include "domain/importreport.h"
#include "store/attributestore.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// Pages of one list repeat nothing: most of what this one had is told by a newer list.
bool isSuperseded(const ListPart &page) { return page.left == 0 || page.again >= page.left; }

/// How many pages the list had that the page is of.
qsizetype pagesAround(const QList<ListPart> &parts, qsizetype at)
{
    qsizetype first = at;
    while (first > 0 && parts.at(first - 1).goesOn)
        --first;
    qsizetype after = at;
    while (after < parts.size() && parts.at(after).goesOn)
        ++after;
    return after - first;
}

bool hasEarlierPage(const QList<ListPart> &parts)
{
    return std::any_of(parts.cbegin(), parts.cend(), [](const ListPart &part) { return part.goesOn && !part.here; });
}

/// The parts without their counts. The query's columns: source, complete, captured; its rows by the source.
QList<ListPart> partsIn(Statement &s, qint64 source, qint64 captured, qint64 first)
{
    QList<ListPart> parts;
    while (s.next()) {
        if (s.integer(0) == source)
            continue;
        ListPart part{s.integer(0), s.integer(1) == PageOfList, s.integer(0) >= first};
        const qint64 its = s.integer(2);
        part.sameDay = its == 0 || captured == 0 || its >= captured;
        parts.append(part);
    }
    s.reset();
    return parts;
}

std::map<qint64, qint64> countsIn(Statement &s)
{
    std::map<qint64, qint64> counts;
    while (s.next())
        counts[s.integer(0)] = s.integer(1);
    s.reset();
    return counts;
}

void setCounts(QList<ListPart> &parts, const std::map<qint64, qint64> &left, const std::map<qint64, qint64> &again)
{
    const auto of = [](const std::map<qint64, qint64> &counts, qint64 source) {
        const auto found = counts.find(source);
        return found == counts.end() ? 0 : found->second;
    };
    for (ListPart &part : parts) {
        part.left = of(left, part.source);
        part.again = of(again, part.source);
    }
}

} // namespace

ListJudged judgeList(const QList<ListPart> &before)
{
    ListJudged judged;
    qsizetype end = before.size(); // where the pages begin that this one may be the last of
    while (end > 0 && (before.at(end - 1).goesOn || before.at(end - 1).here))
        --end;
    qsizetype pages = 0, needed = 0;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const ListPart &part = before.at(i);
        if (!part.goesOn)
            continue;
        if (part.here) {
            ++pages;
        } else if (!isSuperseded(part)) {
            if (i >= end && part.sameDay) {
                ++pages;
                judged.pages.append(part.source);
            } else {
                needed = std::max(needed, pagesAround(before, i));
                judged.left += part.left;
            }
        }
    }
    judged.whole = pages >= needed;
    return judged;
}

QList<ListPart> partsOfFeed(AttributeStore &store, qint64 feed, qint64 source, qint64 captured, qint64 first)
{
    Statement &all = store.statement("SELECT s.id, s.complete, s.captured FROM source s JOIN change_set c ON c.id=s.change_set WHERE s.feed=?1 AND "
                                     "c.undone_by IS NULL ORDER BY s.id");
    all.bind(1, feed);
    QList<ListPart> parts = partsIn(all, source, captured, first);
    // Only lists that came in pages are worth the counting.
    if (!hasEarlierPage(parts))
        return parts;
    Statement &left = store.statement("SELECT x.source, count(*) FROM entity_source x JOIN entity e ON e.id=x.entity WHERE x.feed=?1 AND e.vanished=0 GROUP BY x.source");
    left.bind(1, feed);
    const auto lefts = countsIn(left);
    Statement &again = store.statement("SELECT source, count(DISTINCT entity) FROM source_before WHERE feed=?1 GROUP BY source");
    again.bind(1, feed);
    setCounts(parts, lefts, countsIn(again));
    return parts;
}

QList<ListPart> partsOfScope(AttributeStore &store, const QString &scope, qint64 source, qint64 captured, qint64 first)
{
    const QByteArray within = "(p.scope=?1 OR (p.scope>?1||char(10) AND p.scope<?1||char(11)))";
    Statement &all = store.statement("SELECT s.id, s.complete, s.captured FROM source_scope p JOIN source s ON s.id=p.source WHERE " + within + " GROUP BY s.id ORDER BY s.id");
    all.bind(1, scope);
    QList<ListPart> parts = partsIn(all, source, captured, first);
    if (!hasEarlierPage(parts))
        return parts;
    // By the last source that told of each thing, and by the earlier ones.
    const QByteArray seen = "SELECT x.entity AS entity, p.source AS source, max(p.source) OVER (PARTITION BY x.entity) AS last FROM source_scope p "
                            "JOIN scope_seen x ON x.part=p.id WHERE " + within;
    Statement &left = store.statement("SELECT source, count(DISTINCT y.entity) FROM (" + seen + ") y JOIN entity e ON e.id=y.entity WHERE source=last AND e.vanished=0 GROUP BY source");
    left.bind(1, scope);
    const auto lefts = countsIn(left);
    Statement &again = store.statement("SELECT source, count(DISTINCT y.entity) FROM (" + seen + ") y WHERE source<last GROUP BY source");
    again.bind(1, scope);
    setCounts(parts, lefts, countsIn(again));
    return parts;
}

Diagnostic perhapsLastPage(qint64 left)
{
    return {u"last-page-alone"_s, DiagnosticLevel::Warning, {},
            u"an earlier import of this list came in pages, and this file may be the last page alone: what it lacks is not taken for gone (%1 of earlier pages); "
            "import all pages of the newer list together"_s.arg(left == 1 ? u"one thing"_s : u"%1 things"_s.arg(left))};
}

} // namespace store
