// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csffacts.h"

#include "store/inventory.h"
#include "store/pages/listqueries.h"
#include "store/pages/reportqueries.h"
#include "store/referring.h"
#include "store/settings.h"

#include <QRegularExpression>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

/// The oldest test of running cut off that still counts, and the most that may be held from outside: as in the rule set eu-csf.
constexpr Day OldestTest = 365;
constexpr double MostForeign = 39;

/// "the United States": as a country's name stands within a sentence.
QString inSentence(const QString &country)
{
    static const QStringList withArticle = {u"United"_s, u"Netherlands"_s, u"Philippines"_s, u"Bahamas"_s, u"Maldives"_s, u"Czech Republic"_s};
    const bool article = std::any_of(withArticle.begin(), withArticle.end(), [&country](const QString &start) { return country.startsWith(start); });
    return article ? u"the "_s + country : country;
}

class Collector
{
public:
    Collector(store::AttributeStore &values, const QHash<QString, QString> &names, Day today)
        : m_values(values), m_inventory(values), m_today(today), m_names(names), m_eu(store::countriesOfGroup(values, u"EU"_s)),
          m_eea(store::countriesOfGroup(values, u"EEA"_s)), m_zone(store::readValueSet(values, u"ZONE"_s))
    {
    }

    csf::Facts of(qint64 entity)
    {
        csf::Facts facts;
        const auto head = store::entityHead(m_values, entity);
        if (!head || head->kind == EntityKind::BusinessService)
            return facts;
        QList<qint64> systems = {entity};
        QList<qint64> contracts;
        if (head->kind == EntityKind::Service) {
            systems = store::referring(m_values, EntityKind::Workload, u"service"_s, entity, m_today);
            contracts = store::referring(m_values, EntityKind::Contract, u"services"_s, entity, m_today);
        } else if (const qint64 contract = reference(entity, head->kind, u"contract"_s, EntityKind::Contract)) {
            contracts.append(contract);
        }
        if (const qint64 provider = reference(entity, head->kind, u"provider"_s, EntityKind::Provider))
            addProvider(facts, provider, entity, head->kind);
        for (const qint64 contract : std::as_const(contracts))
            addContract(facts, contract);
        for (const qint64 system : std::as_const(systems)) {
            if (text(system, EntityKind::Workload, u"role"_s) != u"supporting"_s)
                facts.systems.append(systemOf(system));
        }
        addErased(facts, systems, reference(entity, head->kind, u"provider"_s, EntityKind::Provider));
        if (head->kind == EntityKind::Service)
            addCertificates(facts, entity);
        return facts;
    }

private:
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
    csf::Said yesNo(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue v = value(id, kind, attr);
        const bool *said = v ? std::get_if<bool>(&*v) : nullptr;
        return said ? csf::Said(*said) : v && std::holds_alternative<Absent>(*v) ? csf::Said(false) : csf::Said();
    }
    /// Whether there is one: no only where it is declared absent.
    csf::Said named(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue v = value(id, kind, attr);
        if (!v || std::holds_alternative<NoAnswer>(*v))
            return {};
        return !std::holds_alternative<Absent>(*v);
    }
    bool isAbsent(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue v = value(id, kind, attr);
        return v && std::holds_alternative<Absent>(*v);
    }
    std::optional<double> number(qint64 id, EntityKind kind, const QString &attr)
    {
        const store::MaybeValue v = value(id, kind, attr);
        if (!v)
            return std::nullopt;
        if (const double *d = std::get_if<double>(&*v))
            return *d;
        if (const qint64 *n = std::get_if<qint64>(&*v))
            return double(*n);
        return std::nullopt;
    }
    csf::Said inside(const QString &country, const QStringList &group) const { return country.isEmpty() ? csf::Said() : csf::Said(group.contains(country)); }
    qint64 reference(qint64 id, EntityKind kind, const QString &attr, EntityKind target)
    {
        const store::MaybeValue v = value(id, kind, attr);
        const Reference *r = v ? std::get_if<Reference>(&*v) : nullptr;
        return r ? m_values.find(target, r->key) : 0;
    }
    QList<qint64> references(qint64 id, EntityKind kind, const QString &attr, EntityKind target)
    {
        QList<qint64> ids;
        const store::MaybeValue v = value(id, kind, attr);
        if (const ListValue *list = v ? std::get_if<ListValue>(&*v) : nullptr) {
            for (const QString &key : list->items) {
                if (const qint64 found = m_values.find(target, key))
                    ids.append(found);
            }
        }
        return ids;
    }
    /// No where a country is outside; yes only where the lists are on record as the whole and not empty.
    csf::Said placesIn(qint64 id, EntityKind kind, const QStringList &facets, const QStringList &group, bool noneIsIn)
    {
        bool known = true;
        bool any = false;
        for (const QString &facet : facets) {
            const store::MaybeValue v = value(id, kind, facet);
            const ListValue *list = v ? std::get_if<ListValue>(&*v) : nullptr;
            if (!list) {
                known = known && v && std::holds_alternative<Absent>(*v);
                continue;
            }
            known = known && list->complete;
            for (const QString &place : list->items) {
                const QString country = m_inventory.countryOf(place);
                any = true;
                known = known && !country.isEmpty();
                if (!country.isEmpty() && !group.contains(country))
                    return false;
            }
        }
        return known && (any || noneIsIn) ? csf::Said(true) : csf::Said();
    }

