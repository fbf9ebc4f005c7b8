// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/narrowing.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace views {
namespace {

/// Which kinds of things a way to narrow tells apart; empty: all.
QList<EntityKind> kindsOf(const SpecialFilter &special)
{
    static const QList<EntityKind> data = {EntityKind::Workload, EntityKind::Dataset};
    static const QList<EntityKind> rights = {EntityKind::Grant};
    static const QHash<QString, QList<EntityKind>> kinds = {
        {u"zone"_s, data},        {u"reach"_s, {EntityKind::Workload}}, {u"expires"_s, {EntityKind::Certification}}, {u"subjects"_s, data},
        {u"class"_s, data + rights}, {u"holder"_s, rights}, {u"employer"_s, rights}, {u"who"_s, rights}, {u"rights"_s, rights}};
    if (special.what.startsWith(u"at:"_s))
        return data;
    if (special.what == u"flow"_s && !special.value.contains(QChar(0x1e)))
        return {EntityKind::Transfer};
    if (special.what == u"day"_s) {
        static const QHash<QString, EntityKind> dated = {{u"certificate"_s, EntityKind::Certification}, {u"contract"_s, EntityKind::Contract}, {u"dpf"_s, EntityKind::ContractingEntity}};
        const auto kind = dated.constFind(special.value.section(u':', 0, 0));
        return kind == dated.cend() ? QList<EntityKind>() : QList<EntityKind>{*kind};
    }
    return kinds.value(special.what);
}

/// Does what is left of the filter still say what the chip says?
bool holds(const FilterState &narrowed, const FilterState &whole, const QString &chip)
{
    using Part = bool (*)(const FilterState &, const FilterState &);
    static const QHash<QString, Part> parts = {
        {u"country"_s, [](const FilterState &a, const FilterState &b) { return a.country == b.country; }},
        {u"provider"_s, [](const FilterState &a, const FilterState &b) { return a.provider == b.provider; }},
        {u"legalEntity"_s, [](const FilterState &a, const FilterState &b) { return a.legalEntity == b.legalEntity; }},
        {u"businessService"_s, [](const FilterState &a, const FilterState &b) { return a.businessService == b.businessService; }},
        {u"framework"_s, [](const FilterState &a, const FilterState &b) { return a.framework == b.framework; }},
        {u"severity"_s, [](const FilterState &a, const FilterState &b) { return a.severity == b.severity; }},
        {u"status"_s, [](const FilterState &a, const FilterState &b) { return a.status == b.status; }},
        {u"kind"_s, [](const FilterState &a, const FilterState &b) { return a.kind == b.kind; }},
        {u"attr"_s, [](const FilterState &a, const FilterState &b) { return a.attr == b.attr && a.attrValue == b.attrValue; }},
        {u"text"_s, [](const FilterState &a, const FilterState &b) { return a.text == b.text; }}};
    if (const Part same = parts.value(chip))
        return same(narrowed, whole);
    return std::any_of(whole.special.cbegin(), whole.special.cend(), [&](const SpecialFilter &s) { return s.what == chip && narrowed.special.contains(s); });
}

} // namespace

FilterState narrowingFor(FilterState filter, const QList<EntityKind> &kinds)
{
    if (filter.kind && !kinds.contains(*filter.kind)) {
        filter.kind.reset();
        filter.attr.clear();
        filter.attrValue.clear();
    }
    filter.special.removeIf([&kinds](const SpecialFilter &s) {
        const QList<EntityKind> of = kindsOf(s);
        return !of.isEmpty() && std::none_of(of.cbegin(), of.cend(), [&kinds](EntityKind kind) { return kinds.contains(kind); });
    });
    return filter;
}

FilterState narrowingForDates(FilterState filter)
{
    filter = narrowingFor(std::move(filter), {EntityKind::Certification, EntityKind::Contract, EntityKind::ContractingEntity}).withoutQuestion();
    filter.special.removeIf([](const SpecialFilter &s) { return s.what == u"rule"_s; });
    filter.severity.reset();
    filter.kind.reset();
    filter.attr.clear();
    filter.attrValue.clear();
    return filter;
}

void onlyLiveRights(FilterState &filter)
{
    if (std::none_of(filter.special.cbegin(), filter.special.cend(), [](const SpecialFilter &s) { return s.what == u"rights"_s; }))
        filter.special.append({u"rights"_s, u"live"_s, u"Allowed on the day"_s});
}

QStringList notNarrowedBy(const QList<FilterChip> &chips, const FilterState &whole, const FilterState &narrowed)
{
    QStringList out;
    for (const FilterChip &chip : chips) {
        if (!holds(narrowed, whole, chip.name))
            out.append(chip.text);
    }
    return out;
}

QString notNarrowedWords(const QStringList &parts)
{
    return parts.isEmpty() ? QString() : QCoreApplication::translate("views::Narrowing", "not narrowed by %1").arg(parts.join(u", "_s));
}

} // namespace views
