// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_cmdb {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestCmdb : public QObject
{
    Q_OBJECT

private slots:
    void recognisesHeaders_data();
    void recognisesHeaders();
    void readsARow();
    void readsPlaces();
    void readsRows_data();
    void readsRows();
    void readsWordsOfLanguages_data();
    void readsWordsOfLanguages();
    void tellsWhatIsNotUnderstood();
};

void TestCmdb::recognisesHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("mine");
    QTest::newRow("ServiceNow") << QByteArray("name,sys_id,sys_class_name,ip_address,install_status,serial_number,asset_tag,location,owned_by") << true;
    QTest::newRow("ServiceNow, labels") << QByteArray("\"Name\",\"Class\",\"IP Address\",\"Status\"") << true;
    QTest::newRow("German") << QByteArray("Rechnername;CI-Klasse;Seriennummer;Inventarnummer;Standort") << true;
    QTest::newRow("French") << QByteArray("Nom;Classe;Numéro de série;Adresse IP") << true;
    QTest::newRow("Spanish") << QByteArray("Nombre;Clase;Número de serie;Estado operativo;Ubicación") << true;
    QTest::newRow("Italian") << QByteArray("Nome;Classe;Numero di serie;Stato operativo;Ambiente") << true;
    QTest::newRow("Dutch") << QByteArray("Naam;Klasse;Serienummer;Operationele status;Omgeving") << true;
    QTest::newRow("list of assets of another kind") << QByteArray("name,description,domain,type") << false;
    QTest::newRow("Azure portal") << QByteArray("NAME,TYPE,RESOURCE GROUP,LOCATION,SUBSCRIPTION") << false;
    QTest::newRow("controls") << QByteArray("ref_id,name,description,domain,status,category,priority,csf_function,owner") << false;
    QTest::newRow("users") << QByteArray("name,email,status") << false;
}

void TestCmdb::recognisesHeaders()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, mine);
    const Reading reading = readText(importers::appendRegisters, u"list.csv"_s, header + "\n");
    QCOMPARE(reading.claims, mine ? QStringList(u"cmdb-list"_s) : QStringList());
    QCOMPARE(reading.sink.counts().read, 0);
}

/// A town beside its country is where it stands, a town alone is not; two rows of one thing are told.
void TestCmdb::readsPlaces()
{
    const Reading reading = readText(importers::appendRegisters, u"cmdb_ci_server.csv"_s,
                                     "name,sys_id,sys_class_name,install_status,location\n"
                                     "a,1,cmdb_ci_server,1,\"Frankfurt, Germany\"\nb,2,cmdb_ci_server,1,Frankfurt\nc,3,cmdb_ci_server,1,Schweiz\nold,3,cmdb_ci_server,1,\n");
    QVERIFY(!reading.error);
    const auto hosting = [&reading](const QString &key) {
        const auto record = reading.sink.record(key);
        return record && record->places.size() == 1 && record->places.constFirst().facets == domain::Facet::Hosting ? record->places.constFirst().country : QString();
    };
    QCOMPARE(hosting(u"cmdb/1"_s), u"DE"_s);
    QCOMPARE(hosting(u"cmdb/2"_s), QString());
    QVERIFY(reading.sink.hasDiagnostic(u"duplicate-key"_s));
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestCmdb::readsARow()
{
    const Reading reading =
        readText(importers::appendRegisters, u"cmdb_ci_server.csv"_s,
                 "name,sys_id,sys_class_name,ip_address,install_status,serial_number,asset_tag,location,owned_by,support_group,environment,busines_criticality,object_id\n"
                 "pay-01,3a290cc6,cmdb_ci_linux_server,10.1.2.3,1,SN-1,P1000,Frankfurt,Jo Doe,Payments operations,Production,1 - most critical,i-0aa11bb22cc33dd44\n"
                 "erp,b4fd7c84,cmdb_ci_appl,,Installed,,,,Jo Doe,,QA,,\n"
                 "core-sw,c5,cmdb_ci_ip_switch,10.0.0.1,1,SN-2,,,,,,,\n");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 3);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto machine = reading.sink.record(u"aws/i-0aa11bb22cc33dd44"_s);
    QVERIFY(machine);
    QCOMPARE(machine->kind, EntityKind::Workload);
    QCOMPARE(machine->name, u"pay-01"_s);
    QCOMPARE(aliasOf(*machine, u"instance"_s), u"aws/i-0aa11bb22cc33dd44"_s);
    QCOMPARE(aliasOf(*machine, u"cmdb"_s), u"cmdb/3a290cc6"_s);
    QCOMPARE(textField(*machine, u"registered"_s), u"true"_s);
    QCOMPARE(textField(*machine, u"resource_type"_s), u"CMDB linux server"_s);
    QCOMPARE(textField(*machine, u"role"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*machine, u"owner"_s), u"Payments operations"_s);
    QCOMPARE(textField(*machine, u"env"_s), u"prod"_s);
    QCOMPARE(textField(*machine, u"criticality"_s), u"critical"_s);
    QCOMPARE(textField(*machine, u"description"_s), u"address: 10.1.2.3; serial number: SN-1; asset tag: P1000; location: Frankfurt"_s);
    const auto application = reading.sink.record(u"cmdb/b4fd7c84"_s);
    QVERIFY(application);
    QCOMPARE(textField(*application, u"owner"_s), u"Jo Doe"_s);
    QCOMPARE(textField(*application, u"env"_s), u"test"_s);
    QCOMPARE(textField(*reading.sink.record(u"cmdb/c5"_s), u"role"_s), u"supporting"_s);
}

