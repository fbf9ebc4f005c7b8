// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/proposaltest.h"
#include "support/testmain.h"

namespace tst_proposedcolumns {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using importers::MappingProposal;

/// What single columns are taken for, and what is told of those that are not understood.
class TestProposedColumns : public ProposalTest
{
    Q_OBJECT

private slots:
    void agreementsAreNoPersonalData_data();
    void agreementsAreNoPersonalData();
    void whatIsNotUnderstoodIsTold_data();
    void whatIsNotUnderstoodIsTold();
    void oddWordsStayOpen_data();
    void oddWordsStayOpen();
};

void TestProposedColumns::agreementsAreNoPersonalData_data()
{
    QTest::addColumn<QString>("meaning"); ///< in a list of contracts
    for (const char *title : {"DPA (Art. 28)", "DPA in place?", "Article 28 GDPR", "GDPR Art. 28 agreement", "Processor agreement", "Art. 28 DSGVO", "DSGVO (Art. 28)", "AVV nach Art. 28 DSGVO",
                              "AV-Vertrag (Art. 28)", "Auftragsverarbeitung DSGVO", "Auftragsverarbeitung personenbezogener Daten", "Sous-traitance RGPD (DPA)", "Sous-traitance RGPD",
                              "DPA / art. 28 RGPD", "DPA signé", "RGPD (art. 28)", "Contrat de sous-traitance RGPD", "Encargado del tratamiento (art. 28 RGPD)", "Encargo de tratamiento RGPD",
                              "Contrato de encargado del tratamiento de datos personales", "Nomina a responsabile (art. 28)", "Responsabile del trattamento dati personali", "Art. 28 GDPR (nomina)",
                              "Verwerker (AVG)", "Verwerkersovereenkomst persoonsgegevens", "Artikel 28 AVG"})
        QTest::newRow(title) << u"dpa"_s;
    // Whether one is needed, and who may work below it, is not whether there is one.
    for (const char *title : {"DPA required", "AVV erforderlich (DSGVO)", "Auftragsverarbeitung erforderlich", "Sous-traitance RGPD requise ?", "Encargado del tratamiento: necesario", "Unterauftragsverarbeiter (Art. 28 Abs. 4 DSGVO)"})
        QTest::newRow(title) << QString();
    for (const char *title : {"Personal data", "GDPR relevant", "Personenbezogene Daten (DSGVO)", "Données personnelles (RGPD)", "RGPD", "Datos personales (art. 28)", "Dati personali", "Persoonsgegevens"})
        QTest::newRow(title) << u"personal_data"_s;
    QTest::newRow("Art. 28 clauses") << u"art28_clauses"_s;
    QTest::newRow("Klauseln nach Art. 28") << u"art28_clauses"_s;
}

/// A processing agreement that is missing is no contract without personal data.
void TestProposedColumns::agreementsAreNoPersonalData()
{
    const QByteArray title = QTest::currentDataTag();
    QTEST(meaningIn(EntityKind::Contract, "Contract number;Contract;" + title + "\nC-1;Support;no\nC-2;Payroll;yes\n", QString::fromUtf8(title)), "meaning");
    QCOMPARE(meaningIn(EntityKind::Workload, "System ID;System;RGPD (art. 28)\nS1;CRM;oui\nS2;ERP;non\n", u"RGPD (art. 28)"_s), QString());
}

void TestProposedColumns::whatIsNotUnderstoodIsTold_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning"); ///< of the last column
    QTest::addColumn<QString>("remark");
    const auto row = [](const char *name, EntityKind kind, const char *text, const char *meaning, const char *remark) {
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray(text) << QString::fromUtf8(meaning) << QString::fromUtf8(remark);
    };
    row("no word of a list", EntityKind::Subprocessor, "Unterauftragnehmer;Land;Leistung\nInfosys;Indien;Support\nHetzner;DE;Rechenzentrum\nWipro;Indien;Support\n", "",
        "title fits service_type, 0 of 3 cells understood; not: Support, Rechenzentrum");
    row("classes of data", EntityKind::Transfer, "Nr.;Empfänger;Drittland;Datenkategorien\nT1;Infosys;Indien;Beschäftigtendaten\nT2;AWS;US;Kundendaten\n", "",
        "title fits data_classes, 0 of 2 cells understood; not: Beschäftigtendaten, Kundendaten");
    row("times in words", EntityKind::Workload, "Asset ID;Asset Name;Hosting Location;RTO\nA1;Core;DE;4h\nA2;CRM;FR;2 days\n", "", "title fits rto_h, 0 of 2 cells understood; not: 4h, 2 days");
    row("some words", EntityKind::Workload, "System ID;System;Provider;Criticality\nS1;CRM;AWS;critical\nS2;ERP;AWS;important\nS3;HR;AWS;platinum\n", "criticality",
        "2 of 3 cells understood; not: platinum");
    row("all of them", EntityKind::Workload, "System ID;System;Provider;Criticality\nS1;CRM;AWS;critical\nS2;ERP;AWS;k.A.\n", "criticality", "");
    row("any text would do", EntityKind::Workload, "System ID;System;Provider;Owner\nS1;CRM;AWS;IT\nS2;ERP;AWS;HR\n", "owner", "");
    row("nothing in common", EntityKind::Workload, "System ID;System;Provider;Colour\nS1;CRM;AWS;red\nS2;ERP;AWS;blue\n", "", "");
}

