// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estateowners.h"

#include "store/estate/estaterows.h"
#include "store/pages/pagefilter.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct OwnerAttributes
{
    const char *names[3];
};
constexpr std::array<OwnerAttributes, EstateOwners::Owners> ownerAttributes = {{{{"provider", "developer", "processor"}}, {{"legal_entity", "exporter", nullptr}},
                                                                               {{"business_service", "business_services", nullptr}}}};

} // namespace

bool EstateOwners::read(AttributeStore &store, const EstateThings &things, EstatePoll &poll)
{
    if (!readScalars(store, things, poll) || !readLists(store, things, poll))
        return false;
    for (EstateLinks &links : m_ownersOfSystem)
        links.sort();
    if (!readRights(store, things, poll) || !readCalls(store, things))
        return false;
    for (EstateLinks &links : m_owned)
        links.sort();
    for (EstateLinks &links : m_ownersOfSystem)
        links = {};
    m_models = {};
    m_calls.sort();
    m_holders.sort();
    return true;
}

bool EstateOwners::readScalars(AttributeStore &store, const EstateThings &things, EstatePoll &poll)
{
    for (int owner = 0; owner < Owners; ++owner) {
        for (const KindInfo &info : store.catalogue().kinds()) {
            for (const char *name : ownerAttributes[static_cast<std::size_t>(owner)].names) {
                const Attribute *a = name ? info.find(QString::fromLatin1(name)) : nullptr;
                if (!a || a->isList() || a->type != ValueType::Ref)
                    continue;
                const bool passedOn = owner == LegalEntity && info.kind == EntityKind::Workload && a->name == u"legal_entity"_s;
                Statement &s = store.statement("SELECT t.id, " + effectiveColumn(store.catalogue(), info.kind, *a, "t") + " v FROM e_" + kindName(info.kind).toUtf8() + " t WHERE v IS NOT NULL");
                const bool ok = eachRow(s, poll, [&](const Statement &row) {
                    const int thing = things.find(row.integer(0));
                    const int target = things.find(row.integer(1));
                    m_owned[owner].add(thing, target);
                    if (passedOn)
                        m_ownersOfSystem[owner].add(target, thing);
                });
                if (!ok)
                    return false;
            }
        }
    }
    return true;
}

bool EstateOwners::readLists(AttributeStore &store, const EstateThings &things, EstatePoll &poll)
{
    Statement &s = store.statement("SELECT entity, target, attr FROM link");
    const bool ok = eachRow(s, poll, [&](const Statement &row) {
        const int thing = things.find(row.integer(0));
        const int target = things.find(row.integer(1));
        if (thing < 0 || target < 0)
            return;
        const QByteArray attr = row.blob(2);
        for (int owner = 0; owner < Owners; ++owner) {
            for (const char *name : ownerAttributes[static_cast<std::size_t>(owner)].names) {
                if (name && attr == name)
                    m_owned[owner].add(thing, target);
            }
        }
        const bool ofSystem = things.kind(static_cast<quint32>(thing)) == EntityKind::Workload;
        if (ofSystem && attr == "business_services")
            m_ownersOfSystem[BusinessService].add(target, thing);
        if (attr == "models")
            m_models.add(target, thing);
        if (ofSystem && attr == "datasets")
            m_holders.add(thing, target);
    });
    m_models.sort();
    return ok;
}

// Who may reach a system belongs to the system's legal entity and business service.
bool EstateOwners::readRights(AttributeStore &store, const EstateThings &things, EstatePoll &poll)
{
    Statement &s = store.statement("SELECT id, workload FROM e_grant WHERE workload IS NOT NULL");
    return eachRow(s, poll, [&](const Statement &row) {
        const int right = things.find(row.integer(0));
        const int system = things.find(row.integer(1));
        if (system < 0)
            return;
        for (int owner = 0; owner < Owners; ++owner)
            m_ownersOfSystem[owner].each(static_cast<quint32>(system), [&](quint32 of) { m_owned[owner].add(right, static_cast<int>(of)); });
    });
}

bool EstateOwners::readCalls(AttributeStore &store, const EstateThings &things)
{
    for (const auto &[system, model] : m_models.pairs()) {
        if (things.kind(system) == EntityKind::Workload)
            m_calls.add(static_cast<int>(model), static_cast<int>(system));
    }
    Statement &s = store.statement("SELECT id, workload FROM e_ai_use WHERE workload IS NOT NULL");
    while (s.next()) {
        const int use = things.find(s.integer(0));
        const int system = things.find(s.integer(1));
        if (use >= 0 && system >= 0)
            m_models.each(static_cast<quint32>(use), [&](quint32 model) { m_calls.add(static_cast<int>(model), system); });
    }
    const bool ok = s.ok();
    s.reset();
    return ok;
}

ThingSet EstateOwners::of(const EstateThings &things, Owner owner, int of) const
{
    ThingSet out = things.none();
    if (of >= 0) {
        out.add(static_cast<quint32>(of));
        m_owned[owner].each(static_cast<quint32>(of), [&](quint32 thing) { out.add(thing); });
    }
    return out;
}

} // namespace store
