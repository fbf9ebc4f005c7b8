// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guiassessments.h"

#include "core/csfassess.h"
#include "core/csfwords.h"
#include "core/withstore.h"
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

CriterionRow rowOf(const csf::Calculator &calculator, const CsfAssessed &a, int index)
{
    const csf::Criterion &c = calculator.criteria.at(index);
    CriterionRow row;
    row.id = c.id;
    row.title = c.title;
    row.question = c.question;
    row.oddities = c.oddities;
    const csf::Objective &objective = calculator.objectives.at(c.objective);
    const csf::ObjectiveResult &result = a.claimed.objectives.at(c.objective);
    row.objective = u"%1 %2: %3, %4"_s.arg(objective.id, objective.name, text::sealWord(result.seal), csfPercents(result.score, result.possible));
    for (const csf::Answer &answer : c.answers) {
        row.labels.append(answer.label);
        row.seals.append(answer.seal);
    }
    row.answer = a.weakest.weakest.at(index);
    row.openWith = a.weakest.open.at(index);
    row.binds = a.claimed.binding.contains(index) && a.claimed.seal < csf::TopSeal;
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
        }
    }
    const auto p = std::find_if(a.proposals.begin(), a.proposals.end(), [index](const csf::Proposal &one) { return one.criterion == index; });
    if (p != a.proposals.end()) {
        row.proposed = p->answer;
        row.atMost = p->atMost;
        row.fact = p->fact;
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

QStringList historyOf(store::AttributeStore &values, qint64 entity)
{
    QStringList lines;
    for (const store::CsfChange &c : store::csfHistory(values, entity, MostChanges)) {
        const auto word = [](const std::optional<store::CsfAnswer> &a) { return a ? QString::number(a->answer) : u"open"_s; };
        lines.append(u"%1  %2: %3 to %4%5%6"_s.arg(c.at.left(10), c.criterion, word(c.before), word(c.after), c.who.isEmpty() ? QString() : u", "_s + c.who,
                                                   c.deed.startsWith(u"Undo"_s) || c.deed.startsWith(u"Redo"_s) ? u" (%1)"_s.arg(c.deed.section(u':', 0, 0)) : QString()));
    }
    return lines;
}

} // namespace

Result<QList<AssessableRow>> GuiAssessments::assessable(const QString &path)
{
    const Day today = toDay(m_clock.today());
    return withStore<QList<AssessableRow>>(m_services, path, false, [today](store::AttributeStore &values) -> Result<QList<AssessableRow>> {
        QList<AssessableRow> rows;
        const auto add = [&](qint64 id, int answered) {
            const auto head = store::entityHead(values, id);
            if (head && rows.size() < MostRows)
                rows.append({id, head->kind, csfName(*head), head->key, answered});
        };
        const QList<qint64> answered = store::csfAssessed(values);
        for (const qint64 id : answered)
            add(id, int(store::csfAnswers(values, id).size()));
        for (const EntityKind kind : {EntityKind::Service, EntityKind::BusinessService, EntityKind::Workload}) {
            for (const qint64 id : store::standing(values, kind, today)) {
                if (!answered.contains(id))
                    add(id, 0);
            }
        }
        return rows;
    });
}

Result<AssessmentData> GuiAssessments::assessment(const QString &path, const QList<qint64> &entities, const QString &weights)
{
    const Result<csf::Calculator> &shipped = csf::Calculator::shipped();
    if (!shipped)
        return shipped.error();
    const csf::Calculator &calculator = *shipped;
    const csf::Weights *set = calculator.weights(weights);
    if (!set)
        set = calculator.weights(u"calculator"_s);
    const Day today = toDay(m_clock.today());
    return withStore<AssessmentData>(m_services, path, false, [&](store::AttributeStore &values) -> Result<AssessmentData> {
        AssessmentData data;
        for (const csf::Objective &o : calculator.objectives) {
            data.seals.ids.append(o.id);
            data.seals.names.append(o.name);
        }
        for (const qint64 entity : entities.mid(0, figures::SealData::MostThings)) {
            const Result<CsfAssessed> a = csfAssess({calculator, m_services.countries}, values, entity, *set, {}, today);
            if (!a)
                return a.error();
            data.seals.things.append(thingOf(*a));
            if (data.entity != 0)
                continue;
            data.entity = entity;
            data.name = csfName(a->thing);
            data.seal = a->claimed.seal;
            data.evidenced = a->evidenced.seal;
            data.score = csfPercents(a->claimed.score, a->claimed.possible);
            data.held = csfHeldWords(calculator, *a, *set);
            data.weights = csfWeightWords(calculator, a->weakest.decided);
            data.standsOn = csfStandsOnWords(*a);
            data.attribution = calculator.attribution;
            data.history = historyOf(values, entity);
            for (int i = 0; i < calculator.criteria.size(); ++i)
                data.criteria.append(rowOf(calculator, *a, i));
        }
        return data;
    });
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
        return csfAnswer({*shipped, m_services.countries}, values, wish.entity, {a}, {}, m_clock.now());
    });
    return set ? Result<void>() : Result<void>(set.error());
}

} // namespace app
