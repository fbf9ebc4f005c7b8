// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/accessqueries.h"

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

QByteArray accessNumber(qint64 n) { return QByteArray::number(n); }

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

/// Days and texts as small numbers, in the order of their coming; -1 for none.
class TextNumbers
{
public:
    explicit TextNumbers(QStringList &texts) : m_texts(texts) {}
    int of(const Statement &s, int column)
    {
        if (s.isNull(column))
            return -1;
        const QString text = s.text(column);
        const auto it = m_numbers.constFind(text);
        if (it != m_numbers.cend())
            return *it;
        m_texts.append(text);
        return m_numbers.insert(text, static_cast<int>(m_texts.size()) - 1).value();
    }

private:
    QStringList &m_texts;
    QHash<QString, int> m_numbers;
};

} // namespace

std::shared_ptr<const RightPatterns> RightPatterns::read(AttributeStore &store)
{
    auto out = std::make_shared<RightPatterns>();
    CodeNumbers classes;
    const ClassesReached reached(store, classes);
    TextNumbers kinds(out->m_kinds);
    TextNumbers employers(out->m_employers);
    TextNumbers countries(out->m_countries);
    std::map<NumberSet, int> sets;
    QHash<QString, int> holders;
    QHash<qint64, int> identities;
    std::vector<char> zoned; // of each country: is it in the zone?
    const QStringList zone = zoneCountries(store);
    Statement &s = store.statement("SELECT t.id, t.dataset, t.workload, " + QByteArray(principalKind) + ", " + employerCountry + ", coalesce(t.maximum,0)<>0, t.effect='deny', t.expires_at, t.identity, "
                                   "CASE WHEN t.identity IS NULL THEN coalesce(t.principal,'') END, coalesce(t.employer,i.employer,''), " + rightStrengthColumn() +
                                   ", coalesce(h.reached,0)=1, coalesce(nullif(n.name,''),n.key), coalesce(nullif(v.name,''),v.key,'') FROM e_grant t LEFT JOIN e_identity i ON i.id=t.identity "
                                   "LEFT JOIN provider_reach h ON h.provider=i.provider LEFT JOIN e_workload w ON w.id=t.workload LEFT JOIN e_service c ON c.id=w.service "
                                   "LEFT JOIN e_identity x ON x.id=t.role LEFT JOIN entity n ON n.id=t.identity LEFT JOIN entity v ON v.id=i.provider ORDER BY t.id");
    while (s.next()) {
        Right right;
        right.id = s.integer(0);
        right.kind = kinds.of(s, 3);
        right.country = countries.of(s, 4);
        right.employer = employers.of(s, 10);
        right.maximum = s.integer(5) != 0;
        right.denied = s.integer(6) != 0;
        right.expires = s.isNull(7) ? Unending : static_cast<Day>(s.integer(7));
        right.strength = static_cast<int>(s.integer(11));
        while (zoned.size() < static_cast<std::size_t>(out->m_countries.size()))
            zoned.push_back(zone.contains(out->m_countries.at(static_cast<qsizetype>(zoned.size()))));
        right.law = right.country >= 0 && !zoned[static_cast<std::size_t>(right.country)] ? 2 : s.integer(12) != 0 ? 1 : 0;
        const NumberSet of = reached.of(right.id, s.integer(1), s.integer(2));
        right.classes = sets.try_emplace(of, static_cast<int>(sets.size())).first->second;
        if (right.classes == static_cast<int>(out->m_classSets.size()))
            out->m_classSets.push_back(of);
        const qint64 identity = s.integer(8);
        const auto known = identities.constFind(identity);
        right.identity = known != identities.cend() ? *known : identities.insert(identity, static_cast<int>(out->m_identities.size())).value();
        if (known == identities.cend())
            out->m_identities.push_back(identity);
        const QString name = QString::number(identity) + u'|' + QString::number(right.country) + u'|' + s.text(9);
        const auto holder = holders.constFind(name);
        right.holder = holder != holders.cend() ? *holder : holders.insert(name, static_cast<int>(out->m_holders.size())).value();
        if (holder == holders.cend())
            out->m_holders.push_back({identity, s.isNull(8) ? s.text(9) : s.text(13), s.text(14)});
        out->m_rights.push_back(right);
    }
    s.reset();
    for (std::size_t i = 0; i < zoned.size(); ++i)
        out->m_inZone.append(zoned[i] != 0);
    out->m_classes = classes.codes();
    return out;
}

