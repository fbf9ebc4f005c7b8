// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/systemuses.h"

#include "store/attributestore.h"
#include "store/completeness.h"

#include <QHash>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

class Uses
{
public:
    /// `only`: of this system alone, whatever its role; 0: of all that are judged.
    Uses(AttributeStore &store, qint64 only) : m_store(store), m_only(only) {}

    QList<SystemUse> of(Day on, UsedFor what)
    {
        readSystems(on);
        readCritical();
        addLinked(u"accelerators"_s, EntityKind::Accelerator, &SystemUse::accelerators);
        addLinked(u"models"_s, EntityKind::Model, &SystemUse::models);
        if (what == UsedFor::Scores) {
            addLinked(u"datasets"_s, EntityKind::Dataset, &SystemUse::datasets);
            addGrants(on);
            addCertificates(on);
        } else {
            addCountries();
        }
        addWaiting(u"provider"_s, EntityKind::Provider, &SystemUse::providers);
        addWaiting(u"contract"_s, EntityKind::Contract, &SystemUse::contracts);
        // A provider that is named stands before what the service model says.
        for (SystemUse &use : m_uses)
            use.ownOperation = use.ownOperation && use.providers.isEmpty();
        addUnsaid();
        return m_uses;
    }

private:
    /// With "AND column=?9" where one system is read. Ends what is bound.
    Statement &narrowed(const QByteArray &sql, const QByteArray &column)
    {
        Statement &s = m_store.statement(m_only == 0 ? sql : sql + (sql.contains(" WHERE ") ? " AND " : " WHERE ") + column + "=?9");
        if (m_only != 0)
            s.bind(9, m_only);
        return s;
    }

    SystemUse *at(qint64 system)
    {
        const auto it = m_at.constFind(system);
        return it == m_at.constEnd() ? nullptr : &m_uses[*it];
    }

    void readSystems(Day on)
    {
        const QByteArray judged = m_only != 0 ? " AND e.id=?9" : " AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?2) AND t.role IS NOT 'supporting' ORDER BY e.name, e.key";
        Statement &s = m_store.statement("SELECT e.id, e.key, e.name, t.provider, t.contract, t.criticality IS 'critical', instr(t.absent,' provider ')>0 OR t.service_model IS 'onprem' "
                                         "FROM entity e JOIN e_workload t ON t.id=e.id WHERE e.kind=?1" + judged);
        s.bind(1, qint64(EntityKind::Workload));
        if (m_only != 0)
            s.bind(9, m_only);
        else
            s.bind(2, qint64(on));
        while (s.next()) {
            SystemUse use;
            use.system = {s.integer(0), EntityKind::Workload, s.text(1), s.text(2)};
            if (!s.isNull(3))
                use.providers.append(s.integer(3));
            if (!s.isNull(4))
                use.contracts.append(s.integer(4));
            use.critical = s.integer(5) != 0;
            use.ownOperation = s.integer(6) != 0;
            m_at.insert(use.system.id, m_uses.size());
            m_uses.append(use);
        }
        s.reset();
    }

    void readCritical()
    {
        Statement &s = narrowed("SELECT l.entity FROM link l JOIN e_business_service v ON v.id=l.target WHERE l.attr='business_services' AND v.critical_function=1", "l.entity");
        while (s.next()) {
            if (SystemUse *use = at(s.integer(0)))
                use->critical = true;
        }
        s.reset();
    }

    void addLinked(const QString &attr, EntityKind kind, QList<qint64> SystemUse::*list)
    {
        Statement &s = narrowed("SELECT entity, target FROM link WHERE attr=?1", "entity");
        s.bind(1, attr);
        while (s.next()) {
            if (SystemUse *use = at(s.integer(0)))
                (use->*list).append(s.integer(1));
        }
        s.reset();
        addWaiting(attr, kind, list);
    }

    /// Names of what is not there yet.
    void addWaiting(const QString &attr, EntityKind kind, QList<qint64> SystemUse::*list)
    {
        QList<std::pair<qint64, QString>> names;
        Statement &s = narrowed("SELECT entity, value FROM pending_ref WHERE attr=?1", "entity");
        s.bind(1, attr);
        while (s.next())
            names.append({s.integer(0), s.text(1)});
        s.reset();
        for (const auto &[system, name] : names) {
            if (SystemUse *use = at(system))
                (use->*list).append(m_store.find(kind, name));
        }
    }

