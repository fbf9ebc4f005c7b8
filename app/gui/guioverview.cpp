// SPDX-License-Identifier: GPL-3.0-or-later
// What the overview and the map show.
#include "core/reportbuilder.h"
#include "gui/frameworkbars.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "pages/narrowing.h"
#include "figures/figure.h"
#include "store/connectionscope.h"
#include "store/estate/estate.h"
#include "store/pages/listqueries.h"
#include "store/pages/overviewqueries.h"
#include "store/statement.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <algorithm>
#include <array>
#include <QHash>
#include <QMap>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

QString percent(int part, int whole)
{
    return whole > 0 ? QString::number(qRound(100.0 * part / whole)) + u" %"_s : u"–"_s;
}

/// What is known of a share: where something is unknown, from what is decided to what is still possible.
QString shareWords(const store::ShareCount &share)
{
    const QString least = percent(share.yes, share.total());
    const QString most = percent(share.yes + share.unknown, share.total());
    return least == most ? least : u"%1–%2"_s.arg(least.chopped(2), most);
}

using Kind = Standing;

// Is there a rule of the kind in the chosen frameworks, of those that the filter names? Gaps of different kinds are never added up.
bool hasRules(const QList<rules::Pack> &packs, const QStringList &chosen, Kind kind, const QString &filtered)
{
    return std::any_of(packs.begin(), packs.end(), [&](const rules::Pack &p) {
        return (chosen.isEmpty() || chosen.contains(p.id)) && (filtered.isEmpty() || filtered.split(u',').contains(p.id)) &&
               std::any_of(p.rules.begin(), p.rules.end(), [&](const rules::Rule &r) { return standingOf(r.legalStatus) == kind; });
    });
}

QString principalWord(const QString &type)
{
    return type.isEmpty() ? u"Kind not recorded"_s : text::capitalised(text::valueWord(type));
}

} // namespace