AccessCounts RightPatterns::count(const EstateThings &things, const ThingSet &set, Day day) const
{
    AccessCounts out;
    std::map<std::tuple<int, int, int>, std::pair<int, int>> alike;
    std::vector<NumberSet> reached(m_identities.size());
    std::vector<char> seen(m_identities.size());
    for (const Right &right : m_rights) {
        const int thing = things.find(right.id);
        if (thing < 0 || !set.has(static_cast<quint32>(thing)))
            continue;
        if (right.denied) {
            ++out.denied;
            continue;
        }
        if (right.expires < day) {
            ++out.ended;
            continue;
        }
        const auto identity = static_cast<std::size_t>(right.identity);
        reached[identity].join(m_classSets[static_cast<std::size_t>(right.classes)]);
        seen[identity] = 1;
        auto &[count, maximum] = alike[{right.kind, right.country, right.classes}];
        ++count;
        maximum += right.maximum;
    }
    for (std::size_t i = 0; i < reached.size(); ++i) {
        if (seen[i] != 0)
            out.reachedBy.insert(m_identities[i], reached[i]);
    }
    out.kinds = m_kinds;
    out.countries = m_countries;
    out.classes = m_classes;
    for (const auto &[key, counts] : alike) {
        const auto &[kind, employer, classes] = key;
        out.patterns.append({kind, employer, m_classSets[static_cast<std::size_t>(classes)].numbers(), counts.first, counts.second});
        out.rights += counts.first;
        out.maximum += counts.second;
        (employer < 0 ? out.unknown : m_inZone.at(employer) ? out.inZone : out.outside) += counts.first;
    }
    return out;
}

ThingSet RightPatterns::ofClasses(const EstateThings &things, const QStringList &classes) const
{
    std::vector<char> wanted;
    for (const NumberSet &set : m_classSets) {
        const QList<int> numbers = set.numbers();
        wanted.push_back(numbers.isEmpty() ? classes.contains(u"?"_s)
                                           : std::any_of(numbers.begin(), numbers.end(), [&](int number) { return classes.contains(m_classes.at(number)); }));
    }
    ThingSet out = things.none();
    for (const Right &right : m_rights) {
        if (const int thing = things.find(right.id); thing >= 0 && wanted[static_cast<std::size_t>(right.classes)] != 0)
            out.add(static_cast<quint32>(thing));
    }
    return out;
}

RightPatterns::Exposures RightPatterns::exposures(const EstateThings &things, const ThingSet &set, Day day, int most) const
{
    struct Sum
    {
        int strongest = -1, rights = 0, maximum = 0;
        std::size_t right = 0;
    };
    std::vector<Sum> sums(m_holders.size());
    for (std::size_t i = 0; i < m_rights.size(); ++i) {
        const Right &right = m_rights[i];
        const int thing = things.find(right.id);
        if (thing < 0 || right.law == 0 || right.denied || right.expires < day || !set.has(static_cast<quint32>(thing)))
            continue;
        Sum &sum = sums[static_cast<std::size_t>(right.holder)];
        const int strength = right.law * 100000 + right.strength;
        if (strength > sum.strongest) {
            sum.strongest = strength;
            sum.right = i;
        }
        ++sum.rights;
        sum.maximum += right.maximum;
    }
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (sums[i].rights > 0)
            order.push_back(i);
    }
    Exposures out;
    out.holders = static_cast<int>(order.size());
    const auto shown = std::min(order.size(), static_cast<std::size_t>(most));
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(), [&](std::size_t a, std::size_t b) {
        if (sums[a].strongest != sums[b].strongest)
            return sums[a].strongest > sums[b].strongest;
        return sums[a].rights != sums[b].rights ? sums[a].rights > sums[b].rights : m_holders[a].who < m_holders[b].who;
    });
    for (std::size_t i = 0; i < shown; ++i) {
        const Sum &sum = sums[order[i]];
        const Holder &holder = m_holders[order[i]];
        const Right &right = m_rights[sum.right];
        Exposure one;
        one.identity = holder.identity;
        one.who = holder.who;
        one.provider = holder.provider;
        one.kind = m_kinds.value(right.kind);
        one.employer = m_employers.value(right.employer);
        one.country = m_countries.value(right.country);
        one.law = static_cast<Exposure::Law>(right.law);
        one.barrier = static_cast<Exposure::Barrier>(right.strength / 10000 % 10);
        one.privilege = right.strength / 1000 % 10;
        one.clear = right.strength / 100 % 10;
        one.custody = right.strength / 10 % 10;
        one.strongestMaximum = right.strength % 10 == 0;
        one.rights = sum.rights;
        one.maximum = sum.maximum;
        out.strongest.append(one);
    }
    return out;
}

QStringList accessLaws(AttributeStore &store, const QString &country, Day day)
{
    QStringList out;
    Statement &s = store.statement("SELECT CASE WHEN instr(name,' (') > 0 THEN substr(name,1,instr(name,' (')-1) ELSE name END, status_uncertain FROM ref_law WHERE country=" + quoted(country) +
                                   " AND data_access=1 AND coalesce(valid_from," + accessNumber(day) + ")<=" + accessNumber(day) + " AND coalesce(valid_until," + accessNumber(day) + ")>=" + accessNumber(day) +
                                   " ORDER BY status_uncertain, id");
    while (s.next())
        out.append(s.integer(1) != 0 ? s.text(0) + u" (uncertain)"_s : s.text(0));
    s.reset();
    return out;
}

} // namespace store