    void addProvider(csf::Facts &f, qint64 id, qint64 subject, EntityKind kind)
    {
        const EntityKind p = EntityKind::Provider;
        const auto head = store::entityHead(m_values, id);
        f.provider = head->name.isEmpty() ? head->key : head->name;
        QString country = text(id, p, u"ultimate_parent_country"_s);
        if (country.isEmpty() && isAbsent(id, p, u"ultimate_parent_country"_s))
            country = text(id, p, u"legal_country"_s);
        f.parentCountry = inSentence(m_names.value(country, country));
        f.controlledInside = inside(country, m_eea);
        f.foreignHoldings = number(id, p, u"foreign_shareholding_total_pct"_s);
        f.holdingsTooHigh = f.foreignHoldings && *f.foreignHoldings > MostForeign;
        f.foreignMajority = yesNo(id, p, u"foreign_veto_or_board_majority"_s);
        f.goldenShare = named(id, p, u"golden_share"_s);
        // What we run ourselves is within nobody's reach by its provider.
        if (text(subject, kind, u"service_model"_s) != u"onprem"_s)
            f.reached = store::reachedFromOutside(m_values, id);
        if (f.reached == true)
            f.laws = QStringList{u"a law from outside the zone"_s};
        const store::MaybeValue access = value(id, p, u"operator_access"_s);
        if (access && !std::holds_alternative<NoAnswer>(*access))
            f.operatorsMayAccess = isAbsent(id, p, u"operator_access"_s) || text(id, p, u"operator_access"_s) == u"permitted"_s;
        f.escrow = yesNo(id, p, u"source_escrow"_s);
        f.openSource = yesNo(id, p, u"open_source"_s);
        f.disclosesSoftware = yesNo(id, p, u"supply_chain_sbom"_s);
        f.patchesItself = yesNo(id, p, u"patch_autonomy"_s);
        f.energyReport = yesNo(id, p, u"energy_report"_s);
        f.securityInEu = inside(text(id, p, u"security_ops_country"_s), m_eu);
        for (const qint64 sub : store::referring(m_values, EntityKind::Subprocessor, u"provider"_s, id, m_today)) {
            const EntityKind s = EntityKind::Subprocessor;
            const bool abroad = inside(text(sub, s, u"country"_s), m_eu) == false || inside(text(sub, s, u"parent_country"_s), m_eu) == false;
            if (yesNo(sub, s, u"data_access"_s) == true && abroad)
                f.subcontractorsAbroad = true;
        }
    }

    void addContract(csf::Facts &f, qint64 id)
    {
        const EntityKind c = EntityKind::Contract;
        const std::optional<double> end = number(id, c, u"end_date"_s);
        const csf::Said ended = yesNo(id, c, u"ended"_s);
        if (ended == true || (!ended && end && *end < m_today))
            return;
        const csf::Said law = inside(text(id, c, u"governing_law"_s), m_eu);
        const csf::Said court = inside(text(id, c, u"court_country"_s), m_eu);
        csf::ContractFacts out;
        out.lawInEu = law == false || court == false ? csf::Said(false) : law && court ? csf::Said(true) : csf::Said();
        out.auditRights = yesNo(id, c, u"audit_rights"_s);
        f.contracts.append(out);
    }

    /// Datasets of the systems that are no longer in use at this provider.
    void addErased(csf::Facts &f, const QList<qint64> &systems, qint64 provider)
    {
        const EntityKind d = EntityKind::Dataset;
        std::set<qint64> seen;
        for (const qint64 system : systems) {
            for (const qint64 dataset : references(system, EntityKind::Workload, u"datasets"_s, d)) {
                if (provider == 0 || !seen.insert(dataset).second || yesNo(dataset, d, u"decommissioned"_s) != true ||
                    reference(dataset, d, u"processor"_s, EntityKind::Provider) != provider)
                    continue;
                ++f.erased;
                f.erasedWithoutProof += isAbsent(dataset, d, u"deletion_evidence"_s);
            }
        }
    }

    void addCertificates(csf::Facts &f, qint64 service)
    {
        const EntityKind c = EntityKind::Certification;
        static const QStringList schemes = {u"CC"_s, u"COMMON_CRITERIA"_s, u"ISO15408"_s, u"EUCC"_s};
        static const QRegularExpression assurance(u"^EAL ?([0-7])\\+?$"_s, QRegularExpression::CaseInsensitiveOption);
        for (const qint64 certificate : store::referring(m_values, c, u"services_used"_s, service, m_today)) {
            const std::optional<double> expires = number(certificate, c, u"expires"_s);
            const auto level = assurance.match(text(certificate, c, u"level"_s));
            if (!schemes.contains(text(certificate, c, u"scheme"_s)) || !level.hasMatch() || !expires || *expires < m_today)
                continue;
            f.assurance = std::max(f.assurance.value_or(0), level.captured(1).toInt());
        }
        // The rule set judges scope, region and end of all certificates; what it finds is not judged a second time here.
        if (store::statusOfFinding(m_values, u"CSF-7-1"_s, service) == Status::Gap)
            f.certified = false;
    }

