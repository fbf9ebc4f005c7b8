// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csfreport.h"

#include "core/csfwords.h"
#include "store/attributestore.h"
#include "text/sealtext.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

/// The picture has room for so many; the rest is counted.
constexpr qsizetype MostThings = 12;
constexpr double RowPoints = 15;

void addRow(figures::HeatmapData &map, const QString &label, const csf::Assessment &a)
{
    QList<std::optional<double>> values;
    for (const csf::ObjectiveResult &o : a.objectives)
        values.append(o.seal ? std::optional(double(*o.seal)) : std::nullopt);
    values.append(a.seal ? std::optional(double(*a.seal)) : std::nullopt);
    map.rows.append(label);
    map.rowIds.append(label);
    map.values.append(values);
}

} // namespace

std::optional<report::Chart> csfChart(store::AttributeStore &values, const QHash<QString, QString> &countries, Day today)
{
    const QList<qint64> things = store::csfAssessed(values);
    const Result<csf::Calculator> &calculator = csf::Calculator::shipped();
    if (things.isEmpty() || !calculator)
        return std::nullopt;
    const csf::Weights &weights = *calculator->weights(u"calculator"_s);
    figures::HeatmapData map;
    for (const csf::Objective &o : calculator->objectives)
        map.columns.append(o.id);
    map.columns.append(u"all"_s);
    map.columnIds = map.columns;
    map.unit = u"SEAL"_s;
    QStringList told;
    for (const qint64 thing : things.mid(0, MostThings)) {
        const Result<CsfAssessed> a = csfAssess({*calculator, countries}, values, thing, weights, {}, today);
        if (!a)
            continue;
        const QString name = csfName(a->thing);
        addRow(map, name + u", claimed"_s, a->claimed);
        addRow(map, name + u", evidenced"_s, a->evidenced);
        told.append(u"%1: claimed %2, evidenced %3, score %4. %5"_s.arg(name, text::sealWord(a->claimed.seal), text::sealWord(a->evidenced.seal),
                                                                  csfPercents(a->claimed.score, a->claimed.possible), csfHeldWords(*calculator, *a, weights)));
    }
    if (things.size() > MostThings)
        told.append(u"%1 more are assessed."_s.arg(things.size() - MostThings));
    const QString caption = u"%1. The SEAL (0 to 4) is the lowest of all answers; hatched: nothing answered; evidenced: what is merely claimed counts as its criterion's lowest "
                            "answer. Scores with the weights of: %2. %3 %4"_s.arg(text::selfAssessmentWords(), weights.label, told.join(u' '), calculator->attribution);
    return report::Chart{u"Cloud sovereignty by the EU framework: self-assessment"_s, caption, map, RowPoints * double(map.rows.size() + 1)};
}

} // namespace app
