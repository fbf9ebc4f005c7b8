// SPDX-License-Identifier: GPL-3.0-or-later
// Acceptance of gaps: what may be accepted, by whom, and what was.
#include "core/findingdetails.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "core/withstore.h"
#include "store/findings.h"
#include "rules/acceptance.h"
#include "store/pages/listqueries.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr int ProposedMonths = 12;

bool isOf(const FindingRow &row, const store::Waiver &w) { return row.rule == w.rule && row.entity == w.entity; }

} // namespace

void GuiBackend::fillAcceptances(store::AttributeStore &values, qint64 issue, IssueDetail &out) const
{
    if (issue <= 0)
        return;
    const rules::IssueGaps gaps = rules::openGapsOf(values, m_services.packs(), issue, toDay(m_clock.today()));
    out.acceptable = static_cast<int>(gaps.acceptable.size());
    out.bound = static_cast<int>(gaps.bound.size());
    if (gaps.acceptable.isEmpty() && !gaps.bound.isEmpty()) {
        const auto [pack, rule] = m_services.rule(gaps.bound.constFirst().rule);
        out.notAcceptable = rule ? text::capitalised(rules::whyNotAcceptable(*pack, *rule, toDay(m_clock.today()))) : u"The rule set of these gaps is not here"_s;
    } else if (gaps.acceptable.isEmpty()) {
        out.notAcceptable = u"Nothing here is open: only a gap can be accepted"_s;
    }
    const Day asOf = judgedOn(values);
    QSet<std::pair<QString, qint64>> told;
    for (const store::Waiver &w : store::waiversOfIssue(values, issue)) {
        // The newest decision on a gap tells how it stands; a later one than the day that is shown does not count yet.
        if (w.acceptedOn > asOf || told.contains({w.rule, w.entity}))
            continue;
        const std::optional<Status> status = store::statusOfFinding(values, w.rule, w.entity);
        if (status != Status::Accepted && status != Status::Gap)
            continue;
        if (status == Status::Accepted && !w.standsOn(asOf))
            continue;
        told.insert({w.rule, w.entity});
        AcceptanceRow row{w.reason, w.requestedBy, w.approvedBy, fromDay(w.acceptedOn), fromDay(w.expires), status == Status::Accepted ? QString() : endOf(w, asOf), {}};
        const auto head = store::entityHead(values, w.entity);
        const QString name = head ? nameOf(values, *head) : QString::number(w.entity);
        const auto known = std::find_if(out.acceptances.begin(), out.acceptances.end(), [&row](const AcceptanceRow &a) {
            return a.reason == row.reason && a.requestedBy == row.requestedBy && a.approvedBy == row.approvedBy && a.on == row.on && a.expires == row.expires && a.ended == row.ended;
        });
        if (known == out.acceptances.end()) {
            row.names = {name};
            out.acceptances.append(row);
        } else if (!known->names.contains(name)) {
            known->names.append(name);
        }
        for (FindingRow &finding : out.findings) {
            if (isOf(finding, w))
                finding.note = row.ended.isEmpty() ? u"Accepted by %1, expires %2"_s.arg(w.approvedBy, row.expires.toString(Qt::ISODate))
                                                   : u"Was accepted; %1"_s.arg(row.ended);
        }
    }
}

Result<AcceptanceDraft> GuiBackend::acceptable(const QString &path, qint64 issue)
{
    return withStore<AcceptanceDraft>(m_services, path, false, [&](store::AttributeStore &values) {
        AcceptanceDraft out;
        if (const QList<store::IssueLine> lines = store::issueLines(values, {}, {}, 1, issue); !lines.isEmpty()) {
            const IssueRow row = issueRow(lines.constFirst(), judgedOn(values));
            out.issue = row.number + u"  "_s + row.title;
            out.counts = text::findingsOn(row.open.total(), row.things, row.thing, row.thingsWord) + u" ("_s + text::tallyWords(row.open) + u')';
        }
        const rules::IssueGaps gaps = rules::openGapsOf(values, m_services.packs(), issue, toDay(m_clock.today()));
        QList<const rules::Rule *> rules;
        for (const rules::GapOf &gap : gaps.acceptable) {
            const auto head = store::entityHead(values, gap.entity.value);
            if (head)
                out.findings.append(findingRow(values, {gap.rule, Status::Gap, *head}));
            if (const rules::Rule *rule = m_services.rule(gap.rule).second; rule && !rules.contains(rule))
                rules.append(rule);
        }
        out.bound = static_cast<int>(gaps.bound.size());
        const QStringList owners = store::businessOwners(values);
        for (const store::Role &role : store::roles(values)) {
            if (!role.readsOnly)
                out.requesters.append(role.name);
            if (!role.readsOnly && !role.advisesOnly)
                out.approvers.append(role.name);
        }
        for (QStringList *list : {&out.requesters, &out.approvers}) {
            list->append(owners);
            list->removeDuplicates();
        }
        out.today = m_clock.today();
        out.latest = fromDay(rules::lastExpiry(toDay(out.today), rules));
        out.expires = std::min(out.today.addMonths(ProposedMonths), out.latest);
        return Result<AcceptanceDraft>(std::move(out));
    });
}

Result<WorkspaceInfo> GuiBackend::accept(const QString &path, const AcceptanceRequest &wanted)
{
    store::ConnectionScope scope(path, store::Access::Write);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    store::Transaction transaction(scope.db());
    if (const Result<void> begun = transaction.begin(); !begun)
        return begun.error();
    QList<rules::GapOf> gaps;
    for (const auto &[rule, entity] : wanted.findings)
        gaps.append({rule, {entity}});
    const Day today = toDay(m_clock.today());
    const rules::Decision decision{wanted.reason, wanted.requestedBy, wanted.approvedBy, today, toDay(wanted.expires)};
    const Result<qint64> done = rules::acceptGaps(scope.db(), values, m_services.packs(), gaps, decision, today, rules::acceptanceTitle(gaps), {}, m_clock.now());
    if (!done)
        return done.error();
    if (const Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return infoOf(values, path);
}

Result<WorkspaceInfo> GuiBackend::withdrawAcceptances(const QString &path, qint64 issue)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const Day today = toDay(m_clock.today());
        QList<rules::GapOf> accepted;
        for (const store::Waiver &w : store::waiversOfIssue(values, issue)) {
            if (w.standsOn(today))
                accepted.append({w.rule, {w.entity}});
        }
        const auto done = rules::withdrawAcceptances(values, accepted, today, u"Withdraw acceptance"_s, {}, m_clock.now());
        if (!done)
            return done.error();
        return infoOf(values, path);
    });
}

} // namespace app