Result<void> GuiBackend::fillTiles(QSqlDatabase &db, store::AttributeStore &values, const store::Estate &estate, OverviewData &out, const FilterState &filter) const
{
    const Day today = toDay(out.info.asOf.isValid() ? out.info.asOf : m_clock.today());
    // What another tile asked before is no part of the next one's question.
    FilterState asked = filter.withoutQuestion();
    asked.special.removeIf([](const SpecialFilter &s) { return s.what == u"tools"_s; });

    int lawGaps = 0;
    int schemeGaps = 0;
    int weak = 0;
    int unknowns = 0;
    for (const store::FindingCount &c : estate.findingCounts(values, PageFilterOf(asked).value)) {
        if (c.status == Status::Unknown)
            unknowns += c.count;
        else if (c.status == Status::Gap)
            switch (standingOf(c.legal)) {
            case Kind::Law: lawGaps += c.count; break;
            case Kind::Scheme: schemeGaps += c.count; break;
            case Kind::OwnPolicy: weak += c.count; break;
            }
    }

    TileData decided{u"decided"_s, u"Decided"_s, u"–"_s, u"not evaluated yet"_s, u"Evaluate with F5 to see what can be decided"_s,
                     figures::Tone::Ink, u"issues"_s, {}, {}, asked};
    decided.filter.status = Status::Unknown;
    if (out.info.partial) {
        // Passes are the last run's, gaps and unknowns stand from the runs before as well: together they would be no share of anything.
        decided.note = u"last run judged a part only"_s;
        decided.tip = u"The last evaluation was of one part of the organisation, or of other frameworks than are chosen; evaluate with F5"_s;
    } else if (out.info.evaluated) {
        const Result<JudgedCounts> judged = judgedUnder(db, values, estate, asked);
        if (!judged)
            return judged.error();
        decided.number = percent(judged->all - judged->open, judged->all);
        decided.note = judged->all > 0 ? u"%1 unknown"_s.arg(figures::formatNumber(unknowns)) : u"nothing judged here"_s;
        decided.tip = judged->all > 0 ? u"%1 of %2 results that apply are decided; %3 need an answer first"_s.arg(figures::formatNumber(judged->all - judged->open), figures::formatNumber(judged->all),
                                                                                                                 figures::formatNumber(judged->open))
                                      : u"No rule of the chosen frameworks applies to anything under this filter"_s;
    }

    const auto n = [](int count) { return figures::formatNumber(count); };
    const FilterState ofData = narrowingFor(asked, {EntityKind::Workload, EntityKind::Dataset});
    const store::ShareCount stored = estate.storedInZone(values, PageFilterOf(ofData).value);
    TileData inZone{u"zone"_s, u"Stored in the zone"_s, shareWords(stored),
                    u"%1 outside, %2 unknown"_s.arg(n(stored.no), n(stored.unknown)),
                    u"%1 of %2 IT systems and datasets are known to be stored only in the sovereign zone (%3 countries); of %4 the place is not known, so that the share "
                    "may be any from the lower to the upper one. A click lists the %5 that are stored elsewhere."_s
                        .arg(n(stored.yes), n(stored.total()), QString::number(store::zoneCountries(values).size()), n(stored.unknown), n(stored.no)),
                    figures::Tone::Ink, u"inventory"_s, {}, {}, ofData};
    inZone.filter.narrow(u"zone"_s, u"out"_s, u"Stored outside the zone"_s);

    const FilterState ofSystems = narrowingFor(asked, {EntityKind::Workload});
    const store::ShareCount reach = estate.withinForeignReach(values, PageFilterOf(ofSystems).value);
    TileData foreign{u"reach"_s, u"In foreign reach"_s, shareWords(reach),
                     u"%1 in clear, %2 unknown"_s.arg(n(reach.yes), n(reach.unknown)),
                     u"%1 of %2 IT systems are processed in clear by a provider whom a law from outside the zone reaches; not known for %3, so that the share may be any from the lower to the upper one. "
                     "A click lists the %1."_s
                         .arg(n(reach.yes), n(reach.total()), n(reach.unknown)),
                     figures::Tone::Ink, u"inventory"_s, {}, {}, ofSystems};
    foreign.filter.kind = EntityKind::Workload;
    foreign.filter.narrow(u"reach"_s, u"yes"_s, u"In foreign reach, in clear"_s);

    const QString notYet = out.info.evaluated ? QString() : u"not evaluated yet"_s;
    TileData law{u"law"_s, u"Gaps in binding law"_s, out.info.evaluated ? figures::formatNumber(lawGaps) : u"–"_s,
                 notYet.isEmpty() ? u"findings"_s : notYet, u"Findings where a binding law that applies is not met"_s,
                 lawGaps > 0 ? figures::Tone::Critical : figures::Tone::Ink, u"issues"_s, {}, {}, asked};
    law.filter.status = Status::Gap;
    if (!hasRules(m_services.packs(), out.info.frameworks, Kind::Law, filter.framework))
        law.page.clear(); // no such framework is chosen: there is nothing to list
    else
        law.filter.narrow(u"law"_s, statusesOf(Kind::Law), u"Binding law"_s);
    TileData scheme{u"scheme"_s, u"Schemes not met"_s, out.info.evaluated ? figures::formatNumber(schemeGaps) : u"–"_s,
                    notYet.isEmpty() ? weakNote(weak) : notYet,
                    u"Findings under programmes, standards and schemes that are not met. What is weak in own policy (%1) is never added to them, nor to the gaps in law."_s.arg(n(weak)),
                    schemeGaps > 0 ? figures::Tone::High : figures::Tone::Ink, u"issues"_s, {}, {}, asked};
    scheme.filter.status = Status::Gap;
    if (!hasRules(m_services.packs(), out.info.frameworks, Kind::Scheme, filter.framework))
        scheme.page.clear();
    else
        scheme.filter.narrow(u"law"_s, statusesOf(Kind::Scheme), u"Programmes, standards, schemes"_s);

    const FilterState ofCertificates = narrowingFor(asked, {EntityKind::Certification});
    const int lapsing = estate.lapsingCertificates(values, PageFilterOf(ofCertificates).value, today, today + 90);
    TileData lapse{u"lapse"_s, u"Certificates lapsing"_s, figures::formatNumber(lapsing), u"within 90 days"_s,
                   u"Certificates that lapse by %1"_s.arg(fromDay(today + 90).toString(Qt::ISODate)),
                   lapsing > 0 ? figures::Tone::Medium : figures::Tone::Ink, u"inventory"_s, {}, {}, ofCertificates};
    lapse.filter.kind = EntityKind::Certification;
    lapse.filter.narrow(u"expires"_s, u"%1:%2"_s.arg(today).arg(today + 90), u"Lapsing by %1"_s.arg(fromDay(today + 90).toString(Qt::ISODate)));
    if (filter.isEmpty())
        addTrends(values, decided, law, scheme);
    // Why some tiles have a line and others none.
    if (!decided.trend.isEmpty()) {
        for (TileData *tile : {&inZone, &foreign, &lapse})
            tile->tip += u"\nWithout a line: it is counted from the inventory as it is now; evaluations keep results, not this number."_s;
    }
    out.tiles = {decided, inZone, foreign, law, scheme, lapse};
    return {};
}

