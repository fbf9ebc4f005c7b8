// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/plainrights.h"

#include "store/estate/plaintables.h"

#include <algorithm>
#include <optional>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace store;

namespace tst_estate {
namespace {

/// All that is said of rights and of whoever holds them, table by table.
struct RightTables
{
    explicit RightTables(AttributeStore &s) : store(s) {}

    AttributeStore &store;
    std::map<qint64, PlainRow> rights = plainById(store, u"e_grant"_s, {u"identity"_s, u"principal"_s, u"principal_type"_s, u"employer"_s, u"employer_country"_s, u"dataset"_s, u"workload"_s, u"role"_s,
                                                                       u"privilege"_s, u"effect"_s, u"expires_at"_s, u"maximum"_s});
    std::map<qint64, PlainRow> identities = plainById(store, u"e_identity"_s, {u"kind"_s, u"employer"_s, u"employer_country"_s, u"provider"_s, u"privilege"_s});
    std::map<qint64, PlainRow> systems = plainById(store, u"e_workload"_s, {u"service"_s, u"processed_in_clear"_s, u"key_management"_s});
    std::map<qint64, PlainRow> services = plainById(store, u"e_service"_s, {u"processed_in_clear"_s});
    std::map<qint64, PlainRow> things = plainById(store, u"entity"_s, {u"key"_s, u"name"_s});
    std::map<qint64, std::set<QString>> ofRights = plainLists(store, u"resource_classes"_s), ofDatasets = plainLists(store, u"classes"_s), ofSystems = plainLists(store, u"data_classes"_s);
    std::set<qint64> reached = providersInReach();
    QStringList zone = zoneCountries(store);

    std::set<qint64> providersInReach() const
    {
        std::set<qint64> out;
        for (const PlainRow &row : plainRows(store, u"provider_reach"_s, {u"provider"_s, u"reached"_s})) {
            if (row.value(u"reached"_s).toInt() == 1)
                out.insert(row[u"provider"_s].toLongLong());
        }
        return out;
    }
    QString nameOf(const QVariant &id) const
    {
        const PlainRow thing = plainFind(things, id);
        return thing.value(u"name"_s).toString().isEmpty() ? thing.value(u"key"_s).toString() : thing.value(u"name"_s).toString();
    }
};

/// One right with what holds of its holder.
struct PlainRight
{
    PlainRight(const RightTables &tables, const PlainRow &row)
        : right(row), holder(plainFind(tables.identities, row.value(u"identity"_s))), kind(firstSaid(right.value(u"principal_type"_s), holder.value(u"kind"_s)).toString()),
          country(firstSaid(right.value(u"employer_country"_s), holder.value(u"employer_country"_s)).toString())
    {
        // The nearest that says anything of classes: the right itself, its dataset, its IT system.
        for (const auto &[lists, column] : {std::pair(&tables.ofRights, u"id"_s), std::pair(&tables.ofDatasets, u"dataset"_s), std::pair(&tables.ofSystems, u"workload"_s)}) {
            if (const auto it = lists->find(right.value(column).toLongLong()); classes.empty() && it != lists->end())
                classes = it->second;
        }
    }

    bool isDenied() const { return right.value(u"effect"_s) == u"deny"_s; }
    bool isOver(Day day) const { return right.contains(u"expires_at"_s) && right[u"expires_at"_s].toInt() < day; }
    bool isMaximum() const { return right.value(u"maximum"_s).toInt() == 1; }
    qint64 identity() const { return right.value(u"identity"_s).toLongLong(); }

