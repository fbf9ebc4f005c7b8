// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estatethings.h"
#include "store/pages/listqueries.h"

#include <QHash>
#include <QMutex>

#include <memory>
#include <set>

namespace store {

/// What the newest runs found, rule by rule: what is not passed and applies. Read once; then any thread.
class EstateFindings
{
public:
    struct Rule
    {
        qint64 id = 0;
        QString name, framework;
        domain::Severity severity = domain::Severity::Low;
        domain::LegalStatus legal = domain::LegalStatus::Law;
        std::size_t first = 0, last = 0;    ///< its findings
    };
    /// There may be millions: eight bytes each.
    struct Finding
    {
        quint32 thing = 0;
        quint32 said = 0;               ///< its status, and its issue's place in issues()
        domain::Status status() const { return static_cast<domain::Status>(said & 15); }
        std::size_t issue() const { return said >> 4; }
        bool ofIssue() const { return issue() != 0; }
    };
    struct Issue
    {
        qint64 id = 0;
        bool open = false;              ///< and known by its number
    };
    /// The worst that some rules say of a thing.
    struct Worst
    {
        bool law = false, gap = false, unknown = false, accepted = false;
        quint8 grade = 0;   ///< domain::Severity of the gravest gap
        void join(const Worst &);
    };

    bool read(AttributeStore &, const EstateThings &, EstatePoll &);

    const std::vector<Rule> &rules() const { return m_rules; }
    /// nullptr: there is none.
    const Rule *rule(qint64 id) const;
    const Finding &at(std::size_t finding) const { return m_findings[finding]; }
    /// What the rule found of the thing; nullptr where nothing is kept.
    const Finding *find(qint64 rule, quint32 thing) const;
    /// The first is none: that of what belongs to no issue.
    const std::vector<Issue> &issues() const { return m_issues; }
    /// The rules that the filter names, by their numbers.
    static std::set<qint64> rulesOf(AttributeStore &, const PageFilter &);

    /// Things of which such rules found something of the status; without one, what is open or not decided.
    ThingSet things(const EstateThings &, AttributeStore &, const PageFilter &) const;
    /// What the rules that the filter names found of the things: gaps, what is unknown and what is accepted, or of its status alone.
    QList<FindingCount> counts(const ThingSet &, AttributeStore &, const PageFilter &) const;
    /// By thing; kept, since the same rules are asked for again and again.
    std::shared_ptr<const std::vector<Worst>> worst(const EstateThings &, const QStringList &rules) const;
    /// The same of all rules.
    std::vector<Worst> worstOfAll(const EstateThings &) const;

private:
    void addWorst(const Rule &, std::vector<Worst> &) const;

    std::vector<Rule> m_rules;
    std::vector<Finding> m_findings;
    std::vector<Issue> m_issues;
    mutable QMutex m_mutex;
    mutable QHash<QString, std::shared_ptr<const std::vector<Worst>>> m_worst;
};

} // namespace store
