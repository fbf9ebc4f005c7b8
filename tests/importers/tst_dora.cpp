// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"

#include "domain/clock.h"
#include "support/testmain.h"

namespace tst_dora {

using namespace Qt::StringLiterals;
using domain::EntityKind;

/// Templates of the register of information, each by itself.
class TestDora : public QObject
{
    Q_OBJECT

private slots:
    void recognisesTemplates_data();
    void recognisesTemplates();
    void readsTemplates_data();
    void readsTemplates();
    void readsOneServiceOfSeveralRows();
    void knowsProvidersByNameAndCode();
    void passesOverTitles_data();
    void passesOverTitles();
    void refusesRows_data();
    void refusesRows();
    void needsATemplate();
    void tellsDoubtfulValues();
    void tellsFunctionsApartByEntity();
    void tellsRowsOfOneKey_data();
    void tellsRowsOfOneKey();
    void takesNoImpossibleValue_data();
    void takesNoImpossibleValue();
    void readsRecoveryObjectives_data();
    void readsRecoveryObjectives();
    void passesOverPartsOfThePackage_data();
    void passesOverPartsOfThePackage();
};

void TestDora::recognisesTemplates_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("scope");
    QTest::newRow("package") << u"LEI_529900T8BM49AURSDO55.CON_DE_DOR/reports/b_01.01.csv"_s << QByteArray("c0010,c0020,c0030,c0040,c0050,c0060\n")
                             << u"529900T8BM49AURSDO55/b_01.01"_s;
    QTest::newRow("loose file") << u"b_02.01.csv"_s << QByteArray("c0010,c0020,c0030,c0040,c0050\n") << u"b_02.01"_s;
    QTest::newRow("underscores") << u"B_05_02.csv"_s << QByteArray("c0010;c0020;c0030;c0040;c0050;c0060;c0070\n") << u"b_05.02"_s;
    QTest::newRow("long titles") << u"register.csv"_s << QByteArray("b_06.01.0010,b_06.01.0020,b_06.01.0030\n") << u"b_06.01"_s;
    QTest::newRow("long titles, RT") << u"register.csv"_s << QByteArray("RT.03.01.0010,RT.03.01.0020\n") << u"b_03.01"_s;
}

void TestDora::recognisesTemplates()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, header);
    const Reading reading = readText(importers::appendRegisters, file, header);
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"dora-register"_s));
    QTEST(reading.sink.head->scope, "scope");
}