    PlainRow right, holder;
    QString kind, country; ///< of the holder, and of its employer; empty: not recorded
    std::set<QString> classes;
};

int numberOf(const QString &code, QStringList &codes)
{
    if (code.isEmpty())
        return -1;
    if (!codes.contains(code))
        codes.append(code);
    return static_cast<int>(codes.indexOf(code));
}

/// How strong a right is, the weightiest first.
auto rank(const Exposure &e) { return std::tuple(static_cast<int>(e.law), static_cast<int>(e.barrier), e.privilege, e.clear, e.custody, !e.strongestMaximum); }

/// What one right exposes on its own; nothing where no law reaches its holder.
std::optional<Exposure> exposureOf(const RightTables &tables, const PlainRight &of)
{
    Exposure out;
    if (!of.country.isEmpty() && !tables.zone.contains(of.country))
        out.law = Exposure::Law::Employer;
    else if (tables.reached.contains(of.holder.value(u"provider"_s).toLongLong()))
        out.law = Exposure::Law::Provider;
    else
        return std::nullopt;
    const PlainRow system = plainFind(tables.systems, of.right.value(u"workload"_s));
    const QVariant clear = firstSaid(system.value(u"processed_in_clear"_s), plainFind(tables.services, system.value(u"service"_s)).value(u"processed_in_clear"_s));
    out.clear = !clear.isValid() ? 1 : clear.toInt() == 1 ? 2 : 0;
    static const QHash<QString, int> custody = {{u"none"_s, 3}, {u"provider"_s, 3}, {u"cmk"_s, 2}, {u"byok"_s, 2}, {u"hyok"_s, 0}, {u"external"_s, 0}};
    out.custody = custody.value(system.value(u"key_management"_s).toString(), 1);
    const bool open = out.clear == 2 || out.custody == 2 || out.custody == 3;
    out.barrier = open ? Exposure::Barrier::None : out.clear == 0 && out.custody == 0 ? Exposure::Barrier::Some : Exposure::Barrier::NotKnown;
    const QVariant privilege = firstSaid(of.right.value(u"privilege"_s), plainFind(tables.identities, of.right.value(u"role"_s)).value(u"privilege"_s));
    out.privilege = static_cast<int>(QStringList{u"read"_s, u"write"_s, u"admin"_s}.indexOf(privilege.toString())) + 1;
    out.strongestMaximum = of.isMaximum();
    out.identity = of.identity();
    out.who = out.identity != 0 ? tables.nameOf(out.identity) : of.right.value(u"principal"_s).toString();
    out.kind = of.kind;
    out.country = of.country;
    out.employer = firstSaid(of.right.value(u"employer"_s), of.holder.value(u"employer"_s)).toString();
    out.provider = tables.nameOf(of.holder.value(u"provider"_s));
    return out;
}

} // namespace

AccessCounts plainRights(AttributeStore &store, const PageFilter &filter, Day day)
{
    AccessCounts out;
    const RightTables tables(store);
    std::map<std::tuple<QString, QString, std::set<QString>>, std::pair<int, int>> alike;
    for (const qint64 id : plainThings(store, filterFor(filter, EntityKind::Grant))) {
        const PlainRight one(tables, tables.rights.at(id));
        if (one.isDenied()) {
            ++out.denied;
            continue;
        }
        if (one.isOver(day)) {
            ++out.ended;
            continue;
        }
        ++out.rights;
        out.maximum += one.isMaximum();
        (one.country.isEmpty() ? out.unknown : tables.zone.contains(one.country) ? out.inZone : out.outside) += 1;
        NumberSet &reached = out.reachedBy[one.identity()];
        for (const QString &code : one.classes)
            reached.add(numberOf(code, out.classes));
        auto &[count, maximum] = alike[{one.kind, one.country, one.classes}];
        ++count;
        maximum += one.isMaximum();
    }
    for (const auto &[key, counts] : alike) {
        const auto &[kind, country, classes] = key;
        AccessCounts::Pattern pattern{numberOf(kind, out.kinds), numberOf(country, out.countries), {}, counts.first, counts.second};
        for (const QString &code : classes)
            pattern.classes.append(numberOf(code, out.classes));
        out.patterns.append(pattern);
    }
    return out;
}

QList<Exposure> plainExposures(AttributeStore &store, const PageFilter &filter, Day day)
{
    const RightTables tables(store);
    const QSet<qint64> wanted = plainThings(store, filterFor(filter, EntityKind::Grant));
    QList<Exposure> out;
    for (const auto &[id, row] : tables.rights) {
        const PlainRight one(tables, row);
        if (!wanted.contains(id) || one.isDenied() || one.isOver(day))
            continue;
        const std::optional<Exposure> alone = exposureOf(tables, one);
        if (!alone)
            continue;
        const auto isSame = [&](const Exposure &e) { return e.identity == alone->identity && e.country == alone->country && (e.identity != 0 || e.who == alone->who); };
        auto holder = std::find_if(out.begin(), out.end(), isSame);
        if (holder == out.end())
            holder = out.insert(out.end(), *alone);
        const int rights = holder->rights + 1;
        const int maximum = holder->maximum + one.isMaximum();
        if (rank(*alone) > rank(*holder))
            *holder = *alone;
        holder->rights = rights;
        holder->maximum = maximum;
    }
    std::stable_sort(out.begin(), out.end(), [](const Exposure &a, const Exposure &b) {
        if (rank(a) != rank(b))
            return rank(a) > rank(b);
        return a.rights != b.rights ? a.rights > b.rights : a.who < b.who;
    });
    return out;
}

} // namespace tst_estate