/// A column of which no cell would be understood has each of its rows rejected: it is left to a person, and told.
void TestProposedColumns::whatIsNotUnderstoodIsTold()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, text);
    QFETCH(QString, remark);
    const MappingProposal proposal = proposed(text, static_cast<EntityKind>(kind));
    const importers::ProposedColumn &last = proposal.columns.constLast();
    QTEST(last.meaning, "meaning");
    QCOMPARE(last.remark(), remark);
    // What is told stands in the file too, and reading it passes it over.
    const QByteArray json = importers::csvMappingToJson(proposal.mapping, importers::remarksOf(proposal));
    QCOMPARE(json.contains("\"remarks\""), !remark.isEmpty());
    QVERIFY(remark.isEmpty() || json.contains(remark.toUtf8()));
    const auto read = importers::csvMappingFromJson(json, u"m"_s, m_catalogue);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QCOMPARE(read->meaningOf(last.title), last.meaning);
}

void TestProposedColumns::oddWordsStayOpen_data()
{
    QTest::addColumn<QByteArray>("cells");
    QTest::addColumn<bool>("proposed");
    QTest::addColumn<QString>("remark");
    QTest::addColumn<int>("left"); ///< cells that are told to be left open
    QTest::newRow("one of four") << QByteArray("ja;nein;ja;unklar") << true << u"3 of 4 cells understood; not: unklar"_s << 1;
    QTest::newRow("two others") << QByteArray("ja;nein;vielleicht;ja;ja;siehe Akte") << true << u"4 of 6 cells understood; not: vielleicht, siehe Akte"_s << 2;
    QTest::newRow("a class beside the answers") << QByteArray("ja;nein;Gesundheitsdaten;ja") << true << QString() << 0;
    QTest::newRow("no answer") << QByteArray("ja;nein;k.A.;ja") << true << QString() << 1;
    QTest::newRow("hardly an answer") << QByteArray("ja;unklar;offen;in Klärung") << false << QString() << 0;
}

/// "unklar" in a column of yes and no: the others are read, and that cell is told.
void TestProposedColumns::oddWordsStayOpen()
{
    QFETCH(QByteArray, cells);
    QFETCH(bool, proposed);
    QFETCH(int, left);
    const QString title = u"Personenbezogene Daten"_s;
    QByteArray text = "System-Nr.;Bezeichnung;Anbieter;Personenbezogene Daten\n";
    int n = 0;
    for (const QByteArray &cell : cells.split(';'))
        text += "S" + QByteArray::number(++n) + ";System;OVH;" + cell + '\n';
    const MappingProposal proposal = this->proposed(text, EntityKind::Workload);
    QCOMPARE(proposal.mapping.meaningOf(title), proposed ? u"data_classes"_s : QString());
    if (!proposed)
        return;
    QTEST(proposal.columns.constLast().remark(), "remark");
    MappedReading table;
    readMapped(table, m_catalogue, text, proposal.mapping);
    QVERIFY(!table.error);
    QCOMPARE(table.sink.counts(), (domain::RecordCounts{n, n, 0, 0, 0, 0}));
    qsizetype open = 0;
    for (const domain::Diagnostic &told : table.sink.diagnostics) {
        open += told.code == u"vague-value"_s ? 1 : 0;
        QVERIFY2(!told.message.contains(u"'n/a' is not read"_s), qPrintable(told.message));
    }
    QCOMPARE(open, left);
}

BAILIWICK_TEST(QCoreApplication, TestProposedColumns)

} // namespace tst_proposedcolumns

#include "tst_proposedcolumns.moc"