void TestDora::readsTemplates_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("values");
    const auto row = [](const char *file, const QByteArray &text, EntityKind kind, const QString &key, const QStringList &values) {
        QTest::newRow(file) << QString::fromLatin1(file) + u".csv"_s << text << static_cast<int>(kind) << key << values;
    };
    row("b_01.01", "c0010,c0020,c0030,c0040,c0050,c0060\n529900T8BM49AURSDO55,Corvane SE,eba_GA:DE,eba_CT:x12,BaFin,2026-03-31\n", EntityKind::LegalEntity,
        u"529900T8BM49AURSDO55"_s, {u"kind=entity"_s, u"lei=529900T8BM49AURSDO55"_s, u"country=DE"_s, u"entity_types=financial_entity..."_s, u"register_type=credit_institution"_s,
         u"competent_authority=BaFin"_s, u"keeps_register=true"_s});
    row("b_01.02", "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110\n549300CORVANETECH019,Corvane Tech,eba_GA:EL,eba_CT:x317,eba_RP:x56,LEIBANK,2026-01-01,2025-01-01,9999-12-31,eba_CU:EUR,5\n",
        EntityKind::LegalEntity, u"549300CORVANETECH019"_s, {u"parent=->LEIBANK"_s, u"country=GR"_s, u"entity_types=(unsaid)"_s, u"register_type=ict_intragroup"_s, u"group_position=subsidiary"_s,
         u"register_updated=20454"_s, u"register_since=20089"_s, u"register_until=(absent)"_s, u"currency=EUR"_s, u"total_assets=5"_s});
    row("B_01.02", "c0010,c0020,c0090\nLEIGONE,Corvane Leasing,2025-06-30\n", EntityKind::LegalEntity, u"LEIGONE"_s, {u"kind=entity"_s, u"register_until=20269"_s});
    // Words that would be titles elsewhere are what the template is for.
    row("529900T8BM49AURSDO55.CON_DE/reports/b_99.01", "c0010,c0020,c0040\nA contract on its own,A frame for others to come,Anybody may read it\n", EntityKind::LegalEntity,
        u"529900T8BM49AURSDO55"_s, {u"register_definitions=0010: A contract on its own|0020: A frame for others to come|0040: Anybody may read it"_s});
    row("b_01.03", "c0010,c0020,c0030,c0040\nBRNY,LEIBANK,Corvane New York,eba_GA:US\n", EntityKind::LegalEntity, u"BRNY"_s,
        {u"kind=branch"_s, u"parent=->LEIBANK"_s, u"country=US"_s, u"branch_code=BRNY"_s});
    row("b_02.01", "c0010,c0020,c0030,c0040,c0050\nC-1,eba_CO:x3,C-0,eba_CU:EUR,120000\n", EntityKind::Contract, u"C-1"_s,
        {u"arrangement=subsequent"_s, u"overarching=->C-0"_s, u"currency=EUR"_s, u"annual_cost=120000"_s, u"description=(unsaid)"_s});
    row("b_02.02", "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110,c0120,c0130,c0140,c0150,c0160,c0170,c0180\n"
                   "C-1,LEIBANK,LEIAWS,eba_qCO:qx2000,F1,eba_TA:S17,2022-01-01,9999-12-31,,30,90,eba_GA:IE,eba_GA:LU,eba_BT:x28,eba_GA:DE,eba_GA:FR,eba_ZZ:x793,eba_ZZ:x797\n",
        EntityKind::Contract, u"C-1"_s,
        {u"provider=->LEIAWS"_s, u"start_date=18993"_s, u"end_date=(unsaid)"_s, u"governing_law=IE"_s, u"services=C-1/S17..."_s,
         u"data_locations=provided from: LU; stored in: DE; processed in: FR"_s});
    // Notice was given: the day tells until when it runs; where no end is dated, the reason tells that it is over.
    row("B_02.02", "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090\nC-2,LEIBANK,LEIAWS,eba_qCO:qx2000,F1,eba_TA:S17,2022-01-01,2027-06-30,eba_CO:x4\n", EntityKind::Contract, u"C-2"_s,
        {u"end_date=20999"_s, u"ended=(unsaid)"_s});
    row("b_02.02.csv", "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090\nC-3,LEIBANK,LEIAWS,eba_qCO:qx2000,F1,eba_TA:S17,2022-01-01,,eba_CO:x4\n", EntityKind::Contract, u"C-3"_s,
        {u"end_date=(unsaid)"_s, u"ended=true"_s});
    row("b_02.03", "c0010,c0020,c0030\nC-9,C-1,true\n", EntityKind::Contract, u"C-9"_s, {u"intragroup=true"_s, u"linked_contract=->C-1"_s});
    row("b_03.01", "c0010,c0020,c0030\nC-1,LEIBANK,true\n", EntityKind::Contract, u"C-1"_s, {u"legal_entity=->LEIBANK"_s, u"signed_by=LEIBANK..."_s});
    row("b_03.02", "c0010,c0020,c0030\nC-1,LEIAWS,eba_qCO:qx2000\n", EntityKind::Contract, u"C-1"_s, {u"contracting_entity=->LEIAWS"_s, u"signed_by_providers=LEIAWS..."_s});
    row("b_03.03", "c0010,c0020,c0031\nC-9,LEISUB,true\n", EntityKind::Contract, u"C-9"_s, {u"intragroup=true"_s, u"provided_by=LEISUB..."_s});
    row("b_04.01", "c0010,c0020,c0030,c0040\nC-1,LEIBANK,eba_ZZ:x839,Not Applicable\nC-1,LEIBANK,eba_ZZ:x838,BRNY\n", EntityKind::Contract, u"C-1"_s,
        {u"used_by=BRNY|LEIBANK..."_s});
    row("b_05.01", "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110,c0120\n"
                   "LEIAWS,eba_qCO:qx2000,,,Cloud One SARL,Cloud One SARL,eba_CT:x212,eba_GA:LU,eba_CU:EUR,5,LEIPARENT,eba_qCO:qx2000\n"
                   "LEIPARENT,LEI,,,Cloud One Inc,Cloud One Inc,eba_CT:x212,eba_GA:US,,,LEIPARENT,LEI\n",
        EntityKind::Provider, u"Cloud One SARL"_s,
        {u"hq_country=LU"_s, u"lei=LEIAWS"_s, u"ultimate_parent=Cloud One Inc"_s, u"ultimate_parent_country=US"_s});
    row("b_05.02", "c0010,c0020,c0030,c0040,c0050,c0060,c0070\nC-1,eba_TA:S17,LEIAWS,LEI,1,,\nC-1,eba_TA:S17,LEISUPPORT,LEI,2,LEIAWS,LEI\n",
        EntityKind::Subprocessor, u"C-1/S17/LEISUPPORT"_s,
        {u"contract=->C-1"_s, u"provider=->LEIAWS"_s, u"rank=2"_s, u"recipient=LEIAWS"_s, u"description=Cloud services: IaaS"_s, u"party=->LEISUPPORT"_s,
         u"recipient_party=->LEIAWS"_s, u"service_type=iaas"_s});
    row("b_06.01", "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100\nF1,eba_TA:x28,Instant payments,LEIBANK,eba_BT:x28,Volume,2026-02-01,2,0.5,eba_ZZ:x793\n",
        EntityKind::BusinessService, u"F1/LEIBANK"_s,
        {u"legal_entity=->LEIBANK"_s, u"critical_function=true"_s, u"rto_h=2"_s, u"rpo_h=0.5"_s,
         u"criticality_reason=Volume"_s, u"licensed_activity=x28"_s,
         u"discontinuation_impact=high"_s, u"criticality_date=20485"_s, u"function_id=F1"_s});
    row("b_07.01", "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110,c0120\n"
                   "C-1,LEIAWS,LEI,eba_TA:S17,eba_ZZ:x960,eba_ZZ:x964,2025-11-01,eba_BT:x28,eba_ZZ:x966,eba_ZZ:x793,eba_BT:x28,STACKIT\n",
        EntityKind::Dependency, u"C-1/S17/LEIAWS"_s,
        {u"provider=->LEIAWS"_s, u"substitute=STACKIT"_s, u"target=Cloud services: IaaS"_s, u"register_entry=assessment"_s, u"contract=->C-1"_s,
         u"party=->LEIAWS"_s, u"service_type=iaas"_s, u"substitutability=highly_complex"_s, u"substitution_obstacle=migration"_s,
         u"last_audit_date=20393"_s, u"exit_plan=true"_s, u"discontinuation_impact=high"_s, u"alternatives=yes"_s});
}

