// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/mappedtable.h"
#include "importers/table/mappingcheck.h"
#include "importers/table/mappingproposal.h"
#include "importers/tags.h"
#include "importers/text/csvreader.h"
#include "support/testmain.h"

#include <QBuffer>
#include <QFloat16>

#include <nlohmann/json.hpp>

namespace tst_tables {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using importers::CsvMapping;
using importers::DayOrder;
using importers::Look;
using importers::TableShape;
using nlohmann::json;

namespace {

json wordsOfColumns()
{
    QFile file(u":/reference/column_names.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no names of columns");
    return json::parse(file.readAll().toStdString());
}

const QStringList &languages()
{
    static const QStringList list = {u"en"_s, u"de"_s, u"fr"_s, u"es"_s, u"it"_s};
    return list;
}

/// What a column is called in a language; the catalogue's own label in English.
QString titleOf(const json &words, const QString &kind, const domain::Attribute &attribute, const QString &language)
{
    if (language == u"en"_s)
        return attribute.label;
    const json &own = words["kinds"][kind.toStdString()]["attributes"];
    const std::string name = attribute.name.toStdString();
    const json &list = own.contains(name) ? own[name] : words["shared"][name];
    return QString::fromStdString(list[language.toStdString()][0].get<std::string>());
}

QString ownTitle(const json &words, const QString &kind, const char *what, const QString &language)
{
    return QString::fromStdString(words["kinds"][kind.toStdString()][what][language.toStdString()][0].get<std::string>());
}

/// The mapping in one line: "kind; title=meaning; ...".
QString written(const importers::MappingProposal &proposal)
{
    QStringList parts = {domain::kindName(proposal.mapping.kind)};
    for (const importers::ProposedColumn &column : proposal.columns)
        parts.append(column.title + u'=' + column.meaning);
    return parts.join(u"; "_s);
}

} // namespace

/// Tables that nobody made for this program: what is found out about them, what is proposed, and how they are read.
class TestTables : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void titlesAreFound_data();
    void titlesAreFound();
    void cellsLookLike_data();
    void cellsLookLike();
    void daysAreTold_data();
    void daysAreTold();
    void blankAndRepeatedTitles();
    void everyTitleInEveryLanguage_data();
    void everyTitleInEveryLanguage();
    void wordsOfTagsAndTablesAgree();
    void kindIsProposed_data();
    void kindIsProposed();
    void wordsOfDataClasses_data();
    void wordsOfDataClasses();
    void titlesOfRegisters_data();
    void titlesOfRegisters();
    void renamedRegistersComeBack_data();
    void renamedRegistersComeBack();
    void cellsAreTranslated_data();
    void cellsAreTranslated();
    void answersAreNoCountries_data();
    void answersAreNoCountries();
    void rowsAreRefused_data();
    void rowsAreRefused();
    void nameServesAsKey();
    void titlesThatMovedAreFound();
    void encodingOfAPerson();
    void checkCountsByColumn();
    void realTables_data();
    void realTables();
    void mappingIsWrittenAndReadBack();

private:
    domain::Catalogue m_catalogue;
    importers::ColumnNames m_names;
    json m_words;
};

void TestTables::initTestCase()
{
    m_catalogue = catalogueOf();
    auto names = importers::ColumnNames::fromResources(m_catalogue);
    QVERIFY(names);
    m_names = *names;
    m_words = wordsOfColumns();
}

void TestTables::titlesAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<qint64>("line");
    QTest::addColumn<QString>("titles");
    QTest::newRow("first row") << QByteArray("No;Name\n1;a\n2;b\n") << ';' << 1LL << u"No|Name"_s;
    QTest::newRow("a heading above") << QByteArray("Register of contracts\n\nNo;Name;Start\n1;a;2026-01-01\n2;b;2026-01-02\n") << ';' << 3LL << u"No|Name|Start"_s;
    QTest::newRow("heading with the table's width") << QByteArray("Contracts 2026,,\nas of,2026-01-01,\nNo,Name,Start\n1,a,2026-01-01\n2,b,2026-01-02\n3,c,2026-01-03\n")
                                                    << ',' << 3LL << u"No|Name|Start"_s;
    QTest::newRow("groups above titles") << QByteArray("Who\t\t\tWhen\t\nNo\tName\tLand\tStart\tEnd\n1\ta\tDE\tx\ty\n2\tb\tDE\tx\ty\n") << '\t' << 2LL << u"No|Name|Land|Start|End"_s;
    QTest::newRow("three groups above five titles") << QByteArray("General;;Term;;Law\nNo;Name;Start;End;Governing law\n1;a;2026-01-01;2027-01-01;DE\n2;b;2026-01-01;2027-01-01;FR\n") << ';' << 2LL
                                                    << u"No|Name|Start|End|Governing law"_s;
    QTest::newRow("a title of five is missing, and the first row is of words") << QByteArray("Name;;Owner;Country;Note\nAcme;x;Ann;DE;none\nBolt;y;Bob;FR;none\n") << ';' << 1LL
                                                    << u"Name|column 2|Owner|Country|Note"_s;
    QTest::newRow("line break in a title") << QByteArray("No|\"Name of\nthe thing\"\n1|a\n") << '|' << 1LL << u"No|Name of the thing"_s;
    QTest::newRow("row of a register's numbers is none") << QByteArray("1;2;3\nNo;Name;Land\n7;b;DE\n8;c;FR\n") << ';' << 2LL << u"No|Name|Land"_s;
    QTest::newRow("titles and nothing else") << QByteArray("No,Name\n") << ',' << 1LL << u"No|Name"_s;
}

