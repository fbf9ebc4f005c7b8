// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"

#include "domain/clock.h"
#include "support/testmain.h"

namespace tst_registers {

using namespace Qt::StringLiterals;
using domain::EntityKind;

/// Lists of certificates that others publish or that people keep.
class TestRegisters : public QObject
{
    Q_OBJECT

private slots:
    void kindsOfReports_data();
    void kindsOfReports();
    void countsMarketplaces_data();
    void countsMarketplaces();
    void readsAProduct();
    void readsAForeignList_data();
    void readsAForeignList();
    void recognisesHeaders_data();
    void recognisesHeaders();
    void readsACertificate_data();
    void readsACertificate();
    void tellsDayFromMonth_data();
    void tellsDayFromMonth();
    void refusesRows_data();
    void refusesRows();
    void keepsQuotedCells();
    void passesOverOtherTables_data();
    void passesOverOtherTables();
};

namespace {

QString day(const domain::Record &record, const QString &attr)
{
    const domain::Value *value = CollectingSink::field(record, attr);
    const auto *days = value ? std::get_if<qint64>(value) : nullptr;
    return days ? domain::fromDay(static_cast<domain::Day>(*days)).toString(Qt::ISODate) : u"(unsaid)"_s;
}

} // namespace

void TestRegisters::countsMarketplaces_data()
{
    // Counted with jq: products, those with the status "FedRAMP Authorized", those of them with each impact level.
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("authorised");
    QTest::addColumn<int>("high");
    QTest::newRow("2026") << u"fedramp-marketplace__data_2026-04-28.json"_s << 642 << 510 << 85;
    QTest::newRow("2025") << u"fedramp-marketplace__test_2025-01-30.json"_s << 436 << 342 << 37;
}

void TestRegisters::countsMarketplaces()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(int, read);
    QFETCH(int, authorised);
    const Reading reading = readWith(importers::appendRegisters, sampleFile(u"certificates/"_s + file));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"fedramp-marketplace"_s));
    QCOMPARE(reading.sink.counts().read, read);
    QCOMPARE(reading.sink.counts().added, authorised);
    QCOMPARE(reading.sink.ignoredByCode().value(u"not-authorised"_s), read - authorised);
    QCOMPARE(reading.sink.counts().rejected, 0);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(countOfKind(reading.sink, EntityKind::Certification), authorised);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Provider), 0);
    int high = 0;
    QSet<QString> keys;
    for (const domain::Record &record : reading.sink.records()) {
        high += static_cast<int>(textField(record, u"level"_s) == u"High"_s);
        keys.insert(record.key);
        QVERIFY2(day(record, u"issued"_s).startsWith(u"20"_s), qPrintable(record.key));
        QCOMPARE(record.key, record.key.trimmed());
    }
    QCOMPARE(keys.size(), authorised);
    QTEST(high, "high");
}

void TestRegisters::readsAProduct()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendRegisters, sampleFile(u"certificates/fedramp-marketplace__data_2026-04-28.json"_s));
    QCOMPARE(reading.sink.head->captured, 1777344042);
    const auto gov = reading.sink.record(u"fedramp/F1603047866"_s);
    QVERIFY(gov);
    QCOMPARE(gov->name, u"FedRAMP AWS GovCloud"_s);
    QCOMPARE(textField(*gov, u"holder"_s), u"->aws"_s);
    QCOMPARE(textField(*gov, u"level"_s), u"High"_s);
    QCOMPARE(textField(*gov, u"services"_s), u"AWS GovCloud..."_s);
    QCOMPARE(day(*gov, u"issued"_s), u"2016-06-21"_s);
    QCOMPARE(day(*gov, u"surveillance_date"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*gov, u"auditor"_s), u"Coalfire Systems, Inc."_s);
    QVERIFY(textField(*gov, u"description"_s).contains(u"assessed each year on (month/day): 06/21"_s));
    QVERIFY(textField(*gov, u"description"_s).contains(u"191 listed systems are built on it"_s));
    const auto abbott = reading.sink.record(u"fedramp/FR2000174962"_s);
    QVERIFY(abbott);
    QCOMPARE(textField(*abbott, u"holder"_s), u"->Abbott, Inc."_s);
    QVERIFY2(textField(*abbott, u"description"_s).contains(u"built on: AWS US East/West"_s), qPrintable(textField(*abbott, u"description"_s)));
}

