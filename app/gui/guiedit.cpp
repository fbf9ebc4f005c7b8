// SPDX-License-Identifier: GPL-3.0-or-later
// What a value may be, and how what an officer typed is understood: names stand for keys, and what is refused says the way out.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "core/typedvalue.h"
#include "core/withstore.h"
#include "domain/foldedtext.h"
#include "store/editor.h"
#include "store/pages/choicequeries.h"
#include "text/wordtext.h"

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr int ChoicesShown = 60;

bool isReference(const Attribute &a) { return a.facet == 0 && a.refKind; }

} // namespace

Result<QList<ValueChoice>> GuiBackend::choices(const QString &path, EntityKind kind, const QString &attr, const QString &typed)
{
    return withStore<QList<ValueChoice>>(m_services, path, false, [&](store::AttributeStore &values) -> Result<QList<ValueChoice>> {
        const Attribute *a = catalogue().attribute(kind, attr);
        if (!a)
            return Error{ErrorCode::UnknownAttribute, attr, kindName(kind)};
        QList<ValueChoice> out;
        const QString text = typed.trimmed();
        const auto add = [&out](const QList<store::ChoiceLine> &lines, const QString &added) {
            for (const store::ChoiceLine &line : lines)
                out.append({line.key, line.name, line.toAdd ? added : line.hint});
        };
        const auto matches = [&text](const QString &name, const QString &key) { return domain::finds(name, text) || key.compare(text, Qt::CaseInsensitive) == 0; };
        if (isReference(*a)) {
            add(store::thingsToChoose(values, *a->refKind, text, ChoicesShown), u"known, added when chosen"_s);
        } else if (a->type == ValueType::Bool) {
            out = {{u"yes"_s, u"yes"_s, {}}, {u"no"_s, u"no"_s, {}}};
        } else if (!a->values.isEmpty()) {
            for (const QString &value : a->values) {
                if (matches(text::valueWord(value), value))
                    out.append({value, text::valueWord(value), {}});
            }
        } else if (a->type == ValueType::Country || a->of == ValueType::Country) {
            for (const Country &country : countries()) {
                if (matches(country.name, country.iso))
                    out.append({country.iso, country.name, country.iso});
            }
            if (a->facet != 0)
                add(store::placesToChoose(values, text, ChoicesShown), {});
        } else if (a->name == u"region"_s || a->name == u"regions"_s) {
            add(store::regionsToChoose(values, text, ChoicesShown), {});
        } else if (a->type == ValueType::Text || a->isList()) {
            add(store::textsToChoose(values, kind, *a, text, ChoicesShown), {});
        }
        return out.mid(0, 5 * ChoicesShown);
    });
}

Result<WorkspaceInfo> GuiBackend::edit(const QString &path, qint64 id, const QString &attr, const QString &typed)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const auto head = store::entityHead(values, id);
        if (!head)
            return Error{ErrorCode::UnknownEntity, {}, path};
        store::Edit edit{head->kind, head->key, attr, {}, {}, {}};
        QString label = u"Name"_s;
        if (attr == u"name"_s) {
            edit.name = typed;
        } else {
            const Attribute *a = catalogue().attribute(head->kind, attr);
            if (!a)
                return Error{ErrorCode::UnknownAttribute, attr, head->key};
            label = a->label;
            const Result<store::MaybeValue> value = typedValue(values, catalogue(), m_countries, *a, typed);
            if (!value)
                return value.error();
            edit.value = *value;
        }
        const auto done = store::applyEdits(values, {edit}, u"%1 of %2"_s.arg(label, nameOf(values, *head)), {}, m_clock.now());
        if (!done)
            return done.error();
        return infoOf(values, path);
    });
}

Result<WorkspaceInfo> GuiBackend::add(const QString &path, EntityKind kind, const QString &key, const QString &name)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        if (values.find(kind, key) != 0)
            return Error{ErrorCode::UsageError, u"the inventory has one with the key %1"_s.arg(key), kindName(kind) + u':' + key};
        store::Edit edit{kind, key, u"name"_s, {}, {}, {}};
        edit.name = name;
        const auto done = store::applyEdits(values, {edit}, u"Add %1"_s.arg(name), {}, m_clock.now(), true);
        if (!done)
            return done.error();
        return infoOf(values, path);
    });
}

qint64 GuiBackend::find(const QString &path, EntityKind kind, const QString &key)
{
    const auto found = withStore<qint64>(m_services, path, false, [&](store::AttributeStore &values) { return Result<qint64>(values.find(kind, key)); });
    return found ? *found : 0;
}

} // namespace app
