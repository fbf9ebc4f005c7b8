// SPDX-License-Identifier: GPL-3.0-or-later
// Lists, and what is asked of other things than the one that is judged.
#include "rules/second/evaluator.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using domain::Attribute;

namespace second {

namespace {

/// ANY: true where one is, else unknown where one is or there may be more, else false.
template <class Predicate>
Truth any(const Value &list, Predicate predicate)
{
    Truth result = list.complete ? Truth(false) : std::nullopt;
    for (const QString &item : list.items)
        result = either(result, item.isEmpty() || item == Anywhere ? std::nullopt : Truth(predicate(item)));
    return result;
}

bool holds(Test test, double x, double n)
{
    switch (test) {
    case Test::Lt:
        return x < n;
    case Test::Le:
        return x <= n;
    case Test::Gt:
        return x > n;
    case Test::Ge:
        return x >= n;
    default:
        return x == n;
    }
}

} // namespace

Truth Evaluator::list(const Condition &c, const Frame &frame) const
{
    const Value items = listAt(c.way, frame);
    const auto isIn = [&](const QString &item) { return isOneOf(item, c); };
    if (c.unsaid && items.items.isEmpty() && !items.complete)
        return c.unsaid;
    if (c.test == Test::Says) {
        Truth result = items.complete ? Truth(false) : std::nullopt;
        for (const QString &item : items.items)
            result = either(result, saysIt(c, item));
        return result;
    }
    if (!c.surelyNot.isEmpty()) {
        Truth result = items.complete ? Truth(false) : std::nullopt;
        for (const QString &item : items.items) {
            const bool is = c.test == Test::ContainsMatch ? matches(item, c.text) : isIn(item);
            result = either(result, is ? Truth(true) : orInNoKnownForm(c, item));
        }
        return result;
    }
    switch (c.test) {
    case Test::Contains:
    case Test::ContainsAny:
        return any(items, isIn);
    case Test::ContainsMatch:
        return any(items, [&](const QString &item) { return matches(item, c.text); });
    case Test::SubsetOf:
        return negated(any(items, [&](const QString &item) { return !isIn(item); }));
    case Test::IsEmpty:
    case Test::IsNone:
    case Test::IsSaid:
    case Test::NotRecorded:
        break;
    default:
        return std::nullopt;
    }
    Truth empty;
    if (!items.items.isEmpty())
        empty = false;
    else if (items.complete)
        empty = true;
    if (c.test == Test::NotRecorded && !empty) {
        const End owner = follow(outward(frame, c.way.up).thing, c.way.steps, c.way.steps.size() - 1);
        if (owner.thing && isComplete(owner.kind, c.way.steps.constLast()))
            empty = true;
    }
    if (c.test == Test::IsSaid)
        empty = negated(empty);
    return c.flag ? empty : negated(empty);
}

Truth Evaluator::anyOf(const Condition &c, const Frame &frame) const
{
    Value all{Value::State::Said, {}, {}, true};
    for (const Way &way : c.lists) {
        const Value one = listAt(way, frame);
        all.items += one.items;
        all.complete = all.complete && (one.complete || (c.unsaid && one.items.isEmpty()));
    }
    // What may be anywhere is outside of every list of countries; whether it is in one stays open.
    if (c.test == Test::NotIn && all.items.contains(Anywhere))
        return true;
    return any(all, [&](const QString &item) {
        if (c.test == Test::Matches)
            return matches(item, c.text);
        return isOneOf(item, c) == (c.test != Test::NotIn);
    });
}

/// Whether two places, with the countries they are in, are one site.
Truth Evaluator::isOneSite(const QString &a, const QString &countryA, const QString &b, const QString &countryB) const
{
    static const QStringList buildings{u"dedicated_local_zone"_s, u"outpost"_s, u"ai_factory"_s, u"edge"_s, u"on_premises"_s, u"colocation"_s};
    if (a.startsWith(u'@') && b.startsWith(u'@')) {
        const Thing *site = m_inventory.find(domain::EntityKind::Location, a.sliced(1)), *other = m_inventory.find(domain::EntityKind::Location, b.sliced(1));
        if (site && other) {
            if (site != other)
                return false;
            return buildings.contains(site->values.value(u"site_kind"_s).scalar.toString()) ? Truth(true) : std::nullopt;
        }
    }
    const auto isRegion = [&](const QString &place) {
        const auto region = m_reference.lookup().region(place.section(u'/', 0, 0), place.section(u'/', 1));
        return region && region->kind != "global"_L1 && region->kind != "multi_region"_L1;
    };
    if (a != b && isRegion(a) && isRegion(b))
        return false;
    const bool known = !countryA.isEmpty() && countryA != Anywhere && !countryB.isEmpty() && countryB != Anywhere;
    return known && countryA != countryB ? Truth(false) : std::nullopt;
}

Truth Evaluator::minusBySite(const Condition &c, const Frame &frame) const
{
    const Value has = listAt(c.lists.at(0), frame), without = listAt(c.lists.at(1), frame);
    Truth some = has.complete ? Truth(false) : std::nullopt;
    for (qsizetype i = 0; i < has.items.size(); ++i) {
        Truth there = without.complete ? Truth(false) : std::nullopt;
        for (qsizetype j = 0; j < without.items.size(); ++j)
            there = either(there, isOneSite(has.places.value(i), has.items.at(i), without.places.value(j), without.items.at(j)));
        some = either(some, negated(there));
    }
    return c.flag ? negated(some) : some;
}

Truth Evaluator::minus(const Condition &c, const Frame &frame) const
{
    if (c.bySite)
        return minusBySite(c, frame);
    const auto side = [&](int i) {
        const QList<Hop> &from = c.from.at(i);
        if (from.isEmpty())
            return listAt(c.lists.at(i), frame);
        // What the related things have, of all of them together.
        const Related related = reached(from, frame);
        Value all{Value::State::Said, {}, {}, related.complete};
        for (const Thing *one : related.things) {
            const Attribute *attr = nullptr;
            const Value value = valueAt(c.lists.at(i), {one, nullptr}, &attr);
            if (attr->isList()) {
                all.items += value.items;
                all.complete = all.complete && value.complete;
            } else if (value.state == Value::State::Said) {
                all.items.append(value.scalar.toString());
            } else {
                all.complete = all.complete && value.state == Value::State::Absent;
            }
        }
        return all;
    };
    const Value has = side(0);
    const Value without = c.parts.isEmpty() ? side(1) : Value();
    // With a condition only those of the related things count of which it holds: is the item the value of one of them?
    const auto isTheirs = [&](const QString &item) {
        const Related related = reached(c.from.at(1), frame);
        Truth some = related.complete ? Truth(false) : std::nullopt;
        for (const Thing *one : related.things) {
            const Value value = valueAt(c.lists.at(1), {one, nullptr});
            Truth same = value.state == Value::State::Absent ? Truth(false) : std::nullopt;
            if (value.state == Value::State::Said && !item.isEmpty() && item != Anywhere)
                same = value.scalar.toString() == item;
            some = either(some, both(same, judge(c.parts.constFirst(), {one, &frame})));
        }
        return some;
    };
    QStringList aside;
    if (c.outside && c.outside->isString())
        aside = setOf(c.outside->toString().sliced(1));
    else if (c.outside)
        aside = c.outside->toVariant().toStringList();
    // Is there one of the first that the second lacks?
    Truth some = has.complete ? Truth(false) : std::nullopt;
    for (const QString &item : has.items) {
        // What is not known may be among what does not count.
        if (c.outside && (item.isEmpty() || item == Anywhere)) {
            some = either(some, std::nullopt);
            continue;
        }
        if (aside.contains(item))
            continue;
        if (!c.parts.isEmpty()) {
            some = either(some, negated(isTheirs(item)));
            continue;
        }
        const Truth there = (item.isEmpty() || item == Anywhere) && !(without.items.isEmpty() && without.complete)
                                ? std::nullopt
                                : any(without, [&](const QString &other) { return other == item; });
        some = either(some, negated(there));
    }
    return c.flag ? negated(some) : some;
}

const std::vector<const Thing *> &Evaluator::whoNames(domain::EntityKind kind, const Attribute &attr, const QString &key) const
{
    static const std::vector<const Thing *> nobody;
    auto index = m_names.constFind(&attr);
    if (index == m_names.cend()) {
        QHash<QString, std::vector<const Thing *>> named;
        for (const Thing *one : m_inventory.ofKind(kind)) {
            if (!isJudged(*one))
                continue;
            const Value value = effective(*one, attr);
            for (const QString &target : attr.isList() ? value.items : QStringList{value.scalar.toString()})
                named[target].push_back(one);
        }
        index = m_names.insert(&attr, named);
    }
    const auto found = index->constFind(key);
    return found == index->cend() ? nobody : *found;
}

Evaluator::Related Evaluator::hop(const Hop &hop, const Thing &thing) const
{
    const domain::Catalogue &catalogue = m_inventory.catalogue();
    Related related;
    if (hop.from) {
        related.complete = isComplete(*hop.from, hop.attr);
        const Attribute &attr = *catalogue.attribute(*hop.from, hop.attr);
        related.things = whoNames(*hop.from, attr, thing.key);
        return related;
    }
    const Attribute &attr = *catalogue.attribute(thing.kind, hop.attr);
    const Value value = effective(thing, attr);
    const QStringList keys = attr.isList() ? value.items : value.state == Value::State::Said ? QStringList{value.scalar.toString()} : QStringList();
    related.complete = attr.isList() ? value.complete : value.state != Value::State::Unsaid;
    for (const QString &key : keys) {
        if (const Thing *one = m_inventory.find(*attr.refKind, key))
            related.things.push_back(one);
    }
    return related;
}

Evaluator::Related Evaluator::reached(const QList<Hop> &hops, const Frame &frame) const
{
    Related here{{frame.thing}, true};
    for (const Hop &step : hops) {
        Related next{{}, here.complete};
        for (const Thing *from : here.things) {
            const Related one = hop(step, *from);
            next.complete = next.complete && one.complete;
            for (const Thing *thing : one.things) {
                if (std::find(next.things.begin(), next.things.end(), thing) == next.things.end())
                    next.things.push_back(thing);
            }
        }
        here = next;
    }
    return here;
}

Truth Evaluator::relation(const Condition &c, const Frame &frame) const
{
    const Related here = reached(c.hops, frame);
    if (c.form == Form::Count)
        return count(c, frame, here);
    const bool every = c.form == Form::Every;
    Truth result = here.complete ? Truth(every) : std::nullopt;
    for (const Thing *thing : here.things) {
        const Truth one = c.parts.isEmpty() ? Truth(true) : judge(c.parts.constFirst(), {thing, &frame});
        result = every ? both(result, one) : either(result, one);
    }
    return result;
}

Truth Evaluator::count(const Condition &c, const Frame &frame, const Related &related) const
{
    double least = 0;
    double most = 0;
    for (const Thing *thing : related.things) {
        const Truth one = c.parts.isEmpty() ? Truth(true) : judge(c.parts.constFirst(), {thing, &frame});
        least += one == Truth(true);
        most += one != Truth(false);
    }
    if (!related.complete)
        most = std::numeric_limits<double>::infinity();
    const double n = numberOf(c);
    if (c.test == Test::Is) {
        if (n < least || n > most || n != static_cast<double>(static_cast<qint64>(n)))
            return false;
        return least == most ? Truth(true) : std::nullopt;
    }
    const bool low = holds(c.test, least, n);
    return low == holds(c.test, most, n) ? Truth(low) : std::nullopt;
}

Truth Evaluator::share(const Condition &c, const Frame &frame) const
{
    const Attribute *by = nullptr;
    const Value own = [&] {
        domain::EntityKind kind = c.members;
        for (qsizetype i = 0; i + 1 < c.way.steps.size(); ++i)
            kind = *m_inventory.catalogue().attribute(kind, c.way.steps.at(i))->refKind;
        by = m_inventory.catalogue().attribute(kind, c.way.steps.constLast());
        if (by && by->refKind == frame.thing->kind)
            return Value{Value::State::Said, frame.thing->key, {}, false};
        return valueAt(c.way, frame);
    }();
    if (own.state != Value::State::Said)
        return own.state == Value::State::Absent ? Truth(false) : std::nullopt;
    // The least and the greatest share that what is recorded allows.
    double surelyHere = 0, surelyElsewhere = 0, maybeOnlyHere = 0, maybeOnlyElsewhere = 0, membersOfUnknownGroup = 0, nothingSure = 0;
    for (const Thing *one : m_inventory.ofKind(c.members)) {
        if (!isJudged(*one))
            continue;
        const Truth member = c.parts.isEmpty() ? Truth(true) : judge(c.parts.constFirst(), {one, nullptr});
        if (member == Truth(false))
            continue;
        const Value group = valueAt(c.way, {one, nullptr});
        const bool unknownGroup = group.state == Value::State::Unsaid;
        const bool here = group.state == Value::State::Said && group.scalar == own.scalar;
        double &sum = unknownGroup ? (member ? membersOfUnknownGroup : nothingSure)
                      : here       ? (member ? surelyHere : maybeOnlyHere)
                                   : (member ? surelyElsewhere : maybeOnlyElsewhere);
        ++sum;
    }
    const auto percent = [](double part, double rest) { return part + rest > 0 ? 100.0 * part / (part + rest) : 0.0; };
    const double most = percent(surelyHere + maybeOnlyHere + membersOfUnknownGroup + nothingSure, surelyElsewhere);
    const double least = percent(surelyHere, surelyElsewhere + maybeOnlyElsewhere + membersOfUnknownGroup + nothingSure);
    const double n = numberOf(c);
    const bool low = holds(c.test, least, n);
    return low == holds(c.test, most, n) ? Truth(low) : std::nullopt;
}

} // namespace second
