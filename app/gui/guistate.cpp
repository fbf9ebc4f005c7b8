// SPDX-License-Identifier: GPL-3.0-or-later
// What a person says of a register as a whole, and of whether things are still in use.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "core/withstore.h"
#include "store/completeness.h"
#include "store/pages/listqueries.h"
#include "store/retirement.h"
#include "store/waiver.h"

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {

QStringList actingFunctions(store::AttributeStore &values)
{
    QStringList functions;
    for (const store::Role &role : store::roles(values)) {
        if (!role.readsOnly)
            functions.append(role.name);
    }
    return functions;
}

RegisterState registerState(store::AttributeStore &values, EntityKind kind)
{
    RegisterState state;
    if (const auto declared = store::declaredComplete(values, kind, u"*"_s)) {
        state.complete = true;
        state.who = declared->who;
        state.since = QDate::fromString(declared->at, Qt::ISODate);
        if (declared->until)
            state.until = fromDay(*declared->until);
    }
    state.vanished = store::idsInState(values, kind, store::ThingState::Vanished).size();
    state.retired = store::idsInState(values, kind, store::ThingState::Retired).size();
    state.functions = actingFunctions(values);
    return state;
}

Result<WorkspaceInfo> GuiBackend::declareRegister(const QString &path, EntityKind kind, bool complete, const QString &who, QDate until)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        store::Completeness said{kind, u"*"_s, who, m_clock.today().toString(Qt::ISODate), {}};
        if (until.isValid())
            said.until = toDay(until);
        const auto done = store::changeCompleteness(values, {said}, complete, who, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

Result<WorkspaceInfo> GuiBackend::retire(const QString &path, qint64 id, QDate since)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const auto done = store::retire(values, {id}, since.isValid() ? std::optional(toDay(since)) : std::nullopt, {}, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

Result<WorkspaceInfo> GuiBackend::retireVanished(const QString &path, EntityKind kind, QDate since)
{
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const auto done = store::retire(values, store::idsInState(values, kind, store::ThingState::Vanished), toDay(since), {}, m_clock.now());
        return done ? infoOf(values, path) : Result<WorkspaceInfo>(done.error());
    });
}

} // namespace app
