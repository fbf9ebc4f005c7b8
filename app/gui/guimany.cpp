// SPDX-License-Identifier: GPL-3.0-or-later
// One value for several things of the inventory.
#include "core/typedvalue.h"
#include "core/withstore.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "store/editor.h"
#include "store/inventory.h"
#include "store/pages/listqueries.h"
#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {

Result<QList<qint64>> GuiBackend::listed(const QString &path, const InventoryQuery &query, const LineRuns &lines)
{
    return withStore<QList<qint64>>(m_services, path, false, [&](store::AttributeStore &values) {
        const QList<qint64> all = listedIds(values, path, query);
        QList<qint64> out;
        for (const auto &[first, last] : lines)
            out += all.mid(first, last - first + 1);
        return Result<QList<qint64>>(std::move(out));
    });
}

Result<QList<SaidByMany>> GuiBackend::saidByMany(const QString &path, EntityKind kind, const QList<qint64> &entities, const QString &attr)
{
    return withStore<QList<SaidByMany>>(m_services, path, false, [&](store::AttributeStore &values) -> Result<QList<SaidByMany>> {
        const Attribute *a = catalogue().attribute(kind, attr);
        if (!a)
            return Error{ErrorCode::UnknownAttribute, attr, kindName(kind)};
        const NameCache names(values);
        QHash<QString, int> counts;
        for (const qint64 id : entities) {
            const store::MaybeValue value = values.read(id, kind, *a);
            ++counts[value ? cellOf(value, *a, names, m_countries).text : QString()];
        }
        QList<SaidByMany> out;
        for (auto it = counts.cbegin(); it != counts.cend(); ++it)
            out.append({it.key(), it.value()});
        std::sort(out.begin(), out.end(), [](const SaidByMany &x, const SaidByMany &y) { return x.count != y.count ? x.count > y.count : x.words < y.words; });
        return out;
    });
}

Result<WorkspaceInfo> GuiBackend::editMany(const QString &path, const ManyValues &wanted)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const KindInfo &info = catalogue().kind(wanted.kind);
        const Attribute *a = info.find(wanted.attr);
        if (!a)
            return Error{ErrorCode::UnknownAttribute, wanted.attr, kindName(wanted.kind)};
        const Result<store::MaybeValue> value = typedValue(values, catalogue(), m_countries, *a, wanted.typed);
        if (!value)
            return value.error();
        QList<store::Edit> edits;
        for (const qint64 id : wanted.entities) {
            // What another program has taken out of the workspace since it was chosen is left out.
            if (const auto head = store::entityHead(values, id); head && head->kind == wanted.kind)
                edits.append({head->kind, head->key, a->name, *value, {}, wanted.evidence, {}});
        }
        const QString title = u"%1 of %2 %3"_s.arg(a->label).arg(edits.size()).arg(text::inSentence(edits.size() == 1 ? info.label : info.labelPlural));
        const auto done = store::applyEdits(values, edits, title, wanted.who, m_clock.now());
        if (!done)
            return done.error();
        return infoOf(values, path);
    });
}

} // namespace app
