// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/joinedrights.h"

#include <map>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace store;

namespace tst_estate {
namespace {

QByteArray accessNumber(qint64 n) { return QByteArray::number(n); }

QByteArray rightsCondition(AttributeStore &store, const PageFilter &filter)
{
    return entityCondition(store, filterFor(filter, EntityKind::Grant), true);
}

QByteArray zoneAsList(AttributeStore &store)
{
    QByteArrayList parts;
    for (const QString &country : zoneCountries(store))
        parts.append(quoted(country));
    return '(' + parts.join(',') + ')';
}

QHash<qint64, NumberSet> classesFrom(AttributeStore &store, const QByteArray &from, CodeNumbers &codes)
{
    QHash<qint64, NumberSet> out;
    Statement &s = store.statement("SELECT v.entity, v.value FROM " + from);
    while (s.next())
        out[s.integer(0)].add(codes.of(s.text(1)));
    s.reset();
    return out;
}

/// The classes behind access rights: what a right says itself, else its dataset, else its system.
class ClassesReached
{
public:
    ClassesReached(AttributeStore &store, CodeNumbers &codes)
        : m_own(classesFrom(store, "e_grant g CROSS JOIN list_item v ON v.entity=g.id AND v.attr='resource_classes'", codes)),
          m_datasets(classesFrom(store, "(SELECT DISTINCT dataset FROM e_grant WHERE dataset IS NOT NULL) g CROSS JOIN list_item v ON v.entity=g.dataset AND v.attr='classes'", codes)),
          m_systems(classesFrom(store, "(SELECT DISTINCT workload FROM e_grant WHERE workload IS NOT NULL) g CROSS JOIN list_item v ON v.entity=g.workload AND v.attr='data_classes'", codes))
    {
    }
    NumberSet of(qint64 right, qint64 dataset, qint64 system) const
    {
        if (const auto own = m_own.constFind(right); own != m_own.cend())
            return *own;
        if (const auto in = m_datasets.constFind(dataset); in != m_datasets.cend())
            return *in;
        return m_systems.value(system);
    }

private:
    QHash<qint64, NumberSet> m_own, m_datasets, m_systems;
};

/// From `e_grant t` on: its holder `i`, its system `w` with the service `c` and the holder's provider's reach `h`.
/// In this order, so that most rights are done with before their system is looked up.
constexpr char holderJoin[] = " FROM entity e JOIN e_grant t ON t.id=e.id LEFT JOIN e_identity i ON i.id=t.identity LEFT JOIN provider_reach h ON h.provider=i.provider "
                              "LEFT JOIN e_workload w ON w.id=t.workload LEFT JOIN e_service c ON c.id=w.service LEFT JOIN e_identity x ON x.id=t.role WHERE ";

/// 2: the employer is outside the zone; 1: a law from there reaches the holder's provider; else NULL.
QByteArray holderLawColumn(AttributeStore &store)
{
    return "CASE WHEN " + QByteArray(employerCountry) + " NOT IN " + zoneAsList(store) + " THEN 2 WHEN h.reached=1 THEN 1 END";
}

// One right in one number, so that the strongest is the largest and can be told in words: law, barrier, privilege, clear, custody, effective.
constexpr char inClearColumn[] = "CASE coalesce(w.processed_in_clear,c.processed_in_clear) WHEN 1 THEN 2 WHEN 0 THEN 0 ELSE 1 END";
constexpr char keyCustodyColumn[] = "CASE WHEN w.key_management IN ('none','provider') THEN 3 WHEN w.key_management IN ('cmk','byok') THEN 2 WHEN w.key_management IN ('hyok','external') THEN 0 ELSE 1 END";
constexpr char rightPrivilegeColumn[] = "CASE coalesce(t.privilege,x.privilege) WHEN 'admin' THEN 3 WHEN 'write' THEN 2 WHEN 'read' THEN 1 ELSE 0 END";

QByteArray rightStrengthColumn()
{
    const QByteArray clear = inClearColumn;
    const QByteArray custody = keyCustodyColumn;
    const QByteArray barrier = "CASE WHEN " + clear + "=2 OR (" + custody + ")>=2 THEN 2 WHEN (" + clear + ")=0 AND (" + custody + ")=0 THEN 0 ELSE 1 END";
    return '(' + barrier + ")*10000+(" + rightPrivilegeColumn + ")*1000+(" + clear + ")*100+(" + custody + ")*10+(coalesce(t.maximum,0)=0)";
}

} // namespace

AccessCounts joinedRights(AttributeStore &store, const PageFilter &filter, Day day)
{
    AccessCounts out;
    CodeNumbers kinds;
    CodeNumbers countries;
    CodeNumbers classes;
    const ClassesReached reached(store, classes);
    const QStringList zone = zoneCountries(store);
    std::map<std::tuple<int, int, NumberSet>, std::pair<int, int>> alike;
    Statement &s = store.statement("SELECT t.id, t.dataset, t.workload, " + QByteArray(principalKind) + ", " + employerCountry + ", coalesce(t.maximum,0), t.effect='deny', t.expires_at<" +
                                   accessNumber(day) + ", t.identity FROM entity e JOIN e_grant t ON t.id=e.id LEFT JOIN e_identity i ON i.id=t.identity WHERE " + rightsCondition(store, filter));
    while (s.next()) {
        if (s.integer(6) != 0) {
            ++out.denied;
            continue;
        }
        if (s.integer(7) != 0) {
            ++out.ended;
            continue;
        }
        const int kind = s.isNull(3) ? -1 : kinds.of(s.text(3));
        const int employer = s.isNull(4) ? -1 : countries.of(s.text(4));
        const NumberSet of = reached.of(s.integer(0), s.integer(1), s.integer(2));
        out.reachedBy[s.integer(8)].join(of);
        auto &[count, maximum] = alike[{kind, employer, of}];
        ++count;
        maximum += s.integer(5) != 0 ? 1 : 0;
    }
    s.reset();
    out.kinds = kinds.codes();
    out.countries = countries.codes();
    out.classes = classes.codes();
    for (const auto &[key, counts] : alike) {
        const auto &[kind, employer, of] = key;
        out.patterns.append({kind, employer, of.numbers(), counts.first, counts.second});
        out.rights += counts.first;
        out.maximum += counts.second;
        (employer < 0 ? out.unknown : zone.contains(out.countries.at(employer)) ? out.inZone : out.outside) += counts.first;
    }
    return out;
}

QList<Exposure> joinedExposures(AttributeStore &store, const PageFilter &filter, Day day, int most)
{
    const QByteArray law = holderLawColumn(store);
    const QByteArray live = holderJoin + rightsCondition(store, filter) + " AND " + liveRight(day);
    QList<Exposure> out;
    Statement &s = store.statement(
        "SELECT z.identity, CASE WHEN z.identity IS NULL THEN z.principal ELSE coalesce(nullif(n.name,''),n.key) END, z.kind, z.employer, z.country, coalesce(nullif(v.name,''),v.key,''), "
        "z.strongest, z.rights, z.maximum FROM (SELECT t.identity, coalesce(t.principal,'') AS principal, " + QByteArray(principalKind) +
        " AS kind, coalesce(t.employer,i.employer,'') AS employer, " + employerCountry + " AS country, max((" + law + ")*100000+" + rightStrengthColumn() +
        ") AS strongest, count(*) AS rights, sum(coalesce(t.maximum,0)) AS maximum, i.provider AS provider" + live + " AND " + law +
        " IS NOT NULL GROUP BY t.identity, CASE WHEN t.identity IS NULL THEN t.principal END, 5) z LEFT JOIN entity n ON n.id=z.identity LEFT JOIN entity v ON v.id=z.provider "
        "ORDER BY z.strongest DESC, z.rights DESC, 2 LIMIT " + accessNumber(most));
    while (s.next()) {
        Exposure one;
        one.identity = s.integer(0);
        one.who = s.text(1);
        one.kind = s.text(2);
        one.employer = s.text(3);
        one.country = s.text(4);
        one.provider = s.text(5);
        const qint64 strongest = s.integer(6);
        one.law = static_cast<Exposure::Law>(strongest / 100000);
        one.barrier = static_cast<Exposure::Barrier>(strongest / 10000 % 10);
        one.privilege = static_cast<int>(strongest / 1000 % 10);
        one.clear = static_cast<int>(strongest / 100 % 10);
        one.custody = static_cast<int>(strongest / 10 % 10);
        one.strongestMaximum = strongest % 10 == 0;
        one.rights = static_cast<int>(s.integer(7));
        one.maximum = static_cast<int>(s.integer(8));
        out.append(one);
    }
    s.reset();
    return out;
}

int joinedHolders(AttributeStore &store, const PageFilter &filter, Day day)
{
    const QByteArray law = holderLawColumn(store);
    Statement &s = store.statement("SELECT count(*) FROM (SELECT 1" + (holderJoin + rightsCondition(store, filter)) + " AND " + liveRight(day) + " AND " + law +
                                   " IS NOT NULL GROUP BY t.identity, CASE WHEN t.identity IS NULL THEN t.principal END, " + employerCountry + ')');
    const int n = s.next() ? static_cast<int>(s.integer(0)) : 0;
    s.reset();
    return n;
}

} // namespace tst_estate