void TestTables::titlesAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(char, delimiter);
    QFETCH(qint64, line);
    QFETCH(QString, titles);
    const TableShape shape = importers::tableShape(text, 0, true);
    QCOMPARE(shape.delimiter, delimiter);
    QCOMPARE(shape.headerLine, line);
    QCOMPARE(shape.titles().join(u'|'), titles);
}

void TestTables::cellsLookLike_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<int>("look");
    const auto row = [](const char *cell, Look look) { QTest::newRow(cell) << QString::fromUtf8(cell) << static_cast<int>(look); };
    row("2026-11-20", Look::Date);
    row("20. November 2026", Look::Date);
    row("01/02/2026", Look::Date);
    row("1.2.26", Look::Date);
    row("0123", Look::WholeNumber);
    row("1.234,5", Look::Number);
    row("ja", Look::YesNo);
    row("oui", Look::YesNo);
    row("falso", Look::YesNo);
    row("Frankreich", Look::Country);
    row("DE", Look::Country);
    row("QZ", Look::Text);
    row("arn:aws:s3:::logs", Look::Arn);
    row("/subscriptions/1/resourceGroups/a", Look::AzureId);
    row("dpo@example.org", Look::Email);
    row("1.23457E+11", Look::SpoiltNumber);
    row("Contract of 2026 with many words", Look::Text);
    row("\xC2\xA0", Look::Empty);
}

void TestTables::cellsLookLike()
{
    QFETCH(QString, cell);
    QFETCH(int, look);
    QCOMPARE(static_cast<int>(importers::lookOf(cell)), look);
}

void TestTables::daysAreTold_data()
{
    QTest::addColumn<QByteArray>("days");
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("asked");
    QTest::newRow("each could be both") << QByteArray("01/02/2026\n03/04/2026\n") << static_cast<int>(DayOrder::Unknown) << true;
    QTest::newRow("one tells for all") << QByteArray("01/02/2026\n31/12/2026\n") << static_cast<int>(DayOrder::DayFirst) << false;
    QTest::newRow("one tells for all, the other way") << QByteArray("01/02/2026\n12/31/2026\n") << static_cast<int>(DayOrder::MonthFirst) << false;
    QTest::newRow("one says this, another that") << QByteArray("31/12/2026\n12/31/2026\n") << static_cast<int>(DayOrder::Unknown) << true;
    QTest::newRow("the same either way") << QByteArray("03/03/2026\n") << static_cast<int>(DayOrder::Unknown) << false;
    QTest::newRow("points") << QByteArray("01.02.26\n") << static_cast<int>(DayOrder::DayFirst) << false;
    QTest::newRow("no doubt") << QByteArray("2026-02-01\n") << static_cast<int>(DayOrder::Unknown) << false;
}

void TestTables::daysAreTold()
{
    QFETCH(QByteArray, days);
    QFETCH(int, order);
    QFETCH(bool, asked);
    QByteArray text = "Contract no.;Start\n";
    int n = 0;
    for (const QByteArray &day : days.trimmed().split('\n'))
        text += "C-" + QByteArray::number(++n) + ';' + day + '\n';
    const TableShape shape = importers::tableShape(text, 0, true);
    QCOMPARE(static_cast<int>(shape.dayOrder), order);
    QCOMPARE(importers::proposeMapping(shape, m_catalogue, m_names, u"contracts"_s).dayOrderAsked, asked);
}

void TestTables::blankAndRepeatedTitles()
{
    QCOMPARE(importers::tableTitles({u"Land"_s, u""_s, u" land "_s, u"Name\u00a0\u200b"_s, u"\n"_s}),
             (QStringList{u"Land"_s, u"column 2"_s, u"land (2)"_s, u"Name"_s, u"column 5"_s}));
    QCOMPARE(importers::titleSet({u"B"_s, u"a\u00a0"_s, u""_s}), importers::titleSet({u" A"_s, u"b"_s}));
}

void TestTables::everyTitleInEveryLanguage_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("language");
    for (auto kind = m_words["kinds"].begin(); kind != m_words["kinds"].end(); ++kind) {
        for (const QString &language : languages())
            QTest::newRow((kind.key() + ' ' + language.toStdString()).c_str()) << QString::fromStdString(kind.key()) << language;
    }
}

// A register whose columns are called as in the language maps back to the attributes, all of them.
void TestTables::everyTitleInEveryLanguage()
{
    QFETCH(QString, kind);
    QFETCH(QString, language);
    const domain::KindInfo &info = m_catalogue.kind(*domain::kindFromName(kind));
    TableShape shape;
    QStringList wanted;
    const auto add = [&](const QString &title, const QString &meaning) {
        importers::TableColumn column;
        column.title = title;
        shape.columns.append(column);
        wanted.append(title + u'=' + meaning);
    };
    add(ownTitle(m_words, kind, "key", language), u"key"_s);
    add(ownTitle(m_words, kind, "name", language), u"name"_s);
    for (const domain::Attribute &attribute : info.attributes)
        add(titleOf(m_words, kind, attribute, language), importers::meaningOf(attribute));
    const importers::MappingProposal proposal = importers::proposeMapping(shape, m_catalogue, m_names, {}, info.kind);
    QStringList got;
    for (const importers::ProposedColumn &column : proposal.columns)
        got.append(column.title + u'=' + column.meaning);
    QCOMPARE(got.join(u'\n'), wanted.join(u'\n'));
}

