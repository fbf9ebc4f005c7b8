// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csffacts.h"

#include "core/effectivevalues.h"
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
        : m_values(values), m_read(values), m_today(today), m_names(names), m_eu(store::countriesOfGroup(values, u"EU"_s)),
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
        } else if (const qint64 contract = m_read.reference(entity, head->kind, u"contract"_s)) {
            contracts.append(contract);
        }
        if (const qint64 provider = m_read.reference(entity, head->kind, u"provider"_s))
            addProvider(facts, provider, entity, head->kind);
        for (const qint64 contract : std::as_const(contracts))
            addContract(facts, contract);
        for (const qint64 system : std::as_const(systems)) {
            if (m_read.text(system, EntityKind::Workload, u"role"_s) != u"supporting"_s)
                facts.systems.append(systemOf(system));
        }
        facts.isSystem = head->kind == EntityKind::Workload;
        addErased(facts, systems, m_read.reference(entity, head->kind, u"provider"_s));
        if (head->kind == EntityKind::Service) {
            facts.placesInEea = namedIn(entity, EntityKind::Service, {u"hosting_countries"_s, u"support_countries"_s, u"telemetry_countries"_s}, m_eea);
            facts.supportInEu = namedIn(entity, EntityKind::Service, {u"support_countries"_s}, m_eu);
            addCertificates(facts, entity);
        }
        return facts;
    }

