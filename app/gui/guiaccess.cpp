// SPDX-License-Identifier: GPL-3.0-or-later
// Who may reach which data, employed where, and the strongest exposures to a law from outside the zone.
#include "gui/guibackend.h"

#include "core/withstore.h"
#include "gui/flowfigures.h"
#include "gui/translate.h"
#include "store/estate/estate.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr int MostExposures = 100;
constexpr qsizetype MostColumns = 26;

QString kindWords(const QString &kind) { return kind.isEmpty() ? u"kind not recorded"_s : text::valueWord(kind); }

/// One column of the heat map: holders of a kind, employed in one or several countries (-1: not recorded).
struct HolderColumn
{
    int kind = -1;
    QList<int> employers;
};

class Access
{
public:
    Access(store::AccessCounts counts, const QStringList &zone, const QHash<QString, QString> &names) : m_counts(std::move(counts)), m_names(names)
    {
        for (const QString &country : std::as_const(m_counts.countries))
            m_inZone.append(zone.contains(country));
    }

    figures::HeatmapData classes(const QString &live) const
    {
        const FlowRows rows = rowsOf(u"class"_s, m_counts.classes, [this](const auto &has) {
            return count([&](const auto &p) { return has(p.classes); }).first;
        }, u"Data class"_s);
        figures::HeatmapData map = mapOf(rows, u"access rights"_s);
        map.columnTitle = u"Held by, employed in"_s;
        for (QString &id : map.rowIds)
            id += u'|' + live;
        map.values.resize(rows.rows.size());
        map.notes.resize(rows.rows.size());
        for (const HolderColumn &column : columns()) {
            const QString kind = column.kind < 0 ? QString() : m_counts.kinds.at(column.kind);
            QStringList codes;
            QStringList names;
            for (const int employer : column.employers) {
                codes.append(employer < 0 ? u"?"_s : m_counts.countries.at(employer));
                names.append(employer < 0 ? u"employer's country not recorded"_s : countryName(m_counts.countries.at(employer)));
            }
            if (column.employers == QList<int>{-1})
                map.unknownColumns.append(static_cast<int>(map.columns.size()));
            map.columns.append(codes.size() > 1 ? u"+%1"_s.arg(codes.size()) : codes.constFirst());
            map.columnIds.append(u"holder="_s + (kind.isEmpty() ? u"?"_s : kind) + u"|employer="_s + codes.join(QChar(0x1f)));
            map.groups.append(kind.isEmpty() ? u"not recorded"_s : kindWords(kind));
            map.columnTips.append(u"%1, %2"_s.arg(kindWords(kind), names.join(u", "_s)));
            for (qsizetype r = 0; r < rows.rows.size(); ++r) {
                const FlowRow &row = rows.rows.at(r);
                const auto [rights, maximum] = count([&](const auto &p) { return row.has(p.classes) && p.kind == column.kind && column.employers.contains(p.employer); });
                map.values[r].append(rights);
                map.notes[r].append(maximum > 0 ? u"%1 of them maximum, not effective"_s.arg(figures::formatNumber(maximum)) : QString());
            }
        }
        return map;
    }

    figures::SankeyData flow() const
    {
        using State = figures::SankeyData::State;
        figures::SankeyData data;
        data.unit = u"access rights"_s;
        data.stateWords = {QString(), u"employed in the zone"_s, u"employed outside the zone"_s, u"not recorded"_s};
        const auto codes = [](const QStringList &of) {
            QList<figures::SankeyData::Node> nodes;
            for (const QString &code : of)
                nodes.append({code, text::valueWord(code), {}, State::Neutral}); // who is employed where is said of the first stage alone
            nodes.append({u"?"_s, u"not recorded"_s, u"unknown"_s, State::Unknown});
            return nodes;
        };
        data.stages = {{u"Employed in"_s, u"employer"_s, countryNodes(m_counts.countries, m_inZone, [this](const QString &code) { return countryName(code); }, true)},
                       {u"Held by"_s, u"holder"_s, codes(m_counts.kinds)},
                       {u"Data class"_s, u"class"_s, codes(m_counts.classes)}};
        const auto orLast = [](int number, qsizetype size) { return number < 0 ? static_cast<int>(size) : number; };
        for (const store::AccessCounts::Pattern &p : m_counts.patterns) {
            const QList<int> of = p.classes.isEmpty() ? QList<int>{static_cast<int>(m_counts.classes.size())} : p.classes;
            data.paths.append({{{orLast(p.employer, m_counts.countries.size())}, {orLast(p.kind, m_counts.kinds.size())}, of}, p.count});
        }
        return data;
    }