/// A list of a CMDB, a tag and a table that a person assigns: "hoch" is the same in all of them.
void TestTables::wordsOfTagsAndTablesAgree()
{
    int compared = 0;
    const json all = wordsOfColumns().at("values");
    for (const char *attr : {"criticality", "env"}) {
        for (const auto &[code, byLanguage] : all.at(attr).items()) {
            for (const json &words : byLanguage) {
                for (const json &word : words) {
                    domain::Record record;
                    record.kind = EntityKind::Workload;
                    const QString value = QString::fromStdString(word.get<std::string>());
                    importers::applyTag({QString::fromLatin1(attr), value}, record);
                    for (const domain::Field &field : record.fields) {
                        QCOMPARE(value + u" is "_s + std::get<QString>(field.value), value + u" is "_s + QString::fromStdString(code));
                        ++compared;
                    }
                }
            }
        }
    }
    QVERIFY2(compared > 40, qPrintable(QString::number(compared)));
}

void TestTables::kindIsProposed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("proposal");
    QTest::newRow("contracts in German") << QByteArray("Vertragsnr.;Bezeichnung;Vertragspartner;Vertragsbeginn;gültig bis;AVV;Interne Farbe\nV-1;Rahmen;aws;01.02.2022;31.12.2027;ja;rot\nV-2;Zwei;sap;01.03.2022;;nein;rot\n")
        << u"Liste"_s << u"contract; Vertragsnr.=key; Bezeichnung=name; Vertragspartner=provider; Vertragsbeginn=start_date; gültig bis=end_date; AVV=dpa; Interne Farbe="_s;
    QTest::newRow("record of processing in French") << QByteArray("N°,Nom du traitement,Responsable de traitement,Finalités,Base légale,Destinataires,Transferts hors UE\n1,Paie,acme,Payer,Obligation légale,Banque,\n2,Recrutement,acme,Choisir,Consentement,,US\n")
        << u"registre"_s << u"processing; N°=key; Nom du traitement=name; Responsable de traitement=legal_entity; Finalités=purpose; Base légale=lawful_basis; Destinataires=recipients; Transferts hors UE=third_countries"_s;
    QTest::newRow("vendors in Spanish") << QByteArray("Código de proveedor;Proveedor;País;Matriz última;LEI\nP1;Uno;España;Uno SA;\nP2;Dos;Francia;Dos SA;\n")
        << u"x"_s << u"provider; Código de proveedor=key; Proveedor=name; País=legal_country; Matriz última=ultimate_parent; LEI=lei"_s;
    QTest::newRow("certificates in Italian") << QByteArray("Numero di certificato;Certificazione;Norma;Titolare;Data di rilascio;Valido fino al\n77;ISO aws;ISO27001;aws;2024-01-01;2027-01-01\n78;ISO sap;ISO27001;sap;2024-01-02;2027-01-02\n")
        << u"elenco"_s << u"certification; Numero di certificato=certificate_no; Certificazione=name; Norma=scheme; Titolare=holder; Data di rilascio=issued; Valido fino al=expires"_s;
    QTest::newRow("contracts in Dutch") << QByteArray("Contractnummer;Leverancier;Contractpartij;Ingangsdatum;Einddatum;Toepasselijk recht;Verwerkersovereenkomst;Auditrecht;Kleur\nC-1;aws;aws;1-1-2024;31-12-2026;Ierland;ja;nee;rood\nC-2;sap;sap;01-07-2023;30-06-2026;Nederland;onbekend;n.v.t.;\n")
        << u"lijst"_s << u"contract; Contractnummer=key; Leverancier=provider; Contractpartij=contracting_entity; Ingangsdatum=start_date; Einddatum=end_date; Toepasselijk recht=governing_law; Verwerkersovereenkomst=dpa; Auditrecht=audit_rights; Kleur="_s;
    QTest::newRow("business services, hours are no number of a row") << QByteArray("Business service,Owner,Legal entity,Critical function,RTO hours,RPO hours\nPayments,COO,Corvane SE,Y,4,1\nLending,CLO,Corvane SE,N,24,12\n")
        << u"bs"_s << u"business_service; Business service=name; Owner=owner; Legal entity=legal_entity; Critical function=critical_function; RTO hours=rto_h; RPO hours=rpo_h"_s;
    QTest::newRow("business services with a number") << QByteArray("Business service ID,Business service name,Owner,RTO hours,RPO hours\nBS1,Payments,COO,4,1\nBS2,Lending,CLO,24,12\n")
        << u"bs"_s << u"business_service; Business service ID=key; Business service name=name; Owner=owner; RTO hours=rto_h; RPO hours=rpo_h"_s;
    // Where a model runs is not where its developer is.
    QTest::newRow("country of operation") << QByteArray("Modell;Hersteller;Version;Betriebsland\nMistral Large;Mistral AI;2;Deutschland\nGPT-4o;OpenAI;2024-11;Irland\n")
        << u"mod"_s << u"model; Modell=name; Hersteller=developer; Version=version; Betriebsland=hosting_countries"_s;
    QTest::newRow("countries of nobody knows what") << QByteArray("Modell;Hersteller;Version;Wo\nMistral Large;Mistral AI;2;Deutschland\nGPT-4o;OpenAI;2024-11;Irland\n")
        << u"mod"_s << u"model; Modell=name; Hersteller=developer; Version=version; Wo="_s;
    // Whether there is a transfer, not where to.
    QTest::newRow("yes and no are no countries") << QByteArray("N°,Nom du traitement,Responsable de traitement,Finalités,Transferts hors UE\n1,Paie,acme,Payer,non\n2,Recrutement,acme,Choisir,oui\n")
        << u"registre"_s << u"processing; N°=key; Nom du traitement=name; Responsable de traitement=legal_entity; Finalités=purpose; Transferts hors UE="_s;
    QTest::newRow("what a company is by law is no country") << QByteArray("Nr.;Gesellschaft;Rechtsform\n1;Alpha;AG\n2;Beta;SE\n3;Gamma;KG\n")
        << u"Gesellschaften"_s << u"legal_entity; Nr.=key; Gesellschaft=name; Rechtsform="_s;
    QTest::newRow("nor by its values alone") << QByteArray("Nr.;Gesellschaft;Form\n1;Alpha;AG\n2;Beta;SE\n3;Gamma;GmbH\n4;Delta;SA\n5;Eta;NL\n")
        << u"Gesellschaften"_s << u"legal_entity; Nr.=key; Gesellschaft=name; Form="_s;
    QTest::newRow("sites, by the sheet's name") << QByteArray("Code,Name,City,Country\nfra,Frankfurt 1,Frankfurt,DE\npar,Paris 1,Paris,FR\n")
        << u"Data centres"_s << u"location; Code=key; Name=name; City=city; Country=country"_s;
    QTest::newRow("resources are known by their names") << QByteArray("Application,Environment,ARN\nShop,production,arn:aws:ec2:eu-west-1:1:instance/i-1\nCRM,test,arn:aws:ec2:eu-west-1:1:instance/i-2\n")
        << u"applications"_s << u"workload; Application=name; Environment=env; ARN=key"_s;
    QTest::newRow("places and companies are no keys") << QByteArray("System;Standort;Betreiber;Kritikalität\nShop;Deutschland;AWS;hoch\nCRM;Irland/USA;Salesforce;mittel\n")
        << u"Systeme"_s << u"workload; System=name; Standort=hosting_countries; Betreiber=provider; Kritikalität=criticality"_s;
    QTest::newRow("contracts of few words") << QByteArray("Vertragsnr.;Anbieter;AVV vorhanden\nV-1;AWS;ja\nV-2;SAP;nein\n")
        << u"Verträge"_s << u"contract; Vertragsnr.=key; Anbieter=provider; AVV vorhanden=dpa"_s;
    QTest::newRow("what tells the rows apart is no key of a cipher") << QByteArray("Schlüssel;Name;Standort;Anbieter;Kritikalität\nS-1;Shop;DE;AWS;kritisch\nS-2;CRM;FR;Microsoft;gering\n")
        << u"Systeme"_s << u"workload; Schlüssel=key; Name=name; Standort=hosting_countries; Anbieter=provider; Kritikalität=criticality"_s;
    QTest::newRow("the same in Spanish") << QByteArray("Clave;Nombre del sistema;País de alojamiento;Proveedor\nE1;Nóminas;España;Google\nE2;CRM;Francia;Aruba\n")
        << u"sistemas"_s << u"workload; Clave=key; Nombre del sistema=name; País de alojamiento=hosting_countries; Proveedor=provider"_s;
    QTest::newRow("the same in Italian") << QByteArray("Chiave;Nome del sistema;Paese di hosting;Fornitore\nI1;Stipendi;Italia;Aruba\nI2;CRM;Francia;Aruba\n")
        << u"sistemi"_s << u"workload; Chiave=key; Nome del sistema=name; Paese di hosting=hosting_countries; Fornitore=provider"_s;
    QTest::newRow("countries, by their names alone") << QByteArray("Codice;Nome sistema;Fornitore;Paese;Criticit\xC3\xA0\nS1;Conto corrente;Aruba;Italia;alta\nS2;CRM;Salesforce;Irlanda / Stati Uniti;media\n")
        << u"sistemi"_s << u"workload; Codice=key; Nome sistema=name; Fornitore=provider; Paese=hosting_countries; Criticità=criticality"_s;
    QTest::newRow("what encrypts stands elsewhere") << QByteArray("System-ID;Name;Standort;Schlüssel\nS-1;Shop;DE;arn:aws:kms:eu-central-1:111122223333:key/a\nS-2;CRM;FR;k-2\n")
        << u"Systeme"_s << u"workload; System-ID=key; Name=name; Standort=hosting_countries; Schlüssel=attr:key"_s;
    QTest::newRow("numbers that are there twice are no key") << QByteArray("ID;System;Resource\n1;Shop;/subscriptions/1/a\n1;CRM;/subscriptions/1/b c\n")
        << u"systems"_s << u"workload; ID=; System=name; Resource=alias:azure"_s;
}

