// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sovereignty.h"

#include "rules/evaluator.h"
#include "rules/pack.h"
#include "rules/resultblock.h"
#include "store/inventory.h"
#include "store/referring.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

/// Reads values of entities in the order in which they are asked.
class Reader
{
public:
    explicit Reader(store::AttributeStore &values) : m_values(values), m_inventory(values) {}

    store::MaybeValue value(qint64 id, EntityKind kind, const QString &attr)
    {
        const Attribute *a = m_values.catalogue().attribute(kind, attr);
        return a ? m_inventory.effective(id, kind, *a) : std::nullopt;
    }
    QString text(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue v = value(id, kind, attr);
        const QString *said = v ? std::get_if<QString>(&*v) : nullptr;
        return said ? *said : QString();
    }
    bool isTrue(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue v = value(id, kind, attr);
        const bool *said = v ? std::get_if<bool>(&*v) : nullptr;
        return said && *said;
    }
    bool isAbsent(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue v = value(id, kind, attr);
        return v && std::holds_alternative<Absent>(*v);
    }
    /// Ids of what a reference or a list of such names; 0 for what is not in the inventory.
    QList<qint64> named(qint64 id, EntityKind kind, const QString &attr, EntityKind target)
    {
        QList<qint64> ids;
        const store::MaybeValue v = value(id, kind, attr);
        if (const Reference *r = v ? std::get_if<Reference>(&*v) : nullptr)
            ids.append(m_values.find(target, r->key));
        if (const ListValue *list = v ? std::get_if<ListValue>(&*v) : nullptr) {
            for (const QString &key : list->items)
                ids.append(m_values.find(target, key));
        }
        return ids;
    }
    QStringList countries(qint64 id)
    {
        QStringList out;
        const store::MaybeValue v = value(id, EntityKind::Workload, u"hosting_countries"_s);
        if (const ListValue *list = v ? std::get_if<ListValue>(&*v) : nullptr) {
            for (const QString &place : list->items)
                out.append(m_inventory.countryOf(place));
        }
        return out;
    }
    QString nameOf(qint64 id)
    {
        const auto head = store::entityHead(m_values, id);
        return !head ? QString() : head->name.isEmpty() ? head->key : head->name;
    }
    /// The systems that are judged at all.
    QList<qint64> systems(Day today, const std::optional<QSet<qint64>> &within)
    {
        QList<qint64> list = store::standing(m_values, EntityKind::Workload, today);
        list.removeIf([&](qint64 id) { return (within && !within->contains(id)) || text(id, EntityKind::Workload, u"role"_s) == u"supporting"_s; });
        return list;
    }
    bool isCritical(qint64 system)
    {
        if (text(system, EntityKind::Workload, u"criticality"_s) == u"critical"_s)
            return true;
        const QList<qint64> services = named(system, EntityKind::Workload, u"business_services"_s, EntityKind::BusinessService);
        return std::any_of(services.begin(), services.end(), [this](qint64 s) { return s != 0 && isTrue(s, EntityKind::BusinessService, u"critical_function"_s); });
    }

private:
    store::AttributeStore &m_values;
    store::Inventory m_inventory;
};

/// Everything whose results count for a system: itself, and what it uses or rests on.
std::set<qint64> around(Reader &reader, store::AttributeStore &values, qint64 system, Day today)
{
    const EntityKind w = EntityKind::Workload;
    std::set<qint64> all = {system};
    const auto take = [&all](const QList<qint64> &ids) { all.insert(ids.begin(), ids.end()); };
    take(reader.named(system, w, u"provider"_s, EntityKind::Provider));
    take(reader.named(system, w, u"contract"_s, EntityKind::Contract));
    take(reader.named(system, w, u"datasets"_s, EntityKind::Dataset));
    take(reader.named(system, w, u"accelerators"_s, EntityKind::Accelerator));
    const QList<qint64> models = reader.named(system, w, u"models"_s, EntityKind::Model);
    take(models);
    take(store::referring(values, EntityKind::Grant, u"workload"_s, system, today));
    for (const qint64 model : models)
        take(store::referring(values, EntityKind::Grant, u"model"_s, model, today));
    all.erase(0);
    return all;
}

QStringList holders(Reader &reader, ConcentrationBy by, qint64 system, const QHash<QString, QString> &countries, bool &counts)
{
    const EntityKind w = EntityKind::Workload;
    QStringList out;
    if (by == ConcentrationBy::Country) {
        for (const QString &country : reader.countries(system))
            out.append(countries.value(country, country));
        return out;
    }
    if (by == ConcentrationBy::Provider || by == ConcentrationBy::Parent) {
        for (const qint64 provider : reader.named(system, w, u"provider"_s, EntityKind::Provider)) {
            const QString name = provider == 0 ? QString() : reader.nameOf(provider);
            const QString parent = provider == 0 || by == ConcentrationBy::Provider ? QString() : reader.text(provider, EntityKind::Provider, u"ultimate_parent"_s);
            const bool alone = provider != 0 && reader.isAbsent(provider, EntityKind::Provider, u"ultimate_parent"_s);
            out.append(by == ConcentrationBy::Provider || alone ? name : parent);
        }
        // What we run ourselves hangs on no provider, and is not unrecorded.
        if (out.isEmpty() && (reader.isAbsent(system, w, u"provider"_s) || reader.text(system, w, u"service_model"_s) == u"onprem"_s))
            out.append(u"own operation"_s);
        return out;
    }
    const bool chips = by == ConcentrationBy::ChipVendor;
    const EntityKind kind = chips ? EntityKind::Accelerator : EntityKind::Model;
    const QList<qint64> used = reader.named(system, w, chips ? u"accelerators"_s : u"models"_s, kind);
    counts = !used.isEmpty();
    for (const qint64 one : used) {
        if (chips) {
            out.append(one == 0 ? QString() : reader.text(one, kind, u"vendor"_s));
            continue;
        }
        const QList<qint64> developer = one == 0 ? QList<qint64>() : reader.named(one, kind, u"developer"_s, EntityKind::Provider);
        out.append(developer.isEmpty() || developer.constFirst() == 0 ? QString() : reader.nameOf(developer.constFirst()));
    }
    return out;
}

