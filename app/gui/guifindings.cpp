// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation, issues and findings.
#include "core/evaluatejob.h"
#include "core/findingdetails.h"
#include "core/issues.h"
#include "core/reportbuilder.h"
#include "core/withstore.h"
#include "store/findings.h"
#include "gui/guibackend.h"
#include "gui/newestrun.h"
#include "gui/toolfindingrows.h"
#include "gui/translate.h"
#include "report/sheets.h"
#include "rules/acceptance.h"
#include "rules/explainer.h"
#include "store/plan.h"
#include "store/rulereview.h"
#include "store/statement.h"
#include "store/waiver.h"
#include "text/reviewtext.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {

namespace {

/// What counsel said of each rule of an issue, a line each; said once where it is the same of all.
QStringList reviewsOf(const Services &services, store::AttributeStore &values, const store::IssueLine &line)
{
    const store::RuleReviews reviews(values);
    QStringList names{line.rule};
    for (const store::IssueLine::OfRule &of : line.rules)
        names.append(of.rule);
    names.removeDuplicates();
    QList<std::pair<QString, QStringList>> said; // words, and the rules of which they are said
    for (const QString &name : std::as_const(names)) {
        const rules::Rule *rule = services.rule(name).second;
        const QString words = text::reviewWords(rule ? reviews.of(rule->id, rule->hash) : Review());
        const auto known = std::find_if(said.begin(), said.end(), [&words](const auto &one) { return one.first == words; });
        if (known == said.end())
            said.append({words, {name}});
        else
            known->second.append(name);
    }
    QStringList out;
    for (const auto &[words, of] : std::as_const(said))
        out.append(said.size() == 1 ? text::capitalised(words) : u"%1: %2"_s.arg(of.join(u", "_s), words));
    return out;
}

constexpr int FindingsListed = 200;   ///< in the details; stepping through them reaches all

Result<report::ReportInput> reportInput(const Services &services, const QString &path, const views::ReportRequest &wanted, JobContext &job)
{
    return withDatabase<report::ReportInput>(services, path, store::Access::Write, [&](QSqlDatabase &db, store::AttributeStore &values) -> Result<report::ReportInput> {
        app::ReportRequest request;
        request.frameworks = wanted.frameworks;
        request.kind = wanted.board ? report::Template::Board : report::Template::Full;
        request.preparer = wanted.preparer;
        request.reviewer = wanted.reviewer;
        request.approver = wanted.approver;
        request.classification = wanted.classification;
        request.exclusions = wanted.exclusions;
        request.legalEntity = wanted.legalEntity;
        request.businessService = wanted.businessService;
        request.reviewedOnly = wanted.reviewedOnly;
        return buildReport(services, db, values, request, job);
    });
}

} // namespace

Day GuiBackend::judgedOn(store::AttributeStore &values) const { return dayOfRun(values, m_clock); }

IssueRow GuiBackend::issueRow(const store::IssueLine &line, Day asOf) const
{
    IssueRow row;
    row.id = line.id;
    row.rule = line.rule;
    row.framework = line.framework;
    row.severity = line.severity;
    row.number = line.id > 0 ? text::issueNumber(line.id) : QString();
    row.unknowns = line.unknowns;
    row.accepted = line.accepted;
    row.passes = line.passes;
    row.contradicted = line.contradicted;
    row.things = line.things;
    row.thing = line.kind ? text::inSentence(catalogue().kind(*line.kind).label) : u"thing"_s;
    row.thingsWord = line.kind ? text::inSentence(catalogue().kind(*line.kind).labelPlural) : u"things"_s;
    row.plan = {line.plan.owner, line.plan.measure, line.plan.due ? fromDay(*line.plan.due) : QDate(), line.gaps > 0 && line.plan.isOverdue(asOf)};
    const auto [pack, rule] = m_services.rule(line.rule);
    // What is unknown is no failure: it stands under what is asked.
    row.title = line.theme.isEmpty() ? (rule ? rule->heading : line.rule) : m_services.issueTitle(line.theme);
    // In a list by framework each line is what that framework asks.
    const rules::Pack *grouped = line.rules.isEmpty() || line.group != line.rules.constFirst().framework ? pack : m_services.pack(line.group);
    row.frameworkTitle = grouped ? grouped->title : line.framework;
    QStringList ids;
    row.open = tallyOf(m_services, line);
    for (const store::IssueLine::OfRule &of : line.rules)
        ids.append(of.rule);
    if (ids.isEmpty())
        ids.append(line.rule);
    const auto weight = [this](const QString &id) {
        const rules::Rule *r = m_services.rule(id).second;
        return r ? static_cast<int>(r->severity) : -1;
    };
    std::sort(ids.begin(), ids.end(), [&](const QString &a, const QString &b) { return weight(a) == weight(b) ? a < b : weight(a) > weight(b); });
    for (const QString &id : std::as_const(ids)) {
        const auto [p, r] = m_services.rule(id);
        const QString clause = p && r ? text::clauseLabel(text::shortFramework(p->id, p->title), r->clause) : id;
        if (!row.clauses.contains(clause))
            row.clauses.append(clause);
        row.ruleTitles.append(!r ? id : line.id > 0 ? r->title : r->heading);
    }
    if (line.id > 0) {
        row.root = m_services.rootWords(line.root.id != 0 ? std::optional(line.root.kind) : std::nullopt,
                                        text::shownName(line.root.name, line.root.key), line.rootText);
    }
    return row;
}