void TestTables::kindIsProposed()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    QFETCH(QString, proposal);
    QCOMPARE(written(importers::proposeMapping(importers::tableShape(text, 0, true), m_catalogue, m_names, name)), proposal);
}

/// "Confidential" says how widely data may be known, not what it is; words that do are read in each language.
void TestTables::wordsOfDataClasses_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("value");
    for (const char *word : {"confidential", "Vertraulich", "Confidentiel", "confidencial", "riservato"})
        QTest::newRow(word) << QString::fromUtf8(word) << QString();
    for (const char *word : {"finanziell", "financier", "financiero", "finanziario", "Finanzdaten"})
        QTest::newRow(word) << QString::fromUtf8(word) << u"financial"_s;
    QTest::newRow("secret") << u"secret d'affaires"_s << u"trade_secret"_s;
}

void TestTables::wordsOfDataClasses()
{
    QFETCH(QString, word);
    QFETCH(QString, value);
    QCOMPARE(m_names.valueOf(*m_catalogue.attribute(EntityKind::Dataset, u"classes"_s), word), value);
}

/// Titles of columns in registers that testers brought.
void TestTables::titlesOfRegisters_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("attribute");
    const auto row = [](EntityKind kind, const char *title, const char *attribute) {
        QTest::newRow(title) << static_cast<int>(kind) << QString::fromUtf8(title) << QString::fromLatin1(attribute);
    };
    row(EntityKind::Workload, "Crittografato", "encryption_at_rest");
    row(EntityKind::Contract, "Jahreskosten", "annual_cost");
    row(EntityKind::Contract, "Montant annuel", "annual_cost");
    row(EntityKind::Contract, "Devise", "currency");
    row(EntityKind::Certification, "Entidad certificadora", "auditor");
    row(EntityKind::Model, "Betriebsland", "hosting_countries");
}