void TestRegisters::readsAForeignList_data()
{
    QTest::addColumn<QByteArray>("products");
    QTest::addColumn<QString>("code");
    QTest::newRow("not an object") << QByteArray("[7]") << u"not-an-object"_s;
    QTest::newRow("no id") << QByteArray(R"([{"id":" ","status":"FedRAMP Authorized"}])") << u"missing-id"_s;
    QTest::newRow("no status") << QByteArray(R"([{"id":"a","status":null}])") << u"missing-status"_s;
    QTest::newRow("wrong types") << QByteArray(
        R"([{"id":"a","status":"FedRAMP Authorized","csp":{},"cso":[],"auth_date":7,"service_model":3,"leveraged_systems":"x","annual_assessment":{}}])")
                                 << QString();
}

void TestRegisters::readsAForeignList()
{
    QFETCH(QByteArray, products);
    QFETCH(QString, code);
    const Reading reading = readText(importers::appendRegisters, u"a.json"_s,
                                     R"({"meta":{"produced_by":"General Services Administration"},"data":{"Products":)" + products + "}}");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(reading.sink.entries.constFirst().rejectedCode, code);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const Reading broken =
        readText(importers::appendRegisters, u"a.json"_s, R"({"meta":{"produced_by":"GSA"},"data":{"Products":{}}})");
    QVERIFY(broken.error);
    QVERIFY(broken.error->where.endsWith(u"/data/Products"_s));
}

void TestRegisters::recognisesHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("ours") << QByteArray(
        "scheme,edition,scheme_level,holder,scope_services,scope_locations,certificate_no,issuer_cb,accreditation_body,issue_date,valid_from,valid_until,status,surveillance_due,url,evidence_file,note");
    QTest::newRow("English") << QByteArray("Certification scheme;Certificate holder;Expiry date");
    QTest::newRow("German") << QByteArray("Norm;Ausgabe;Zertifikatsinhaber;Geltungsbereich;Zertifikat-Nr.;Gültig bis");
    QTest::newRow("German without umlauts") << QByteArray("Norm;Inhaber;Gueltig bis");
    QTest::newRow("French") << QByteArray("Référentiel;Titulaire;Périmètre;N° de certificat;Date d'expiration");
    QTest::newRow("French without accents") << QByteArray("REFERENTIEL;DETENTEUR;DATE D'EXPIRATION");
    QTest::newRow("Spanish") << QByteArray("Esquema\tTitular\tAlcance\tVálido hasta");
    QTest::newRow("quoted") << QByteArray("\"Norm\";\"Inhaber\";\"Gültig bis:\"");
}

void TestRegisters::recognisesHeaders()
{
    QFETCH(QByteArray, header);
    const Reading reading = readText(importers::appendRegisters, u"certificates.csv"_s, header + "\n");
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"certificate-register"_s));
    QCOMPARE(reading.sink.headers, 1);
    QVERIFY(reading.sink.diagnostics.isEmpty());
    QCOMPARE(reading.sink.counts().read, 0);
}

void TestRegisters::readsACertificate_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<QString>("services");
    QTest::addColumn<QString>("expires");
    QTest::newRow("German, semicolons, several services")
        << QByteArray("Norm;Inhaber;Geltungsbereich;Zertifikat-Nr.;Ausgestellt am;Gültig bis;Zertifizierungsstelle\r\n"
                      "ISO/IEC 27001:2022;Hetzner Online GmbH;\"Cloud Server; Object Storage\";DE-0815;01.11.2025;31.10.2028;TÜV\r\n")
        << u"isoiec270012022/DE-0815"_s << u"->Hetzner Online GmbH"_s << u"Cloud Server|Object Storage"_s << u"2028-10-31"_s;
    QTest::newRow("English, without a number")
        << QByteArray("scheme,holder,services,valid_until\nSOC 2,Amazon Web Services,\"EC2\nS3\",2026-12-31\n") << u"soc2/aws/ec2s3"_s
        << u"->aws"_s << u"EC2|S3"_s << u"2026-12-31"_s;
    QTest::newRow("French, months in words")
        << QByteArray("Référentiel;Titulaire;Services couverts;N° de certificat;Date d'expiration\nSecNumCloud;OUTSCALE SAS;IaaS;123;20 novembre 2026\n")
        << u"secnumcloud/123"_s << u"->OUTSCALE SAS"_s << u"IaaS"_s << u"2026-11-20"_s;
    QTest::newRow("Spanish, no end") << QByteArray("Esquema,Titular,Alcance,Número de certificado,Válido hasta\nENS,Arsys,Cloud,7,-\n")
                                     << u"ens/7"_s << u"->Arsys"_s << u"Cloud"_s << u"(unsaid)"_s;
}