    csf::KeyCustody keysOf(qint64 id)
    {
        const EntityKind w = EntityKind::Workload;
        if (isAbsent(id, w, u"key_management"_s))
            return csf::KeyCustody::None;
        static const QList<std::pair<QString, csf::KeyCustody>> words = {
            {u"none"_s, csf::KeyCustody::None},     {u"provider"_s, csf::KeyCustody::Provider}, {u"cmk"_s, csf::KeyCustody::Shared},
            {u"byok"_s, csf::KeyCustody::Imported}, {u"hyok"_s, csf::KeyCustody::Outside},      {u"external"_s, csf::KeyCustody::Outside}};
        const QString said = text(id, w, u"key_management"_s);
        const auto it = std::find_if(words.begin(), words.end(), [&said](const auto &pair) { return pair.first == said; });
        return it == words.end() ? csf::KeyCustody::NotRecorded : it->second;
    }

    csf::SystemFacts systemOf(qint64 id)
    {
        const EntityKind w = EntityKind::Workload;
        static const QStringList places = {u"hosting_countries"_s, u"processing_countries"_s, u"backup_countries"_s, u"failover_countries"_s, u"control_plane_countries"_s,
                                           u"admin_countries"_s, u"support_countries"_s, u"telemetry_countries"_s, u"log_countries"_s, u"key_countries"_s};
        csf::SystemFacts s;
        s.keys = keysOf(id);
        s.keysInZone = placesIn(id, w, {u"key_countries"_s}, m_zone, false);
        s.processedInClear = yesNo(id, w, u"processed_in_clear"_s);
        s.logging = yesNo(id, w, u"logging"_s);
        s.placesInEea = placesIn(id, w, places, m_eea, false);
        s.supportInEu = placesIn(id, w, {u"support_countries"_s, u"admin_countries"_s}, m_eu, false);
        const std::optional<double> tested = number(id, w, u"disconnect_tested_at"_s);
        if (isAbsent(id, w, u"disconnect_tested_at"_s))
            s.disconnectTested = false;
        else if (tested && *tested <= m_today)
            s.disconnectTested = m_today - *tested <= OldestTest;
        s.exitPlan = yesNo(id, w, u"exit_plan"_s);
        s.alternative = named(id, w, u"alternative_provider"_s);
        s.openStandards = yesNo(id, w, u"open_standards"_s);
        if (s.alternative == false) {
            for (const qint64 dep : store::referring(m_values, EntityKind::Dependency, u"workload"_s, id, m_today)) {
                const EntityKind d = EntityKind::Dependency;
                if (yesNo(dep, d, u"critical"_s) == true && inside(text(dep, d, u"country"_s), m_zone) == false && isAbsent(dep, d, u"substitute"_s))
                    s.dependsOnOne = true;
            }
        }
        for (const qint64 pool : references(id, w, u"accelerators"_s, EntityKind::Accelerator))
            s.chips.append(chipOf(pool));
        for (const qint64 model : references(id, w, u"models"_s, EntityKind::Model))
            s.models.append(modelOf(model));
        return s;
    }

    csf::ChipFacts chipOf(qint64 id)
    {
        const EntityKind a = EntityKind::Accelerator;
        csf::ChipFacts c;
        c.vendorInEu = inside(text(id, a, u"vendor_country"_s), m_eu);
        c.vendorInZone = inside(text(id, a, u"vendor_country"_s), m_zone);
        c.placedInEu = placesIn(id, a, {u"location_countries"_s}, m_eu, false);
        c.alternative = named(id, a, u"alternative_vendor"_s);
        const QString eccn = text(id, a, u"eccn"_s);
        c.exportControlled = !eccn.isEmpty() && eccn != u"EAR99"_s;
        c.originWithheld = isAbsent(id, a, u"fab_country"_s) || isAbsent(id, a, u"firmware_country"_s);
        return c;
    }

    csf::ModelFacts modelOf(qint64 id)
    {
        const EntityKind m = EntityKind::Model;
        csf::ModelFacts f;
        f.developerInEu = inside(text(id, m, u"developer_country"_s), m_eu);
        f.weightsHeld = yesNo(id, m, u"weights_held"_s);
        f.promptsLogged = yesNo(id, m, u"prompt_logging"_s);
        f.apiOnly = text(id, m, u"access"_s) == u"api_only"_s;
        return f;
    }

    store::AttributeStore &m_values;
    store::Inventory m_inventory;
    Day m_today;
    const QHash<QString, QString> &m_names;
    QStringList m_eu, m_eea, m_zone;
};

} // namespace

csf::Facts csfFactsOf(store::AttributeStore &values, const QHash<QString, QString> &countries, qint64 entity, Day today)
{
    return Collector(values, countries, today).of(entity);
}

} // namespace app