/// The newest run, if it judged the rule set.
Result<qint64> runOf(QSqlDatabase &db, const rules::Pack &ai)
{
    const Result<rules::RunSummary> run = rules::lastRun(db);
    if (!run)
        return run.error();
    const bool judged = std::any_of(run->frameworks.begin(), run->frameworks.end(), [&ai](const rules::FrameworkResult &f) { return f.framework == ai.id; });
    if (!judged)
        return Error{ErrorCode::NoRun, u"the scores rest on the rule set %1, which the last evaluation did not judge: choose it"_s.arg(ai.id), {}};
    return run->run;
}

template <class F> Result<void> forEachResult(QSqlDatabase &db, qint64 run, const rules::Pack &ai, F &&take)
{
    for (const rules::Rule &rule : ai.rules) {
        if (!rules::sovereigntyPartOf(rule.id))
            continue;
        const auto results = rules::readResults(db, run, rule.id, rule.entity);
        if (!results)
            return results.error();
        for (const rules::EntityStatus &r : *results)
            take(rule, r);
    }
    return {};
}

} // namespace

Result<QList<SystemSovereignty>> systemSovereignty(QSqlDatabase &db, store::AttributeStore &values, const rules::Pack &ai, Day today,
                                                   const std::optional<QSet<qint64>> &within)
{
    const Result<qint64> run = runOf(db, ai);
    if (!run)
        return run.error();
    QHash<qint64, QList<rules::SovereigntyResult>> said;
    const Result<void> read = forEachResult(db, *run, ai, [&said](const rules::Rule &rule, const rules::EntityStatus &r) {
        said[r.entity.value].append({rule.id, rule.severity, r.status});
    });
    if (!read)
        return read.error();
    QList<SystemSovereignty> out;
    Reader reader(values);
    for (const qint64 system : reader.systems(today, within)) {
        QList<rules::SovereigntyResult> results;
        for (const qint64 thing : around(reader, values, system, today))
            results += said.value(thing);
        out.append({*store::entityHead(values, system), reader.isCritical(system), rules::sovereigntyScore(results)});
    }
    return out;
}

Result<QList<SovereigntyFact>> sovereigntyFacts(QSqlDatabase &db, store::AttributeStore &values, const rules::Pack &ai, qint64 system, Day today)
{
    const auto head = store::entityHead(values, system);
    if (!head || head->kind != EntityKind::Workload)
        return Error{ErrorCode::UnknownEntity, u"a score is that of an IT system"_s, QString::number(system)};
    const Result<qint64> run = runOf(db, ai);
    if (!run)
        return run.error();
    Reader reader(values);
    const std::set<qint64> things = around(reader, values, system, today);
    QList<SovereigntyFact> out;
    const Result<void> read = forEachResult(db, *run, ai, [&](const rules::Rule &rule, const rules::EntityStatus &r) {
        if (things.count(r.entity.value) != 0 && r.status != Status::NotApplicable && r.status != Status::NotYetApplicable)
            out.append({*rules::sovereigntyPartOf(rule.id), rule.id, rule.severity, r.status, r.entity.value});
    });
    if (!read)
        return read.error();
    return out;
}

QString concentrationName(ConcentrationBy by)
{
    switch (by) {
    case ConcentrationBy::Provider: return u"provider"_s;
    case ConcentrationBy::Parent: return u"ultimate_parent"_s;
    case ConcentrationBy::Country: return u"country"_s;
    case ConcentrationBy::ChipVendor: return u"chip_vendor"_s;
    case ConcentrationBy::ModelDeveloper: break;
    }
    return u"model_developer"_s;
}

QList<ConcentrationLine> concentrations(store::AttributeStore &values, const QHash<QString, QString> &countries, Day today,
                                        const std::optional<QSet<qint64>> &within)
{
    Reader reader(values);
    const QList<qint64> systems = reader.systems(today, within);
    std::set<qint64> critical;
    for (const qint64 system : systems) {
        if (reader.isCritical(system))
            critical.insert(system);
    }
    QList<ConcentrationLine> all;
    QList<ConcentrationLine> ofCritical;
    for (int i = 0; i < ConcentrationByCount; ++i) {
        const auto by = static_cast<ConcentrationBy>(i);
        ConcentrationLine whole{by, false, {}, {}};
        ConcentrationLine part{by, true, {}, {}};
        QList<QStringList> held;
        QList<QStringList> heldByCritical;
        for (const qint64 system : systems) {
            bool counts = true;
            QStringList names = holders(reader, by, system, countries, counts);
            if (!counts)
                continue;
            const bool isCritical = critical.count(system) != 0;
            held.append(names);
            if (isCritical)
                heldByCritical.append(names);
            if (names.isEmpty())
                names.append(QString());
            names.removeDuplicates();
            for (const QString &name : std::as_const(names)) {
                whole.systems[name].append(system);
                if (isCritical)
                    part.systems[name].append(system);
            }
        }
        whole.found = rules::concentrationOf(held);
        part.found = rules::concentrationOf(heldByCritical);
        all.append(whole);
        ofCritical.append(part);
    }
    return all + ofCritical;
}

} // namespace app