void TestDora::readsTemplates()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    QFETCH(QString, key);
    QFETCH(QStringList, values);
    const Reading reading = readText(importers::appendRegisters, file, text);
    QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->detail) : "");
    QCOMPARE(reading.format, u"dora-register"_s);
    QCOMPARE(reading.sink.counts().rejected, 0);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto record = reading.sink.record(key);
    QVERIFY(record);
    QCOMPARE(static_cast<int>(record->kind), kind);
    for (const QString &one : values)
        QCOMPARE(one.section(u'=', 0, 0) + u'=' + textField(*record, one.section(u'=', 0, 0)), one);
}

/// A row for each function and user: one contract, one service of its kind, all places.
void TestDora::readsOneServiceOfSeveralRows()
{
    const Reading reading = readText(importers::appendRegisters, u"b_02.02.csv"_s,
                                     "c0010,c0020,c0030,c0050,c0060,c0070,c0080,c0150,c0160\n"
                                     "C-1,LEIBANK,P,F1,eba_TA:S19,2022-01-01,2027-12-31,eba_GA:DE,eba_GA:DE\n"
                                     "C-1,LEIBANK,P,F2,eba_TA:S19,2022-01-01,2027-12-31,eba_GA:FR,eba_GA:DE\n"
                                     "C-1,LEISUB,P,F2,eba_TA:S17,2022-01-01,2027-12-31,eba_GA:IE,eba_GA:DE\n");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 3);
    QCOMPARE(reading.sink.counts().added, 3);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Contract), 1);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Service), 2);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Dependency), 3);
    const auto use = reading.sink.record(u"C-1/LEIBANK/P/F2/S19//FR/DE"_s);
    QVERIFY(use);
    for (const char *one : {"register_entry=use", "business_service=->F2/LEIBANK", "legal_entity=->LEIBANK", "party=->P", "service_type=saas", "stored_in=FR",
                            "processed_in=DE", "provided_from=(unsaid)", "start_date=18993"})
        QCOMPARE(QByteArray(one).split('=').first() + '=' + textField(*use, QString::fromLatin1(QByteArray(one).split('=').first())).toLatin1(), QByteArray(one));
    const auto contract = reading.sink.record(u"C-1"_s);
    QCOMPARE(textField(*contract, u"data_locations"_s), u"stored in: DE, FR, IE; processed in: DE"_s);
    QCOMPARE(textField(*contract, u"services"_s), u"C-1/S17|C-1/S19..."_s);
    const auto service = reading.sink.record(u"C-1/S19"_s);
    QVERIFY(service);
    QCOMPARE(textField(*service, u"service_model"_s), u"saas"_s);
    QCOMPARE(textField(*service, u"description"_s), u"supports: F1, F2; used by: LEIBANK; processed in: DE"_s);
    QStringList countries;
    for (const domain::Place &place : service->places)
        countries.append(place.country);
    QCOMPARE(countries, (QStringList{u"DE"_s, u"FR"_s}));
}