    QString countryName(const QString &code) const { return m_names.value(code, code); }

private:
    template <class Which> std::pair<int, int> count(Which which) const
    {
        std::pair<int, int> sum;
        for (const store::AccessCounts::Pattern &p : m_counts.patterns) {
            if (which(p)) {
                sum.first += p.count;
                sum.second += p.maximum;
            }
        }
        return sum;
    }

    /// Kinds by their rights, in each the countries outside the zone first; of too many the smallest of each kind are gathered.
    QList<HolderColumn> columns() const
    {
        QMap<int, QMap<int, int>> rights; // kind, employer
        QMap<int, int> ofKind;
        for (const store::AccessCounts::Pattern &p : m_counts.patterns) {
            rights[p.kind][p.employer] += p.count;
            ofKind[p.kind] += p.count;
        }
        QList<int> kinds = ofKind.keys();
        std::stable_sort(kinds.begin(), kinds.end(), [&](int a, int b) { return (a < 0) != (b < 0) ? b < 0 : ofKind[a] > ofKind[b]; });
        qsizetype each = 12;
        QList<HolderColumn> out;
        do {
            out.clear();
            for (const int kind : kinds) {
                QList<int> employers = rights[kind].keys();
                employers.removeAll(-1);
                const bool unknown = rights[kind].contains(-1);
                std::stable_sort(employers.begin(), employers.end(), [&](int a, int b) {
                    return m_inZone.at(a) != m_inZone.at(b) ? m_inZone.at(b) : rights[kind][a] > rights[kind][b];
                });
                const qsizetype alone = employers.size() <= each ? employers.size() : each - 1;
                for (const int employer : employers.mid(0, alone))
                    out.append(HolderColumn{kind, QList<int>{employer}});
                if (alone < employers.size())
                    out.append(HolderColumn{kind, employers.mid(alone)});
                if (unknown)
                    out.append(HolderColumn{kind, QList<int>{-1}});
            }
        } while (out.size() > MostColumns && --each > 1);
        return out;
    }

    store::AccessCounts m_counts;
    const QHash<QString, QString> &m_names;
    QList<bool> m_inZone;
};

QString lawWords(store::AttributeStore &values, const store::Exposure &one, const QString &country, Day day)
{
    if (one.law == store::Exposure::Law::Provider)
        return u"%1 (provider): within reach of a law from outside the zone"_s.arg(one.provider.isEmpty() ? u"not named"_s : one.provider);
    const QStringList laws = store::accessLaws(values, one.country, day);
    QString named = laws.mid(0, 2).join(u", "_s);
    if (laws.size() > 2)
        named += u" and %1 more"_s.arg(laws.size() - 2);
    return u"%1 (employer)%2"_s.arg(country, named.isEmpty() ? QString() : u": "_s + named);
}

QString strongestWords(const store::Exposure &one)
{
    static const QStringList privileges = {u"privilege not recorded"_s, u"reads"_s, u"writes"_s, u"administers"_s};
    static const QStringList clear = {u"not in clear"_s, u"in clear: not recorded"_s, u"in clear"_s};
    static const QStringList custody = {u"keys outside the provider"_s, u"custody of keys not recorded"_s, u"customer's keys in the provider's service"_s, u"provider's keys or none"_s};
    QString words = QStringList{privileges.value(one.privilege), clear.value(one.clear), custody.value(one.custody)}.join(u", "_s);
    if (one.clear == 2 && one.custody == 0)
        words += u" (no barrier, since in clear)"_s;
    return words + (one.strongestMaximum ? u"; maximum, not effective"_s : QString());
}

} // namespace

