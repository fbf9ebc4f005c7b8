// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation, issues and findings.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "store/connectionscope.h"
#include "store/statement.h"

#include <nlohmann/json.hpp>

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
    row.title = rule ? rule->title : line.rule;
    row.clause = rule ? rule->clause : QString();
    row.frameworkTitle = pack ? pack->title : line.framework;
    row.legal = pack ? pack->legalStatus : LegalStatus::Law;
    if (line.root.id != 0) {
        row.root = u"%1: %2"_s.arg(m_services.catalogue.kind(line.root.kind).label, line.root.name.isEmpty() ? line.root.key : line.root.name);
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
        out.reason = out.issue.gaps > 0 ? rule->reasonGap : rule->reasonUnknown;
    }
    return out;
}

Result<WorkspaceInfo> GuiBackend::evaluate(const QString &path, QDate, JobContext &)
{
    return info(path);
}

Result<void> GuiBackend::writeReport(const QString &path, const ReportRequest &, JobContext &)
{
    return Error{ErrorCode::NoRun, u"evaluate first"_s, path};
}

} // namespace app
