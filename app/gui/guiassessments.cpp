// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guiassessments.h"

#include "core/csfassess.h"
#include "core/csfways.h"
#include "core/csfwords.h"
#include "core/withstore.h"
#include "domain/isolated.h"
#include "gui/translate.h"
#include "store/pages/scopequeries.h"
#include "store/referring.h"
#include "text/sealtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr int MostRows = 2000;
constexpr int MostChanges = 200;

/// An objective's line above its criteria: what it has, and the fewest changes to its next SEAL.
QString objectiveWords(const csf::Calculator &calculator, const CsfAssessed &a, const csf::Weights &weights, int index)
{
    const csf::Objective &objective = calculator.objectives.at(index);
    const csf::ObjectiveResult &result = a.claimed.objectives.at(index);
    const QString way = csfObjectiveWayWords(calculator, a, weights, index);
    const QString above = csfAboveWhole(result.possible);
    return u"%1 %2: %3, %4%5%6"_s.arg(objective.id, objective.name, text::sealWord(result.seal), csfPercents(result.score, result.possible), above.isEmpty() ? QString() : u" ("_s + above + u')',
                                     way.isEmpty() ? QString() : u"; "_s + way);
}

CriterionRow rowOf(const csf::Calculator &calculator, const CsfAssessed &a, int index)
{
    const csf::Criterion &c = calculator.criteria.at(index);
    CriterionRow row;
    row.id = c.id;
    row.title = c.title;
    row.question = c.question;
    row.oddities = c.oddities;
    for (const csf::Answer &answer : c.answers) {
        row.labels.append(answer.label);
        row.seals.append(answer.seal);
    }
    row.answer = a.weakest.decided.at(index);
    row.bound = row.answer == 0 ? a.weakest.weakest.at(index) : 0;
    row.openParts = csfOpenParts(a, index);
    row.asked = a.claimed.objectives.at(c.objective).minimum;
    row.binds = a.claimed.binding.contains(index) && a.claimed.seal < csf::TopSeal;
    const csf::Answer *given = c.answer(a.weakest.weakest.at(index));
    row.fails = given && row.asked && given->seal < *row.asked;
    if (const int from = a.weakest.from.at(index); from >= 0) {
        const CsfLink &link = a.links.at(from);
        row.own = link.thing.id == a.thing.id;
        row.from = row.own ? QString() : csfName(link.thing);
        const auto it = std::find_if(link.answers.begin(), link.answers.end(), [&c](const store::CsfAnswer &one) { return one.criterion == c.id; });
        if (it != link.answers.end()) {
            row.confidence = csfConfidenceWord(it->confidence);
            row.evidenced = it->isEvidenced();
            row.justification = it->justification;
            row.evidence = it->evidence;
            row.who = it->who;
            row.at = it->at;
            // Another's answer was given against what was proposed of that one.
            if (!row.own) {
                row.proposed = it->proposed;
                row.fact = it->fact;
                return row;
            }
        }
    }
    const auto p = std::find_if(a.proposals.begin(), a.proposals.end(), [index](const csf::Proposal &one) { return one.criterion == index; });
    if (p != a.proposals.end()) {
        row.proposed = p->answer;
        row.atMost = p->atMost;
        row.fact = p->fact;
    } else {
        row.unproposed = csf::whyNoProposal(c.id);
    }
    return row;
}

figures::SealData::Thing thingOf(const CsfAssessed &a)
{
    figures::SealData::Thing thing;
    thing.name = csfName(a.thing);
    for (qsizetype i = 0; i < a.claimed.objectives.size(); ++i) {
        const csf::ObjectiveResult &o = a.claimed.objectives.at(i);
        thing.objectives.append({o.score.rounded(), o.possible.rounded(), o.seal, a.evidenced.objectives.at(i).seal});
    }
    return thing;
}

QList<AnswerChangeRow> historyOf(store::AttributeStore &values, qint64 entity)
{
    QList<AnswerChangeRow> rows;
    for (const store::CsfChange &c : store::csfHistory(values, entity, MostChanges)) {
        const auto word = [](const std::optional<store::CsfAnswer> &a) {
            return a ? u"%1 %2"_s.arg(QString::number(a->answer), csfConfidenceWord(a->confidence)) : QString();
        };
        AnswerChangeRow row{c.at, c.who, c.criterion, c.deed, word(c.before), word(c.after), {}};
        if (c.after) {
            QStringList ground;
            for (const QString &said : {c.after->justification, c.after->evidence}) {
                if (!said.isEmpty())
                    ground.append(said);
            }
            if (c.after->proposed != 0)
                ground.append((c.after->proposed == c.after->answer ? u"as proposed: %2"_s : u"against the proposed answer %1: %2"_s)
                                  .replace(u"%1"_s, QString::number(c.after->proposed)).replace(u"%2"_s, c.after->fact));
            row.ground = ground.join(u"; "_s);
        }
        rows.append(row);
    }
    return rows;
}

