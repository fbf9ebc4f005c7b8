// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/questionranking.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rules {

int QuestionRanking::group(domain::EntityKind kind, const domain::Attribute *attr)
{
    const std::pair<int, QString> key{static_cast<int>(kind), attr ? attr->name : QString()};
    const auto it = m_numbers.constFind(key);
    if (it != m_numbers.constEnd())
        return *it;
    const int number = static_cast<int>(m_groups.size());
    m_groups.push_back({kind, attr});
    m_holders.emplace_back();
    m_rules.emplace_back();
    m_numbers.insert(key, number);
    return number;
}

int QuestionRanking::keep(Facts facts)
{
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    Kept kept{std::move(facts), {}, 0, 0};
    for (const auto &fact : kept.facts) {
        if (kept.groups.empty() || kept.groups.back() != fact.first)
            kept.groups.push_back(fact.first);
    }
    m_kept.push_back(std::move(kept));
    return static_cast<int>(m_kept.size()) - 1;
}

void QuestionRanking::add(int rule, Facts &facts, int kept)
{
    ++m_unknown;
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    Kept *const with = kept < 0 || m_kept[static_cast<std::size_t>(kept)].facts.empty() ? nullptr : &m_kept[static_cast<std::size_t>(kept)];
    if (with) {
        const auto &known = with->facts;
        facts.erase(std::remove_if(facts.begin(), facts.end(), [&known](const auto &fact) { return std::binary_search(known.begin(), known.end(), fact); }), facts.end());
    }
    if (facts.empty() && !with) {
        ++m_without;
        return;
    }
    const bool single = facts.size() == 1 && !with;
    std::vector<int> groups;
    for (const auto &[group, holder] : facts) {
        Holder &of = m_holders[static_cast<std::size_t>(group)][holder];
        ++of.decides;
        of.alone += single ? 1 : 0;
        if (groups.empty() || groups.back() != group)
            groups.push_back(group);
    }
    if (with) {
        ++with->results;
        with->alone += facts.empty() && with->facts.size() == 1 ? 1 : 0;
        groups.insert(groups.end(), with->groups.begin(), with->groups.end());
        std::sort(groups.begin(), groups.end());
        groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    }
    for (const int group : groups)
        ++m_rules[static_cast<std::size_t>(group)][rule];
    const QByteArray key(reinterpret_cast<const char *>(groups.data()), static_cast<qsizetype>(groups.size() * sizeof(int)));
    auto it = m_patternAt.find(key);
    if (it == m_patternAt.end()) {
        it = m_patternAt.insert(key, static_cast<qsizetype>(m_patterns.size()));
        m_patterns.push_back({groups, 0});
    }
    ++m_patterns[static_cast<std::size_t>(*it)].results;
}

QuestionList QuestionRanking::ranked(const QStringList &rules, qsizetype mostHolders) const
{
    const std::size_t count = m_groups.size();
    auto holders = m_holders;
    for (const Kept &kept : m_kept) {
        for (const auto &[group, holder] : kept.facts) {
            if (kept.results == 0)
                break;
            Holder &of = holders[static_cast<std::size_t>(group)][holder];
            of.decides += kept.results;
            of.alone += kept.alone;
        }
    }
    std::vector<double> weight(count, 0);
    std::vector<std::vector<std::size_t>> patternsOf(count);
    std::vector<std::size_t> left(m_patterns.size());
    QList<Question> all(static_cast<qsizetype>(count));
    for (std::size_t p = 0; p < m_patterns.size(); ++p) {
        const Pattern &pattern = m_patterns[p];
        left[p] = pattern.groups.size();
        for (const int g : pattern.groups) {
            const auto at = static_cast<std::size_t>(g);
            patternsOf[at].push_back(p);
            weight[at] += static_cast<double>(pattern.results) / static_cast<double>(left[p]);
            all[g].decides += pattern.results;
            all[g].decidesAlone += left[p] == 1 ? pattern.results : 0;
        }
    }
    for (std::size_t g = 0; g < count; ++g) {
        Question &question = all[static_cast<qsizetype>(g)];
        question.kind = m_groups[g].kind;
        question.attr = m_groups[g].attr ? m_groups[g].attr->name : QString();
        question.id = domain::kindName(question.kind) + (question.attr.isEmpty() ? QString() : u'.' + question.attr);
    }
    QuestionList list;
    list.unknown = m_unknown;
    list.withoutQuestion = m_without;
    std::vector<bool> asked(count, false);
    qint64 decided = 0;
    for (std::size_t round = 0; round < count; ++round) {
        std::size_t best = count;
        for (std::size_t g = 0; g < count; ++g) {
            if (asked[g])
                continue;
            // The last digits of a sum depend on the order in which it was made.
            const double more = best == count ? 1 : weight[g] - weight[best];
            const auto here = static_cast<qsizetype>(g);
            if (more > 1e-6 || (more > -1e-6 && all.at(here).id < all.at(static_cast<qsizetype>(best)).id))
                best = g;
        }
        asked[best] = true;
        for (const std::size_t p : patternsOf[best]) {
            const auto results = static_cast<double>(m_patterns[p].results);
            const auto before = static_cast<double>(left[p]);
            if (--left[p] == 0) {
                decided += m_patterns[p].results;
                continue;
            }
            for (const int g : m_patterns[p].groups) {
                if (!asked[static_cast<std::size_t>(g)])
                    weight[static_cast<std::size_t>(g)] += results / (before - 1) - results / before;
            }
        }
        Question question = all.at(static_cast<qsizetype>(best));
        question.decidedSoFar = decided;
        for (const auto &[holder, of] : holders[best]) {
            if (holder != 0)
                question.holders.append({holder, {}, {}, of.decides, of.alone});
        }
        std::sort(question.holders.begin(), question.holders.end(), [](const QuestionHolder &a, const QuestionHolder &b) {
            return a.decides != b.decides ? a.decides > b.decides : a.entity < b.entity;
        });
        question.holderCount = question.holders.size();
        if (question.holders.size() > mostHolders)
            question.holders.resize(mostHolders);
        for (const auto &[rule, results] : m_rules[best])
            question.rules.append({rules.at(rule), results});
        std::sort(question.rules.begin(), question.rules.end(), [](const QuestionRule &a, const QuestionRule &b) {
            return a.results != b.results ? a.results > b.results : a.rule < b.rule;
        });
        list.questions.append(question);
    }
    return list;
}

} // namespace rules
