// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registers/cmdblist.h"

#include "domain/addresstext.h"
#include "domain/celltext.h"
#include "importers/assetname.h"
#include "importers/developername.h"
#include "importers/registerheader.h"
#include "importers/say.h"
#include "importers/tags.h"
#include "importers/text/headertable.h"
#include "importers/text/unreadvalues.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <tuple>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;

namespace {

const QList<TitledColumn> &cmdbColumns()
{
    static const QList<TitledColumn> all{
        {u"sys_id"_s, {u"CMDB ID"_s, u"CI ID"_s, u"CI number"_s, u"Configuration item ID"_s, u"CI-Nummer"_s, u"Identifiant CI"_s, u"ID de CI"_s, u"ID CI"_s}},
        {u"name"_s, {u"CI name"_s, u"Configuration item"_s, u"Display name"_s, u"Hostname"_s, u"Host name"_s, u"Server name"_s, u"Rechnername"_s, u"Nom"_s, u"Nom d'hôte"_s, u"Nombre"_s, u"Nombre de host"_s, u"Nome"_s, u"Nome host"_s, u"Naam"_s, u"Hostnaam"_s}},
        {u"sys_class_name"_s, {u"Class"_s, u"CI class"_s, u"CI type"_s, u"Klasse"_s, u"CI-Klasse"_s, u"CI-Typ"_s, u"Classe"_s, u"Type de CI"_s, u"Clase"_s, u"Tipo de CI"_s, u"Classe CI"_s, u"Tipo CI"_s, u"CI-type"_s}},
        {u"fqdn"_s, {u"Fully qualified domain name"_s, u"DNS name"_s, u"DNS-Name"_s, u"Nom DNS"_s, u"Nombre DNS"_s, u"Nome DNS"_s, u"DNS-naam"_s}},
        {u"ip_address"_s, {u"IP"_s, u"IP address"_s, u"IP-Adresse"_s, u"Adresse IP"_s, u"Dirección IP"_s, u"Indirizzo IP"_s, u"IP-adres"_s}},
        {u"install_status"_s, {u"Status"_s, u"Lifecycle stage"_s, u"Life cycle stage"_s, u"Installationsstatus"_s, u"Lebenszyklusphase"_s, u"Statut"_s, u"État"_s, u"Statut d'installation"_s, u"Estado"_s, u"Estado de instalación"_s, u"Stato"_s, u"Stato di installazione"_s, u"Installatiestatus"_s}},
        {u"operational_status"_s, {u"Operational status"_s, u"Betriebsstatus"_s, u"Statut opérationnel"_s, u"État opérationnel"_s, u"Estado operativo"_s, u"Estado operacional"_s, u"Stato operativo"_s, u"Operationele status"_s}},
        {u"serial_number"_s, {u"Serial no."_s, u"Serial number"_s, u"Seriennummer"_s, u"Numéro de série"_s, u"N° de série"_s, u"Número de serie"_s, u"Numero di serie"_s, u"Serienummer"_s}},
        {u"asset_tag"_s, {u"Asset tag"_s, u"Inventory number"_s, u"Inventarnummer"_s, u"Numéro d'inventaire"_s, u"Número de inventario"_s, u"Numero di inventario"_s, u"Inventarisnummer"_s}},
        {u"location"_s, {u"Site"_s, u"Standort"_s, u"Lieu"_s, u"Emplacement"_s, u"Localisation"_s, u"Ubicación"_s, u"Emplazamiento"_s, u"Ubicazione"_s, u"Sede"_s, u"Luogo"_s, u"Locatie"_s}},
        // Who made or sold it: not who runs it.
        {u"vendor"_s, {u"Supplier"_s, u"Lieferant"_s, u"Fournisseur"_s, u"Proveedor"_s, u"Fornitore"_s, u"Leverancier"_s}},
        {u"manufacturer"_s, {u"Maker"_s, u"Hersteller"_s, u"Fabricant"_s, u"Constructeur"_s, u"Fabricante"_s, u"Produttore"_s, u"Fabrikant"_s}},
        {u"support_group"_s, {u"Assignment group"_s, u"Managed by group"_s, u"Department"_s, u"Abteilung"_s, u"Service responsable"_s, u"Groupe de support"_s, u"Departamento"_s, u"Grupo de soporte"_s, u"Reparto"_s, u"Gruppo di supporto"_s, u"Afdeling"_s}},
        {u"owned_by"_s, {u"Owner"_s, u"Managed by"_s, u"Verantwortlich"_s, u"Eigentümer"_s, u"Responsable"_s, u"Propriétaire"_s, u"Propietario"_s, u"Proprietario"_s, u"Responsabile"_s, u"Eigenaar"_s}},
        {u"environment"_s, {u"Used for"_s, u"Umgebung"_s, u"Environnement"_s, u"Entorno"_s, u"Ambiente"_s, u"Omgeving"_s}},
        // Its own product spells it with one s.
        {u"busines_criticality"_s, {u"Business criticality"_s, u"Criticality"_s, u"Kritikalität"_s, u"Geschäftskritikalität"_s, u"Criticité"_s, u"Criticidad"_s, u"Criticità"_s, u"Kriticiteit"_s}},
        {u"object_id"_s, {u"Cloud ID"_s, u"Cloud instance ID"_s, u"Instance ID"_s, u"Instance"_s, u"Resource ID"_s, u"Cloud resource ID"_s, u"ARN"_s, u"vm_inst_id"_s}},
        // Who runs it; a vendor or manufacturer has made it.
        {u"cloud_provider"_s, {u"Provider"_s, u"Cloud provider"_s, u"Hosting provider"_s, u"Hosted by"_s, u"Service provider"_s, u"Anbieter"_s, u"Cloud-Anbieter"_s, u"Fournisseur cloud"_s, u"Hébergeur"_s, u"Proveedor cloud"_s}},
        {u"correlation_id"_s, {u"Correlation ID"_s}},
        {u"short_description"_s, {u"Description"_s, u"Comments"_s, u"Beschreibung"_s, u"Descripción"_s, u"Descrizione"_s, u"Omschrijving"_s}},
    };
    return all;
}

enum class Use { Live, Gone, Unclear };

/// Whether the thing is still there, by one of the two cmdbColumns that tell it. The numbers are those of the product's own choices, and differ
/// between the two.
Use useOf(const QString &status, bool operational)
{
    static const QStringList goneNumbers{u"7"_s, u"8"_s, u"100"_s};
    static const QStringList liveNumbers{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s, u"9"_s, u"10"_s};
    static const QStringList goneOperational{u"6"_s, u"100"_s};
    static const QStringList liveOperational{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s};
    // As plainTitle() has them: without marks, "ü" as "ue".
    static const QStringList gone{u"retired"_s, u"stolen"_s, u"absent"_s, u"disposed"_s, u"decommissioned"_s, u"endoflife"_s,
                                  u"ausgemustert"_s, u"stillgelegt"_s, u"ausserbetrieb"_s, u"gestohlen"_s, u"entsorgt"_s, u"abgeschaltet"_s,
                                  u"horsservice"_s, u"retire"_s, u"retiree"_s, u"vole"_s, u"decommissionne"_s, u"misaurebut"_s,
                                  u"retirado"_s, u"retirada"_s, u"dadodebaja"_s, u"fueradeservicio"_s, u"robado"_s,
                                  u"ritirato"_s, u"dismesso"_s, u"dismessa"_s, u"fuoriservizio"_s, u"rubato"_s,
                                  u"buitengebruik"_s, u"uitgefaseerd"_s, u"buitendienst"_s, u"gestolen"_s, u"afgevoerd"_s};
    static const QStringList live{u"installed"_s, u"operational"_s, u"nonoperational"_s, u"inuse"_s, u"active"_s, u"live"_s, u"inproduction"_s, u"onorder"_s, u"inmaintenance"_s,
                                  u"pendinginstall"_s, u"pendingrepair"_s, u"instock"_s, u"repairinprogress"_s, u"drstandby"_s, u"ready"_s, u"deployed"_s, u"operate"_s, u"available"_s,
                                  u"installiert"_s, u"inbetrieb"_s, u"betriebsbereit"_s, u"aktiv"_s, u"produktiv"_s, u"bestellt"_s, u"inwartung"_s, u"aufdemlager"_s, u"auflager"_s,
                                  u"installe"_s, u"installee"_s, u"operationnel"_s, u"operationnelle"_s, u"nonoperationnel"_s, u"enservice"_s, u"actif"_s, u"active"_s, u"encommande"_s,
                                  u"enmaintenance"_s, u"enstock"_s, u"enproduction"_s,
                                  u"instalado"_s, u"instalada"_s, u"operativo"_s, u"operativa"_s, u"operacional"_s, u"enservicio"_s, u"enuso"_s, u"activo"_s, u"activa"_s, u"enmantenimiento"_s,
                                  u"enpedido"_s, u"enproduccion"_s,
                                  u"installato"_s, u"installata"_s, u"inservizio"_s, u"inuso"_s, u"attivo"_s, u"attiva"_s, u"inmanutenzione"_s, u"inmagazzino"_s, u"inproduzione"_s,
                                  u"geinstalleerd"_s, u"operationeel"_s, u"ingebruik"_s, u"actief"_s, u"inonderhoud"_s, u"besteld"_s, u"opvoorraad"_s, u"inproductie"_s};
    const QString word = plainTitle(status);
    if (gone.contains(word) || (operational ? goneOperational : goneNumbers).contains(word))
        return Use::Gone;
    return word.isEmpty() || live.contains(word) || (operational ? liveOperational : liveNumbers).contains(word) ? Use::Live : Use::Unclear;
}

/// "2 - somewhat critical" is told by its first figure, as the product numbers it; a word in the five languages by itself.
QString criticalityOf(const QString &cell)
{
    static const QRegularExpression figure(u"^([1-4])(?:\\s*[-–].*)?$"_s);
    if (const auto match = figure.match(cell); match.hasMatch()) {
        const QString one = match.captured(1);
        return one == u"1"_s ? u"critical"_s : one == u"2"_s ? u"important"_s : u"standard"_s;
    }
    return cell;
}

/// Gear that carries no workload of its own: counted, not judged.
bool isGear(const QString &type)
{
    static const QRegularExpression gear(
        u"net_?gear|switch|router|firewall|printer|phone|peripheral|\\bups\\b|\\bpdu\\b|rack|monitor|keyboard|cable|nic\\b|network adapter|ip_address|spkg|software package"_s,
        QRegularExpression::CaseInsensitiveOption);
    return gear.match(type).hasMatch();
}

/// "Linux Server" and "cmdb_ci_linux_server" are one class.
QString classOf(const QString &written)
{
    QString name = written.toLower();
    static const QRegularExpression table(u"^(?:u_)?cmdb_ci_?"_s);
    name.remove(table);
    return name.replace(u'_', u' ').trimmed();
}

/// What a cell means, remembered: a column of words has a few of them in thousands of rows.
template <typename T>
class Meanings
{
public:
    explicit Meanings(T (*tell)(const QString &)) : m_tell(tell) {}
    T operator()(const QString &cell)
    {
        if (const auto it = m_told.constFind(cell); it != m_told.constEnd())
            return *it;
        if (m_told.size() >= MostKept)
            m_told.clear();
        return *m_told.insert(cell, m_tell(cell));
    }

private:
    static constexpr qsizetype MostKept = 1000;
    T (*m_tell)(const QString &);
    QHash<QString, T> m_told;
};

QString countryOf(const QString &location)
{
    const domain::Result<QString> country = domain::countryOfAddress(location);
    return country ? *country : QString();
}

/// Of one list, whose rows say the same words again and again.
struct CmdbWords
{
    Meanings<Use> installed{[](const QString &cell) { return useOf(cell, false); }};
    Meanings<Use> operational{[](const QString &cell) { return useOf(cell, true); }};
    Meanings<bool> gear{isGear};
    Meanings<QString> type{classOf};
    Meanings<QString> country{countryOf};
};

void readCmdbRow(const TitledRow &row, domain::RecordSink &sink, UnreadValues &unread, QSet<size_t> &keys, CmdbWords &words)
{
    const QString serial = row[u"serial_number"_s];
    const QString tag = row[u"asset_tag"_s];
    const QString name = row[u"name"_s].isEmpty() ? row[u"fqdn"_s] : row[u"name"_s];
    QString key;
    for (const auto &[prefix, cell] : {std::pair{QString(), row[u"sys_id"_s]}, {u"serial:"_s, serial}, {u"tag:"_s, tag}, {u"name:"_s, name}}) {
        if (key.isEmpty() && !cell.isEmpty())
            key = u"cmdb/"_s + prefix + cell;
    }
    for (const QString &column : {u"sys_id"_s, u"serial_number"_s, u"asset_tag"_s, u"object_id"_s}) {
        if (domain::isSpoiltNumber(row[column])) {
            sink.rejected(u"spoilt-key"_s, row.where(column), u"'%1' looks like a long number that a spreadsheet has shortened"_s.arg(row[column]));
            return;
        }
    }
    if (key.isEmpty()) {
        sink.rejected(u"missing-key"_s, row.where(u"name"_s), u"the row has neither an identifier nor a name"_s);
        return;
    }
    // Either of the two says that it is gone: a list is kept in one of them more carefully than in the other.
    QStringList notes{row[u"short_description"_s]};
    for (const QString &column : {u"install_status"_s, u"operational_status"_s}) {
        const QString status = row[column];
        const Use use = column == "operational_status"_L1 ? words.operational(status) : words.installed(status);
        if (use == Use::Gone) {
            sink.ignored(u"retired"_s, u"%1: %2"_s.arg(name.isEmpty() ? key : name, status));
            return;
        }
        if (use == Use::Unclear) {
            unread.add(row.title(column), status, row.where(column), u"the thing is taken as in use"_s);
            notes.append(u"status: "_s + status);
        }
    }
    Record record;
    record.kind = EntityKind::Workload;
    record.mapping = u"cmdb-list/1"_s;
    record.whole = true;
    for (const QString &column : {u"object_id"_s, u"correlation_id"_s, u"sys_id"_s, u"name"_s}) {
        for (const domain::Alias &alias : aliasesOfAssetName(row[column])) {
            if (std::none_of(record.aliases.cbegin(), record.aliases.cend(), [&](const domain::Alias &one) { return one.value == alias.value; }))
                record.aliases.append(alias);
        }
    }
    // What a cloud calls the machine stays its key; the list's own number is one more name.
    record.key = record.aliases.isEmpty() ? key : record.aliases.constFirst().value;
    if (record.key != key)
        record.aliases.append({u"cmdb"_s, key});
    const size_t hash = qHash(record.key);
    if (keys.contains(hash))
        sink.diagnostic({u"duplicate-key"_s, domain::DiagnosticLevel::Warning, row.where(u"name"_s), u"two rows are of '%1'; later values count"_s.arg(record.key)});
    keys.insert(hash);
    record.name = name;
    const QString type = words.type(row[u"sys_class_name"_s]);
    say(record, u"resource_type"_s, u"CMDB "_s + (type.isEmpty() ? u"item"_s : type));
    if (words.gear(row[u"sys_class_name"_s]))
        say(record, u"role"_s, u"supporting"_s);
    record.fields.append({u"registered"_s, true});
    const QList<Record> organisations = sayNamedOrganisation(record, u"provider"_s, row[u"cloud_provider"_s]);
    for (const auto &[tagName, attr, column] : {std::tuple{u"environment"_s, u"env"_s, u"environment"_s}, {u"criticality"_s, u"criticality"_s, u"busines_criticality"_s}}) {
        const QString cell = row[column];
        const auto known = record.fields.size();
        applyTag({tagName, column == "busines_criticality"_L1 ? criticalityOf(cell) : cell}, record);
        if (!cell.isEmpty() && record.fields.size() == known)
            unread.add(row.title(column), cell, row.where(column), u"it stays unknown (%1)"_s.arg(attr));
    }
    // A town beside its country tells where it stands; a town alone is told in the description.
    if (const QString country = words.country(row[u"location"_s]); !country.isEmpty())
        record.places.append({domain::Facet::Hosting, country, {}, {}, {}});
    // A group is a function; a person is named where no group is.
    say(record, u"owner"_s, row[u"support_group"_s].isEmpty() ? row[u"owned_by"_s] : row[u"support_group"_s]);
    for (const auto &[before, column] : {std::pair{u"address: "_s, u"ip_address"_s}, {u"host: "_s, u"fqdn"_s}, {u"serial number: "_s, u"serial_number"_s},
                                        {u"asset tag: "_s, u"asset_tag"_s}, {u"location: "_s, u"location"_s},
                                        {u"supplier: "_s, u"vendor"_s}, {u"manufacturer: "_s, u"manufacturer"_s}}) {
        if (const QString cell = row[column]; !cell.isEmpty() && cell != name)
            notes.append(before + cell);
    }
    notes.removeAll(QString());
    say(record, u"description"_s, notes.join(u"; "_s));
    for (Record organisation : organisations)
        sink.entity(std::move(organisation));
    sink.entity(std::move(record));
}

} // namespace

