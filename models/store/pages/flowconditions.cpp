// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/flowconditions.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr QChar FlowJoint(0x1f);

QByteArray flowNumber(qint64 n) { return QByteArray::number(n); }

QByteArray flowList(const QStringList &texts)
{
    QByteArrayList parts;
    for (const QString &text : texts)
        parts.append(quoted(text));
    return '(' + parts.join(',') + ')';
}

QByteArray onlyKind(EntityKind kind) { return "e.kind=" + flowNumber(static_cast<int>(kind)); }

constexpr char placeCountry[] = "coalesce(p.country,l.country,r.country)";
constexpr char placeKnown[] = "(coalesce(p.country,l.country,r.country) IS NOT NULL OR r.kind='global')";

/// Is a place of the entity `id` in one of the facets, and as the condition says?
QByteArray ownPlace(const QByteArray &id, int facets, const QByteArray &condition)
{
    return "EXISTS (SELECT 1 FROM place p LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON l.id=p.site WHERE p.entity=" + id +
           " AND (p.facets & " + flowNumber(facets) + ")<>0 AND " + condition + ')';
}

QByteArray systemPlace(const QByteArray &id, const DataFacet &facet, const QByteArray &condition)
{
    const QByteArray itself = ownPlace(id, facet.ofSystem, condition);
    if (facet.ofSystem != Facet::Keys)
        return itself;
    const QByteArray key = "(SELECT y.\"key\" FROM e_workload y WHERE y.id=" + id + ')';
    return '(' + itself + " OR (NOT " + ownPlace(id, Facet::Keys, placeKnown) + " AND " + ownPlace(key, Facet::Keys, condition) + "))";
}

QByteArray datasetPlace(AttributeStore &store, const DataFacet &facet, const QByteArray &condition)
{
    const QByteArray retired = hasRetired(store) ? QByteArray(" AND k.entity NOT IN (") + retiredIds + ')' : QByteArray();
    return '(' + ownPlace("e.id", facet.ofDataset, condition) + " OR (NOT " + ownPlace("e.id", facet.ofDataset, placeKnown) +
           " AND EXISTS (SELECT 1 FROM link k JOIN e_workload w ON w.id=k.entity WHERE k.attr='datasets' AND k.target=e.id" + retired + " AND " +
           systemPlace("w.id", facet, condition) + ")))";
}

QByteArray placeCondition(AttributeStore &store, const DataFacet &facet, const QString &value)
{
    const auto at = [&](const QByteArray &condition) {
        return "(CASE e.kind WHEN " + flowNumber(static_cast<int>(EntityKind::Dataset)) + " THEN " + datasetPlace(store, facet, condition) + " WHEN " +
               flowNumber(static_cast<int>(EntityKind::Workload)) + " THEN " + systemPlace("e.id", facet, condition) + " END)";
    };
    const QByteArray outside = placeCountry + QByteArray(" NOT IN ") + flowList(zoneCountries(store));
    if (value == u"out"_s)
        return at(outside);
    if (value == u"none"_s)
        return "NOT " + at(placeCountry + QByteArray(" IS NOT NULL"));
    if (value == u"in"_s)
        return at(placeCountry + QByteArray(" IS NOT NULL")) + " AND NOT " + at(outside);
    QStringList countries = value.split(FlowJoint);
    QByteArrayList parts;
    if (countries.removeAll(u"?"_s) > 0)
        parts.append("NOT " + at(placeKnown));
    if (countries.removeAll(u"*"_s) > 0)
        parts.append(at(QByteArray("(") + placeCountry + " IS NULL AND r.kind='global')"));
    if (!countries.isEmpty())
        parts.append(at(placeCountry + QByteArray(" IN ") + flowList(countries)));
    return '(' + parts.join(" OR ") + ')';
}

QByteArray hasListed(const QByteArray &id, const char *attr, const QByteArray &values)
{
    return "EXISTS (SELECT 1 FROM list_item v WHERE v.entity=" + id + " AND v.attr='" + attr + '\'' + (values.isEmpty() ? QByteArray() : " AND v.value IN " + values) + ')';
}

/// One of the values, or nothing recorded where "?" is among them; `has` tells whether one of a list of values ("" for any) is there.
template <class Has> QByteArray oneOfThem(const QString &value, const Has &has)
{
    QStringList values = value.split(FlowJoint);
    QByteArrayList parts;
    if (values.removeAll(u"?"_s) > 0)
        parts.append("NOT " + has(QByteArray()));
    if (!values.isEmpty())
        parts.append(has(flowList(values)));
    return '(' + parts.join(" OR ") + ')';
}

