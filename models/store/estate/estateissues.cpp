// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estateissues.h"

#include "store/pages/contradictionqueries.h"

#include <algorithm>
#include <tuple>

using namespace domain;

namespace store {
namespace {

/// Does a finding of this status count under the filter?
bool counts(const PageFilter &f, Status status)
{
    return f.status ? status == *f.status : status == Status::Gap || status == Status::Unknown;
}

} // namespace

/// A line that could be shown: an issue by its number, or what is unknown under a rule by the rule's below zero.
struct EstateIssues::Candidate
{
    qint64 id = 0;
    Severity severity = Severity::Low;
    int gaps = 0, unknowns = 0;
    bool operator<(const Candidate &other) const { return rank() > other.rank(); }
    std::tuple<bool, Severity, int, int, qint64> rank() const { return {gaps > 0, severity, gaps, unknowns, id}; }
};

/// The things of a line: those of its open findings; where none is open, those of the others.
struct EstateIssues::Gathered
{
    std::vector<quint32> open, all;
};

QList<EstateIssues::Candidate> EstateIssues::candidates(const ThingSet &set, const PageFilter &f, const std::set<qint64> &rules) const
{
    struct Sum
    {
        bool any = false;
        Severity severity = Severity::Low;
        int gaps = 0;
    };
    std::vector<Sum> sums(m_findings.issues().size());
    QList<Candidate> out;
    for (const EstateFindings::Rule &rule : m_findings.rules()) {
        if (!rules.contains(rule.id))
            continue;
        int unknowns = 0;
        for (std::size_t i = rule.first; i < rule.last; ++i) {
            const EstateFindings::Finding &one = m_findings.at(i);
            const Status status = one.status();
            if (!counts(f, status) || !set.has(one.thing))
                continue;
            if (!one.ofIssue()) {
                unknowns += status == Status::Unknown;
                continue;
            }
            Sum &sum = sums[one.issue()];
            sum.severity = sum.any ? std::max(sum.severity, rule.severity) : rule.severity;
            sum.any = true;
            sum.gaps += status == Status::Gap;
        }
        if (unknowns > 0)
            out.append({-rule.id, rule.severity, 0, unknowns});
    }
    for (std::size_t i = 1; i < sums.size(); ++i) {
        if (sums[i].any && m_findings.issues()[i].open)
            out.append({m_findings.issues()[i].id, sums[i].severity, sums[i].gaps, 0});
    }
    return out;
}

void EstateIssues::gather(QList<IssueLine> &lines, const LineOf &lineOf, const ThingSet &set, const PageFilter &f, const std::set<qint64> &wanted) const
{
    std::vector<qsizetype> ofIssue(m_findings.issues().size(), -1);
    for (std::size_t i = 1; i < ofIssue.size(); ++i)
        ofIssue[i] = lineOf.value(m_findings.issues()[i].id, -1);
    std::vector<const EstateFindings::Rule *> rules;
    for (const EstateFindings::Rule &rule : m_findings.rules()) {
        if (wanted.contains(rule.id))
            rules.push_back(&rule);
    }
    std::sort(rules.begin(), rules.end(), [](const auto *a, const auto *b) { return a->severity != b->severity ? a->severity > b->severity : a->name < b->name; });
    std::vector<Gathered> gathered(static_cast<std::size_t>(lines.size()));
    for (const EstateFindings::Rule *rule : rules) {
        const qsizetype unknownLine = lineOf.value(-rule->id, -1);
        for (std::size_t i = rule->first; i < rule->last; ++i) {
            const EstateFindings::Finding &one = m_findings.at(i);
            const Status status = one.status();
            const qsizetype at = one.ofIssue() ? ofIssue[one.issue()] : status == Status::Unknown ? unknownLine : -1;
            if (at < 0 || !counts(f, status) || !set.has(one.thing))
                continue;
            Gathered &g = gathered[static_cast<std::size_t>(at)];
            (status == Status::Gap ? g.open : g.all).push_back(one.thing);
            IssueLine &line = lines[at];
            if (line.rules.isEmpty() || line.rules.constLast().rule != rule->name)
                line.rules.append({rule->name, rule->framework, 0, 0});
            line.rules.last().gaps += status == Status::Gap;
            line.rules.last().accepted += status == Status::Accepted;
            line.accepted += status == Status::Accepted;
        }
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        Gathered &g = gathered[static_cast<std::size_t>(i)];
        std::vector<quint32> &things = g.open.empty() ? g.all : g.open;
        std::sort(things.begin(), things.end());
        things.erase(std::unique(things.begin(), things.end()), things.end());
        IssueLine &line = lines[i];
        line.things = static_cast<int>(things.size());
        const bool alike = std::all_of(things.begin(), things.end(), [&](quint32 thing) { return m_things.kind(thing) == m_things.kind(things.front()); });
        if (alike && !things.empty())
            line.kind = m_things.kind(things.front());
    }
}

void EstateIssues::addContradicted(QList<IssueLine> &lines, const LineOf &lineOf, const ThingSet &set, const PageFilter &f, const std::set<qint64> &rules) const
{
    if (!hasContradictions(m_store))
        return;
    Statement &s = m_store.statement("SELECT rule, entity FROM contradiction");
    while (s.next()) {
        const int thing = m_things.find(s.integer(1));
        if (thing < 0 || !rules.contains(s.integer(0)) || !set.has(static_cast<quint32>(thing)))
            continue;
        const EstateFindings::Finding *one = m_findings.find(s.integer(0), static_cast<quint32>(thing));
        if (!one || !one->ofIssue() || !counts(f, one->status()))
            continue;
        if (const qsizetype at = lineOf.value(m_findings.issues()[one->issue()].id, -1); at >= 0)
            lines[at].contradicted += one->status() == (lines.at(at).gaps > 0 ? Status::Gap : Status::Accepted);
    }
    s.reset();
}

void EstateIssues::describe(IssueLine &line) const
{
    if (line.id < 0) {
        const EstateFindings::Rule *rule = m_findings.rule(-line.id);
        line.rule = rule->name;
        line.framework = rule->framework;
        return;
    }
    Statement &s = m_store.statement("SELECT m.name, m.framework, o.id, o.kind, o.key, o.name, i.theme, i.root_text, i.owner, i.measure, i.due FROM issue i JOIN rule m ON m.id=i.rule "
                                     "LEFT JOIN entity o ON o.id=i.root WHERE i.id=?1");
    s.bind(1, line.id);
    if (s.next()) {
        line.rule = s.text(0);
        line.framework = s.text(1);
        line.root = {s.integer(2), static_cast<EntityKind>(s.integer(3)), s.text(4), s.text(5)};
        line.theme = s.text(6);
        line.rootText = s.text(7);
        line.plan = {s.text(8), s.text(9), {}};
        if (!s.isNull(10))
            line.plan.due = static_cast<Day>(s.integer(10));
    }
    s.reset();
}

QList<IssueLine> EstateIssues::lines(const ThingSet &set, const PageFilter &f, int limit) const
{
    const std::set<qint64> rules = EstateFindings::rulesOf(m_store, f);
    QList<Candidate> shown = candidates(set, f, rules);
    const qsizetype most = std::min<qsizetype>(limit, shown.size());
    std::partial_sort(shown.begin(), shown.begin() + most, shown.end());
    QList<IssueLine> out;
    LineOf lineOf;
    for (const Candidate &c : std::as_const(shown).first(most)) {
        IssueLine line;
        line.id = c.id;
        line.severity = c.severity;
        line.gaps = c.gaps;
        line.unknowns = c.unknowns;
        describe(line);
        lineOf.insert(line.id, out.size());
        out.append(line);
    }
    gather(out, lineOf, set, f, rules);
    addContradicted(out, lineOf, set, f, rules);
    return out;
}

std::set<qint64> EstateIssues::open(const ThingSet &set) const
{
    std::vector<bool> has(m_findings.issues().size());
    for (const EstateFindings::Rule &rule : m_findings.rules()) {
        for (std::size_t i = rule.first; i < rule.last; ++i) {
            const EstateFindings::Finding &one = m_findings.at(i);
            if (one.ofIssue() && one.status() == Status::Gap && set.has(one.thing))
                has[one.issue()] = true;
        }
    }
    std::set<qint64> out;
    for (std::size_t i = 1; i < has.size(); ++i) {
        if (has[i] && m_findings.issues()[i].open)
            out.insert(m_findings.issues()[i].id);
    }
    return out;
}

} // namespace store
