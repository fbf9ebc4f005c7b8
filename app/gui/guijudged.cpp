// SPDX-License-Identifier: GPL-3.0-or-later
// What a change turned for one thing, before the next evaluation of everything.
#include "gui/guibackend.h"
#include "core/evaluatejob.h"
#include "store/attributestore.h"
#include "store/editor.h"
#include "store/pages/listqueries.h"
#include "text/statustext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {

Result<void> GuiBackend::judgeAnew(QSqlDatabase &db, store::AttributeStore &values, EntityDetail &detail) const
{
    const WorkspaceInfo now = infoOf(values, db.databaseName());
    if (!now.evaluated || !now.stale || now.partial || detail.retired.isValid())
        return {};
    const QStringList frameworks = chosenFrameworks(store::readSetting(values, u"frameworks"_s));
    const auto results = judgeOne(m_services, db, frameworks, {detail.id}, judgedOn(values));
    if (!results)
        return results.error();
    QHash<QString, Status> today;
    for (const rules::EntityResult &r : *results)
        today.insert(r.rule, r.status);
    for (FindingRow &row : detail.findings) {
        const Status before = row.status;
        row.status = today.value(row.rule, Status::NotApplicable);
        today.remove(row.rule);
        if (row.status != before)
            row.note = u"%1 at the last evaluation"_s.arg(text::statusWord(before, row.legal));
    }
    store::EntityHead head;
    head.id = detail.id;
    head.kind = detail.kind;
    head.key = detail.key;
    head.name = detail.name;
    for (const rules::EntityResult &r : *results) {
        if (!today.contains(r.rule) || (r.status != Status::Gap && r.status != Status::Unknown))
            continue;
        store::FindingLine line;
        line.rule = r.rule;
        line.status = r.status;
        line.entity = head;
        FindingRow row = findingRow(values, line);
        row.note = u"new since the last evaluation"_s;
        detail.findings.append(row);
    }
    // What is open comes first, whether it was or has become so.
    std::stable_sort(detail.findings.begin(), detail.findings.end(), [](const FindingRow &a, const FindingRow &b) {
        const auto isOpen = [](const FindingRow &f) { return f.status == Status::Gap ? 0 : f.status == Status::Unknown ? 1 : 2; };
        return isOpen(a) < isOpen(b);
    });
    return {};
}

} // namespace app
