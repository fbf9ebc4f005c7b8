// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestCmdb : public QObject
{
    Q_OBJECT

private slots:
    void recognisesHeaders_data();
    void recognisesHeaders();
    void readsARow();
    void readsRows_data();
    void readsRows();
};

void TestCmdb::recognisesHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("mine");
    QTest::newRow("ServiceNow") << QByteArray("name,sys_id,sys_class_name,ip_address,install_status,serial_number,asset_tag,location,owned_by") << true;
    QTest::newRow("ServiceNow, labels") << QByteArray("\"Name\",\"Class\",\"IP Address\",\"Status\"") << true;
    QTest::newRow("German") << QByteArray("Rechnername;CI-Klasse;Seriennummer;Inventarnummer;Standort") << true;
    QTest::newRow("French") << QByteArray("Nom;Classe;Numéro de série;Adresse IP") << true;
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

QTEST_GUILESS_MAIN(TestCmdb)
#include "tst_cmdb.moc"
