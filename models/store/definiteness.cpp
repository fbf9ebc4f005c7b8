// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/definiteness.h"

#include "store/attributestore.h"
#include "store/sites.h"
#include "store/valuecodec.h"

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// What is known of one item of a list of places.
struct Spot
{
    QString provider;
    QString region;
    QString country;
    bool area = false; ///< of a provider's, over several of its regions
    QString parent;    ///< the region that runs it, of a zone in another city
    bool listed = false; ///< among the provider's regions and zones that are known
    bool site = false;   ///< a location of the organisation's own
};

Spot spotOf(AttributeStore &store, const QString &written)
{
    Spot spot;
    const QString item = placeOfItem(store, written);
    if (item.startsWith(u'@')) {
        Statement &s = store.statement("SELECT l.country FROM e_location l JOIN entity e ON e.id=l.id WHERE e.key=?1");
        s.bind(1, item.sliced(1));
        spot.site = s.next();
        spot.country = spot.site ? s.text(0) : QString();
        s.reset();
    } else if (item.contains(u'/')) {
        spot.provider = item.section(u'/', 0, 0);
        spot.region = item.section(u'/', 1);
        Statement &s = store.statement("SELECT coalesce(country,''), kind='multi_region', coalesce(parent_region,'') FROM ref_region WHERE provider=?1 AND code=?2");
        s.bind(1, spot.provider).bind(2, spot.region);
        if (s.next()) {
            spot.country = s.text(0);
            spot.area = s.integer(1) != 0;
            spot.parent = s.text(2);
            spot.listed = true;
        }
        s.reset();
    } else {
        spot.country = item;
    }
    return spot;
}

/// "eu" is the Union, "au" the country of that code, "asia" whatever the provider calls asia-east1 and the like.
bool holds(AttributeStore &store, const Spot &area, const Spot &place)
{
    if (!area.area || place.area)
        return false;
    if (area.provider == place.provider && place.region.startsWith(area.region + u'-'))
        return true;
    if (place.country.isEmpty())
        return false;
    if (area.region.toUpper() == place.country || area.country == place.country)
        return true;
    Statement &s = store.statement("SELECT 1 FROM ref_country_group WHERE grp=?1 AND code=?2");
    s.bind(1, area.region.toUpper()).bind(2, place.country);
    return s.hasRow();
}

std::optional<ListValue> listOf(const QByteArray &value, const Attribute &a)
{
    if (!a.isList())
        return std::nullopt;
    const Result<MaybeValue> decoded = decodeValue(value, a);
    if (!decoded || !*decoded || !std::holds_alternative<ListValue>(**decoded))
        return std::nullopt;
    return std::get<ListValue>(**decoded);
}

QList<Spot> spotsOf(AttributeStore &store, const QStringList &items)
{
    QList<Spot> spots;
    for (const QString &item : items)
        spots.append(spotOf(store, item));
    return spots;
}

/// The areas hold all of the places, and each of them one at least: nothing in them contradicts.
bool holdAll(AttributeStore &store, const QStringList &areas, const QStringList &places)
{
    const QList<Spot> wide = spotsOf(store, areas);
    const QList<Spot> precise = spotsOf(store, places);
    const auto holdsAny = [&](const Spot &area) {
        return std::any_of(precise.cbegin(), precise.cend(), [&](const Spot &place) { return holds(store, area, place); });
    };
    const auto isHeld = [&](const QString &item, const Spot &place) {
        return areas.contains(item) || std::any_of(wide.cbegin(), wide.cend(), [&](const Spot &area) { return holds(store, area, place); });
    };
    for (qsizetype i = 0; i < precise.size(); ++i) {
        if (!isHeld(places.at(i), precise.at(i)))
            return false;
    }
    for (qsizetype i = 0; i < wide.size(); ++i) {
        if (!places.contains(areas.at(i)) && !holdsAny(wide.at(i)))
            return false;
    }
    return true;
}

