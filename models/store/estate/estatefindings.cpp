// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estatefindings.h"

#include "store/estate/estaterows.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr qsizetype MostKeptWorst = 12;

} // namespace

void EstateFindings::Worst::join(const Worst &other)
{
    law = law || other.law;
    gap = gap || other.gap;
    unknown = unknown || other.unknown;
    accepted = accepted || other.accepted;
    grade = std::max(grade, other.grade);
}

bool EstateFindings::read(AttributeStore &store, const EstateThings &things, EstatePoll &poll)
{
    const bool rulesRead = eachRow(store.statement("SELECT id, name, framework, severity, legal FROM rule ORDER BY id"), poll, [&](const Statement &row) {
        m_rules.push_back({row.integer(0), row.text(1), row.text(2), static_cast<Severity>(row.integer(3)), static_cast<LegalStatus>(row.integer(4)), 0, 0});
    });
    QHash<qint64, quint32> places;
    m_issues.assign(1, {});
    const bool issuesRead = eachRow(store.statement("SELECT i.id FROM issue i JOIN rule m ON m.id=i.rule WHERE i.closed_run IS NULL"), poll, [&](const Statement &row) {
        places.insert(row.integer(0), static_cast<quint32>(m_issues.size()));
        m_issues.push_back({row.integer(0), true});
    });
    if (!rulesRead || !issuesRead)
        return false;
    const auto placeOf = [&](qint64 issue) {
        if (issue <= 0)
            return quint32(0);
        const auto known = places.constFind(issue);
        if (known != places.cend())
            return *known;
        const auto place = static_cast<quint32>(m_issues.size());
        m_issues.push_back({issue, false});
        places.insert(issue, place);
        return place;
    };
    std::size_t at = 0;
    Statement &s = store.statement("SELECT rule, entity, status, issue FROM finding ORDER BY rule, entity");
    return eachRow(s, poll, [&](const Statement &row) {
        const int thing = things.find(row.integer(1));
        const qint64 rule = row.integer(0);
        while (at < m_rules.size() && m_rules[at].id < rule)
            ++at;
        if (thing < 0 || at == m_rules.size() || m_rules[at].id != rule)
            return;
        if (m_rules[at].last == 0)
            m_rules[at].first = m_findings.size();
        m_findings.push_back({static_cast<quint32>(thing), placeOf(row.integer(3)) << 4 | static_cast<quint32>(row.integer(2) & 15)});
        m_rules[at].last = m_findings.size();
    });
}

std::set<qint64> EstateFindings::rulesOf(AttributeStore &store, const PageFilter &f)
{
    std::set<qint64> out;
    Statement &s = store.statement("SELECT u.id FROM rule u WHERE 1" + ruleCondition(f));
    while (s.next())
        out.insert(s.integer(0));
    s.reset();
    return out;
}

const EstateFindings::Rule *EstateFindings::rule(qint64 id) const
{
    const auto at = std::lower_bound(m_rules.begin(), m_rules.end(), id, [](const Rule &r, qint64 wanted) { return r.id < wanted; });
    return at != m_rules.end() && at->id == id ? &*at : nullptr;
}

const EstateFindings::Finding *EstateFindings::find(qint64 ofRule, quint32 thing) const
{
    const Rule *of = rule(ofRule);
    if (!of)
        return nullptr;
    // As things are: in the order of their ids.
    const auto last = m_findings.begin() + static_cast<std::ptrdiff_t>(of->last);
    const auto at = std::lower_bound(m_findings.begin() + static_cast<std::ptrdiff_t>(of->first), last, thing, [](const Finding &f, quint32 t) { return f.thing < t; });
    return at != last && at->thing == thing ? &*at : nullptr;
}

QList<FindingCount> EstateFindings::counts(const ThingSet &set, AttributeStore &store, const PageFilter &f) const
{
    const std::set<qint64> wanted = rulesOf(store, f);
    std::map<std::tuple<QString, Severity, LegalStatus, Status>, int> sums;
    for (const Rule &rule : m_rules) {
        if (!wanted.contains(rule.id))
            continue;
        std::array<int, StatusCount> found{};
        for (std::size_t i = rule.first; i < rule.last; ++i) {
            if (set.has(m_findings[i].thing))
                ++found.at(static_cast<std::size_t>(m_findings[i].status()));
        }
        for (const Status status : {Status::Gap, Status::Unknown, Status::Accepted}) {
            const int n = found.at(static_cast<std::size_t>(status));
            if (n > 0 && !f.status)
                sums[{rule.framework, rule.severity, rule.legal, status}] += n;
        }
        if (f.status && found.at(static_cast<std::size_t>(*f.status)) > 0)
            sums[{rule.framework, rule.severity, rule.legal, *f.status}] += found.at(static_cast<std::size_t>(*f.status));
    }
    QList<FindingCount> out;
    for (const auto &[of, n] : sums)
        out.append({std::get<0>(of), std::get<1>(of), std::get<2>(of), std::get<3>(of), n});
    return out;
}

ThingSet EstateFindings::things(const EstateThings &things, AttributeStore &store, const PageFilter &f) const
{
    const std::set<qint64> wanted = rulesOf(store, f);
    ThingSet out = things.none();
    // Gaps and accepted gaps belong to issues.
    const bool ofIssue = f.status == Status::Gap || f.status == Status::Accepted;
    for (const Rule &rule : m_rules) {
        if (!wanted.contains(rule.id))
            continue;
        for (std::size_t i = rule.first; i < rule.last; ++i) {
            const Finding &one = m_findings[i];
            const Status status = one.status();
            if (f.status ? status == *f.status && (one.ofIssue() || !ofIssue) : status == Status::Gap || status == Status::Unknown)
                out.add(one.thing);
        }
    }
    return out;
}

void EstateFindings::addWorst(const Rule &rule, std::vector<Worst> &worst) const
{
    for (std::size_t i = rule.first; i < rule.last; ++i) {
        const Finding &one = m_findings[i];
        Worst &w = worst[one.thing];
        const Status status = one.status();
        if (status == Status::Gap) {
            w.gap = true;
            w.law = w.law || rule.legal == LegalStatus::Law;
            w.grade = std::max(w.grade, static_cast<quint8>(rule.severity));
        } else if (status == Status::Unknown) {
            w.unknown = true;
        } else if (status == Status::Accepted) {
            w.accepted = true;
        }
    }
}

std::shared_ptr<const std::vector<EstateFindings::Worst>> EstateFindings::worst(const EstateThings &things, const QStringList &rules) const
{
    const QString key = rules.join(u'\n');
    const QMutexLocker lock(&m_mutex);
    if (const auto known = m_worst.constFind(key); known != m_worst.cend())
        return *known;
    auto worst = std::make_shared<std::vector<Worst>>(things.count());
    for (const Rule &rule : m_rules) {
        if (rules.contains(rule.name))
            addWorst(rule, *worst);
    }
    if (m_worst.size() >= MostKeptWorst)
        m_worst.clear();
    m_worst.insert(key, worst);
    return worst;
}

std::vector<EstateFindings::Worst> EstateFindings::worstOfAll(const EstateThings &things) const
{
    std::vector<Worst> worst(things.count());
    for (const Rule &rule : m_rules)
        addWorst(rule, worst);
    return worst;
}

} // namespace store
