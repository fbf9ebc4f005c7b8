// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/acceptance.h"

#include "rules/compiler.h"
#include "rules/evaluator.h"
#include "rules/waivers.h"
#include "store/changelog.h"
#include "store/findings.h"

#include <QRegularExpression>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using domain::Day;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

constexpr int longestYears = 2;

Error refused(const QString &why, const QString &where = {}) { return {ErrorCode::Refused, why, where}; }

/// For comparing functions: case, spaces and signs between words make no difference.
QString plain(const QString &function)
{
    static const QRegularExpression between(u"[\\s\\p{P}]+"_s);
    return QString(function).replace(between, u" "_s).trimmed().toCaseFolded();
}

bool names(const QString &said, const QString &function)
{
    const QString wanted = plain(function);
    return !wanted.isEmpty() && (u' ' + plain(said) + u' ').contains(u' ' + wanted + u' ');
}

/// The function of Art. 37 GDPR as it is called where nobody wrote down the organisation's roles.
bool isDataProtectionOfficer(const QString &said)
{
    for (const auto *name : {u"dpo", u"data protection officer", u"data privacy officer", u"datenschutzbeauftragter", u"datenschutzbeauftragte", u"dsb",
                             u"délégué à la protection des données", u"déléguée à la protection des données", u"responsabile della protezione dei dati",
                             u"delegado de protección de datos", u"functionaris voor gegevensbescherming"}) {
        if (names(said, QString::fromUtf16(name)))
            return true;
    }
    return false;
}

QString iso(Day day) { return domain::fromDay(day).toString(Qt::ISODate); }

QString noGap(Status status, Day day)
{
    switch (status) {
    case Status::Unknown: return u"is unknown, not a gap: answer what is missing first; nobody can accept what is not known"_s;
    case Status::NotYetApplicable: return u"does not apply yet on %1: there is nothing to accept"_s.arg(iso(day));
    case Status::NotApplicable: return u"does not apply here: there is nothing to accept"_s;
    case Status::Pass: return u"is met: there is nothing to accept"_s;
    default: break;
    }
    return u"is no gap on %1"_s.arg(iso(day));
}

/// Looks at gaps one by one and says what their acceptances rest on.
class Judge
{
public:
    Judge(QSqlDatabase &db, store::AttributeStore &values, const QList<Pack> &packs, const Decision &decision, Day judged)
        : m_values(values), m_packs(packs), m_decision(decision), m_judged(judged), m_session(db, values.catalogue(), judged)
    {
    }
    Result<void> open() { return m_session.open(); }

    Result<store::Waiver> waiver(const GapOf &gap)
    {
        if (const Result<void> found = turnTo(gap.rule); !found)
            return found.error();
        const QString key = m_values.keyOf(gap.entity.value);
        const QString where = gap.rule + u", "_s + (key.isEmpty() ? QString::number(gap.entity.value) : key);
        if (const QString why = whyNotAcceptable(*m_pack, *m_rule, m_decision.on); !why.isEmpty())
            return refused(why, where);
        if (m_rule->off)
            return refused(u"is switched off: its results are in no count, so that there is nothing to accept"_s, where);
        if (!m_ids.contains(gap.entity.value))
            return refused(key.isEmpty() ? u"there is no such thing in the inventory"_s : u"is not judged by this rule: there is nothing to accept"_s, where);
        if (m_rule->bindsFrom && m_decision.expires > *m_rule->bindsFrom)
            return refused(u"it must expire by %1: from that day duties of %2 rest on it"_s.arg(iso(*m_rule->bindsFrom), m_pack->title), where);
        const Result<Explanation> e = m_explainer->explain(gap.entity);
        if (!e)
            return e.error();
        if (e->status != Status::Gap)
            return refused(noGap(e->status, m_judged), where);
        const QString print = fingerprint(*m_rule, *e);
        for (const store::Waiver &w : store::waiversOf(m_values, gap.rule, gap.entity.value)) {
            if (w.standsOn(m_decision.on) && w.fingerprint == print)
                return refused(u"is accepted already, which expires on %1: withdraw that first"_s.arg(iso(w.expires)), where);
        }
        return store::Waiver{0, gap.rule, gap.entity.value, print, m_decision.reason.trimmed(), m_decision.requestedBy.simplified(),
                             m_decision.approvedBy.simplified(), m_decision.on, m_decision.expires, {}};
    }

private:
    Result<void> turnTo(const QString &id)
    {
        if (m_rule && m_rule->id == id)
            return {};
        m_rule = nullptr;
        for (const Pack &pack : m_packs) {
            if ((m_rule = pack.rule(id))) {
                m_pack = &pack;
                break;
            }
        }
        if (!m_rule)
            return refused(u"there is no such rule"_s, id);
        m_explainer = std::make_unique<Explainer>(m_session, m_values.catalogue(), *m_pack, *m_rule, m_judged, parameterValues(*m_pack, {}), ReasonWords());
        if (const Result<void> prepared = m_session.prepareJudged(m_rule->entity, {}); !prepared)
            return prepared;
        auto rows = m_session.run({u"SELECT id FROM "_s + Compiler::judgedTable(m_rule->entity), {}});
        if (!rows)
            return rows.error();
        m_ids.clear();
        while (rows->next())
            m_ids.insert(rows->value(0).toLongLong());
        return {};
    }

