// SPDX-License-Identifier: GPL-3.0-or-later
// What other tools found, for the window.
#include "gui/guibackend.h"
#include "gui/toolfindingrows.h"

#include "core/services.h"
#include "domain/requirement.h"
#include "text/wordtext.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

constexpr int Shown = 20;

/// "gdpr: Art. 32" as the pages write clauses: "GDPR Art. 32". What is as the tool wrote it stays.
QString requirementWords(const QString &written)
{
    const RequirementName name = RequirementName::fromText(written);
    return name.id.isEmpty() || name.framework != name.framework.toLower() ? written : text::shortFramework(name.framework, {}) + u' ' + name.id;
}

} // namespace

text::ToolWord wordOf(const store::ToolFindingLine &line)
{
    return {line.tool, line.outcome, line.observed ? fromDay(*line.observed) : QDate(), line.muted, line.agreement};
}

views::ToolFindingRow toolFindingRow(const store::ToolFindingLine &line, const QString &words)
{
    QStringList below;
    if (!line.check.isEmpty())
        below.append(line.check);
    for (const QString &requirement : line.requirements.mid(0, 4))
        below.append(requirementWords(requirement));
    if (line.requirements.size() > 4)
        below.append(u"%1 more requirements"_s.arg(line.requirements.size() - 4));
    const QString more = line.title == line.detail || line.detail.isEmpty() ? line.title : line.title + u'\n' + line.detail;
    return {line.id, words, below.join(u" \u00b7 "_s), more};
}

void GuiBackend::addToolFindings(store::AttributeStore &values, views::EntityDetail &out) const
{
    if (out.kind == EntityKind::ToolFinding) {
        for (const store::EntityHead &thing : store::thingsNamedBy(values, out.id, Shown))
            out.named.append({thing.id, text::shownName(thing.name, thing.key), catalogue().kind(thing.kind).label, thing.key});
        return;
    }
    for (const store::ToolFindingLine &line : store::toolFindingsOf(values, out.id, Shown))
        out.toolFindings.append(toolFindingRow(line, text::toolWords(wordOf(line))));
    out.toolFindingCount = out.toolFindings.size() < Shown ? out.toolFindings.size() : store::toolFindingCountOf(values, out.id);
}

} // namespace app
