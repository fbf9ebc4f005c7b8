// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csfreport.h"

#include "core/csfways.h"
#include "core/csfwords.h"
#include "domain/isolated.h"
#include "store/attributestore.h"
#include "text/sealtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

/// The picture has room for so many; the rest is counted.
constexpr qsizetype MostThings = 12;
constexpr double RowPoints = 15;
/// So many are told of in full.
constexpr qsizetype MostToldOf = 40;

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

/// "Cloud, claimed, 2 of 48": a SEAL that rests on few answers says so beside its number.
QString rowWords(const QString &name, const QString &sort, const csf::Assessment &a)
{
    return a.open.isEmpty() ? u"%1, %2"_s.arg(name, sort) : u"%1, %2, %3 of %4"_s.arg(name, sort).arg(a.answered()).arg(a.answered() + a.open.size());
}

QString groundOf(const csf::Criterion &c, const CsfAssessed &a, int index)
{
    const int from = a.weakest.from.at(index);
    if (from < 0)
        return {};
    const CsfLink &link = a.links.at(from);
    const auto it = std::find_if(link.answers.begin(), link.answers.end(), [&c](const store::CsfAnswer &one) { return one.criterion == c.id; });
    if (it == link.answers.end())
        return {};
    QStringList parts;
    if (link.thing.id != a.thing.id)
        parts.append(u"of %1"_s.arg(csfName(link.thing)));
    parts.append(csfConfidenceWord(it->confidence));
    for (const QString &said : {it->evidence, it->justification}) {
        if (!said.isEmpty())
            parts.append(said);
    }
    parts.append((it->who.isEmpty() ? u"%1"_s : it->who + u", %1"_s).arg(it->at.left(10)));
    if (it->proposed != 0 && it->proposed != it->answer)
        parts.append(u"against the proposed answer %1 (%2)"_s.arg(it->proposed).arg(it->fact));
    else if (it->proposed != 0)
        parts.append(u"as proposed: %1"_s.arg(it->fact));
    return parts.join(u"; "_s);
}

report::Assessed::Criterion criterionOf(const csf::Calculator &calculator, const CsfAssessed &a, int index)
{
    const csf::Criterion &c = calculator.criteria.at(index);
    report::Assessed::Criterion out;
    out.name = c.id + u' ' + c.title;
    const csf::Answer *answer = c.answer(a.weakest.weakest.at(index));
    if (answer && a.weakest.open.at(index) > 0) {
        // Open, but no longer free: another part has an answer that it can't rise above.
        out.ground = u"open with %1; at most answer %2 (SEAL-%3)"_s.arg(csfOpenParts(a, index), QString::number(answer->number), QString::number(answer->seal));
        if (const QString ground = groundOf(c, a, index); !ground.isEmpty())
            out.ground += u": "_s + ground;
        return out;
    }
    if (answer) {
        out.answer = u"%1 %2"_s.arg(answer->number).arg(answer->label);
        out.seal = answer->seal;
        out.binds = a.claimed.binding.contains(index) && a.claimed.seal < csf::TopSeal;
        out.ground = groundOf(c, a, index);
        return out;
    }
    const auto p = std::find_if(a.proposals.begin(), a.proposals.end(), [index](const csf::Proposal &one) { return one.criterion == index; });
    if (p != a.proposals.end())
        out.proposal = (p->atMost ? u"at most answer %1, since %2"_s : u"answer %1, since %2"_s).arg(p->answer).arg(p->fact);
    return out;
}

