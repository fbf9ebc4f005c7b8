// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation, issues and findings.
#include "core/evaluatejob.h"
#include "core/reportbuilder.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "report/sheets.h"
#include "rules/explainer.h"
#include "store/connectionscope.h"
#include "store/statement.h"
#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {

namespace {

// A fact's path may lead over references ("importer.dpf_certified"): the origin is that of the last entity's value.
QString factOrigin(store::AttributeStore &values, EntityId entity, const QString &path)
{
    QStringList steps = path.split(u'.');
    auto head = store::entityHead(values, entity.value);
    while (head && steps.size() > 1) {
        const Attribute *a = values.catalogue().attribute(head->kind, steps.takeFirst());
        if (!a || a->type != ValueType::Ref)
            return {};
        store::Inventory inventory(values);
        const store::Origin o = inventory.origin(head->id, head->kind, *a);
        const auto *reference = o.value ? std::get_if<Reference>(&*o.value) : nullptr;
        if (!reference || !a->refKind)
            return {};
        head = store::entityHead(values, values.find(*a->refKind, reference->key));
    }
    const Attribute *a = head ? values.catalogue().attribute(head->kind, steps.constFirst()) : nullptr;
    return a ? originLine(store::Inventory(values).origin(head->id, head->kind, *a), NameCache(values)) : QString();
}

Result<report::ReportInput> reportInput(const Services &services, const QString &path, const views::ReportRequest &wanted, JobContext &job)
{
    store::ConnectionScope scope(path, store::Access::Write);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), services.catalogue);
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
    return buildReport(services, scope.db(), values, request, job);
}

} // namespace

IssueRow GuiBackend::issueRow(const store::IssueLine &line) const
{
    IssueRow row;
    row.id = line.id;
    row.rule = line.rule;
    row.framework = line.framework;
    row.severity = line.severity;
    row.gaps = line.gaps;
    row.unknowns = line.unknowns;
    row.accepted = line.accepted;
    row.owner = line.owner;
    const auto [pack, rule] = m_services.rule(line.rule);
    row.title = line.theme.isEmpty() ? (rule ? rule->title : line.rule) : m_services.issueTitle(line.theme);
    row.clause = rule ? rule->clause : QString();
    if (line.rules.size() > 1)
        row.clause += u" +%1"_s.arg(line.rules.size() - 1);
    row.frameworkTitle = pack ? pack->title : line.framework;
    row.legal = pack ? pack->legalStatus : LegalStatus::Law;
    QStringList ids = line.rules.isEmpty() ? QStringList{line.rule} : line.rules;
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
        row.ruleTitles.append(r ? r->title : id);
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
    for (const store::FindingLine &line : store::findingsOfIssue(values, id, 200))
        out.findings.append(findingRow(values, line));
    out.findingCount = static_cast<int>(store::findingCountOfIssue(values, id));
    fillAcceptances(values, id, out);
    const auto [pack, rule] = m_services.rule(out.issue.rule);
    if (rule) {
        out.requirement = rule->requirement;
        out.remedy = rule->remediation;
        out.toConfirm = rule->toConfirm;
        out.confidence = text::confidenceWord(rule->source.confidence);
        for (const rules::Reference &r : rule->refs)
            out.articles.append({r.text, r.url});
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
                for (const rules::Fact &fact : why->facts) {
                    FactLine line = factLine(fact, m_countries);
                    line.where = factOrigin(values, EntityId{out.findings.constFirst().entity}, fact.path);
                    out.facts.append(line);
                }
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
