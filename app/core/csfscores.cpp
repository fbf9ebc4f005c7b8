// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csfscores.h"

#include "csf/calculator.h"
#include "csf/weakestlink.h"
#include "store/csfanswers.h"
#include "store/estate/estate.h"

#include <algorithm>
#include <set>
#include <unordered_map>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

/// Scores of what stands on the same things, each worked out once.
class ByGround
{
public:
    ByGround(const csf::Calculator &calculator, const csf::Weights &weights) : m_calculator(calculator), m_weights(weights) {}

    void addAnswers(int thing, const QList<store::CsfAnswer> &answers)
    {
        csf::Answers numbers = m_calculator.none();
        for (const store::CsfAnswer &a : answers) {
            if (const int index = m_calculator.indexOf(a.criterion); index >= 0 && m_calculator.criteria.at(index).answer(a.answer))
                numbers[index] = a.answer;
        }
        m_answers.insert(thing, numbers);
    }
    bool isAnswered(int thing) const { return m_answers.contains(thing); }

    /// `ground`: what it stands on. All that is not answered weighs alike: it is one.
    std::optional<double> score(std::set<int> ground)
    {
        std::set<int> key;
        for (const int thing : ground)
            key.insert(isAnswered(thing) ? thing : -1);
        const auto known = m_scores.find(key);
        if (known != m_scores.end())
            return known->second;
        QList<csf::Answers> links;
        for (const int thing : key)
            links.append(thing < 0 ? m_calculator.none() : m_answers.value(thing));
        const csf::Assessment assessed = csf::assess(m_calculator, csf::weakestLink(m_calculator, links), m_weights);
        std::optional<double> score;
        if (assessed.seal)
            score = assessed.score.rounded(1);
        m_scores.insert({key, score});
        return score;
    }

private:
    const csf::Calculator &m_calculator;
    const csf::Weights &m_weights;
    QHash<int, csf::Answers> m_answers;
    std::map<std::set<int>, std::optional<double>> m_scores;
};

/// The systems themselves and their services, along critical dependencies.
std::set<int> groundOf(quint32 system, const store::EstateStanding &standing, const ByGround &grounds)
{
    std::set<int> out;
    std::set<quint32> seen;
    std::vector<quint32> open{system};
    while (!open.empty()) {
        const quint32 one = open.back();
        open.pop_back();
        if (!seen.insert(one).second)
            continue;
        const int service = standing.service[one];
        if (service < 0 || grounds.isAnswered(static_cast<int>(one)))
            out.insert(static_cast<int>(one));
        if (service >= 0)
            out.insert(service);
        standing.critical.each(one, [&open](quint32 on) { open.push_back(on); });
    }
    return out;
}

} // namespace

Result<CsfScores> CsfScores::of(const store::Estate &estate, store::AttributeStore &values, Day today)
{
    CsfScores scores;
    const QList<qint64> answered = store::csfAssessed(values);
    if (answered.isEmpty())
        return scores;
    const Result<csf::Calculator> &calculator = csf::Calculator::shipped();
    if (!calculator)
        return calculator.error();
    ByGround grounds(*calculator, *calculator->weights(u"calculator"_s));
    const store::EstateThings &things = estate.things();
    for (const qint64 id : answered)
        grounds.addAnswers(things.find(id), store::csfAnswers(values, id));
    store::EstateStanding standing;
    if (!store::readStanding(values, things, today, standing))
        return values.lastError(u"what systems stand on"_s);
    scores.m_scores.assign(things.count(), -1);
    std::unordered_map<int, std::optional<double>> ofService;
    things.ofKind(EntityKind::Workload).each([&](quint32 system) {
        const int service = standing.service[system];
        bool depends = grounds.isAnswered(static_cast<int>(system));
        standing.critical.each(system, [&depends](quint32) { depends = true; });
        std::optional<double> score;
        if (depends) {
            score = grounds.score(groundOf(system, standing, grounds));
        } else if (service >= 0) {
            const auto known = ofService.find(service);
            score = known != ofService.end() ? known->second : ofService.emplace(service, grounds.score({service})).first->second;
        }
        if (score)
            scores.m_scores[system] = *score;
    });
    return scores;
}

std::optional<double> CsfScores::of(quint32 thing) const
{
    if (thing >= m_scores.size() || m_scores[thing] < 0)
        return {};
    return m_scores[thing];
}

} // namespace app