void TestRegisters::readsACertificate()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, key);
    const Reading reading = readText(importers::appendRegisters, u"certificates.csv"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(reading.sink.counts().added, 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto certificate = reading.sink.record(key);
    QVERIFY2(certificate, qPrintable(reading.sink.records().constLast().key));
    QTEST(textField(*certificate, u"holder"_s), "holder");
    QTEST(textField(*certificate, u"services"_s), "services");
    QTEST(day(*certificate, u"expires"_s), "expires");
}

void TestRegisters::tellsDayFromMonth_data()
{
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<QString>("issued"); ///< or what is said of it
    QTest::newRow("another date decides for the day") << QByteArray("31/01/2028") << u"2025-03-12"_s;
    QTest::newRow("another date decides for the month") << QByteArray("01/31/2028") << u"2025-12-03"_s;
    QTest::newRow("none decides") << QByteArray("01/02/2028") << u"does not tell the day from the month"_s;
    QTest::newRow("they disagree") << QByteArray("31/01/2028;13/01/2028;01/31/2028") << u"does not tell the day from the month"_s;
}

void TestRegisters::tellsDayFromMonth()
{
    QFETCH(QByteArray, other);
    QFETCH(QString, issued);
    QByteArray text = "Référentiel;Titulaire;Numéro de certificat;Organisme;Date de délivrance\nHDS;Un SAS;H-1;AFNOR;12/03/2025\n";
    for (const QByteArray &date : other.split(';'))
        text += "HDS;Deux SAS;H-" + date + ";AFNOR;" + date + '\n';
    const Reading reading = readText(importers::appendRegisters, u"certificats.csv"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.diagnostics.size(), 0);
    const auto &first = reading.sink.entries.constFirst();
    if (!first.rejectedCode.isEmpty()) {
        QVERIFY2(first.message.contains(issued), qPrintable(first.message));
        QVERIFY2(first.message.startsWith(u"Date de délivrance: '12/03/2025'"_s), qPrintable(first.message));
        return;
    }
    const auto certificate = reading.sink.record(u"hds/H-1"_s);
    QVERIFY(certificate);
    QCOMPARE(day(*certificate, u"issued"_s), issued);
    QCOMPARE(textField(*certificate, u"auditor"_s), u"AFNOR"_s);
}

void TestRegisters::refusesRows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("rejected");
    QTest::addColumn<QString>("ignored");
    QTest::addColumn<QString>("where");
    QTest::newRow("no holder") << QByteArray("C5,,1,2026-01-01,valid") << u"missing-value"_s << QString() << u"line 2, column 2"_s;
    QTest::newRow("date that is none") << QByteArray("C5,SAP,1,soon,valid") << u"invalid-value"_s << QString() << u"line 2, column 4"_s;
    QTest::newRow("date that may be two days") << QByteArray("C5,SAP,1,04/05/2026,valid") << u"invalid-value"_s << QString() << u"line 2, column 4"_s;
    QTest::newRow("spoilt number") << QByteArray("C5,SAP,1.23457E+11,2026-01-01,valid") << u"spoilt-key"_s << QString() << u"line 2, column 3"_s;
    QTest::newRow("too many cells") << QByteArray("C5,SAP,1,2026-01-01,valid,x") << u"ragged-row"_s << QString() << u"line 2"_s;
    QTest::newRow("withdrawn") << QByteArray("C5,SAP,1,2026-01-01,Withdrawn") << QString() << u"not-in-force"_s << QString();
    QTest::newRow("planned") << QByteArray("C5,SAP,1,2026-01-01,in progress") << QString() << u"not-in-force"_s << QString();
    QTest::newRow("expired, as its date says") << QByteArray("C5,SAP,1,2026-01-01,expired") << QString() << QString() << QString();
}