private:
    QString nameOf(qint64 id)
    {
        const auto head = store::entityHead(m_values, id);
        return head->name.isEmpty() ? head->key : head->name;
    }
    /// Laws of the countries from outside the zone in which a provider that is reached has its seat, its headquarters or its parent; where none of
    /// them is on record, one of a subsidiary reaches it.
    QStringList lawsOf(qint64 provider, const QString &parent)
    {
        QStringList countries = {parent};
        for (const char *attr : {"legal_country", "hq_country"})
            countries.append(m_read.text(provider, EntityKind::Provider, QString::fromLatin1(attr)));
        countries.removeDuplicates();
        QStringList laws;
        for (const QString &country : std::as_const(countries)) {
            if (inside(country, m_zone) == false)
                laws += store::lawsOfCountry(m_values, country, m_today);
        }
        return laws.isEmpty() ? QStringList{u"a law from outside the zone"_s} : laws;
    }
    csf::Said inside(const QString &country, const QStringList &group) const { return country.isEmpty() ? csf::Said() : csf::Said(group.contains(country)); }
    /// What a system names and what is in the inventory.
    QList<qint64> found(qint64 system, const QString &attr)
    {
        QList<qint64> ids = m_read.references(system, EntityKind::Workload, attr);
        ids.removeAll(0);
        return ids;
    }
    /// No where a country is outside; yes only where the lists are on record as the whole and not empty.
    csf::Said placesIn(qint64 id, EntityKind kind, const QStringList &facets, const QStringList &group, bool noneIsIn)
    {
        bool known = true;
        bool any = false;
        for (const QString &facet : facets) {
            const store::MaybeValue v = m_read.value(id, kind, facet);
            const ListValue *list = v ? std::get_if<ListValue>(&*v) : nullptr;
            if (!list) {
                known = known && v && std::holds_alternative<Absent>(*v);
                continue;
            }
            known = known && list->complete;
            for (const QString &place : list->items) {
                const QString country = m_read.countryOf(place);
                any = true;
                known = known && !country.isEmpty();
                if (!country.isEmpty() && !group.contains(country))
                    return false;
            }
        }
        return known && (any || noneIsIn) ? csf::Said(true) : csf::Said();
    }

    /// The same of places that need not be named: yes where none is.
    csf::Said namedIn(qint64 id, EntityKind kind, QStringList facets, const QStringList &group)
    {
        facets.removeIf([&](const QString &facet) {
            const store::MaybeValue v = m_read.value(id, kind, facet);
            return !v || !std::holds_alternative<ListValue>(*v);
        });
        return placesIn(id, kind, facets, group, true);
    }

    /// Datasets of a system that are in use: where they are stored, backed up and accessed from. No where a place is outside; yes where there is none.
    csf::Said datasetsIn(qint64 system, const QStringList &group)
    {
        const EntityKind d = EntityKind::Dataset;
        csf::Said all = true;
        for (const qint64 dataset : m_read.references(system, EntityKind::Workload, u"datasets"_s)) {
            if (dataset != 0 && m_read.yesNo(dataset, d, u"decommissioned"_s) == true)
                continue;
            const csf::Said one = dataset == 0 ? csf::Said() : placesIn(dataset, d, {u"storage_countries"_s, u"backup_countries"_s, u"access_countries"_s}, group, false);
            if (one == false)
                return false;
            if (!one)
                all.reset();
        }
        return all;
    }

    void addProvider(csf::Facts &f, qint64 id, qint64 subject, EntityKind kind)
    {
        const EntityKind p = EntityKind::Provider;
        f.provider = nameOf(id);
        QString country = m_read.text(id, p, u"ultimate_parent_country"_s);
        if (country.isEmpty() && m_read.isAbsent(id, p, u"ultimate_parent_country"_s))
            country = m_read.text(id, p, u"legal_country"_s);
        f.parentCountry = inSentence(m_names.value(country, country));
        f.controlledInside = inside(country, m_eea);
        f.onlyInEea = f.controlledInside == true && !m_eu.contains(country);
        f.foreignHoldings = m_read.number(id, p, u"foreign_shareholding_total_pct"_s);
        f.holdingsTooHigh = f.foreignHoldings && *f.foreignHoldings > MostForeign;
        f.foreignMajority = m_read.yesNo(id, p, u"foreign_veto_or_board_majority"_s);
        f.goldenShare = m_read.named(id, p, u"golden_share"_s);
        // What we run ourselves is within nobody's reach by its provider.
        if (m_read.text(subject, kind, u"service_model"_s) != u"onprem"_s)
            f.reached = store::reachedFromOutside(m_values, id);
        if (f.reached == true)
            f.laws = lawsOf(id, country);
        const store::MaybeValue access = m_read.value(id, p, u"operator_access"_s);
        if (access && !std::holds_alternative<NoAnswer>(*access))
            f.operatorsMayAccess = m_read.isAbsent(id, p, u"operator_access"_s) || m_read.text(id, p, u"operator_access"_s) == u"permitted"_s;
        f.escrow = m_read.yesNo(id, p, u"source_escrow"_s);
        f.openSource = m_read.yesNo(id, p, u"open_source"_s);
        f.disclosesSoftware = m_read.yesNo(id, p, u"supply_chain_sbom"_s);
        f.patchesItself = m_read.yesNo(id, p, u"patch_autonomy"_s);
        f.energyReport = m_read.yesNo(id, p, u"energy_report"_s);
        f.securityInEu = inside(m_read.text(id, p, u"security_ops_country"_s), m_eu);
        for (const qint64 sub : store::referring(m_values, EntityKind::Subprocessor, u"provider"_s, id, m_today)) {
            const EntityKind s = EntityKind::Subprocessor;
            const bool abroad = inside(m_read.text(sub, s, u"country"_s), m_eu) == false || inside(m_read.text(sub, s, u"parent_country"_s), m_eu) == false;
            if (m_read.yesNo(sub, s, u"data_access"_s) == true && abroad)
                f.subcontractorsAbroad.append(nameOf(sub));
        }
    }

    void addContract(csf::Facts &f, qint64 id)
    {
        const EntityKind c = EntityKind::Contract;
        const std::optional<double> end = m_read.number(id, c, u"end_date"_s);
        const csf::Said ended = m_read.yesNo(id, c, u"ended"_s);
        // The day tells where somebody says that it has ended, and it ends on a day to come.
        if ((ended == true && !(end && *end > m_today)) || (!ended && end && *end < m_today))
            return;
        const csf::Said law = inside(m_read.text(id, c, u"governing_law"_s), m_eu);
        const csf::Said court = inside(m_read.text(id, c, u"court_country"_s), m_eu);
        csf::ContractFacts out;
        out.lawInEu = law == false || court == false ? csf::Said(false) : law && court ? csf::Said(true) : csf::Said();
        out.auditRights = m_read.yesNo(id, c, u"audit_rights"_s);
        f.contracts.append(out);
    }

    /// Datasets of the systems that are no longer in use at this provider.
    void addErased(csf::Facts &f, const QList<qint64> &systems, qint64 provider)
    {
        const EntityKind d = EntityKind::Dataset;
        std::set<qint64> seen;
        for (const qint64 system : systems) {
            for (const qint64 dataset : found(system, u"datasets"_s)) {
                if (provider == 0 || !seen.insert(dataset).second || m_read.yesNo(dataset, d, u"decommissioned"_s) != true ||
                    m_read.reference(dataset, d, u"processor"_s) != provider)
                    continue;
                ++f.erased;
                f.erasedWithoutProof += m_read.isAbsent(dataset, d, u"deletion_evidence"_s);
            }
        }
    }

    void addCertificates(csf::Facts &f, qint64 service)
    {
        const EntityKind c = EntityKind::Certification;
        static const QStringList schemes = {u"CC"_s, u"COMMON_CRITERIA"_s, u"ISO15408"_s, u"EUCC"_s};
        static const QRegularExpression assurance(u"^EAL ?([0-7])\\+?$"_s, QRegularExpression::CaseInsensitiveOption);
        for (const qint64 certificate : store::referring(m_values, c, u"services_used"_s, service, m_today)) {
            const std::optional<double> expires = m_read.number(certificate, c, u"expires"_s);
            const auto level = assurance.match(m_read.text(certificate, c, u"level"_s));
            if (!schemes.contains(m_read.text(certificate, c, u"scheme"_s)) || !level.hasMatch() || !expires || *expires < m_today)
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
        if (m_read.isAbsent(id, w, u"key_management"_s))
            return csf::KeyCustody::None;
        static const QList<std::pair<QString, csf::KeyCustody>> words = {
            {u"none"_s, csf::KeyCustody::None},     {u"provider"_s, csf::KeyCustody::Provider}, {u"cmk"_s, csf::KeyCustody::Shared},
            {u"byok"_s, csf::KeyCustody::Imported}, {u"hyok"_s, csf::KeyCustody::Outside},      {u"external"_s, csf::KeyCustody::Outside}};
        const QString said = m_read.text(id, w, u"key_management"_s);
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
        s.processedInClear = m_read.yesNo(id, w, u"processed_in_clear"_s);
        s.logging = m_read.yesNo(id, w, u"logging"_s);
        s.placesInEea = placesIn(id, w, places, m_eea, false);
        const csf::Said datasets = datasetsIn(id, m_eea);
        s.datasetsAbroad = datasets == false;
        if (datasets == false)
            s.placesInEea = false;
        else if (s.placesInEea == true)
            s.placesInEea = datasets;
        s.supportInEu = placesIn(id, w, {u"support_countries"_s, u"admin_countries"_s}, m_eu, false);
        const std::optional<double> tested = m_read.number(id, w, u"disconnect_tested_at"_s);
        if (m_read.isAbsent(id, w, u"disconnect_tested_at"_s))
            s.disconnectTested = false;
        else if (tested && *tested <= m_today)
            s.disconnectTested = m_today - *tested <= OldestTest;
        s.exitPlan = m_read.yesNo(id, w, u"exit_plan"_s);
        s.alternative = m_read.named(id, w, u"alternative_provider"_s);
        s.openStandards = m_read.yesNo(id, w, u"open_standards"_s);
        if (s.alternative == false) {
            for (const qint64 dep : store::referring(m_values, EntityKind::Dependency, u"workload"_s, id, m_today)) {
                const EntityKind d = EntityKind::Dependency;
                if (m_read.yesNo(dep, d, u"critical"_s) == true && inside(m_read.text(dep, d, u"country"_s), m_zone) == false && m_read.isAbsent(dep, d, u"substitute"_s))
                    s.dependsOnOne = true;
            }
        }
        for (const qint64 pool : found(id, u"accelerators"_s))
            s.chips.append(chipOf(pool));
        for (const qint64 model : found(id, u"models"_s))
            s.models.append(modelOf(model));
        return s;
    }

    csf::ChipFacts chipOf(qint64 id)
    {
        const EntityKind a = EntityKind::Accelerator;
        csf::ChipFacts c;
        c.vendorInEu = inside(m_read.text(id, a, u"vendor_country"_s), m_eu);
        c.vendorInZone = inside(m_read.text(id, a, u"vendor_country"_s), m_zone);
        c.placedInEu = placesIn(id, a, {u"location_countries"_s}, m_eu, false);
        c.alternative = m_read.named(id, a, u"alternative_vendor"_s);
        const QString eccn = m_read.text(id, a, u"eccn"_s);
        c.exportControlled = !eccn.isEmpty() && eccn != u"EAR99"_s;
        c.id = id;
        c.originWithheld = m_read.isAbsent(id, a, u"fab_country"_s) || m_read.isAbsent(id, a, u"firmware_country"_s);
        return c;
    }

    csf::ModelFacts modelOf(qint64 id)
    {
        const EntityKind m = EntityKind::Model;
        csf::ModelFacts f;
        f.developerInEu = inside(m_read.text(id, m, u"developer_country"_s), m_eu);
        f.weightsHeld = m_read.yesNo(id, m, u"weights_held"_s);
        f.promptsLogged = m_read.yesNo(id, m, u"prompt_logging"_s);
        f.id = id;
        f.apiOnly = m_read.text(id, m, u"access"_s) == u"api_only"_s;
        return f;
    }

    store::AttributeStore &m_values;
    EffectiveValues m_read;
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