void TestDora::knowsProvidersByNameAndCode()
{
    const Reading reading = readText(importers::appendRegisters, u"b_05.01.csv"_s,
                                     "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090\nIE123,EUID,Hosting Ltd,x212,IE,EUR,5,,\n");
    QVERIFY(!reading.error);
    const auto party = reading.sink.record(u"IE123"_s);
    QVERIFY(party);
    QCOMPARE(party->kind, EntityKind::ContractingEntity);
    QCOMPARE(textField(*party, u"euid"_s), u"IE123"_s);
    QCOMPARE(textField(*party, u"lei"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*party, u"provider"_s), u"->IE123"_s);
    const auto group = reading.sink.record(u"Hosting Ltd"_s);
    QVERIFY(group);
    QCOMPARE(aliasOf(*group, u"own"_s), u"IE123"_s);
    QCOMPARE(textField(*group, u"ultimate_parent"_s), u"(unsaid)"_s);
}

void TestDora::passesOverTitles_data()
{
    QTest::addColumn<QByteArray>("titles");
    QTest::addColumn<QString>("told"); ///< empty: nothing was passed over
    const QByteArray codes = "c0010,c0020,c0030,c0040,c0050,c0060\n";
    QTest::newRow("codes alone") << codes << QString();
    QTest::newRow("titles below the codes") << codes + "LEI of the entity,Name,Country,Type,Competent authority,Date\n" << u"line 2: what stands below the codes is not read: 'LEI of the entity, Name, Country, Type, Competent authority, Date'"_s;
    QTest::newRow("short titles") << QByteArray("b_01.01.0010,b_01.01.0020,b_01.01.0030,b_01.01.0040,b_01.01.0050,b_01.01.0060\nLEI,Name,Land,Art,Behörde,Datum\n")
                                  << u"line 2: what stands below the codes is not read: 'LEI, Name, Land, Art, Behörde, Datum'"_s;
    QTest::newRow("titles above them") << "LEI,Name,Country,Type,CA,Date\n" + codes << u"line 1: what stands above the titles is not read: 'LEI, Name, Country, Type, CA, Date'"_s;
    QTest::newRow("a heading and titles above them") << "Register of information,,,,,\nLEI,Name,Country,Type,CA,Date\n" + codes
                                                     << u"line 1: what stands above the titles is not read: 'Register of information, LEI, Name, Country, Type, CA, Date'"_s;
}