/// Services of one name in several regions are told apart by their keys.
void tellApart(store::AttributeStore &values, AssessmentData &data)
{
    const QList<ComparedThing> all = data.compared;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const bool alike = std::count_if(all.begin(), all.end(), [&](const ComparedThing &other) { return other.name == all.at(i).name; }) > 1;
        if (!alike)
            continue;
        data.compared[i].name = u"%1 (%2)"_s.arg(all.at(i).name, values.keyOf(all.at(i).entity));
        data.seals.things[i].name = data.compared.at(i).name;
    }
}

/// What a score hangs on: the names of the lines, and what they say of a thing beside the first one.
QStringList hangsOn(const csf::Calculator &calculator, store::AttributeStore &values, const csf::Weights &set, const QString &first)
{
    QStringList lines;
    for (const csf::Weights &other : csfWeightSets(calculator, values)) {
        if (other.id != set.id)
            lines.append(u"Score by %1"_s.arg(other.label));
    }
    return lines << u"Objective with the lowest score"_s << u"Objective with the highest score"_s << u"Score beside %1"_s.arg(isolated(first));
}

ComparedThing comparedOf(const csf::Calculator &calculator, store::AttributeStore &values, const csf::Weights &set, const CsfAssessed &a, const csf::WeakestLink &first, bool isFirst)
{
    ComparedThing thing{a.thing.id, csfName(a.thing), csfShortSeal(a.claimed), csfShortSeal(a.evidenced), csfPercents(a.claimed.score, a.claimed.possible), a.weakest.decided, {}};
    for (const CsfScore &score : csfScores(calculator, values, a.weakest)) {
        if (score.weights != set.id)
            thing.hangs.append(csfPercents(score.low, score.high));
    }
    const csf::Sensitivity s = csf::sensitivity(calculator, a.weakest);
    thing.hangs << csfLeastWords(calculator, s) << csfMostWords(calculator, s) << (isFirst ? QString() : csfRankWords(calculator, a.weakest, first, set));
    return thing;
}

} // namespace

Result<AssessableList> GuiAssessments::assessable(const QString &path, const FilterState &filter, const QString &find)
{
    const Day today = toDay(m_clock.today());
    return withStore<AssessableList>(m_services, path, false, [&](store::AttributeStore &values) -> Result<AssessableList> {
        const auto within = store::scopeOf(values, PageFilterOf(filter.about()).value);
        std::optional<QSet<qint64>> named;
        if (!find.isEmpty()) {
            store::PageFilter text;
            text.text = find;
            named = store::scopeOf(values, text);
        }
        AssessableList list;
        const auto add = [&](qint64 id, int answered) {
            if (named && !named->contains(id))
                return;
            if (within && !within->contains(id)) {
                ++list.outside;
                return;
            }
            if (list.rows.size() >= MostRows) {
                ++list.leftOff;
                return;
            }
            if (const auto head = store::entityHead(values, id))
                list.rows.append({id, head->kind, csfName(*head), head->key, answered});
        };
        const QList<qint64> answered = store::csfAssessed(values, today);
        for (const qint64 id : answered)
            add(id, int(store::csfAnswers(values, id).size()));
        for (const EntityKind kind : {EntityKind::Service, EntityKind::BusinessService, EntityKind::Workload}) {
            for (const qint64 id : store::standing(values, kind, today)) {
                if (!answered.contains(id))
                    add(id, 0);
            }
        }
        return list;
    });
}