QString CmdbList::id() const
{
    return u"cmdb-list"_s;
}

QString CmdbList::displayName() const
{
    return u"CMDB list of configuration items (table)"_s;
}

int CmdbList::probe(const Probe &probe) const
{
    const TableHeader header = headerOf(probe, cmdbColumns());
    if (!header.has(u"name"_s))
        return 0;
    int marks = 0;
    for (const QString &id : {u"sys_id"_s, u"serial_number"_s, u"asset_tag"_s, u"ip_address"_s, u"fqdn"_s, u"install_status"_s, u"operational_status"_s})
        marks += static_cast<int>(header.has(id));
    if (header.has(u"sys_id"_s) && marks >= 1 && header.has(u"sys_class_name"_s))
        return 3;
    return marks >= 2 && header.has(u"sys_class_name"_s) ? 2 : 0;
}

domain::Result<void> CmdbList::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    UnreadValues unread(sink);
    QSet<size_t> keys; // hashes: the names of half a million items would take as much memory as all else
    CmdbWords words;
    return readTable(
        source, cmdbColumns(), {u"name"_s}, sink, context,
        [&](const TableHeader &) { sink.header(headerOfRegister(source, false)); },
        [&](const TitledRow &row) { readCmdbRow(row, sink, unread, keys, words); });
}

} // namespace importers
