// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/reportqueries.h"

#include "store/listpages.h"
#include "store/sql.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace store {
namespace {

QString textOf(AttributeStore &values, const QByteArray &sql, qint64 id)
{
    Statement &s = values.statement(sql);
    s.bind(1, id);
    const QString text = s.next() ? s.text(0) : QString();
    s.reset();
    return text;
}

} // namespace

QString displayName(AttributeStore &values, qint64 entity)
{
    return textOf(values, "SELECT coalesce((SELECT nullif(d.target,'') || ' (' || e.key || ')' FROM e_dependency d WHERE d.id=e.id), nullif(e.name,''), e.key) "
                          "FROM entity e WHERE e.id=?1", entity);
}

QString grantName(AttributeStore &values, qint64 grant)
{
    Statement &s = values.statement(
        "SELECT coalesce(nullif(i.name,''), i.key, g.principal, ''), coalesce(nullif(t.name,''), t.key, g.resource, '') FROM e_grant g "
        "LEFT JOIN entity i ON i.id=g.identity LEFT JOIN entity t ON t.id=coalesce(g.workload, g.dataset, g.model) WHERE g.id=?1");
    s.bind(1, grant);
    QString name;
    if (s.next() && !s.text(0).isEmpty())
        name = s.text(1).isEmpty() ? s.text(0) : s.text(0) + u": "_s + s.text(1);
    s.reset();
    return name;
}

QString referenceDay(AttributeStore &values)
{
    Statement &s = values.statement("SELECT value FROM ref_meta WHERE key='as_of'");
    const QString day = s.next() ? s.text(0).left(10) : QString();
    s.reset();
    return day;
}

QStringList countriesOfGroup(AttributeStore &values, const QString &group)
{
    Statement &s = values.statement("SELECT code FROM ref_country_group WHERE grp=?1 ORDER BY code");
    s.bind(1, group);
    QStringList codes;
    while (s.next())
        codes.append(s.text(0));
    s.reset();
    return codes;
}

QList<RecordOrigin> recordsOf(AttributeStore &values, qint64 entity)
{
    Statement &s = values.statement(
        "SELECT coalesce(s.path,''), es.pointer, coalesce(s.imported_at,'') FROM entity_source es JOIN feed f ON f.id=es.feed "
        "LEFT JOIN source s ON s.id=es.source WHERE es.entity=?1 "
        "ORDER BY es.feed=(SELECT first_feed FROM entity WHERE id=?1) DESC, f.rank DESC, es.feed");
    s.bind(1, entity);
    QList<RecordOrigin> out;
    while (s.next())
        out.append({s.text(0), s.text(1), s.text(2)});
    s.reset();
    return out;
}

std::optional<Deed> addedBy(AttributeStore &values, qint64 entity)
{
    Statement &s = values.statement("SELECT c.kind, c.who, c.at, c.title FROM entity e JOIN change_set c ON c.id=e.added_set WHERE e.id=?1");
    s.bind(1, entity);
    std::optional<Deed> deed;
    if (s.next())
        deed = Deed{s.text(0), s.text(1), s.text(2), s.text(3)};
    s.reset();
    return deed;
}

QByteArray changesHash(AttributeStore &values, qint64 revision)
{
    return textOf(values, "SELECT hash FROM change_set WHERE id<=?1 ORDER BY id DESC LIMIT 1", revision).toUtf8();
}

QList<SourceRow> sourcesUpTo(AttributeStore &values, qint64 revision)
{
    // A page is of a whole list once a later file has ended it, and anything of what a later whole list has of the same places.
    const QByteArray later = "n.id>s.id AND d.undone_by IS NULL AND d.id<=?1";
    const QByteArray ended = "(s.complete=" + QByteArray::number(PageOfList) + " AND EXISTS (SELECT 1 FROM source n JOIN change_set d ON d.id=n.change_set WHERE n.feed=s.feed AND n.complete=1 AND " +
                             later + "))";
    const QByteArray covered = "(EXISTS (SELECT 1 FROM source_scope p WHERE p.source=s.id) AND NOT EXISTS (SELECT 1 FROM source_scope p WHERE p.source=s.id AND NOT EXISTS (SELECT 1 FROM "
                               "source_scope q JOIN source n ON n.id=q.source JOIN change_set d ON d.id=n.change_set WHERE q.scope=p.scope AND q.whole=1 AND " + later + ")))";
    Statement &s = values.statement(
        "SELECT s.path, s.sha256, s.imported_at, json_extract(s.report,'$.records.read'), s.complete=1 OR f.format='bailiwick-answers' OR " + ended + " OR " + covered + " FROM source s "
        "JOIN change_set c ON c.id=s.change_set JOIN feed f ON f.id=s.feed WHERE c.undone_by IS NULL AND c.id<=?1 ORDER BY s.id");
    s.bind(1, revision);
    QList<SourceRow> out;
    while (s.next())
        out.append({s.text(0), s.text(1), QDateTime::fromString(s.text(2), Qt::ISODate), static_cast<int>(s.integer(3)), s.integer(4) != 0});
    s.reset();
    return out;
}

