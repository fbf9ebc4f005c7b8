// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation, issues and findings.
#include "core/evaluatejob.h"
#include "core/reportbuilder.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "rules/explainer.h"
#include "store/connectionscope.h"
#include "store/statement.h"

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {

IssueRow GuiBackend::issueRow(const store::IssueLine &line) const
{
    IssueRow row;
    row.id = line.id;
    row.rule = line.rule;
    row.framework = line.framework;
    row.severity = line.severity;
    row.gaps = line.gaps;
    row.unknowns = line.unknowns;
    const auto [pack, rule] = m_services.rule(line.rule);
    row.title = line.theme.isEmpty() ? (rule ? rule->title : line.rule) : m_services.issueTitle(line.theme);
    row.clause = rule ? rule->clause : QString();
    if (line.rules.size() > 1)
        row.clause += u" +%1"_s.arg(line.rules.size() - 1);
    row.frameworkTitle = pack ? pack->title : line.framework;
    row.legal = pack ? pack->legalStatus : LegalStatus::Law;
    if (line.id > 0) {
        row.root = m_services.rootWords(line.root.id != 0 ? std::optional(line.root.kind) : std::nullopt,
                                        line.root.name.isEmpty() ? line.root.key : line.root.name, line.rootText);
    }
    return row;
}

FindingRow GuiBackend::findingRow(const store::FindingLine &line) const
{
    FindingRow row;
    row.rule = line.rule;
    row.entity = line.entity.id;
    row.kind = line.entity.kind;
    row.entityKey = line.entity.key;
    row.entityName = line.entity.name.isEmpty() ? line.entity.key : line.entity.name;
    row.status = line.status;
    const auto [pack, rule] = m_services.rule(line.rule);
    row.title = rule ? rule->title : line.rule;
    row.clause = rule ? rule->clause : QString();
    row.severity = rule ? rule->severity : Severity::Medium;
    row.framework = pack ? pack->title : QString();
    row.legal = pack ? pack->legalStatus : LegalStatus::Law;
    return row;
}

Result<IssueDetail> GuiBackend::issue(const QString &path, qint64 id)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    const QList<store::IssueLine> lines = store::issueLines(values, {}, {}, 1, id);
    if (lines.isEmpty())
        return Error{ErrorCode::UnknownEntity, u"the issue is closed or gone"_s, QString::number(id)};
    IssueDetail out;
    out.issue = issueRow(lines.constFirst());
    out.owner = lines.constFirst().owner;
    out.findingCount = out.issue.gaps + out.issue.unknowns;
    for (const store::FindingLine &line : store::findingsOfIssue(values, id, 200))
        out.findings.append(findingRow(line));
    const auto [pack, rule] = m_services.rule(out.issue.rule);
    if (rule) {
        out.requirement = rule->requirement;
        out.remedy = rule->remediation;
        out.toConfirm = rule->toConfirm;
        out.confidence = rule->source.confidence;
        for (const rules::Reference &r : rule->refs)
            out.articles.append(r.url.isEmpty() ? r.text : r.text + u" — "_s + r.url);
        if (!out.findings.isEmpty()) {
            const auto run = store::lastRun(values);
            const Day asOf = run ? run->asOf : toDay(m_clock.today());
            // One finding explains the issue; the others differ by the thing that is affected.
            const auto [firstPack, firstRule] = m_services.rule(out.findings.constFirst().rule);
            if (!firstRule)
                return out;
            const auto why = rules::explain(scope.db(), m_services.catalogue, *firstPack, *firstRule, EntityId{out.findings.constFirst().entity}, asOf);
            if (why) {
                out.reason = why->reason;
                for (const rules::Fact &fact : why->facts)
                    out.facts.append(factLine(fact, m_countries));
            }
        }
    }
    return out;
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
    store::ConnectionScope scope(path, store::Access::Write);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    app::ReportRequest request;
    request.frameworks = wanted.frameworks;
    request.kind = wanted.board ? report::Template::Board : report::Template::Full;
    request.preparer = wanted.preparer;
    const auto input = buildReport(m_services, scope.db(), values, request, job);
    if (!input)
        return input.error();
    return app::writeReport(*input, wanted.path, job);
}

} // namespace app