report::Assessed assessedOf(const csf::Calculator &calculator, const CsfAssessed &a, const QList<CsfScore> &scores, const csf::Weights &weights, const CsfTender &tender)
{
    report::Assessed out;
    out.kind = kindName(a.thing.kind);
    out.key = a.thing.key;
    out.name = csfName(a.thing);
    out.seal = a.claimed.seal;
    out.evidenced = a.evidenced.seal;
    out.sealWords = csfShortSeal(a.claimed);
    out.evidencedWords = csfShortSeal(a.evidenced);
    for (const CsfScore &score : scores)
        out.scores.append({score.weights, score.label, score.low.rounded(), score.high.rounded()});
    for (const QString &line : {csfScoreWords(scores), csfHeldWords(calculator, a, weights), csfSensitivityWords(calculator, csf::sensitivity(calculator, a.weakest)), csfStandsOnWords(a), csfTenderWords(calculator, a, tender)}) {
        if (!line.isEmpty())
            out.words.append(line);
    }
    const auto way = csf::wayToNext(calculator, a.numbers(), weights);
    for (int i = 0; i < calculator.objectives.size(); ++i) {
        const csf::ObjectiveResult &o = a.claimed.objectives.at(i);
        out.objectives.append({calculator.objectives.at(i).id + u' ' + calculator.objectives.at(i).name, o.seal, a.evidenced.objectives.at(i).seal, o.score.rounded(),
                               o.possible.rounded(), int(o.open.size()), csfObjectiveWayWords(calculator, a, weights, i)});
    }
    for (int i = 0; i < calculator.criteria.size(); ++i)
        out.criteria.append(criterionOf(calculator, a, i));
    if (way) {
        for (const csf::OpenNeed &need : way->open)
            out.criteria[need.criterion].need = u"at least %1 for %2"_s.arg(QString::number(need.atLeast), text::sealWord(way->seal));
    }
    return out;
}

} // namespace

std::optional<report::Chart> csfChart(store::AttributeStore &values, const QHash<QString, QString> &countries, Day today, bool board)
{
    const QList<qint64> things = store::csfAssessed(values, today);
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
    QStringList sets;
    for (const csf::Weights &set : csfWeightSets(*calculator, values))
        sets.append(u"%1: %2"_s.arg(set.id, set.label));
    QStringList told;
    for (const qint64 thing : things.mid(0, MostThings)) {
        const Result<CsfAssessed> a = csfAssess({*calculator, countries}, values, thing, weights, {}, today);
        if (!a)
            continue;
        const QString name = csfName(a->thing);
        addRow(map, rowWords(name, u"claimed"_s, a->claimed), a->claimed);
        addRow(map, rowWords(name, u"evidenced"_s, a->evidenced), a->evidenced);
        QStringList scores;
        for (const CsfScore &score : csfScores(*calculator, values, a->weakest))
            scores.append(u"%1 (%2)"_s.arg(csfPercents(score.low, score.high), score.weights));
        told.append(u"%1: claimed %2; evidenced %3; score %4."_s.arg(isolated(name), csfShortSeal(a->claimed), csfShortSeal(a->evidenced), scores.join(u", "_s)) + (board ? u' ' + csfHeldWords(*calculator, *a, weights) : QString()));
    }
    if (things.size() > MostThings)
        told.append((things.size() - MostThings == 1 ? u"1 more is assessed."_s : u"%1 more are assessed."_s.arg(things.size() - MostThings)));
    const QString caption = u"%1. The SEAL (0 to 4) is the lowest of all answers, at most so high while criteria are open; hatched: nothing answered; evidenced: the lowest of the answers that evidence bears out, no better than claimed; what is "
                            "merely claimed is open there. Scores by each set of weights (%2). %3 %4"_s.arg(text::selfAssessmentWords(), sets.join(u"; "_s), told.join(u' '), calculator->attribution);
    return report::Chart{u"Cloud sovereignty by the EU framework: self-assessment"_s, caption, map, RowPoints * double(map.rows.size() + 1)};
}

report::AssessedThings csfReport(store::AttributeStore &values, const QHash<QString, QString> &countries, Day today)
{
    report::AssessedThings out;
    const Result<csf::Calculator> &calculator = csf::Calculator::shipped();
    if (!calculator)
        return out;
    out.framework = calculator->version;
    out.attribution = calculator->attribution;
    const csf::Weights &weights = *calculator->weights(u"calculator"_s);
    const CsfTender tender = csfTender(*calculator, values);
    const QList<qint64> things = store::csfAssessed(values, today);
    QList<CsfAssessed> all;
    for (const qint64 entity : things.mid(0, MostToldOf)) {
        const Result<CsfAssessed> a = csfAssess({*calculator, countries}, values, entity, weights, tender.minimums, today);
        if (!a)
            continue;
        all.append(*a);
        out.things.append(assessedOf(*calculator, *a, csfScores(*calculator, values, a->weakest), weights, tender));
    }
    out.places = csfPlacesWords(*calculator, all, weights);
    out.unlisted = int(things.size() - out.things.size());
    return out;
}

} // namespace app