/// Who names a country says no more than who names a region of it.
bool saysNoMore(const Spot &spot, const Spot &than)
{
    return !spot.country.isEmpty() && spot.country == than.country && (spot.region.isEmpty() || than.region.isEmpty());
}

/// Who names a region, and no more, names what runs a zone of it in another city, or what stands at the customer's.
bool runs(const Spot &region, const Spot &spot)
{
    if (region.region.isEmpty() || region.area || !region.parent.isEmpty())
        return false;
    return spot.site || (spot.provider == region.provider && (spot.listed ? !spot.parent.isEmpty() : region.listed));
}

bool holdsItems(AttributeStore &store, const Attribute &a, const QStringList &all, const QStringList &some)
{
    if (a.facet == 0 && a.refKind) {
        // By what is meant: things are known by several keys.
        const auto idOf = [&](const QString &key) { return store.find(*a.refKind, key); };
        return std::all_of(some.cbegin(), some.cend(), [&](const QString &item) {
            const qint64 id = all.contains(item) ? 0 : idOf(item);
            return all.contains(item) || (id != 0 && std::any_of(all.cbegin(), all.cend(), [&](const QString &other) { return idOf(other) == id; }));
        });
    }
    const QList<Spot> known = a.facet != 0 ? spotsOf(store, all) : QList<Spot>();
    return std::all_of(some.cbegin(), some.cend(), [&](const QString &item) {
        if (all.contains(item))
            return true;
        const Spot spot = a.facet != 0 ? spotOf(store, item) : Spot();
        return std::any_of(known.cbegin(), known.cend(), [&](const Spot &one) { return saysNoMore(spot, one) || runs(spot, one); });
    });
}

/// More than the code of a country: a provider's region, a site.
bool isPrecise(const QString &item) { return item.contains(u'/') || item.startsWith(u'@'); }

} // namespace

Definiteness definitenessOf(AttributeStore &store, const Attribute &a, const QByteArray &value)
{
    const auto list = a.facet != 0 ? listOf(value, a) : std::nullopt;
    if (!list)
        return Definiteness::All;
    if (!list->complete)
        return Definiteness::Some;
    const bool area = std::any_of(list->items.cbegin(), list->items.cend(), [&](const QString &item) { return spotOf(store, item).area; });
    return area ? Definiteness::Areas : Definiteness::All;
}

bool addsNothing(AttributeStore &store, const Attribute &a, const QByteArray &value, const QByteArray &whole)
{
    const auto said = listOf(value, a);
    const auto all = listOf(whole, a);
    if (!said || !all || !all->complete || said->items.isEmpty() || all->items.isEmpty())
        return false;
    if (!said->complete)
        return holdsItems(store, a, all->items, said->items);
    return a.facet != 0 && definitenessOf(store, a, value) == Definiteness::Areas && definitenessOf(store, a, whole) == Definiteness::All &&
           holdAll(store, said->items, all->items);
}

bool isPartial(const Attribute &a, const QByteArray &value)
{
    const auto list = listOf(value, a);
    return list && !list->complete && !list->items.isEmpty();
}

bool isPartOf(AttributeStore &store, const Attribute &a, const QByteArray &some, const QByteArray &other)
{
    const auto part = listOf(some, a);
    const auto all = listOf(other, a);
    return part && all && !part->complete && !part->items.isEmpty() && holdsItems(store, a, all->items, part->items);
}

QByteArray withPart(AttributeStore &store, const Attribute &a, const QByteArray &list, const QByteArray &part)
{
    auto all = listOf(list, a);
    const auto more = listOf(part, a);
    if (!all || !more || a.facet == 0)
        return list;
    QStringList items;
    for (const QString &item : std::as_const(all->items)) {
        QStringList precise;
        for (const QString &named : more->items) {
            if (!isPrecise(item) && isPrecise(named) && !all->items.contains(named) && spotOf(store, named).country == item)
                precise.append(named);
        }
        items.append(precise.isEmpty() ? QStringList{item} : precise);
    }
    all->items = items;
    return encodeValue(Value(*all), a);
}

} // namespace store