Result<AccessData> GuiBackend::access(const QString &path, const FilterState &filter)
{
    return withStore<AccessData>(m_services, path, false, [&](store::AttributeStore &values) -> Result<AccessData> {
        const Day day = judgedOn(values);
        const auto estate = estateOf(path, values);
        if (!estate)
            return estate.error();
        const store::EstateThings &things = (*estate)->things();
        const store::ThingSet chosen = (*estate)->select(values, store::filterFor(PageFilterOf(filter).value, EntityKind::Grant));
        const auto rights = (*estate)->rights(values);
        const store::AccessCounts counts = rights->count(things, chosen, day);
        const Access found(counts, store::zoneCountries(values), m_countries);
        AccessData out;
        out.rights = counts.rights;
        out.live = u"rights=live"_s;
        out.nothing = u"No access rights are recorded. Exports of who may do what bring them: AWS IAM (account authorization details, credential report), Azure role assignments, Google Cloud IAM "
                      "policies, Kubernetes role bindings, or a register of access rights (grants.csv) with identities (identities.csv)."_s;
        out.classes = found.classes(out.live);
        out.flow = found.flow();
        out.classes.emptyText = out.nothing;
        out.flow.emptyText = out.nothing;
        const auto link = [](const QString &mark, int count) { return flowLink(mark, count); };
        out.sentence = u"Of %1 access rights, %2 are held by somebody who is employed outside the sovereign zone, %3 inside it; of %4 the employer's country is not recorded."_s.arg(
            link(out.live, counts.rights), link(u"employer=out"_s, counts.outside), link(u"employer=in"_s, counts.inZone), link(u"employer=?"_s, counts.unknown));
        if (counts.maximum > 0)
            out.sentence += u" %1 are a maximum, not what is effective (a corner marks them)."_s.arg(link(u"rights=maximum:%1"_s.arg(day), counts.maximum));
        if (counts.denied + counts.ended > 0)
            out.left = u"Not counted: %1 that forbid, %2 that ended before %3."_s.arg(link(u"rights=denied"_s, counts.denied), link(u"rights=ended:%1"_s.arg(day), counts.ended),
                                                                                  fromDay(day).toString(Qt::ISODate));
        const auto [exposures, all] = rights->exposures(things, chosen, day, MostExposures);
        for (const store::Exposure &one : exposures) {
            AccessData::Row row;
            row.mark = u"who="_s + (one.identity != 0 ? u"#%1"_s.arg(one.identity) : u'=' + QString(one.who).replace(u'|', QChar(0x1e))) + u"|employer="_s + (one.country.isEmpty() ? u"?"_s : one.country);
            row.who = u"%1 (%2)"_s.arg(one.who.isEmpty() ? u"not named"_s : text::shownName(one.who, one.who), kindWords(one.kind));
            row.law = lawWords(values, one, found.countryName(one.country), day);
            row.strongest = strongestWords(one);
            QStringList reaches;
            for (const int code : counts.reachedBy.value(one.identity).numbers())
                reaches.append(text::valueWord(counts.classes.at(code)));
            row.reaches = reaches.isEmpty() ? u"classes not recorded"_s : reaches.join(u", "_s);
            row.rights = one.rights;
            row.maximum = one.maximum;
            row.employed = one.law == store::Exposure::Law::Employer;
            out.exposures.append(row);
        }
        out.exposed = exposures.isEmpty() ? u"Nobody who holds a right here is known to be under a law from outside the zone."_s
                      : all > exposures.size() ? u"Who may be compelled by a law from outside the zone: the %1 strongest of %2 exposures"_s.arg(exposures.size()).arg(figures::formatNumber(all))
                                               : u"Who may be compelled by a law from outside the zone: the strongest exposures first"_s;
        return out;
    });
}

} // namespace app