void TestTables::titlesOfRegisters()
{
    QFETCH(int, kind);
    QFETCH(QString, title);
    QFETCH(QString, attribute);
    QStringList sure;
    const auto &attributes = m_names.of(static_cast<EntityKind>(kind)).attributes;
    for (auto it = attributes.cbegin(); it != attributes.cend(); ++it) {
        for (const importers::Phrase &known : *it) {
            if (importers::agreement(importers::Phrase(title), known) > 0.95 && !sure.contains(it.key()))
                sure.append(it.key());
        }
    }
    QCOMPARE(sure, QStringList{attribute});
}

void TestTables::renamedRegistersComeBack_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("language");
    for (const char *file : {"accelerators", "ai_uses", "business_services", "certifications", "contracts", "datasets", "dependencies", "identities", "legal_entities",
                             "locations", "models", "processing", "providers", "transfers", "workloads"}) {
        for (const QString &language : languages())
            QTest::addRow("%s %s", file, qPrintable(language)) << QString::fromLatin1(file) << language;
    }
}

// What we wrote ourselves, under the titles of another language: the proposal alone brings the same entities.
void TestTables::renamedRegistersComeBack()
{
    QFETCH(QString, file);
    QFETCH(QString, language);
    QFile own(u":/demo/%1.csv"_s.arg(file));
    QVERIFY(own.open(QIODevice::ReadOnly));
    const QByteArray text = own.readAll();
    domain::QuietJob job;
    const Reading ours = readText(
        [](std::vector<std::unique_ptr<importers::Importer>> &all) {
            static const domain::Catalogue catalogue = catalogueOf();
            importers::appendOwn(all, catalogue);
        },
        u"own.csv"_s, text);
    QVERIFY(!ours.error);
    // The header alone is written anew.
    QByteArray bytes = text;
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    importers::CsvReader reader(&buffer, ',');
    QStringList header;
    do
        QVERIFY(reader.next(header));
    while (header.constFirst().startsWith(u'#'));
    const QString kind = header.constFirst().section(u':', 0, 0);
    const domain::KindInfo &info = m_catalogue.kind(*domain::kindFromName(kind));
    QStringList titles;
    for (const QString &title : std::as_const(header)) {
        const domain::Attribute *attribute = info.find(title);
        titles.append(title.endsWith(u":key"_s) ? ownTitle(m_words, kind, "key", language)
                      : attribute ? titleOf(m_words, kind, *attribute, language)
                      : title == u"name"_s ? ownTitle(m_words, kind, "name", language) : title);
    }
    const qsizetype start = text.indexOf(header.constFirst().toUtf8());
    QByteArray renamed = '"' + titles.join(u"\",\""_s).toUtf8() + "\"\n" + text.sliced(text.indexOf('\n', start) + 1);
    const TableShape shape = importers::tableShape(renamed, 0, true);
    const importers::MappingProposal proposal = importers::proposeMapping(shape, m_catalogue, m_names, {});
    QCOMPARE(domain::kindName(proposal.mapping.kind), kind);
    MappedReading theirs;
    readMapped(theirs, m_catalogue, renamed, proposal.mapping);
    QVERIFY(!theirs.error);
    QCOMPARE(theirs.sink.records().size(), ours.sink.records().size());
    QVERIFY(!ours.sink.records().isEmpty());
    const QList<domain::Record> left = theirs.sink.records();
    const QList<domain::Record> right = ours.sink.records();
    for (qsizetype i = 0; i < right.size(); ++i) {
        const domain::Record &a = left.at(i);
        const domain::Record &b = right.at(i);
        QCOMPARE(a.key, b.key);
        QCOMPARE(a.name, b.name);
        QCOMPARE(a.aliases.size(), b.aliases.size());
        for (const domain::Alias &alias : b.aliases)
            QCOMPARE(aliasOf(a, alias.scheme), alias.value);
        QCOMPARE(placesOf(a), placesOf(b));
        QCOMPARE(a.completeFacets, b.completeFacets);
        for (const domain::Attribute &attribute : info.attributes)
            QCOMPARE(attribute.name + u'=' + textField(a, attribute.name), attribute.name + u'=' + textField(b, attribute.name));
    }
}

