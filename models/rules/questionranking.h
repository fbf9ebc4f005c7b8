// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/questions.h"

#include <QByteArray>

#include <unordered_map>
#include <vector>

namespace rules {

/// Collects what each unknown result rests on, and ranks what is to be asked. A group is an attribute of a kind, or a register;
/// a fact is a group with a holder. Thread: any.
class QuestionRanking
{
public:
    /// The number of a group; the same each time. No attribute: the register.
    int group(domain::EntityKind, const domain::Attribute *);
    using Facts = std::vector<std::pair<int, qint64>>;
    /// Facts that many results rest on, kept once for all of them; in any order and perhaps more than once. Its number.
    int keep(Facts facts);
    /// One unknown result with its missing facts (group and holder), in any order and perhaps more than once, and those that are kept.
    void add(int rule, Facts &facts, int kept = -1);
    /// Ranked, without keys and names. `rules` are the names by number.
    QuestionList ranked(const QStringList &rules, qsizetype mostHolders) const;

private:
    struct Group
    {
        domain::EntityKind kind;
        const domain::Attribute *attr;
    };
    struct Holder
    {
        qint64 decides = 0, alone = 0;
    };
    struct Kept
    {
        Facts facts;             ///< sorted, each once
        std::vector<int> groups; ///< sorted, each once
        qint64 results = 0;      ///< that rest on them
        qint64 alone = 0;        ///< with nothing else, where it is one fact
    };
    struct Pattern
    {
        std::vector<int> groups;
        qint64 results = 0;
    };

    std::vector<Group> m_groups;
    QHash<std::pair<int, QString>, int> m_numbers;
    std::vector<std::unordered_map<qint64, Holder>> m_holders; ///< by group
    std::vector<std::unordered_map<int, qint64>> m_rules;      ///< by group: results by rule
    QHash<QByteArray, qsizetype> m_patternAt;
    std::vector<Pattern> m_patterns;
    std::vector<Kept> m_kept;
    qint64 m_unknown = 0, m_without = 0;
};

} // namespace rules
