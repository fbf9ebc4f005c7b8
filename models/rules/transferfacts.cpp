// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/transferfacts.h"

#include "rules/adequacy.h"
#include "rules/session.h"
#include "rules/statedwords.h"
#include "store/pages/reportqueries.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;
using domain::Day;
using domain::EntityKind;
using domain::Result;

namespace rules {
namespace {

/// Classes that are personal data for the rules on transfers.
const QStringList &personalClasses()
{
    static const QStringList list{u"personal"_s, u"special_category"_s, u"children"_s, u"health"_s, u"genomic"_s, u"biometric"_s, u"geolocation"_s, u"payment_card"_s, u"phi"_s};
    return list;
}

/// The attribute of each facet by which data gets somewhere, and the word for it in a transfer.
const QList<std::pair<QString, QString>> &ways()
{
    static const QList<std::pair<QString, QString>> list{
        {u"storage_countries"_s, u"storage"_s}, {u"hosting_countries"_s, u"storage"_s}, {u"processing_countries"_s, u"processing"_s}, {u"backup_countries"_s, u"backup"_s},
        {u"failover_countries"_s, u"failover"_s}, {u"access_countries"_s, u"access"_s}, {u"admin_countries"_s, u"administration"_s}, {u"support_countries"_s, u"support"_s},
        {u"telemetry_countries"_s, u"telemetry"_s}, {u"log_countries"_s, u"logs"_s}};
    return list;
}

/// Transfers of which ways carry data that gets abroad by a way, as GDPR-44-02 to 44-04 ask; empty: of any. Logs of one's reading are what is read.
QStringList carriers(EntityKind kind, const QString &facet, bool reads)
{
    static const QStringList held{u"storage"_s, u"processing"_s, u"backup"_s, u"failover"_s};
    if (held.contains(facet))
        return held;
    if (facet == u"telemetry"_s || facet == u"logs"_s)
        return {};
    const bool logs = kind == EntityKind::Dataset || (kind == EntityKind::Grant && reads);
    return held + QStringList{u"access"_s, u"administration"_s, u"support"_s} + (logs ? QStringList{u"logs"_s} : QStringList());
}

bool isNone(const QString &measure)
{
    return measure.compare("none"_L1, Qt::CaseInsensitive) == 0;
}

} // namespace

Result<TransferCountries> readTransferCountries(QSqlDatabase &db, const domain::Catalogue &catalogue, Day asOf)
{
    Session session(db, catalogue, asOf);
    if (const Result<void> opened = session.open(); !opened)
        return opened.error();
    TransferCountries out;
    auto members = session.run(Sql(u"SELECT value FROM bw_set WHERE name = 'EEA'"_s));
    if (!members)
        return members.error();
    while (members->next())
        out.eea.insert(members->value(0).toString());
    members->finish();
    auto decisions = session.run(Sql(u"SELECT country, condition FROM bw_adequacy ORDER BY 1, 2"_s));
    if (!decisions)
        return decisions.error();
    while (decisions->next())
        out.adequacy[decisions->value(0).toString()].append(decisions->value(1).toString());
    decisions->finish();
    for (const QString &country : out.adequacy.keys()) {
        const Result<AdequacyAsks> asks = adequacyAsks(session, country);
        if (!asks)
            return asks.error();
        out.limits.insert(country, asks->limits);
        out.pending.insert(country, asks->pending);
    }
    const QStringList zone = session.zone();
    auto laws = session.run({u"SELECT id, country, country || ' ' || CASE WHEN instr(name,' (') > 0 THEN substr(name,1,instr(name,' (')-1) ELSE name END, status_uncertain "
                             u"FROM ref_law WHERE data_access = 1 AND (valid_from IS NULL OR valid_from <= ?) AND (valid_until IS NULL OR valid_until >= ?) ORDER BY 3"_s,
                             {asOf, asOf}});
    if (!laws)
        return laws.error();
    while (laws->next()) {
        if (!zone.contains(laws->value(1).toString()))
            out.laws[laws->value(1).toString()].append({laws->value(0).toString(), laws->value(2).toString(), false, laws->value(3).toInt() != 0});
    }
    laws->finish();
    auto looked = session.run(Sql(u"SELECT DISTINCT country FROM ref_law"_s));
    if (!looked)
        return looked.error();
    while (looked->next())
        out.lookedUp.insert(looked->value(0).toString());
    return out;
}

TransferFacts::TransferFacts(store::AttributeStore &store, const TransferCountries &countries, const QHash<qint64, ProviderReach> &reach, Day asOf)
    : m_store(store), m_inventory(store), m_countries(countries), m_reach(reach), m_asOf(asOf)
{
    readNames();
    readSystems();
    readSubcontractors();
}

void TransferFacts::forEach(EntityKind kind, const std::function<void(const Row &)> &each)
{
    m_inventory.forEach(kind, {}, 0, -1, [&](const Row &row) {
        if (!row.vanished && (!row.retiredOn || *row.retiredOn > m_asOf))
            each(row);
        return true;
    });
}

RowValues TransferFacts::of(EntityKind kind, const Row &row) const { return {m_store.catalogue().kind(kind), row}; }

void TransferFacts::readNames()
{
    const auto name = [](const Row &row) { return row.name.isEmpty() ? row.key : row.name; };
    forEach(EntityKind::LegalEntity, [&](const Row &row) {
        const RowValues said = of(EntityKind::LegalEntity, row);
        m_entities.insert(row.key, said.name());
        m_roles.insert(row.key, said.text(u"role_gdpr"));
        if (said.text(u"kind") != u"branch"_s)
            m_seats.insert(row.key, said.text(u"country"));
    });
    forEach(EntityKind::Provider, [&](const Row &row) { m_providers.insert(row.key, row.id); });
    forEach(EntityKind::ContractingEntity, [&](const Row &row) {
        constexpr EntityKind kind = EntityKind::ContractingEntity;
        m_recipients.insert(row.key, {name(row), of(kind, row).key(u"provider"), of(kind, row).text(u"country"), of(kind, row).day(u"dpf_valid_until")});
    });
    forEach(EntityKind::Dataset, [&](const Row &row) {
        const RowValues said = of(EntityKind::Dataset, row);
        m_datasets.insert(row.key, said.name());
        m_datasetIds.insert(row.key, row.id);
        m_classes.insert(row.key, said.list(u"classes"));
        m_at.insert(row.key, m_seats.value(said.key(u"legal_entity")));
    });
}

void TransferFacts::readSystems()
{
    const domain::Attribute *clear = m_store.catalogue().attribute(EntityKind::Workload, u"processed_in_clear");
    forEach(EntityKind::Workload, [&](const Row &row) {
        constexpr EntityKind kind = EntityKind::Workload;
        const QStringList datasets = of(kind, row).list(u"datasets");
        if (datasets.isEmpty() || of(kind, row).text(u"role") == u"supporting"_s)
            return;
        const auto said = m_inventory.takenOver(row, kind, *clear).value;
        const auto *flag = said ? std::get_if<bool>(&*said) : nullptr;
        for (const QString &dataset : datasets)
            m_systemsOf[dataset].append(m_systems.size());
        m_systems.append({row.id, row.key, row.name.isEmpty() ? row.key : row.name, of(kind, row).key(u"provider"), of(kind, row).text(u"key_management"), datasets,
                          flag ? std::optional(*flag) : std::nullopt, of(kind, row).yes(u"confidential_computing")});
    });
}

/// Under the provider that they name, else under that of their contract.
void TransferFacts::readSubcontractors()
{
    QHash<QString, QString> providerOf;
    forEach(EntityKind::Contract, [&](const Row &row) { providerOf.insert(row.key, of(EntityKind::Contract, row).key(u"provider")); });
    forEach(EntityKind::Subprocessor, [&](const Row &row) {
        const RowValues said = of(EntityKind::Subprocessor, row);
        const QString provider = said.key(u"provider").isEmpty() ? providerOf.value(said.key(u"contract")) : said.key(u"provider");
        const auto reaches = said.yes(u"data_access");
        if (provider.isEmpty() || reaches == false || said.isNone(u"data_access"))
            return;
        OnwardTransfer to{row.id, row.key, said.name(), said.text(u"country"), OnwardTransfer::Ground::Unknown, reaches, said.yes(u"authorised")};
        to.ground = groundOf(to.country);
        QList<OnwardTransfer> &all = m_subcontractors[provider];
        // One company under three contracts is one that data may reach.
        const auto same = std::find_if(all.begin(), all.end(), [&to](const OnwardTransfer &one) { return one.name == to.name && one.country == to.country; });
        if (same == all.end()) {
            all.append(to);
            return;
        }
        if (to.reaches)
            same->reaches = to.reaches;
        if (same->authorised != to.authorised)
            same->authorised = same->authorised == false || to.authorised == false ? std::optional(false) : std::nullopt;
    });
}

OnwardTransfer::Ground TransferFacts::groundOf(const QString &country) const
{
    using Ground = OnwardTransfer::Ground;
    if (country.isEmpty())
        return Ground::Unknown;
    if (m_countries.eea.contains(country))
        return Ground::Inside;
    const auto decision = m_countries.adequacy.constFind(country);
    if (decision == m_countries.adequacy.cend())
        return Ground::None;
    return decision->contains(QString()) ? Ground::Adequate : Ground::Conditional;
}

void TransferFacts::addOnward(TransferAssessment &t, const QString &provider) const
{
    t.onwardTo = m_subcontractors.value(provider);
    std::stable_sort(t.onwardTo.begin(), t.onwardTo.end(), [](const OnwardTransfer &a, const OnwardTransfer &b) {
        const bool insideA = a.ground == OnwardTransfer::Ground::Inside, insideB = b.ground == OnwardTransfer::Ground::Inside;
        return std::tie(insideA, a.name) < std::tie(insideB, b.name);
    });
}

bool TransferFacts::isPersonal(const QStringList &classes) const
{
    return std::any_of(classes.cbegin(), classes.cend(), [](const QString &one) { return personalClasses().contains(one); });
}

QList<TransferAssessment> TransferFacts::transfers()
{
    QList<TransferAssessment> out;
    constexpr EntityKind kind = EntityKind::Transfer;
    forEach(kind, [&](const Row &row) {
        TransferAssessment t;
        t.id = row.id;
        t.key = row.key;
        t.name = row.name.isEmpty() ? row.key : row.name;
        t.exporterRole = m_roles.value(of(kind, row).key(u"exporter"));
        t.importerKind = of(kind, row).text(u"importer_kind");
        t.exporter = m_entities.value(of(kind, row).key(u"exporter"));
        const Recipient recipient = m_recipients.value(of(kind, row).key(u"importer"));
        t.importer = recipient.name.isEmpty() ? m_entities.value(of(kind, row).key(u"importer_entity")) : recipient.name;
        t.country = of(kind, row).text(u"importer_country");
        t.facet = of(kind, row).text(u"facet");
        t.purpose = of(kind, row).text(u"purpose");
        t.classes = of(kind, row).list(u"data_classes");
        const QStringList datasets = of(kind, row).list(u"datasets");
        for (const QString &dataset : datasets)
            t.datasets.append(m_datasets.value(dataset, dataset));
        const auto orNone = [&](const QString &attr) { return of(kind, row).isNone(attr) ? u"none"_s : of(kind, row).text(attr); };
        t.tool = orNone(u"tool"_s);
        t.module = orNone(u"scc_module"_s);
        t.toolDate = of(kind, row).day(u"tool_date");
        t.dpfUntil = recipient.dpfUntil;
        t.assessed = of(kind, row).day(u"tia_date");
        t.assessmentAbsent = of(kind, row).isNone(u"tia_date");
        t.assessmentAsked = of(kind, row).isAsked(u"tia_date");
        t.assessmentAge = t.assessed ? m_asOf - *t.assessed : 0;
        t.limits = m_countries.limits.value(t.country);
        t.pending = m_countries.pending.value(t.country);
        t.conditions = m_countries.adequacy.value(t.country);
        t.conditions.removeAll(QString());
        const QString provider = of(kind, row).key(u"provider").isEmpty() ? recipient.provider : of(kind, row).key(u"provider");
        addLaws(t, provider);
        addBarriers(t, datasets, provider, of(kind, row).list(u"supplementary_measures"));
        addOnward(t, provider);
        t.onward = of(kind, row).yes(u"onward");
        t.systematic = of(kind, row).yes(u"systematic");
        t.fallback = of(kind, row).text(u"fallback_tool");
        t.undermined = of(kind, row).yes(u"high_risk_law");
        for (const QString &dataset : datasets)
            t.datasetIds.append(m_datasetIds.value(dataset));
        for (const QString &dataset : datasets)
            m_recorded[u"dataset:"_s + dataset + u'|' + t.country].insert(t.facet);
        if (const QString named = of(kind, row).key(u"provider"); datasets.isEmpty() && !named.isEmpty())
            m_recorded[u"provider:"_s + named + u'|' + t.country].insert(t.facet);
        out.append(t);
    });
    return out;
}

void TransferFacts::addLaws(TransferAssessment &t, const QString &provider) const
{
    t.laws = m_countries.laws.value(t.country);
    t.lawsKnown = !t.country.isEmpty() && (m_countries.lookedUp.contains(t.country) || m_countries.eea.contains(t.country));
    if (provider.isEmpty())
        return;
    const ProviderReach reach = m_reach.value(m_providers.value(provider));
    t.lawsKnown = t.lawsKnown && reach.known;
    for (const LawReach &law : reach.laws) {
        const bool there = std::any_of(t.laws.cbegin(), t.laws.cend(), [&](const LawReach &one) { return one.law == law.law; });
        if (!there)
            t.laws.append(law);
    }
}

/// Keys held outside keep the importer from what it only stores; where it processes in clear, nothing that the EDPB recognises does
/// (Recommendations 01/2020, use cases 1, 6 and 7).
void TransferFacts::addBarriers(TransferAssessment &t, const QStringList &datasets, const QString &provider, const QStringList &measures) const
{
    using Worth = TransferBarrier::Worth;
    const bool stored = t.facet == u"storage"_s || t.facet == u"backup"_s;
    QSet<qsizetype> seen;
    for (const QString &dataset : datasets) {
        for (const qsizetype at : m_systemsOf.value(dataset)) {
            const System &system = m_systems.at(at);
            if (provider.isEmpty() || system.provider != provider || seen.contains(at))
                continue;
            seen.insert(at);
            t.systems.append({system.id, system.name, system.keyManagement, system.clear, system.confidential});
            const bool outside = system.keyManagement == u"hyok"_s || system.keyManagement == u"external"_s;
            if (outside && stored && system.clear == false)
                t.barriers.append({u"%1: the keys are held outside the provider, which only stores"_s.arg(system.name), Worth::StorageOnly});
            else if (outside)
                t.barriers.append({system.clear == true ? u"%1: the keys are held outside, but the provider processes in clear"_s.arg(system.name)
                                   : stored             ? u"%1: the keys are held outside; whether the provider processes in clear is not recorded"_s.arg(system.name)
                                                        : u"%1: the keys are held outside, which keeps nobody out by way of %2"_s.arg(system.name, QString(t.facet).replace(u'_', u' ')),
                                   Worth::NotRecognised});
            if (system.confidential == true)
                t.barriers.append({u"%1: confidential computing is a mitigation, not recognised in the EDPB text"_s.arg(system.name), Worth::NotRecognised});
        }
    }
    for (const QString &measure : measures) {
        if (isNone(measure))
            continue;
        // By its word, as GDPR-46-02 does: "no pseudonymisation" and "split tunnelling" are none.
        static const QStringList recognised{u"pseudonym*"_s, u"pseudonimi*"_s, u"seudonimi*"_s, u"split processing"_s, u"multi party processing"_s};
        t.barriers.append({measure, stated(measure, recognised, {}) == Stated::Affirmed ? Worth::Recognised : Worth::NotRecognised});
    }
}

/// Whether a transfer of it, or one of the provider that names no data, carries it. One whose way is not said may.
bool TransferFacts::isRecorded(const Way &way, const QString &country, const QString &dataset) const
{
    const auto by = [&](const QString &whose) {
        const QSet<QString> facets = m_recorded.value(whose + u'|' + country);
        return !facets.isEmpty() && (way.carriers.isEmpty() || facets.contains(QString()) ||
                                     std::any_of(way.carriers.cbegin(), way.carriers.cend(), [&](const QString &one) { return facets.contains(one); }));
    };
    return by(u"dataset:"_s + dataset) || std::any_of(way.providers.cbegin(), way.providers.cend(), [&](const QString &one) { return by(u"provider:"_s + one); });
}

void TransferFacts::add(EntityKind kind, qint64 id, const QString &key, const QString &name, const QString &country, const Way &way, const QString &dataset)
{
    const QString &facet = way.facet;
    if (country.isEmpty() || m_countries.eea.contains(country) || !isPersonal(m_classes.value(dataset)))
        return;
    // What an entity does with its data where it is seated is nobody's transfer.
    if (m_at.value(dataset) == country)
        return;
    if (isRecorded(way, country, dataset))
        return;
    // One line for a dataset, a country and a way, however many things show it: the dataset's own word first.
    if (m_told.contains(dataset + u'|' + country + u'|' + facet))
        return;
    m_told.insert(dataset + u'|' + country + u'|' + facet);
    m_unrecorded.append({kind, id, key, name, country, facet, m_datasets.value(dataset, dataset), dataset, m_datasetIds.value(dataset),
                         m_countries.adequacy.value(country).contains(QString()) || m_countries.adequacy.value(country).contains(u"unconditional"_s)});
}

void TransferFacts::addPlaces(EntityKind kind, const Row &row, const QStringList &datasets)
{
    const QString provider = kind == EntityKind::Dataset ? QString() : of(kind, row).key(u"provider");
    for (const auto &[attr, facet] : ways()) {
        const Way way{facet, carriers(kind, facet, false), provider.isEmpty() ? QStringList() : QStringList{provider}};
        for (const QString &place : of(kind, row).list(attr)) {
            const QString country = m_inventory.countryOf(place);
            for (const QString &dataset : datasets)
                add(kind, row.id, row.key, row.name.isEmpty() ? row.key : row.name, country, way, dataset);
        }
    }
}

QList<UnrecordedTransfer> TransferFacts::unrecorded()
{
    forEach(EntityKind::Dataset, [&](const Row &row) { addPlaces(EntityKind::Dataset, row, {row.key}); });
    QHash<QString, QStringList> datasetsOf;
    QHash<QString, QString> providerOf, providerOfIdentity;
    forEach(EntityKind::Identity, [&](const Row &row) { providerOfIdentity.insert(row.key, of(EntityKind::Identity, row).key(u"provider")); });
    forEach(EntityKind::Workload, [&](const Row &row) {
        const QStringList datasets = of(EntityKind::Workload, row).list(u"datasets");
        if (datasets.isEmpty() || of(EntityKind::Workload, row).text(u"role") == u"supporting"_s)
            return;
        datasetsOf.insert(row.key, datasets);
        providerOf.insert(row.key, of(EntityKind::Workload, row).key(u"provider"));
        addPlaces(EntityKind::Workload, row, datasets);
    });
    const domain::Attribute *country = m_store.catalogue().attribute(EntityKind::Grant, u"principal_country");
    forEach(EntityKind::Grant, [&](const Row &row) {
        const RowValues grant = of(EntityKind::Grant, row);
        QStringList datasets = datasetsOf.value(grant.key(u"workload"));
        if (const QString own = grant.key(u"dataset"); !own.isEmpty() && !datasets.contains(own))
            datasets.append(own);
        if (datasets.isEmpty())
            return;
        const auto said = m_inventory.takenOver(row, EntityKind::Grant, *country).value;
        const auto *from = said ? std::get_if<QString>(&*said) : nullptr;
        const QString privilege = grant.text(u"privilege"), facet = privilege == u"admin"_s ? u"administration"_s : u"access"_s;
        QStringList providers{providerOf.value(grant.key(u"workload")), providerOfIdentity.value(grant.key(u"identity"))};
        providers.removeAll(QString());
        const Way way{facet, carriers(EntityKind::Grant, facet, privilege == u"read"_s), providers};
        // A number says nothing of who it is.
        const QString name = row.name.isEmpty() || row.name == row.key ? store::grantName(m_store, row.id) : row.name;
        for (const QString &dataset : datasets)
            add(EntityKind::Grant, row.id, row.key, name.isEmpty() ? row.key : name, from ? *from : QString(), way, dataset);
    });
    std::stable_sort(m_unrecorded.begin(), m_unrecorded.end(), [](const UnrecordedTransfer &a, const UnrecordedTransfer &b) {
        return std::tie(a.dataset, a.country, a.facet) < std::tie(b.dataset, b.country, b.facet);
    });
    return m_unrecorded;
}

} // namespace rules