Result<AssessmentData> GuiAssessments::assessment(const QString &path, const QList<qint64> &entities, const QString &weights)
{
    const Result<csf::Calculator> &shipped = csf::Calculator::shipped();
    if (!shipped)
        return shipped.error();
    const csf::Calculator &calculator = *shipped;
    const Day today = toDay(m_clock.today());
    return withStore<AssessmentData>(m_services, path, false, [&](store::AttributeStore &values) -> Result<AssessmentData> {
        AssessmentData data;
        const csf::Weights set = csfWeightsOf(calculator, values, weights);
        const CsfTender tender = csfTender(calculator, values);
        data.weightSet = set.id;
        for (const csf::Weights &one : csfWeightSets(calculator, values))
            data.weightSets.append({one.id, one.label, one.parts});
        data.tender = {tender.name, tender.minimums};
        data.seals.minimum = tender.minimums;
        data.attribution = calculator.attribution;
        for (const csf::Objective &o : calculator.objectives) {
            data.seals.ids.append(o.id);
            data.seals.names.append(o.name);
        }
        csf::WeakestLink first;
        for (const qint64 entity : entities.mid(0, figures::SealData::MostThings)) {
            const Result<CsfAssessed> a = csfAssess({calculator, m_services.countries}, values, entity, set, tender.minimums, today);
            if (!a)
                return a.error();
            data.seals.things.append(thingOf(*a));
            if (data.entity == 0) {
                first = a->weakest;
                data.hangs = hangsOn(calculator, values, set, csfName(a->thing));
            }
            data.compared.append(comparedOf(calculator, values, set, *a, first, data.entity == 0));
            if (data.entity != 0)
                continue;
            data.entity = entity;
            data.name = csfName(a->thing);
            data.headline = csfHeadline(a->claimed);
            data.answered = int(calculator.criteria.size() - a->claimed.open.size());
            data.sealWords = csfShortSeal(a->claimed);
            data.evidencedWords = csfShortSeal(a->evidenced);
            data.score = csfPercents(a->claimed.score, a->claimed.possible);
            data.held = csfHeldWords(calculator, *a, set);
            data.weights = csfScoreWords(csfScores(calculator, values, a->weakest));
            data.standsOn = csfStandsOnWords(*a);
            data.asked = csfTenderWords(calculator, *a, tender);
            data.history = historyOf(values, entity);
            QStringList objectives;
            for (int i = 0; i < calculator.objectives.size(); ++i)
                objectives.append(objectiveWords(calculator, *a, set, i));
            const auto way = csf::wayToNext(calculator, a->numbers(), set);
            for (int i = 0; i < calculator.criteria.size(); ++i) {
                CriterionRow row = rowOf(calculator, *a, i);
                row.objective = objectives.at(calculator.criteria.at(i).objective);
                for (const csf::OpenNeed &need : way ? way->open : QList<csf::OpenNeed>()) {
                    if (need.criterion == i)
                        row.needs = u"at least %1 for %2"_s.arg(QString::number(need.atLeast), text::sealWord(way->seal));
                }
                data.criteria.append(row);
            }
        }
        tellApart(values, data);
        return data;
    });
}

Result<void> GuiAssessments::keepWeights(const QString &path, const QList<int> &parts)
{
    const Result<csf::Calculator> &shipped = csf::Calculator::shipped();
    if (!shipped)
        return shipped.error();
    const Result<qint64> set = withStore<qint64>(m_services, path, true, [&](store::AttributeStore &values) {
        return keepCsfWeights(*shipped, values, parts, m_clock.now());
    });
    return set ? Result<void>() : Result<void>(set.error());
}

Result<void> GuiAssessments::keepTender(const QString &path, const TenderWish &wish)
{
    const Result<csf::Calculator> &shipped = csf::Calculator::shipped();
    if (!shipped)
        return shipped.error();
    const Result<qint64> set = withStore<qint64>(m_services, path, true, [&](store::AttributeStore &values) {
        return keepCsfTender(*shipped, values, {wish.name, wish.minimum}, m_clock.now());
    });
    return set ? Result<void>() : Result<void>(set.error());
}

Result<void> GuiAssessments::answer(const QString &path, const CriterionWish &wish)
{
    const Result<csf::Calculator> &shipped = csf::Calculator::shipped();
    if (!shipped)
        return shipped.error();
    const Result<qint64> set = withStore<qint64>(m_services, path, true, [&](store::AttributeStore &values) {
        store::CsfAnswer a;
        a.criterion = wish.criterion;
        a.answer = wish.answer;
        a.confidence = static_cast<store::CsfConfidence>(std::clamp(wish.confidence, 0, 2));
        a.justification = wish.justification;
        a.evidence = wish.evidence;
        return csfAnswer({*shipped, m_services.countries}, values, wish.entity, {a}, wish.who, m_clock.now());
    });
    return set ? Result<void>() : Result<void>(set.error());
}

} // namespace app