QByteArray classCondition(const QString &value)
{
    return oneOfThem(value, [](const QByteArray &values) {
        const QByteArray dataset = "(SELECT g.dataset FROM e_grant g WHERE g.id=e.id)";
        const QByteArray system = "(SELECT g.workload FROM e_grant g WHERE g.id=e.id)";
        return "(CASE e.kind WHEN " + flowNumber(static_cast<int>(EntityKind::Dataset)) + " THEN " + hasListed("e.id", "classes", values) + " WHEN " +
               flowNumber(static_cast<int>(EntityKind::Workload)) + " THEN " + hasListed("e.id", "data_classes", values) + " WHEN " + flowNumber(static_cast<int>(EntityKind::Grant)) +
               " THEN CASE WHEN " + hasListed("e.id", "resource_classes", {}) + " THEN " + hasListed("e.id", "resource_classes", values) + " WHEN " +
               hasListed(dataset, "classes", {}) + " THEN " + hasListed(dataset, "classes", values) + " ELSE " + hasListed(system, "data_classes", values) + " END END)";
    });
}

QByteArray subjectCondition(const QString &value)
{
    return oneOfThem(value, [](const QByteArray &values) {
        const QByteArray in = values.isEmpty() ? QByteArray() : " AND v.value IN " + values;
        return "(CASE e.kind WHEN " + flowNumber(static_cast<int>(EntityKind::Dataset)) + " THEN " + hasListed("e.id", "subject_countries", values) + " WHEN " +
               flowNumber(static_cast<int>(EntityKind::Workload)) +
               " THEN EXISTS (SELECT 1 FROM link k JOIN list_item v ON v.entity=k.target AND v.attr='subject_countries' WHERE k.entity=e.id AND k.attr='datasets'" + in + ") END)";
    });
}

QByteArray grantWhere(const QByteArray &condition)
{
    return onlyKind(EntityKind::Grant) + " AND EXISTS (SELECT 1 FROM e_grant t LEFT JOIN e_identity i ON i.id=t.identity WHERE t.id=e.id AND " + condition + ')';
}

QByteArray isAmong(const QByteArray &column, const QString &value)
{
    QStringList values = value.split(FlowJoint);
    for (QString &one : values) {
        if (one == u"?"_s)
            one.clear();
    }
    return "coalesce(" + column + ",'') IN " + flowList(values);
}

} // namespace

const std::array<DataFacet, 6> dataFacets = {{{"hosting", Facet::Hosting, Facet::Hosting},
                                              {"processing", Facet::Processing, Facet::Processing},
                                              {"backup", Facet::Backup, Facet::Backup},
                                              {"admin", Facet::Administration, Facet::Administration},
                                              {"keys", Facet::Keys, Facet::Keys},
                                              {"access", Facet::Access, Facet::Administration | Facet::Support | Facet::Access}}};

const char employerCountry[] = "coalesce(t.employer_country,i.employer_country)";

QByteArray liveRight(Day day)
{
    return "(coalesce(t.effect,'allow')<>'deny' AND coalesce(t.expires_at," + flowNumber(day) + ")>=" + flowNumber(day) + ')';
}

std::optional<QByteArray> flowCondition(AttributeStore &store, const QString &what, const QString &value)
{
    if (what.startsWith(u"at:"_s)) {
        const auto facet = std::find_if(dataFacets.begin(), dataFacets.end(), [&](const DataFacet &f) { return what.mid(3) == QLatin1String(f.name); });
        return facet == dataFacets.end() ? QByteArray("0") : placeCondition(store, *facet, value);
    }
    if (what == u"class"_s)
        return classCondition(value);
    if (what == u"subjects"_s)
        return subjectCondition(value);
    if (what == u"holder"_s)
        return grantWhere(isAmong(principalKind, value));
    if (what == u"employer"_s) {
        const QByteArray zone = flowList(zoneCountries(store));
        if (value == u"in"_s || value == u"out"_s)
            return grantWhere(employerCountry + QByteArray(value == u"in"_s ? " IN " : " NOT IN ") + zone);
        return grantWhere(isAmong(employerCountry, value));
    }
    if (what == u"who"_s)
        return grantWhere(value.startsWith(u'#') ? "t.identity=" + flowNumber(value.mid(1).toLongLong()) : "t.identity IS NULL AND coalesce(t.principal,'')=" + quoted(value.mid(1)));
    if (what == u"rights"_s) {
        const Day day = static_cast<Day>(value.section(u':', 1).toInt());
        if (value == u"denied"_s)
            return grantWhere("t.effect='deny'");
        if (value == u"live"_s)
            return grantWhere("coalesce(t.effect,'allow')<>'deny' AND (t.expires_at IS NULL OR t.expires_at>=coalesce((SELECT as_of FROM run ORDER BY id DESC LIMIT 1),"
                              "CAST(julianday('now')-2440587.5 AS INTEGER)))");
        if (value.startsWith(u"ended:"_s))
            return grantWhere("coalesce(t.effect,'allow')<>'deny' AND t.expires_at<" + flowNumber(day));
        return grantWhere(liveRight(day) + (value.startsWith(u"maximum:"_s) ? " AND t.maximum=1" : ""));
    }
    return std::nullopt;
}

} // namespace store