FindingRow GuiBackend::findingRow(store::AttributeStore &values, const store::FindingLine &line) const
{
    FindingRow row;
    row.rule = line.rule;
    row.entity = line.entity.id;
    row.issue = line.issue;
    row.kind = line.entity.kind;
    row.entityKey = line.entity.key;
    row.entityName = nameOf(values, line.entity);
    row.status = line.status;
    const auto [pack, rule] = m_services.rule(line.rule);
    // A finding is named by what is wrong; what is not decided, or passes, by what is asked.
    const bool fails = line.status == Status::Gap || line.status == Status::Accepted;
    row.title = !rule ? line.rule : fails ? rule->title : rule->heading;
    row.clause = rule ? rule->clause : QString();
    row.severity = rule ? rule->severity : Severity::Medium;
    row.framework = pack ? pack->title : QString();
    row.legal = rule ? rule->legalStatus : LegalStatus::Law;
    return row;
}

Result<QList<FindingDetail>> GuiBackend::explainedOf(QSqlDatabase &db, store::AttributeStore &values, qint64 issue, int from, int most) const
{
    QList<FindingDetail> out;
    QList<store::FindingRow> rows;
    for (const store::FindingLine &line : store::findingsOfIssue(values, issue, most, from)) {
        FindingDetail one;
        one.index = from + static_cast<int>(out.size());
        one.finding = findingRow(values, line);
        out.append(one);
        store::FindingRow row;
        row.rule = line.rule;
        row.status = line.status;
        row.entity = line.entity.id;
        row.kind = line.entity.kind;
        row.key = line.entity.key;
        row.name = line.entity.name;
        rows.append(row);
    }
    qsizetype i = 0;
    const Result<void> done = explainRows(m_services, db, values, rows, judgedOn(values), [&](const ExplainedFinding &f) {
        FindingDetail &one = out[i++];
        one.reason = f.reason;
        one.finding.reason = f.reason;
        for (const app::FactLine &fact : f.facts)
            one.facts.append({fact.label, fact.value, fact.where});
        for (const store::ToolFindingLine &line : f.otherTools) {
            one.otherTools.append(toolFindingRow(line, text::besideOwnResult(wordOf(line), f.row.status, one.finding.legal)));
            one.finding.contradicted = one.finding.contradicted || line.agreement == Agreement::Contradicts;
        }
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<IssueDetail> GuiBackend::issue(const QString &path, qint64 id, const FilterState &filter)
{
    return withDatabase<IssueDetail>(m_services, path, store::Access::Read, [&](QSqlDatabase &db, store::AttributeStore &values) -> Result<IssueDetail> {
        const Day asOf = judgedOn(values);
        const QList<store::IssueLine> lines = store::issueLines(values, {}, {}, 1, id);
        if (lines.isEmpty())
            return Error{ErrorCode::UnknownEntity, u"the issue is closed or gone"_s, QString::number(id)};
        IssueDetail out;
        out.issue = issueRow(lines.constFirst(), asOf);
        if (!filter.isEmpty()) {
            const QList<store::IssueLine> narrowed = store::issueLines(values, PageFilterOf(filter).value, {}, 1, id);
            if (!narrowed.isEmpty()) {
                const IssueRow row = issueRow(narrowed.constFirst(), asOf);
                if (row.open != out.issue.open || row.unknowns != out.issue.unknowns)
                    out.narrowed = row;
            }
        }
        const auto explained = explainedOf(db, values, id, 0, FindingsListed);
        if (!explained)
            return explained.error();
        for (const FindingDetail &one : *explained)
            out.findings.append(one.finding);
        out.example = explained->value(0);
        out.findingCount = static_cast<int>(store::findingCountOfIssue(values, id));
        fillAcceptances(values, id, out);
        const auto [pack, rule] = m_services.rule(out.issue.rule);
        if (rule) {
            out.requirement = rule->requirement;
            out.remedy = rule->remediation;
            out.toConfirm = rule->toConfirm;
            out.confidence = text::confidenceWord(rule->source.confidence);
            out.reviews = reviewsOf(m_services, values, lines.constFirst());
            for (const rules::Reference &r : rule->refs)
                out.articles.append({r.text, r.url});
        }
        return out;
    });
}

Result<FindingDetail> GuiBackend::finding(const QString &path, qint64 issue, int index)
{
    return withDatabase<FindingDetail>(m_services, path, store::Access::Read, [&](QSqlDatabase &db, store::AttributeStore &values) -> Result<FindingDetail> {
        const auto explained = explainedOf(db, values, issue, qMax(0, index), 1);
        if (!explained)
            return explained.error();
        if (explained->isEmpty())
            return Error{ErrorCode::UnknownEntity, u"the issue has no such finding"_s, text::issueNumber(issue)};
        return explained->constFirst();
    });
}

Result<PlanDraft> GuiBackend::planOf(const QString &path, qint64 issue)
{
    return withStore<PlanDraft>(m_services, path, false, [&](store::AttributeStore &values) -> Result<PlanDraft> {
        const QList<store::IssueLine> lines = store::issueLines(values, {}, {}, 1, issue);
        if (lines.isEmpty() || issue <= 0)
            return Error{ErrorCode::UnknownEntity, u"the issue is closed or gone"_s, QString::number(issue)};
        const IssueRow row = issueRow(lines.constFirst(), judgedOn(values));
        PlanDraft out;
        out.issue = row.number + u"  "_s + row.title;
        if (const rules::Rule *rule = m_services.rule(row.rule).second)
            out.remedy = rule->remediation;
        out.plan = row.plan;
        for (const store::Role &role : store::roles(values)) {
            if (!role.readsOnly)
                out.owners.append(role.name);
        }
        out.owners.append(store::businessOwners(values));
        out.owners.removeDuplicates();
        out.today = m_clock.today();
        return out;
    });
}

Result<WorkspaceInfo> GuiBackend::assign(const QString &path, qint64 issue, const IssuePlan &wanted)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const store::Plan plan{wanted.owner, wanted.measure, wanted.due.isValid() ? std::optional(toDay(wanted.due)) : std::nullopt};
        const auto done = store::assign(values, issue, plan, toDay(m_clock.today()), store::planTitle(text::issueNumber(issue), plan), {}, m_clock.now(),
                                        rules::lastDueOf(values, m_services.packs(), issue, toDay(m_clock.today())));
        if (!done)
            return done.error();
        return infoOf(values, path);
    });
}

Result<WorkspaceInfo> GuiBackend::evaluate(const QString &path, QDate asOf, JobContext &job)
{
    EvaluateRequest request;
    request.workspace = path;
    if (asOf.isValid())
        request.asOf = toDay(asOf);
    const auto done = evaluateWorkspace(m_services, request, m_clock, job);
    if (!done)
        return done.error();
    return info(path);
}

Result<void> GuiBackend::writeReport(const QString &path, const views::ReportRequest &wanted, JobContext &job)
{
    const auto input = reportInput(m_services, path, wanted, job);
    if (!input)
        return input.error();
    return app::writeReport(*input, wanted.path, job);
}

Result<ReportSheets> GuiBackend::previewReport(const QString &path, const views::ReportRequest &wanted, JobContext &job)
{
    const auto input = reportInput(m_services, path, wanted, job);
    if (!input)
        return input.error();
    auto sheets = report::layOutSheets(*input, job);
    if (!sheets)
        return sheets.error();
    return ReportSheets{sheets->points, sheets->dotsPerInch, std::move(sheets->pages)};
}

} // namespace app