void TestTables::cellsAreTranslated_data()
{
    QTest::addColumn<QByteArray>("mapping");
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *mapping, const char *cell, const char *attr, const char *value) {
        QTest::newRow(name) << QByteArray(mapping) << QByteArray(cell) << QString::fromLatin1(attr) << QString::fromUtf8(value);
    };
    row("day first", R"("dates":"day-first","columns":{"No":"key","X":"start_date"})", "01/02/2026", "start_date", "20485");
    row("month first", R"("dates":"month-first","columns":{"No":"key","X":"start_date"})", "01/02/2026", "start_date", "20455");
    row("short year", R"("dates":"day-first","columns":{"No":"key","X":"start_date"})", "1-2-26", "start_date", "20485");
    row("of a form of its own", R"("dates":"yyyy/dd/MM","columns":{"No":"key","X":"start_date"})", "2026/01/02", "start_date", "20485");
    row("the one way of writing stays", R"("dates":"month-first","columns":{"No":"key","X":"start_date"})", "2026-02-01", "start_date", "20485");
    row("decimal comma", R"("decimal_comma":true,"columns":{"No":"key","X":"switching_fee"})", "1.234", "switching_fee", "1234");
    row("decimal point", R"("decimal_comma":false,"columns":{"No":"key","X":"switching_fee"})", "\"1,234\"", "switching_fee", "1234");
    row("comma and groups", R"("decimal_comma":true,"columns":{"No":"key","X":"switching_fee"})", "\"1.234,50\"", "switching_fee", "1234.5");
    row("commas between names", R"("list_separator":",","columns":{"No":"key","X":"services"})", "\"a;1, b\"", "services", "a;1|b");
    row("lines between names", R"("list_separator":"newline","columns":{"No":"key","X":"services"})", "\"a, b\nc\"", "services", "a, b|c");
    row("commas in one column", R"("list_separator":"newline","list_separators":{"x ":","},"columns":{"No":"key","X":"services"})", "\"a;1, b\"", "services", "a;1|b");
    row("as in registers", R"("columns":{"No":"key","X":"services"})", "\"a, b;c\"", "services", "a, b|c");
    row("a word of theirs", R"("columns":{"No":"key","X":"dpa"},"values":{"x ":{"Signed":"yes"}})", "SIGNED", "dpa", "true");
    row("no-break blank in a word", R"("columns":{"No":"key","X":"dpa"},"values":{"X":{"not signed":"no"}})", "not\xC2\xA0signed", "dpa", "false");
    row("leading zeros stay", R"("columns":{"No":"key","X":"data_locations"})", "0123", "data_locations", "0123");
}

void TestTables::cellsAreTranslated()
{
    QFETCH(QByteArray, mapping);
    QFETCH(QByteArray, cell);
    QFETCH(QString, attr);
    QFETCH(QString, value);
    const auto read = importers::csvMappingFromJson("{\"kind\":\"contract\"," + mapping + '}', u"map.json"_s, m_catalogue);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    MappedReading table;
    readMapped(table, m_catalogue, "No;X\n001;" + cell + "\n", *read);
    QVERIFY(!table.error);
    QCOMPARE(table.sink.records().size(), 1);
    QCOMPARE(table.sink.records().constFirst().key, u"001"_s);
    QCOMPARE(textField(table.sink.records().constFirst(), attr), value);
}

void TestTables::answersAreNoCountries_data()
{
    QTest::addColumn<QByteArray>("others");
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QString>("countries"); ///< or what the message says
    const auto row = [](const char *name, const char *others, const char *cell, const char *countries) {
        QTest::newRow(name) << QByteArray(others) << QByteArray(cell) << QString::fromLatin1(countries);
    };
    row("no among names", "Estados Unidos, India", "no", "write Norway for the country");
    row("No among codes", "US, IN", "No", "write Norway for the country");
    row("NO among names", "Estados Unidos, India", "NO", "write Norway for the country");
    row("NO among codes", "US, IN", "NO", "NO");
    row("in a list of codes", "US", "\"DE,NO\"", "DE|NO");
    row("in a list of names", "Suecia", "\"Dinamarca,NO\"", "write Norway for the country");
    row("Noruega", "Suecia", "Noruega", "NO");
    for (const char *none : {"keine", "Keine", "nein", "Non", "aucun", "n\u00e9ant", "ninguno", "nessuno", "geen"})
        row(none, "US", none, "");
    row("keine beside another", "US", "\"DE, keine\"", "write it alone where there is none");
    row("none", "US", "none", "");
}

