// SPDX-License-Identifier: GPL-3.0-or-later
// What the overview and the lists of issues count, from the columns.
#include "store/estate/estate.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// Everything, in use or not: whoever asks takes what a filter leaves of it.
PageFilter anyState()
{
    PageFilter any;
    any.special.append({u"state"_s, u"any"_s});
    return any;
}

bool asksForPlans(const PageFilter &f)
{
    return std::any_of(f.special.cbegin(), f.special.cend(), [](const auto &s) { return s.first == u"plan"_s; });
}

} // namespace

QList<FindingCount> Estate::findingCounts(AttributeStore &store, const PageFilter &filter) const
{
    // What tools contradict is a matter of the result, not of the thing alone.
    return wantsContradicted(filter) ? store::findingCounts(store, filter) : m_findings.counts(selectThings(store, filter), store, filter);
}

QList<IssueLine> Estate::issueLines(AttributeStore &store, const PageFilter &filter, int limit) const
{
    if (wantsContradicted(filter) || asksForPlans(filter))
        return store::issueLines(store, filter, {}, limit);
    return EstateIssues(store, m_things, m_findings).lines(selectThings(store, filter), filter, limit);
}

QList<DatedEntity> Estate::comingDates(AttributeStore &store, const PageFilter &filter, Day from, Day until) const
{
    QHash<QString, ThingSet> sets;
    const auto under = [&](const DatedEntity &d) {
        auto known = sets.constFind(d.what);
        if (known == sets.cend()) {
            PageFilter narrowed = filter;
            narrowed.attr.clear();
            narrowed.kind.reset();
            if (d.what != u"acceptance"_s)
                narrowed.kind = d.kind;
            known = sets.insert(d.what, selectThings(store, narrowed));
        }
        const int thing = m_things.find(d.entity);
        return thing >= 0 && known->has(static_cast<quint32>(thing));
    };
    QList<DatedEntity> out = store::comingDates(store, anyState(), from, until);
    out.removeIf([&](const DatedEntity &d) { return !under(d); });
    return out;
}

QList<DuePlan> Estate::duePlans(AttributeStore &store, const PageFilter &filter, Day from, Day until) const
{
    QList<DuePlan> out = store::duePlans(store, anyState(), from, until);
    if (out.isEmpty())
        return out;
    PageFilter narrowed = filter;
    narrowed.kind.reset();
    const std::set<qint64> open = EstateIssues(store, m_things, m_findings).open(selectThings(store, narrowed));
    out.removeIf([&](const DuePlan &plan) { return !open.contains(plan.issue); });
    return out;
}

// Counts by the condition that a click on the number narrows by, so that both always agree.
int Estate::countSpecial(AttributeStore &store, PageFilter filter, const QString &what, const QString &value) const
{
    filter.special.append({what, value});
    return select(store, filter).count();
}

int Estate::lapsingCertificates(AttributeStore &store, const PageFilter &filter, Day from, Day until) const
{
    return countSpecial(store, filterFor(filter, EntityKind::Certification), u"expires"_s, QString::number(from) + u':' + QString::number(until));
}

ShareCount Estate::share(AttributeStore &store, const PageFilter &filter, const QString &what, const std::array<QString, 3> &values) const
{
    PageFilter narrowed = filter;
    if (narrowed.kind != EntityKind::Workload && narrowed.kind != EntityKind::Dataset) {
        narrowed.kind.reset();
        narrowed.attr.clear();
    }
    return {countSpecial(store, narrowed, what, values[0]), countSpecial(store, narrowed, what, values[1]), countSpecial(store, narrowed, what, values[2])};
}

ShareCount Estate::storedInZone(AttributeStore &store, const PageFilter &filter) const { return share(store, filter, u"zone"_s, {u"in"_s, u"out"_s, u"unknown"_s}); }

ShareCount Estate::withinForeignReach(AttributeStore &store, const PageFilter &filter) const { return share(store, filter, u"reach"_s, {u"yes"_s, u"no"_s, u"unknown"_s}); }

QList<Counted> Estate::counted(AttributeStore &store, const PageFilter &filter, EntityKind kind, std::optional<EstateWords> &words,
                                EstateWords (*read)(AttributeStore &, const EstateThings &)) const
{
    const ThingSet set = select(store, filter, kind);
    const QMutexLocker lock(&m_later);
    if (!words)
        words = read(store, m_things);
    return words->count(set);
}

QList<Counted> Estate::acceleratorsByVendor(AttributeStore &store, const PageFilter &filter) const
{
    return counted(store, filter, EntityKind::Accelerator, m_vendors, &EstateWords::vendors);
}

QList<Counted> Estate::grantsByPrincipal(AttributeStore &store, const PageFilter &filter) const
{
    return counted(store, filter, EntityKind::Grant, m_holderKinds, &EstateWords::holderKinds);
}

} // namespace store