    store::AttributeStore &m_values;
    const QList<Pack> &m_packs;
    const Decision &m_decision;
    Day m_judged;
    Session m_session;
    const Pack *m_pack = nullptr;
    const Rule *m_rule = nullptr;
    std::unique_ptr<Explainer> m_explainer;
    QSet<qint64> m_ids;
};

} // namespace

Day lastExpiry(Day on, const QList<const Rule *> &rules)
{
    Day last = domain::toDay(domain::fromDay(on).addYears(longestYears));
    for (const Rule *rule : rules) {
        if (rule->bindsFrom)
            last = std::min(last, *rule->bindsFrom);
    }
    return last;
}

std::optional<Day> lastDue(const QList<const Rule *> &rules, Day today)
{
    std::optional<Day> last;
    for (const Rule *rule : rules) {
        // Once it binds it is a breach: the plan says when that ends.
        if (rule->bindsFrom && today < *rule->bindsFrom && (!last || *rule->bindsFrom - 1 < *last))
            last = *rule->bindsFrom - 1;
    }
    return last;
}

std::optional<Day> lastDueOf(store::AttributeStore &values, const QList<Pack> &packs, qint64 issue, Day today)
{
    QList<const Rule *> rules;
    store::FindingFilter filter;
    filter.statuses = {Status::Gap, Status::Accepted};
    filter.issue = issue;
    store::forEachFinding(values, filter, [&](const store::FindingRow &row) {
        for (const Pack &pack : packs) {
            if (const Rule *rule = pack.rule(row.rule); rule && !rules.contains(rule))
                rules.append(rule);
        }
        return true;
    });
    return lastDue(rules, today);
}

QString whyNotAcceptable(const Pack &pack, const Rule &rule, Day on)
{
    if (rule.bindsFrom && on >= *rule.bindsFrom)
        return u"since %1 duties of %2 rest on it, which nobody can accept away: keep it as a known breach, with a plan, a date and an accountable executive, "
               "until it is mended"_s.arg(iso(*rule.bindsFrom), pack.title);
    if (rule.legalStatus != domain::LegalStatus::Law)
        return {};
    return u"%1 is binding law, which nobody can accept away: keep it as a known breach, with a plan, a date and an accountable executive, "
           "until it is mended"_s.arg(pack.title);
}

Result<void> checkDecision(const Decision &d, const QList<store::Role> &roles)
{
    if (d.reason.simplified().isEmpty())
        return refused(u"say why it is acceptable: a justification is needed"_s);
    if (plain(d.requestedBy).isEmpty())
        return refused(u"say who asks for it"_s);
    if (plain(d.approvedBy).isEmpty())
        return refused(u"say who approves it"_s);
    if (plain(d.requestedBy) == plain(d.approvedBy))
        return refused(u"who asks for it can't approve it: name somebody else, the business owner for instance"_s);
    bool advises = isDataProtectionOfficer(d.approvedBy);
    bool reads = false;
    for (const store::Role &role : roles) {
        const bool exactly = plain(d.approvedBy) == plain(role.name) || plain(d.approvedBy) == plain(role.id);
        // A deputy of who advises only advises too.
        advises = advises || (role.advisesOnly && (exactly || names(d.approvedBy, role.name)));
        reads = reads || (role.readsOnly && exactly);
    }
    if (advises)
        return refused(u"the data protection officer advises and never approves (Art. 38(6) GDPR): let the business owner approve, and keep the "
                       "advice in the justification"_s);
    if (reads)
        return refused(u"%1 only reads: let the business owner approve"_s.arg(d.approvedBy.simplified()));
    if (d.expires <= d.on)
        return refused(u"it must expire after %1, the day of the decision"_s.arg(iso(d.on)));
    if (d.expires > lastExpiry(d.on))
        return refused(u"it must expire within two years, by %1"_s.arg(iso(lastExpiry(d.on))));
    return {};
}