/// Whether "no" under "Transferencias internacionales" is Norway, the other cells of the column tell.
void TestTables::answersAreNoCountries()
{
    QFETCH(QByteArray, others);
    QFETCH(QByteArray, cell);
    QFETCH(QString, countries);
    const auto mapping = importers::csvMappingFromJson(R"({"kind":"processing","columns":{"No":"key","Transferencias internacionales":"third_countries"}})", u"m"_s, m_catalogue);
    QVERIFY(mapping);
    MappedReading table;
    readMapped(table, m_catalogue, "No;Transferencias internacionales\n1;\"" + others + "\"\n2;" + cell + '\n', *mapping);
    QVERIFY(!table.error);
    QCOMPARE(table.sink.entries.size(), 2);
    if (countries.contains(u"write"_s)) {
        QCOMPARE(table.sink.entries.at(1).rejectedCode, u"invalid-value"_s);
        QVERIFY2(table.sink.entries.at(1).message.contains(countries), qPrintable(table.sink.entries.at(1).message));
    } else {
        QVERIFY2(table.sink.entries.at(1).rejectedCode.isEmpty(), qPrintable(table.sink.entries.at(1).message));
        QCOMPARE(textField(table.sink.records().constLast(), u"third_countries"_s), countries);
    }
}

void TestTables::rowsAreRefused_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("message");
    QTest::newRow("key that a spreadsheet has shortened") << QByteArray("1.23457E+11;a;;\n") << u"its digits are lost; make the column one of text"_s;
    QTest::newRow("alias that a spreadsheet has shortened") << QByteArray("7;a;;1.23457E+11\n") << u"its digits are lost"_s;
    QTest::newRow("day or month") << QByteArray("7;a;01/02/2026;\n") << u"does not tell the day from the month"_s;
    QTest::newRow("no key") << QByteArray(";a;;\n") << u"the row has no key"_s;
    QTest::newRow("more cells than titles") << QByteArray("7;a;;;x\n") << u"more cells than the header"_s;
}

void TestTables::rowsAreRefused()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, message);
    const auto mapping = importers::csvMappingFromJson(R"({"kind":"contract","columns":{"No":"key","Title":"name","Start":"start_date","Old no":"alias:erp"}})", u"m"_s, m_catalogue);
    QVERIFY(mapping);
    MappedReading table;
    // A # is no remark in a table of others.
    readMapped(table, m_catalogue, "Title;No;Start;Old no\n" + QByteArray("good;#1;2026-01-01;9\n") + [&] {
        QByteArrayList cells = row.trimmed().split(';');
        cells.swapItemsAt(0, 1);
        return cells.join(';') + '\n';
    }(), *mapping);
    QVERIFY(!table.error);
    QCOMPARE(table.sink.records().size(), 1);
    QCOMPARE(table.sink.records().constFirst().key, u"#1"_s);
    QCOMPARE(table.sink.entries.size(), 2);
    QVERIFY(!table.sink.entries.at(1).rejectedCode.isEmpty());
    QVERIFY2(table.sink.entries.at(1).message.contains(message), qPrintable(table.sink.entries.at(1).message));
}

void TestTables::nameServesAsKey()
{
    const auto mapping = importers::csvMappingFromJson(R"({"kind":"provider","columns":{"Company":"name","Land":"legal_country","Notes":null}})", u"m"_s, m_catalogue);
    QVERIFY(mapping);
    MappedReading table;
    readMapped(table, m_catalogue, "Land,Company,Notes,Other\nDE,Muster AG,n,o\n", *mapping);
    QCOMPARE(table.sink.records().size(), 1);
    const domain::Record record = table.sink.records().constFirst();
    QCOMPARE(record.key, u"Muster AG"_s);
    QCOMPARE(record.name, u"Muster AG"_s);
    QCOMPARE(textField(record, u"legal_country"_s), u"DE"_s);
    // What is not to be read is not told; what was never spoken of is.
    QCOMPARE(table.sink.diagnostics.size(), 1);
    QVERIFY(table.sink.diagnostics.constFirst().message.contains(u"'Other'"_s));
}

void TestTables::titlesThatMovedAreFound()
{
    const auto mapping = importers::csvMappingFromJson(R"({"kind":"provider","header_row":2,"columns":{"No":"key","Company":"name"}})", u"m"_s, m_catalogue);
    QVERIFY(mapping);
    for (const char *text : {"Suppliers\nNo;Company\n1;a\n", "Suppliers\nas of today\n\nNo;Company\n1;a\n", "No;Company\n1;a\n"}) {
        MappedReading table;
        readMapped(table, m_catalogue, text, *mapping);
        QVERIFY2(!table.error && table.sink.records().size() == 1, text);
        QCOMPARE(table.sink.records().constFirst().name, u"a"_s);
    }
}

