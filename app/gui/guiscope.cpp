// SPDX-License-Identifier: GPL-3.0-or-later
// What the window can be narrowed to, and what it suggests to search for.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "core/withstore.h"
#include "domain/foldedtext.h"
#include "importers/spreadsheet/templatebook.h"
#include "importers/text/owncsv.h"
#include "store/pages/listqueries.h"
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

Result<QList<SearchHit>> GuiBackend::search(const QString &path, const QString &text)
{
    constexpr int Things = 30;
    constexpr int Issues = 12;
    return withStore<QList<SearchHit>>(m_services, path, false, [&](store::AttributeStore &values) {
        QList<SearchHit> out;
        const std::optional<qint64> number = text::issueOfNumber(text);
        const Day asOf = judgedOn(values);
        for (const store::IssueLine &line : store::issueLines(values, {}, {}, 3000)) {
            const IssueRow row = issueRow(line, asOf);
            const QString all = row.number + u' ' + row.title + u' ' + row.root + u' ' + row.clauses.join(u' ');
            if (number ? line.id != *number : !domain::finds(all, text))
                continue;
            const QString numbered = row.number.isEmpty() ? row.title : row.number + u"  "_s + row.title;
            out.append({{}, row.root.isEmpty() ? numbered : u"%1 \u2014 %2"_s.arg(numbered, row.root), row.clauses.value(0), 0, line.id, EntityKind::Workload});
            if (out.size() >= Issues)
                break;
        }
        for (const store::EntityHead &e : store::searchEntities(values, text, Things))
            out.append({e.key, text::shownName(e.name, e.key), catalogue().kind(e.kind).label, e.id, 0, e.kind});
        return Result<QList<SearchHit>>(std::move(out));
    });
}

} // namespace app