/// Lines of words around the codes are no entities.
void TestDora::passesOverTitles()
{
    QFETCH(QByteArray, titles);
    QFETCH(QString, told);
    const Reading reading = readText(importers::appendRegisters, u"b_01.01.csv"_s, titles + "529900T8BM49AURSDO55,Acme Bank,DE,eba_CT:x12,BaFin,2026-12-31\n");
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"dora-register"_s));
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    QCOMPARE(reading.sink.records().constFirst().key, u"529900T8BM49AURSDO55"_s);
    QCOMPARE(textField(reading.sink.records().constFirst(), u"lei"_s), u"529900T8BM49AURSDO55"_s);
    QStringList said;
    for (const domain::Diagnostic &one : reading.sink.diagnostics) {
        if (one.code == u"heading"_s)
            said.append(one.where + u": "_s + one.message);
    }
    QCOMPARE(said.join(u'|'), told);
    // A name in the place of the identifier is none, and told.
    const Reading typed = readText(importers::appendRegisters, u"b_01.01.csv"_s, titles + "529900T8BM49AURSDO56,Acme Bank,DE,eba_CT:x12,BaFin,2026-12-31\n");
    QCOMPARE(textField(typed.sink.records().constFirst(), u"lei"_s), u"529900T8BM49AURSDO56"_s);
    QVERIFY(typed.sink.hasDiagnostic(u"doubtful-lei"_s));
    const Reading named = readText(importers::appendRegisters, u"b_01.01.csv"_s, titles + "Acme Bank,Acme Bank,DE,eba_CT:x12,BaFin,2026-12-31\n");
    QCOMPARE(textField(named.sink.records().constFirst(), u"lei"_s), u"(unsaid)"_s);
    QVERIFY(named.sink.hasDiagnostic(u"bad-value"_s));
}

void TestDora::refusesRows_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rejected");
    QTest::addColumn<QString>("ignored");
    QTest::newRow("no LEI") << u"b_01.01.csv"_s << QByteArray("c0010,c0020\n,Corvane\n") << u"missing-value"_s << QString();
    QTest::newRow("spoilt reference") << u"b_02.01.csv"_s << QByteArray("c0010,c0020\n1.23457E+11,x1\n") << u"missing-value"_s << QString();
    QTest::newRow("end before start") << u"b_02.02.csv"_s << QByteArray("c0010,c0020,c0070,c0080\nC,L,2026-01-01,2025-01-01\n") << u"invalid-value"_s << QString();
    QTest::newRow("no rank") << u"b_05.02.csv"_s << QByteArray("c0010,c0020,c0030,c0050\nC,S17,P,first\n") << u"invalid-value"_s << QString();
    QTest::newRow("direct provider") << u"b_05.02.csv"_s << QByteArray("c0010,c0020,c0030,c0050\nC,S17,P,1\n") << QString() << u"direct-provider"_s;
    QTest::newRow("users of nothing") << u"b_04.01.csv"_s << QByteArray("c0010,c0020,c0030,c0040\n,L,x839,\n") << u"missing-value"_s << QString();
    QTest::newRow("nobody's definitions") << u"b_99.01.csv"_s << QByteArray("c0010,c0020\na,b\n") << u"no-keeper"_s << QString();
    QTest::newRow("no definition") << u"529900T8BM49AURSDO55.CON_DE/reports/b_99.01.csv"_s << QByteArray("c0010,c0020\nn/a,\n") << QString() << u"empty-row"_s;
}

void TestDora::refusesRows()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendRegisters, file, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 1);
    QTEST(reading.sink.entries.constFirst().rejectedCode, "rejected");
    QTEST(reading.sink.entries.constFirst().ignoredCode, "ignored");
}

void TestDora::needsATemplate()
{
    const Reading nameless = readText(importers::appendRegisters, u"export.csv"_s, "c0010,c0020\na,b\n");
    QVERIFY(nameless.error);
    QVERIFY(nameless.error->detail.contains(u"b_02.02.csv"_s));
    const Reading other = readText(importers::appendRegisters, u"b_08.01.csv"_s, "c0010,c0020\na,b\n");
    QVERIFY(other.error);
    QCOMPARE(other.error->code, domain::ErrorCode::UnsupportedVersion);
    const Reading open = readText(importers::appendRegisters, u"b_02.01.csv"_s, "c0010,c0020\na,\"b\n");
    QVERIFY(open.error);
    QCOMPARE(open.error->code, domain::ErrorCode::SyntaxError);
}

void TestDora::tellsDoubtfulValues()
{
    const Reading reading = readText(importers::appendRegisters, u"b_06.01.csv"_s, "c0010,c0020,c0030,c0050,c0080\nF1,x28,Payments,x21,soon\n");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 1);
    QVERIFY(reading.sink.hasDiagnostic(u"bad-value"_s));
    QCOMPARE(reading.sink.diagnostics.constFirst().where, u"line 2, column 5"_s);
    QCOMPARE(textField(*reading.sink.record(u"F1"_s), u"critical_function"_s), u"(unsaid)"_s);
}