void TestRegisters::refusesRows()
{
    QFETCH(QByteArray, row);
    const Reading reading =
        readText(importers::appendRegisters, u"certificates.csv"_s, "scheme,holder,certificate_no,valid_until,status\n" + row + "\n");
    QVERIFY(!reading.error);
    const auto &entry = reading.sink.entries.constFirst();
    QTEST(entry.rejectedCode, "rejected");
    QTEST(entry.ignoredCode, "ignored");
    QTEST(entry.rejectedWhere, "where");
    QCOMPARE(entry.entities.isEmpty(), !entry.rejectedCode.isEmpty() || !entry.ignoredCode.isEmpty());
}

void TestRegisters::keepsQuotedCells()
{
    const Reading reading = readText(importers::appendRegisters, u"a.csv"_s, "scheme,holder,valid_until\nC5,\"SAP");
    QVERIFY(reading.error);
    QCOMPARE(reading.error->code, domain::ErrorCode::SyntaxError);
    QVERIFY(reading.error->where.endsWith(u":line 2"_s));
}

void TestRegisters::passesOverOtherTables_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("own register") << QByteArray("certification:key,name,scheme,holder,expires");
    QTest::newRow("no holder") << QByteArray("standard,version,valid until");
    QTest::newRow("no date") << QByteArray("standard,provider");
}

void TestRegisters::passesOverOtherTables()
{
    QFETCH(QByteArray, header);
    const Reading reading = readText(importers::appendRegisters, u"a.csv"_s, header + "\n");
    QCOMPARE(reading.claims, header.startsWith("certification") ? QStringList(u"certificate-register"_s) : QStringList());
}

void TestRegisters::kindsOfReports_data()
{
    QTest::addColumn<QByteArray>("row"); ///< scheme, level, kind of report
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("type");
    const auto row = [](const char *cells, const char *scheme, const char *level, const char *type) {
        QTest::newRow(cells) << QByteArray(cells) << QString::fromLatin1(scheme) << QString::fromLatin1(level) << QString::fromLatin1(type);
    };
    row("SOC 2;Type I;", "SOC 2", "(unsaid)", "type1");
    row("BSI C5;Typ 2;", "BSI C5", "(unsaid)", "type2");
    row("SOC 2 Type 2;;", "SOC 2", "(unsaid)", "type2");
    row("SOC 1 Type II;;", "SOC 1", "(unsaid)", "type2");
    row("C5 (Typ 1);;", "C5", "(unsaid)", "type1");
    row("ISO 27001;;Zertifikat", "ISO 27001", "(unsaid)", "certificate");
    row("CSA STAR;Level 1;Self-assessment", "CSA STAR", "Level 1", "self");
    row("SOC 2;;type2", "SOC 2", "(unsaid)", "type2");
    // Nothing is said of it, or nothing that is understood.
    row("SOC 2;;", "SOC 2", "(unsaid)", "(unsaid)");
    row("ENS;Alto;", "ENS", "Alto", "(unsaid)");
    row("SOC 2;;letter", "SOC 2", "(unsaid)", "(unsaid)");
}

/// "Type 2" is what the report is, wherever the register has it: rules that ask for a report of type 2 decide by it.
void TestRegisters::kindsOfReports()
{
    QFETCH(QByteArray, row);
    const Reading reading = readText(importers::appendRegisters, u"certificates.csv"_s, "scheme;scheme_level;report_type;holder;certificate_no\n" + row + ";Contoso;7\n");
    QVERIFY(!reading.error);
    const QList<domain::Record> records = reading.sink.records();
    QVERIFY(!records.isEmpty());
    const domain::Record &certificate = records.constLast();
    QTEST(textField(certificate, u"scheme"_s), "scheme");
    QTEST(textField(certificate, u"level"_s), "level");
    QTEST(textField(certificate, u"report_type"_s), "type");
    QCOMPARE(reading.sink.diagnostics.size(), row.endsWith("letter") ? 1 : 0);
}

BAILIWICK_TEST(QCoreApplication, TestRegisters)

} // namespace tst_registers

#include "tst_registers.moc"