SystemCounts systemCounts(AttributeStore &values, const PageFilter &filter)
{
    Statement &s = values.statement("SELECT coalesce(sum(coalesce(w.role,'assessed')<>'supporting'),0), coalesce(sum(coalesce(w.role,'assessed')='supporting'),0), "
                                    "coalesce(sum(coalesce(w.role,'assessed')<>'supporting' AND w.registered=1),0) FROM e_workload w JOIN entity e ON e.id=w.id WHERE " + entityCondition(values, filter, false));
    SystemCounts counts;
    if (s.next())
        counts = {s.integer(0), s.integer(1), s.integer(2)};
    s.reset();
    return counts;
}

qint64 vanishedCount(AttributeStore &values)
{
    Statement &s = values.statement("SELECT count(*) FROM entity WHERE vanished<>0 AND retired_on IS NULL AND kind<>" + QByteArray::number(static_cast<int>(domain::EntityKind::ToolFinding)));
    const qint64 count = s.next() ? s.integer(0) : 0;
    s.reset();
    return count;
}

qint64 retiredCount(AttributeStore &values)
{
    Statement &s = values.statement("SELECT count(*) FROM entity WHERE retired_on IS NOT NULL AND kind<>" + QByteArray::number(static_cast<int>(domain::EntityKind::ToolFinding)));
    const qint64 count = s.next() ? s.integer(0) : 0;
    s.reset();
    return count;
}

QSet<qint64> entitiesOf(AttributeStore &values, const PageFilter &filter)
{
    QSet<qint64> out;
    Statement &s = values.statement("SELECT e.id FROM entity e WHERE " + entityCondition(values, filter, false));
    while (s.next())
        out.insert(s.integer(0));
    s.reset();
    return out;
}

namespace {

/// Of what the filter lists, by the provider's id: systems that are judged, and models in use; what merely supports a system or is on offer says nothing of how much rests on it.
QHash<qint64, std::pair<qint64, qint64>> inUseByProvider(AttributeStore &values, const PageFilter &filter)
{
    QHash<qint64, std::pair<qint64, qint64>> out;
    Statement &s = values.statement("SELECT coalesce(w.provider,m.provider) v, sum(w.id IS NOT NULL AND w.role IS NOT 'supporting'), sum(m.id IS NOT NULL AND m.availability IS NOT 'available') "
                                    "FROM entity e LEFT JOIN e_workload w ON w.id=e.id LEFT JOIN e_model m ON m.id=e.id WHERE coalesce(w.provider,m.provider) IS NOT NULL AND " +
                                    entityCondition(values, filter, false) + " GROUP BY 1");
    while (s.next())
        out.insert(s.integer(0), {s.integer(1), s.integer(2)});
    s.reset();
    return out;
}

} // namespace

QList<ProviderInUse> providersInUse(AttributeStore &values, const PageFilter &filter)
{
    const QHash<qint64, std::pair<qint64, qint64>> inUse = inUseByProvider(values, filter);
    Statement &s = values.statement(queryText(u"report_providers"_s));
    QList<ProviderInUse> out;
    while (s.next()) {
        const auto [systems, models] = inUse.value(s.integer(0));
        if (systems + models > 0)
            out.append({s.text(1), s.text(2), s.text(3), s.text(4), systems, models, s.integer(0), s.text(5)});
    }
    s.reset();
    std::stable_sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.systems + a.models > b.systems + b.models; });
    return out;
}

} // namespace store