/// Each entity numbers its functions from one.
void TestDora::tellsFunctionsApartByEntity()
{
    const Reading reading = readText(importers::appendRegisters, u"b_06.01.csv"_s,
                                     "c0010,c0020,c0030,c0040,c0050\nF2,x136,Portfolio management,LEISUB,x29\nF2,x28,Payments,LEIBANK,x28\n");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 2);
    QVERIFY(reading.sink.diagnostics.isEmpty());
    for (const auto &[key, name, critical] : {std::tuple{u"F2/LEISUB"_s, u"Portfolio management"_s, u"false"_s}, {u"F2/LEIBANK"_s, u"Payments"_s, u"true"_s}}) {
        const auto function = reading.sink.record(key);
        QVERIFY2(function, qPrintable(key));
        QCOMPARE(function->name, name);
        QCOMPARE(textField(*function, u"function_id"_s), u"F2"_s);
        QCOMPARE(textField(*function, u"critical_function"_s), critical);
    }
}

void TestDora::tellsRowsOfOneKey_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("entity") << u"b_01.02.csv"_s << QByteArray("c0010,c0020\n549300CORVANETECH019,Corvane Tech\n549300CORVANETECH019,Corvane Technology\n")
                            << u"line 2 has the same c0010 (549300CORVANETECH019), which may stand once; later values count"_s;
    QTest::newRow("function") << u"b_06.01.csv"_s << QByteArray("c0010,c0020,c0030,c0040\nF1,x28,Loans,LEIBANK\nF2,x28,Cards,LEIBANK\nF1,x28,Credits,LEIBANK\n")
                              << u"line 2 has the same c0010, c0040 (F1, LEIBANK), which may stand once; later values count"_s;
    QTest::newRow("signatory") << u"b_03.01.csv"_s << QByteArray("c0010,c0020,c0030\nC-1,LEIBANK,true\nC-1,LEIBANK,false\n")
                               << u"line 2 has the same c0010, c0020 (C-1, LEIBANK), which may stand once; later values count"_s;
    QTest::newRow("different signatories") << u"b_03.01.csv"_s << QByteArray("c0010,c0020,c0030\nC-1,LEIBANK,true\nC-1,LEISUB,true\n") << QString();
}

void TestDora::tellsRowsOfOneKey()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendRegisters, file, text);
    QVERIFY(!reading.error);
    QStringList told;
    for (const domain::Diagnostic &d : reading.sink.diagnostics) {
        if (d.code == u"duplicate-key"_s)
            told.append(d.message);
    }
    QTEST(told.value(0), "message");
}

void TestDora::takesNoImpossibleValue_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const QString &file, const QByteArray &text, const QString &where, const QString &value) {
        QTest::newRow(name) << file << text << where << value;
    };
    row("cost", u"b_02.01.csv"_s, "c0010,c0020,c0040,c0050\nC-1,eba_CO:x1,iso4217:EUR,12x\n", u"line 2, column 4"_s, u"annual_cost=(unsaid)"_s);
    row("negative cost", u"b_02.01.csv"_s, "c0010,c0020,c0040,c0050\nC-1,eba_CO:x1,iso4217:EUR,-5\n", u"line 2, column 4"_s,
        u"annual_cost=(unsaid)"_s);
    row("day of an assessment", u"b_06.01.csv"_s, "c0010,c0020,c0030,c0060,c0070\nF1,x28,Loans,Volume,31/31/2025\n", u"line 2, column 5"_s,
        u"criticality_date=(unsaid)"_s);
    row("day of an audit", u"b_07.01.csv"_s, "c0010,c0020,c0040,c0070\nC-1,P,S17,2025-02-30\n", u"line 2, column 4"_s, u"last_audit_date=(unsaid)"_s);
    row("recovery time", u"b_06.01.csv"_s, "c0010,c0020,c0030,c0080\nF1,x28,Loans,xx\n", u"line 2, column 4"_s, u"rto_h=(unsaid)"_s);
    row("critical or important", u"b_06.01.csv"_s, "c0010,c0020,c0030,c0050\nF1,x28,Loans,eba_BT:x77\n", u"line 2, column 4"_s, u"critical_function=(unsaid)"_s);
    row("infinite recovery time", u"b_06.01.csv"_s, "c0010,c0020,c0030,c0080\nF1,x28,Loans,inf\n", u"line 2, column 4"_s, u"rto_h=(unsaid)"_s);
    row("country of processing", u"b_02.02.csv"_s, "c0010,c0020,c0130,c0150,c0160\nC-1,L,DE,FR,FR\nC-1,L,DE,FR,Atlantis\n", u"line 3, column 5"_s,
        u"data_locations=provided from: DE; stored in: FR; processed in: FR"_s);
    row("day of leaving", u"b_01.02.csv"_s, "c0010,c0020,c0090\n549300CORVANETECH019,Corvane Tech,31/31/2025\n", u"line 2, column 3"_s, u"kind=entity"_s);
}

