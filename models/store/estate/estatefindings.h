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
    struct Finding
    {
        quint32 thing = 0;
        quint8 status = 0;              ///< domain::Status
        bool ofIssue = false;
    };
    /// The worst that some rules say of a thing.
    struct Worst
    {
        bool law = false, gap = false, unknown = false, accepted = false;
        quint8 grade = 0;   ///< domain::Severity of the gravest gap
        void join(const Worst &);
    };

    bool read(AttributeStore &, const EstateThings &, EstatePoll &);

    /// Things of which such rules found something of the status; without one, what is open or not decided.
    ThingSet things(const EstateThings &, AttributeStore &, const PageFilter &) const;
    /// What the rules that the filter names found of the things: gaps, what is unknown and what is accepted, or of its status alone.
    QList<FindingCount> counts(const ThingSet &, AttributeStore &, const PageFilter &) const;
    /// By thing; kept, since the same rules are asked for again and again.
    std::shared_ptr<const std::vector<Worst>> worst(const EstateThings &, const QStringList &rules) const;
    /// The same of all rules.
    std::vector<Worst> worstOfAll(const EstateThings &) const;

private:
    static std::set<qint64> rulesOf(AttributeStore &, const PageFilter &);
    void addWorst(const Rule &, std::vector<Worst> &) const;

    std::vector<Rule> m_rules;
    std::vector<Finding> m_findings;
    mutable QMutex m_mutex;
    mutable QHash<QString, std::shared_ptr<const std::vector<Worst>>> m_worst;
};

} // namespace store
