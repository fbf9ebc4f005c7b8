// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registers/cmdblist.h"

#include "domain/celltext.h"
#include "importers/assetname.h"
#include "importers/developername.h"
#include "importers/say.h"
#include "importers/tags.h"
#include "importers/text/headertable.h"

#include <QRegularExpression>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;

namespace {

const QList<TitledColumn> &columns()
{
    static const QList<TitledColumn> all{
        {u"sys_id"_s, {u"CMDB ID"_s, u"CI ID"_s, u"CI number"_s, u"Configuration item ID"_s, u"CI-Nummer"_s, u"Identifiant CI"_s}},
        {u"name"_s, {u"CI name"_s, u"Configuration item"_s, u"Display name"_s, u"Hostname"_s, u"Host name"_s, u"Server name"_s, u"Rechnername"_s, u"Nom"_s, u"Nom d'hôte"_s, u"Nombre"_s}},
        {u"sys_class_name"_s, {u"Class"_s, u"CI class"_s, u"CI type"_s, u"Klasse"_s, u"CI-Klasse"_s, u"Classe"_s, u"Clase"_s}},
        {u"fqdn"_s, {u"Fully qualified domain name"_s, u"DNS name"_s, u"DNS-Name"_s}},
        {u"ip_address"_s, {u"IP"_s, u"IP address"_s, u"IP-Adresse"_s, u"Adresse IP"_s, u"Dirección IP"_s}},
        {u"install_status"_s, {u"Status"_s, u"Lifecycle stage"_s, u"Life cycle stage"_s, u"Statut"_s, u"Estado"_s}},
        {u"operational_status"_s, {u"Operational status"_s}},
        {u"serial_number"_s, {u"Serial no."_s, u"Serial number"_s, u"Seriennummer"_s, u"Numéro de série"_s, u"Número de serie"_s}},
        {u"asset_tag"_s, {u"Asset tag"_s, u"Inventory number"_s, u"Inventarnummer"_s, u"Numéro d'inventaire"_s, u"Número de inventario"_s}},
        {u"location"_s, {u"Site"_s, u"Standort"_s, u"Lieu"_s, u"Ubicación"_s}},
        {u"support_group"_s, {u"Assignment group"_s, u"Managed by group"_s, u"Department"_s, u"Abteilung"_s, u"Service responsable"_s, u"Departamento"_s}},
        {u"owned_by"_s, {u"Owner"_s, u"Managed by"_s, u"Verantwortlich"_s, u"Eigentümer"_s, u"Responsable"_s, u"Propriétaire"_s, u"Propietario"_s}},
        {u"environment"_s, {u"Used for"_s, u"Umgebung"_s, u"Environnement"_s, u"Entorno"_s}},
        // Its own product spells it with one s.
        {u"busines_criticality"_s, {u"Business criticality"_s, u"Criticality"_s, u"Kritikalität"_s, u"Criticité"_s, u"Criticidad"_s}},
        {u"object_id"_s, {u"Cloud ID"_s, u"Cloud instance ID"_s, u"Instance ID"_s, u"Instance"_s, u"Resource ID"_s, u"Cloud resource ID"_s, u"ARN"_s, u"vm_inst_id"_s}},
        // Who runs it; a vendor or manufacturer has made it.
        {u"cloud_provider"_s, {u"Provider"_s, u"Cloud provider"_s, u"Hosting provider"_s, u"Hosted by"_s, u"Service provider"_s, u"Anbieter"_s, u"Cloud-Anbieter"_s, u"Fournisseur"_s, u"Hébergeur"_s, u"Proveedor"_s}},
        {u"correlation_id"_s, {u"Correlation ID"_s}},
        {u"short_description"_s, {u"Description"_s, u"Comments"_s, u"Beschreibung"_s, u"Descripción"_s}},
    };
    return all;
}

bool isRetired(const QString &status)
{
    static const QStringList gone{u"7"_s, u"8"_s, u"100"_s, u"retired"_s, u"stolen"_s, u"absent"_s, u"disposed"_s, u"decommissioned"_s, u"endoflife"_s,
                                  u"ausgemustert"_s, u"stillgelegt"_s, u"horsservice"_s, u"retire"_s, u"retirado"_s};
    return gone.contains(plainTitle(status));
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

void readRow(const TableRow &row, domain::RecordSink &sink)
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
    const QString status = row[u"install_status"_s].isEmpty() ? row[u"operational_status"_s] : row[u"install_status"_s];
    if (isRetired(status)) {
        sink.ignored(u"retired"_s, u"%1: %2"_s.arg(name.isEmpty() ? key : name, status));
        return;
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
    record.name = name;
    const QString type = classOf(row[u"sys_class_name"_s]);
    say(record, u"resource_type"_s, u"CMDB "_s + (type.isEmpty() ? u"item"_s : type));
    if (isGear(row[u"sys_class_name"_s]))
        say(record, u"role"_s, u"supporting"_s);
    record.fields.append({u"registered"_s, true});
    const QList<Record> organisations = sayNamedOrganisation(record, u"provider"_s, row[u"cloud_provider"_s]);
    for (const auto &[tagName, column] : {std::pair{u"environment"_s, u"environment"_s}, {u"criticality"_s, u"busines_criticality"_s}}) {
        // "1 - most critical" is told by its first figure.
        QString cell = row[column];
        if (column == "busines_criticality"_L1 && cell.startsWith(u"1"))
            cell = u"critical"_s;
        applyTag({tagName, cell}, record);
    }
    // A group is a function; a person is named where no group is.
    say(record, u"owner"_s, row[u"support_group"_s].isEmpty() ? row[u"owned_by"_s] : row[u"support_group"_s]);
    QStringList notes{row[u"short_description"_s]};
    for (const auto &[words, column] : {std::pair{u"address: "_s, u"ip_address"_s}, {u"host: "_s, u"fqdn"_s}, {u"serial number: "_s, u"serial_number"_s},
                                        {u"asset tag: "_s, u"asset_tag"_s}, {u"location: "_s, u"location"_s}}) {
        if (const QString cell = row[column]; !cell.isEmpty() && cell != name)
            notes.append(words + cell);
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
    const TableHeader header = headerOf(probe, columns());
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
    return readTable(
        source, columns(), {u"name"_s}, sink, context,
        [&](const TableHeader &) { sink.header({source.probe.fileName, domain::SourceRank::Register}); },
        [&](const TableRow &row) { readRow(row, sink); });
}

} // namespace importers