void TestTables::encodingOfAPerson()
{
    // Valid UTF-8 by chance, but written as Windows-1252.
    const QByteArray text = "No;Company\n1;M\xC3\xBCller\n";
    for (const auto &[encoding, name] : {std::pair("utf-8", "Müller"), std::pair("windows-1252", "MÃ¼ller")}) {
        const auto mapping = importers::csvMappingFromJson(QByteArray(R"({"kind":"provider","encoding":")") + encoding + R"(","columns":{"No":"key","Company":"name"}})", u"m"_s, m_catalogue);
        QVERIFY(mapping);
        MappedReading table;
        readMapped(table, m_catalogue, text, *mapping);
        QCOMPARE(table.sink.records().size(), 1);
        QCOMPARE(table.sink.records().constFirst().name, QString::fromUtf8(name));
    }
}

void TestTables::checkCountsByColumn()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"t.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Title;No;Start;DPA\na;1;01/02/2026;ja\nb;2;02/03/2026;perhaps\nc;3;2026-01-01;perhaps\nd;3;;n/a\ne;5;;\n");
    file.close();
    const auto mapping = importers::csvMappingFromJson(R"({"kind":"contract","columns":{"No":"key","Title":"name","Start":"start_date","DPA":"dpa"}})", u"m"_s, m_catalogue);
    QVERIFY(mapping);
    domain::QuietJob job;
    const importers::MappingCheck check = importers::checkMapping(file.fileName(), m_catalogue, *mapping, job);
    QVERIFY(!check.refused);
    QCOMPARE(check.rows, 5);
    QCOMPARE(check.taken, 2);
    QCOMPARE(check.rejected, 3);
    QCOMPARE(check.ignored, 0);
    QCOMPARE(check.sameKey, 0);   // the row above it was rejected
    QCOMPARE(check.columns.size(), 2);
    QCOMPARE(check.columns.at(0).column, 2);
    QCOMPARE(check.columns.at(0).cells, 2);
    QCOMPARE(check.columns.at(1).column, 3);
    QCOMPARE(check.columns.at(1).cells, 3);
    QCOMPARE(check.columns.at(1).values.size(), 2);
    QCOMPARE(check.columns.at(1).values.at(0).cell, u"perhaps"_s);
    QCOMPARE(check.columns.at(1).values.at(0).count, 2);
}

void TestTables::realTables_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<qsizetype>("columns");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("key");
    QTest::newRow("comparison of frameworks") << u"spreadsheets/ciso__Comparaison_ReCyf-NIS2_ISO.csv"_s << ';' << qsizetype(21) << u"Référence"_s << u"Référence"_s;   // 152 rows, each with its own
    QTest::newRow("controls") << u"spreadsheets/ciso__applied_controls_sample.csv"_s << ',' << qsizetype(21) << u"name"_s << QString();   // twelve have no ref_id
    QTest::newRow("controls with numbers") << u"spreadsheets/ciso__sample_applied_controls.csv"_s << ',' << qsizetype(9) << u"ref_id"_s << u"ref_id"_s;
    QTest::newRow("task templates, Windows-1252") << u"encodings/task_templates__cp1252_crlf.csv"_s << ';' << qsizetype(25) << u"ref_id"_s << QString();
    QTest::newRow("task templates, UTF-8 with a mark") << u"encodings/task_templates__utf8bom.csv"_s << ';' << qsizetype(25) << u"ref_id"_s << QString();
}

void TestTables::realTables()
{
    if (!haveSamples())
        QSKIP("the samples are not here");
    QFETCH(QString, file);
    QFETCH(char, delimiter);
    QFETCH(qsizetype, columns);
    QFETCH(QString, first);
    QFETCH(QString, key);
    const auto shape = importers::lookAtTable(sampleFile(file));
    QVERIFY(shape);
    QCOMPARE(shape->delimiter, delimiter);
    QCOMPARE(shape->headerLine, 1);
    QCOMPARE(shape->columns.size(), columns);
    QCOMPARE(shape->columns.constFirst().title, first);
    const importers::MappingProposal proposal = importers::proposeMapping(*shape, m_catalogue, m_names, file);
    QString keyed;
    for (const importers::ProposedColumn &column : proposal.columns) {
        if (column.meaning == u"key"_s)
            keyed = column.title;
    }
    QCOMPARE(keyed, key);
    QCOMPARE(proposal.columns.size(), columns);
}

void TestTables::mappingIsWrittenAndReadBack()
{
    const TableShape shape = importers::tableShape("Vertragsnr.;Beginn;Rechtsgrundlage;Systeme\nV1;31/12/2026;Einwilligung;a, b\nV2;01/02/2026;Vertrag;c, d\n", 0, true);
    CsvMapping mapping = importers::proposeMapping(shape, m_catalogue, m_names, u"Verarbeitungen"_s, EntityKind::Processing).mapping;
    QCOMPARE(mapping.dayOrder, DayOrder::DayFirst);
    QCOMPARE(mapping.separatorOf(u"Systeme"_s), u","_s);
    QCOMPARE(mapping.listSeparator, QString());
    QCOMPARE(mapping.values.value(u"Rechtsgrundlage"_s).value(u"Einwilligung"_s), u"consent"_s);
    mapping.sheet = u"2026"_s;
    mapping.encoding = importers::TextEncoding::Windows1252;
    mapping.delimiter = '\t';
    mapping.headerLine = 7;
    mapping.decimalComma = true;
    mapping.path = u"m"_s;
    const auto again = importers::csvMappingFromJson(importers::csvMappingToJson(mapping), u"m"_s, m_catalogue);
    QVERIFY2(again, qPrintable(again ? QString() : again.error().detail));
    QVERIFY(*again == mapping);
}

BAILIWICK_TEST(QCoreApplication, TestTables)

} // namespace tst_tables

#include "tst_tables.moc"
