// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estatefindings.h"

namespace store {

/// The lines of a list of issues, counted from columns: what issueLines() says without a group, of the things that a filter leaves. Any thread
/// with a connection of its own to the same state of the workspace; through it comes only what a line says of its issue.
class EstateIssues
{
public:
    EstateIssues(AttributeStore &store, const EstateThings &things, const EstateFindings &findings) : m_store(store), m_things(things), m_findings(findings) {}

    /// The gravest first. Not for filters that ask for plans or for what tools contradict.
    QList<IssueLine> lines(const ThingSet &, const PageFilter &, int limit) const;
    /// Open issues with a gap of one of the things.
    std::set<qint64> open(const ThingSet &) const;

private:
    struct Candidate;
    struct Gathered;
    using LineOf = QHash<qint64, qsizetype>; ///< by its number
    QList<Candidate> candidates(const ThingSet &, const PageFilter &, const std::set<qint64> &rules) const;
    void gather(QList<IssueLine> &lines, const LineOf &, const ThingSet &, const PageFilter &, const std::set<qint64> &rules) const;
    void addContradicted(QList<IssueLine> &lines, const LineOf &, const ThingSet &, const PageFilter &, const std::set<qint64> &rules) const;
    void describe(IssueLine &) const;

    AttributeStore &m_store;
    const EstateThings &m_things;
    const EstateFindings &m_findings;
};

} // namespace store