QString acceptanceTitle(const QList<GapOf> &gaps)
{
    QStringList rules;
    for (const GapOf &gap : gaps) {
        if (!rules.contains(gap.rule))
            rules.append(gap.rule);
    }
    return (gaps.size() == 1 ? u"Accept %1 finding of %2%3"_s : u"Accept %1 findings of %2%3"_s)
        .arg(gaps.size())
        .arg(rules.mid(0, 3).join(u", "_s), rules.size() > 3 ? u" and %1 more"_s.arg(rules.size() - 3) : QString());
}

IssueGaps openGapsOf(store::AttributeStore &values, const QList<Pack> &packs, qint64 issue, Day on)
{
    IssueGaps out;
    store::FindingFilter filter;
    filter.statuses = {Status::Gap};
    filter.issue = issue;
    store::forEachFinding(values, filter, [&](const store::FindingRow &row) {
        const auto pack = std::find_if(packs.cbegin(), packs.cend(), [&](const Pack &p) { return p.rule(row.rule) != nullptr; });
        const bool free = pack != packs.cend() && whyNotAcceptable(*pack, *pack->rule(row.rule), on).isEmpty();
        (free ? out.acceptable : out.bound).append({row.rule, {row.entity}});
        return true;
    });
    return out;
}

Result<qint64> acceptGaps(QSqlDatabase &db, store::AttributeStore &values, const QList<Pack> &packs, const QList<GapOf> &gaps,
                          const Decision &decision, Day judged, const QString &title, const QString &who, const QDateTime &at)
{
    if (gaps.isEmpty())
        return refused(u"there is nothing to accept"_s);
    if (const Result<void> checked = checkDecision(decision, store::roles(values)); !checked)
        return checked.error();
    QList<store::Waiver> made;
    {
        // The session's tables go before anything is written.
        Judge judge(db, values, packs, decision, judged);
        if (const Result<void> opened = judge.open(); !opened)
            return opened.error();
        QList<GapOf> byRule = gaps;
        std::stable_sort(byRule.begin(), byRule.end(), [](const GapOf &a, const GapOf &b) { return a.rule < b.rule; });
        for (const GapOf &gap : std::as_const(byRule)) {
            const Result<store::Waiver> one = judge.waiver(gap);
            if (!one)
                return one.error();
            if (std::any_of(made.cbegin(), made.cend(), [&](const store::Waiver &w) { return w.rule == gap.rule && w.entity == gap.entity.value; }))
                continue;
            made.append(*one);
        }
    }
    store::ChangeLog log(values, u"acceptance"_s, title, who, at);
    for (const store::Waiver &w : std::as_const(made)) {
        // One that stands on other facts holds no longer; should they return, they need a new decision.
        for (const store::Waiver &old : store::waiversOf(values, w.rule, w.entity)) {
            if (old.standsOn(decision.on))
                store::removeWaiver(values, log, old);
        }
        store::addWaiver(values, log, w);
    }
    log.finish();
    return log.set();
}

Result<qint64> withdrawAcceptances(store::AttributeStore &values, const QList<GapOf> &gaps, Day on, const QString &title, const QString &who,
                                   const QDateTime &at)
{
    QList<store::Waiver> standing;
    for (const GapOf &gap : gaps) {
        bool any = false;
        for (const store::Waiver &w : store::waiversOf(values, gap.rule, gap.entity.value)) {
            if (!w.standsOn(on))
                continue;
            any = true;
            if (!standing.contains(w))
                standing.append(w);
        }
        if (!any)
            return refused(u"no acceptance stands here on %1"_s.arg(iso(on)), gap.rule + u", "_s + values.keyOf(gap.entity.value));
    }
    if (standing.isEmpty())
        return refused(u"there is nothing to withdraw"_s);
    store::ChangeLog log(values, u"acceptance"_s, title, who, at);
    for (const store::Waiver &w : std::as_const(standing))
        store::withdrawWaiver(values, log, w, on);
    log.finish();
    return log.set();
}

} // namespace rules