void GuiBackend::fillBars(store::AttributeStore &values, const store::Estate &estate, OverviewData &out, const FilterState &filter,
                          const QList<store::FindingCount> &findings) const
{
    OpenStacks stacks;
    for (const store::FindingCount &c : findings) {
        if (c.status == Status::Gap)
            stacks[c.framework].of(c.severity, standingOf(c.legal)) += c.count;
        else if (c.status == Status::Unknown)
            stacks[c.framework].unknown += c.count;
    }
    out.frameworks = frameworkBars(m_services, stacks);
    out.frameworks.emptyText = out.info.evaluated ? u"Nothing open under this filter."_s : u"Not evaluated yet: press F5."_s;

    const auto simple = [](figures::StackedBarsData &data, const QList<store::Counted> &counts, const QString &prefix, const QString &unit, int most,
                           auto label) {
        double rest = 0;
        QStringList others;
        QList<figures::BarSegment> gathered;
        for (const store::Counted &c : counts) {
            // A single other one stands for itself.
            if (data.bars.size() >= most && counts.size() > most + 1) {
                rest += c.value;
                others.append(c.key);
                gathered.append({prefix + c.key, label(c.key), static_cast<double>(c.value), {}});
                continue;
            }
            figures::Bar bar{prefix + c.key, label(c.key), {}, {}, {}};
            const figures::Fill fill = c.key.isEmpty() ? figures::Fill::of(Status::Unknown) : figures::Fill::of(figures::Tone::Accent);
            bar.segments.append({bar.id, {}, c.value, fill});
            data.bars.append(bar);
        }
        if (rest > 0) {
            const QString id = prefix + others.join(QChar(0x1f));
            data.bars.append({id, u"Other (%1)"_s.arg(others.size()), {{id, {}, rest, figures::Fill::of(figures::Tone::NotApplicable)}}, {}, {}, gathered});
        }
        data.unit = unit;
    };
    simple(out.accelerators, estate.acceleratorsByVendor(values, PageFilterOf(narrowingFor(filter, {EntityKind::Accelerator})).value), u"vendor:"_s, u"accelerators"_s, 3,
           [](const QString &key) { return key.isEmpty() ? u"Vendor not recorded"_s : key; });
    const QString filteredOut = u"Nothing under this filter."_s;
    out.accelerators.title = u"Vendor"_s;
    out.accelerators.emptyText = filter.isEmpty() ? u"No accelerators recorded. Import cloud inventories or a register of machines."_s : filteredOut;
    FilterState rights = narrowingFor(filter, {EntityKind::Grant});
    onlyLiveRights(rights);
    simple(out.principals, estate.grantsByPrincipal(values, PageFilterOf(rights).value), u"principal:"_s, u"access rights"_s, 3, principalWord);
    out.principals.title = u"Kind of principal"_s;
    out.principals.emptyText = filter.isEmpty() ? u"No access rights recorded. Import IAM exports or an access register."_s : filteredOut;
}

} // namespace app
