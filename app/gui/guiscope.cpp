// SPDX-License-Identifier: GPL-3.0-or-later
// What the window can be narrowed to, and what it suggests to search for.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "gui/withstore.h"
#include "store/pages/listqueries.h"
#include "text/wordtext.h"

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

} // namespace app