void TestCmdb::readsRows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("rejected");
    QTest::addColumn<QString>("ignored");
    QTest::newRow("ARN") << QByteArray("db,,server,,,arn:aws:rds:eu-west-1:111122223333:db:x,1") << u"arn:aws:rds:eu-west-1:111122223333:db:x"_s << QString() << QString();
    QTest::newRow("Azure") << QByteArray("vm,,server,,,/subscriptions/S/resourceGroups/G/providers/Microsoft.Compute/virtualMachines/VM,1")
                           << u"/subscriptions/s/resourcegroups/g/providers/microsoft.compute/virtualmachines/vm"_s << QString() << QString();
    QTest::newRow("by serial number") << QByteArray("a,,server,SN-7,,,1") << u"cmdb/serial:SN-7"_s << QString() << QString();
    QTest::newRow("by asset tag") << QByteArray("a,,server,,T-7,,1") << u"cmdb/tag:T-7"_s << QString() << QString();
    QTest::newRow("by name") << QByteArray("a,,server,,,,1") << u"cmdb/name:a"_s << QString() << QString();
    QTest::newRow("nothing") << QByteArray(",,server,,,,1") << QString() << u"missing-key"_s << QString();
    QTest::newRow("spoilt") << QByteArray("a,1.23457E+11,server,,,,1") << QString() << u"spoilt-key"_s << QString();
    QTest::newRow("retired, number") << QByteArray("a,x,server,,,,7") << QString() << QString() << u"retired"_s;
    QTest::newRow("retired, word") << QByteArray("a,x,server,,,,Retired") << QString() << QString() << u"retired"_s;
    QTest::newRow("too many cells") << QByteArray("a,x,server,,,,1,2") << QString() << u"ragged-row"_s << QString();
}

void TestCmdb::readsRows()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, key);
    const Reading reading = readText(importers::appendRegisters, u"cmdb.csv"_s, "name,sys_id,class,serial_number,asset_tag,object_id,install_status\n" + row + "\n");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 1);
    QTEST(reading.sink.entries.constFirst().rejectedCode, "rejected");
    QTEST(reading.sink.entries.constFirst().ignoredCode, "ignored");
    QCOMPARE(reading.sink.records().isEmpty() ? QString() : reading.sink.records().constFirst().key, key);
}