    void addGrants(Day on)
    {
        QHash<qint64, QList<qint64>> ofModel;
        const QByteArray whose = m_only != 0 ? "(t.workload=?9 OR t.model IN (SELECT target FROM link WHERE entity=?9 AND attr='models'))" : "(t.workload IS NOT NULL OR t.model IS NOT NULL)";
        Statement &s = m_store.statement("SELECT t.workload, t.model, t.id FROM e_grant t JOIN entity e ON e.id=t.id WHERE e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?1) AND " + whose);
        s.bind(1, qint64(on));
        if (m_only != 0)
            s.bind(9, m_only);
        while (s.next()) {
            if (SystemUse *use = at(s.integer(0)))
                use->grants.append(s.integer(2));
            if (!s.isNull(1))
                ofModel[s.integer(1)].append(s.integer(2));
        }
        s.reset();
        for (SystemUse &use : m_uses) {
            for (const qint64 model : std::as_const(use.models))
                use.grants += ofModel.value(model);
        }
    }

    void addCertificates(Day on)
    {
        QHash<qint64, QList<qint64>> ofService;
        Statement &s = m_store.statement("SELECT l.target, l.entity FROM link l JOIN entity e ON e.id=l.entity WHERE l.attr='services_used' AND e.kind=?1 AND e.vanished=0 "
                                         "AND (e.retired_on IS NULL OR e.retired_on>?2)");
        s.bind(1, qint64(EntityKind::Certification)).bind(2, qint64(on));
        while (s.next())
            ofService[s.integer(0)].append(s.integer(1));
        s.reset();
        if (ofService.isEmpty())
            return;
        Statement &services = narrowed("SELECT id, service FROM e_workload WHERE service IS NOT NULL", "id");
        while (services.next()) {
            if (SystemUse *use = at(services.integer(0)))
                use->certificates = ofService.value(services.integer(1));
        }
        services.reset();
    }

    /// A list whose end nobody has declared may go on; who is only named, and not in the inventory, is judged by nobody.
    void addUnsaid()
    {
        const bool grantsAreAll = declaredComplete(m_store, EntityKind::Grant, u"*"_s).has_value();
        Statement &s = narrowed("SELECT id, instr(lists,' models=2 ')>0, instr(lists,' accelerators=2 ')>0, instr(lists,' datasets=2 ')>0, instr(absent,' contract ')>0, instr(lists,' hosting_countries=2 ')>0 FROM e_workload", "id");
        while (s.next()) {
            SystemUse *use = at(s.integer(0));
            if (!use)
                continue;
            const auto note = [use](EntityKind kind, bool known) {
                if (!known)
                    use->unsaid.append(kind);
            };
            note(EntityKind::Provider, use->ownOperation || (!use->providers.isEmpty() && !use->providers.contains(0)));
            note(EntityKind::Contract, use->ownOperation || s.integer(4) != 0 || (!use->contracts.isEmpty() && !use->contracts.contains(0)));
            note(EntityKind::Model, s.integer(1) != 0 && !use->models.contains(0));
            note(EntityKind::Accelerator, s.integer(2) != 0 && !use->accelerators.contains(0));
            note(EntityKind::Dataset, s.integer(3) != 0 && !use->datasets.contains(0));
            note(EntityKind::Grant, grantsAreAll || !use->grants.isEmpty());
            use->nowhere = use->countries.isEmpty() && s.integer(5) != 0;
        }
        s.reset();
    }

    void addCountries()
    {
        // A site, a provider's region, or a country alone: the same order in which a place is read.
        Statement &s = m_store.statement("SELECT p.entity, CASE WHEN p.site IS NOT NULL THEN l.country WHEN p.region<>'' THEN r.country ELSE p.country END FROM place p "
                                         "LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON l.id=p.site WHERE (p.facets & 1)<>0");
        QHash<QString, QString> same; // one text for all that stand there
        while (s.next()) {
            if (SystemUse *use = at(s.integer(0))) {
                const QString country = s.text(1);
                const auto known = same.constFind(country);
                use->countries.append(known == same.constEnd() ? *same.insert(country, country) : *known);
            }
        }
        s.reset();
    }

    AttributeStore &m_store;
    qint64 m_only;
    QList<SystemUse> m_uses;
    QHash<qint64, qsizetype> m_at;
};

} // namespace

QList<SystemUse> systemUses(AttributeStore &store, Day on, UsedFor what) { return Uses(store, 0).of(on, what); }

std::optional<SystemUse> systemUse(AttributeStore &store, qint64 system, Day on)
{
    QList<SystemUse> found = Uses(store, system).of(on, UsedFor::Scores);
    return found.isEmpty() ? std::nullopt : std::optional(found.takeFirst());
}

QList<qint64> supportingSystems(AttributeStore &values, Day on)
{
    Statement &s = values.statement("SELECT e.id FROM entity e JOIN e_workload t ON t.id=e.id WHERE e.kind=?1 AND e.vanished=0 AND (e.retired_on IS NULL OR e.retired_on>?2) "
                                    "AND t.role IS 'supporting' ORDER BY e.name, e.key");
    s.bind(1, qint64(EntityKind::Workload)).bind(2, qint64(on));
    QList<qint64> ids;
    while (s.next())
        ids.append(s.integer(0));
    s.reset();
    return ids;
}

} // namespace store
