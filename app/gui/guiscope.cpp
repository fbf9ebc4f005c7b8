// SPDX-License-Identifier: GPL-3.0-or-later
// What the window can be narrowed to, and what it suggests to search for.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "core/withstore.h"
#include "domain/foldedtext.h"
#include "importers/spreadsheet/templatebook.h"
#include "importers/text/owncsv.h"
#include "store/pages/entitysearch.h"
#include "text/wordtext.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {

Result<QList<ScopeChoice>> GuiBackend::scopes(const QString &path)
{
    return withStore<QList<ScopeChoice>>(m_services, path, false, [&](store::AttributeStore &values) {
        QList<ScopeChoice> out;
        for (const EntityKind kind : {EntityKind::LegalEntity, EntityKind::BusinessService, EntityKind::Provider}) {
            for (const qint64 id : store::orderedIds(values, kind, {}, {}, false)) {
                if (const auto head = store::entityHead(values, id))
                    out.append({kind, head->key, text::shownName(head->name, head->key)});
            }
        }
        return Result<QList<ScopeChoice>>(std::move(out));
    });
}

Result<void> GuiBackend::saveRegister(EntityKind kind, const QString &to)
{
    if (to.endsWith(u".xlsx"_s, Qt::CaseInsensitive))
        return importers::writeTemplateWorkbook(to, {&catalogue().kind(kind)});
    QSaveFile file(to);
    const QByteArray text = importers::csvTemplate(catalogue().kind(kind));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Error{ErrorCode::WriteFailed, file.errorString(), to};
    return {};
}

namespace {

/// Frameworks by name, and rules by their number.
QList<SearchHit> packHits(const QList<rules::Pack> &packs, const QString &text)
{
    constexpr int Rules = 8;
    QList<SearchHit> frameworks;
    QList<SearchHit> found;
    for (const rules::Pack &pack : packs) {
        const QString name = text::shortFramework(pack.id, pack.title);
        if (domain::finds(pack.title, text) || domain::finds(name, text) || domain::finds(pack.id, text)) {
            SearchHit hit{pack.id, pack.title, u"framework"_s};
            hit.framework = pack.id;
            frameworks.append(hit);
        }
        // Of two letters there would be hundreds.
        for (const rules::Rule &rule : pack.rules) {
            if (text.size() < 4 || found.size() >= Rules || !rule.id.startsWith(text, Qt::CaseInsensitive))
                continue;
            SearchHit hit{rule.id, u"%1  %2"_s.arg(rule.id, rule.title), u"rule, %1"_s.arg(name)};
            hit.rule = rule.id;
            found.append(hit);
        }
    }
    return frameworks + found;
}

} // namespace

Result<QList<SearchHit>> GuiBackend::search(const QString &path, const QString &text)
{
    constexpr int Things = 30;
    constexpr int Issues = 12;
    return withStore<QList<SearchHit>>(m_services, path, false, [&](store::AttributeStore &values) {
        const std::optional<qint64> number = text::issueOfNumber(text);
        QList<SearchHit> out = number ? QList<SearchHit>() : packHits(m_services.packs(), text);
        const qsizetype before = out.size();
        const Day asOf = judgedOn(values);
        for (const store::IssueLine &line : store::issueLines(values, {}, {}, 3000)) {
            const IssueRow row = issueRow(line, asOf);
            const QString all = row.number + u' ' + row.title + u' ' + row.root + u' ' + row.clauses.join(u' ');
            if (number ? line.id != *number : !domain::finds(all, text))
                continue;
            const QString numbered = row.number.isEmpty() ? row.title : row.number + u"  "_s + row.title;
            out.append({{}, row.root.isEmpty() ? numbered : u"%1 \u2014 %2"_s.arg(numbered, row.root), row.clauses.value(0), 0, line.id, EntityKind::Workload});
            if (out.size() - before >= Issues)
                break;
        }
        const store::FoundEntities found = store::searchEntities(values, text, Things);
        for (const store::EntityHead &e : found.heads)
            out.append({e.key, text::shownName(e.name, e.key), catalogue().kind(e.kind).label, e.id, 0, e.kind});
        if (const qint64 more = found.all - found.heads.size(); more > 0)
            out.append({{}, more == 1 ? u"1 thing more: write more of its name"_s : u"%1 things more: write more of the name"_s.arg(figures::formatNumber(static_cast<double>(more))), {}, 0, 0, EntityKind::Workload});
        return Result<QList<SearchHit>>(std::move(out));
    });
}

} // namespace app