void TestCmdb::readsWordsOfLanguages_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("read"); ///< env, criticality and description; or why it is ignored
    const QByteArray french = "Nom;Classe;Numéro de série;Emplacement;Environnement;Statut opérationnel;Fournisseur;Criticité\n";
    QTest::newRow("French, recette") << french + "srv;Serveur;S1;Lyon;Recette;Opérationnel;Fabrique SA;Faible\n"
                                     << u"test, standard, serial number: S1; location: Lyon; supplier: Fabrique SA"_s;
    QTest::newRow("French, pre-production") << french + "srv;Serveur;;;Préproduction;;;Élevée\n" << u"test, important, (unsaid)"_s;
    QTest::newRow("French, critical") << french + "srv;Serveur;;;Production;;;Critique\n" << u"prod, critical, (unsaid)"_s;
    QTest::newRow("French, retired") << french + "srv;Serveur;;;Production;Retiré;;\n" << u"retired: srv: Retiré"_s;
    QTest::newRow("German") << QByteArray("Name;CI-Klasse;Seriennummer;Standort;Umgebung;Betriebsstatus;Kritikalität\nsrv;Server;;Köln;Entwicklung;In Betrieb;mittel\n")
                            << u"dev, standard, location: Köln"_s;
    QTest::newRow("German, out of service") << QByteArray("Name;CI-Klasse;Seriennummer;Betriebsstatus\nsrv;Server;;Außer Betrieb\n") << u"retired: srv: Außer Betrieb"_s;
    QTest::newRow("Spanish") << QByteArray("Nombre;Clase;Número de serie;Estado operativo;Entorno;Criticidad\nsrv;Servidor;;Operativo;Producción;Alta\n") << u"prod, important, (unsaid)"_s;
    QTest::newRow("Italian") << QByteArray("Nome;Classe;Numero di serie;Stato operativo;Ambiente;Criticità\nsrv;Server;;Dismesso;Collaudo;Bassa\n") << u"retired: srv: Dismesso"_s;
    QTest::newRow("Dutch") << QByteArray("Naam;Klasse;Serienummer;Operationele status;Omgeving;Kriticiteit\nsrv;Server;;Operationeel;Acceptatie;Hoog\n") << u"test, important, (unsaid)"_s;
    // One of the two columns of its state says that it is gone.
    QTest::newRow("installed, yet out of service")
        << QByteArray("Name,sys_id,sys_class_name,install_status,operational_status\nsrv,1,server,Installed,6\n") << u"retired: srv: 6"_s;
    QTest::newRow("in stock") << QByteArray("Name,sys_id,sys_class_name,install_status,busines_criticality\nsrv,1,server,6,2 - somewhat critical\n") << u"(unsaid), important, (unsaid)"_s;
}

void TestCmdb::readsWordsOfLanguages()
{
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendRegisters, u"cmdb.csv"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"cmdb-list"_s);
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    for (const domain::Diagnostic &told : reading.sink.diagnostics)
        QFAIL(qPrintable(told.message));
    const auto &entry = reading.sink.entries.constFirst();
    if (!entry.ignoredCode.isEmpty()) {
        QTEST(entry.ignoredCode + u": "_s + entry.message, "read");
        return;
    }
    const domain::Record record = reading.sink.records().constFirst();
    QTEST(textField(record, u"env"_s) + u", "_s + textField(record, u"criticality"_s) + u", "_s + textField(record, u"description"_s), "read");
}

void TestCmdb::tellsWhatIsNotUnderstood()
{
    const Reading reading = readText(importers::appendRegisters, u"cmdb.csv"_s,
                                     "Nom;Classe;Numéro de série;Environnement;Criticité;Statut\n"
                                     "a;Serveur;1;Bac à sable;Extrême;Installé\n"
                                     "b;Serveur;2;Production;Extrême;En vacances\n");
    QCOMPARE(reading.sink.counts().added, 2);
    QStringList told;
    for (const domain::Diagnostic &d : reading.sink.diagnostics)
        told.append(d.code + u" "_s + d.where + u": "_s + d.message);
    QCOMPARE(told, (QStringList{
        u"value-not-understood line 2, column 5: Criticité: 'Extrême' is not understood in 2 rows: it stays unknown (criticality)"_s,
        u"value-not-understood line 2, column 4: Environnement: 'Bac à sable' is not understood in one row: it stays unknown (env)"_s,
        u"value-not-understood line 3, column 6: Statut: 'En vacances' is not understood in one row: the thing is taken as in use"_s}));
    QCOMPARE(textField(reading.sink.records().constLast(), u"description"_s), u"status: En vacances; serial number: 2"_s);
}

BAILIWICK_TEST(QCoreApplication, TestCmdb)

} // namespace tst_cmdb

#include "tst_cmdb.moc"