void TestDora::takesNoImpossibleValue()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QString, value);
    const Reading reading = readText(importers::appendRegisters, file, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.diagnostics.size(), 1);
    QCOMPARE(reading.sink.diagnostics.constFirst().code, u"bad-value"_s);
    QTEST(reading.sink.diagnostics.constFirst().where, "where");
    const QString attr = value.section(u'=', 0, 0);
    QCOMPARE(attr + u'=' + textField(reading.sink.records().constFirst(), attr), value);
}

void TestDora::readsRecoveryObjectives_data()
{
    QTest::addColumn<QByteArray>("hours");
    QTest::addColumn<QString>("objective");
    QTest::newRow("not defined") << QByteArray("0") << u"(absent)"_s;
    QTest::newRow("an hour or less") << QByteArray("1") << u"1"_s;
    QTest::newRow("a day") << QByteArray("24") << u"24"_s;
    QTest::newRow("unsaid") << QByteArray() << u"(unsaid)"_s;
}

void TestDora::readsRecoveryObjectives()
{
    QFETCH(QByteArray, hours);
    const Reading reading = readText(importers::appendRegisters, u"b_06.01.csv"_s, "c0010,c0020,c0030,c0080,c0090\nF1,x28,Loans," + hours + ',' + hours + '\n');
    QVERIFY(!reading.error);
    const auto function = reading.sink.record(u"F1"_s);
    QVERIFY(function);
    QTEST(textField(*function, u"rto_h"_s), "objective");
    QTEST(textField(*function, u"rpo_h"_s), "objective");
    QCOMPARE(reading.sink.diagnostics.size(), 0);
}

void TestDora::passesOverPartsOfThePackage_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("records");
    QTest::newRow("parameters") << u"reports/parameters.csv"_s << QByteArray("name,value\nentityID,rs:LEIBANK\nrefPeriod,2026-03-31\nbaseCurrency,iso4217:EUR\n") << 3;
    QTest::newRow("indicators") << u"reports/FilingIndicators.csv"_s << QByteArray("templateID,reported\nB_01.01,true\nB_99.01,false\n") << 2;
    QTest::newRow("report") << u"reports/report.json"_s
                            << QByteArray(R"({"documentInfo":{"documentType":"https://xbrl.org/2021/xbrl-csv","extends":["http://www.eba.europa.eu/dora.json"]}})") << 1;
    QTest::newRow("package") << u"META-INF/reportPackage.json"_s << QByteArray(R"({"documentInfo":{"documentType":"https://xbrl.org/report-package/2023"}})") << 1;
}

void TestDora::passesOverPartsOfThePackage()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(int, records);
    const Reading reading = readText(importers::appendRegisters, file, text);
    QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->detail) : "");
    QCOMPARE(reading.format, u"dora-register"_s);
    QCOMPARE(reading.sink.counts().read, records);
    QCOMPARE(reading.sink.ignoredByCode().value(u"package-part"_s), records);
    QCOMPARE(reading.sink.headers, 1);
    // A list of names and values of something else is no part of a package.
    QCOMPARE(readText(importers::appendRegisters, u"parameters.csv"_s, "name,value\ncolour,red\n").format, QString());
}

BAILIWICK_TEST(QCoreApplication, TestDora)

} // namespace tst_dora

#include "tst_dora.moc"
