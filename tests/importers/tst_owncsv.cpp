// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry.h"
#include "importers/text/csvreader.h"
#include "importers/text/owncsv.h"
#include "importers/text/ownvalues.h"
#include "support/collectingsink.h"
#include "support/testmain.h"

#include <QBuffer>
#include <QDate>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_owncsv {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using domain::Value;

class TestOwnCsv : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    domain::Catalogue m_catalogue;

    domain::Result<void> run(const QByteArray &text, CollectingSink &sink, const QString &format = {})
    {
        QFile file(m_dir.filePath(u"register.csv"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the test file");
        file.close();
        domain::QuietJob job;
        domain::FileReport report;
        return importers::readFile(file.fileName(), importers::defaultRegistry(m_catalogue), format, sink, job, report);
    }
    static Value value(const Record &record, const char *attr)
    {
        const Value *found = CollectingSink::field(record, QString::fromLatin1(attr));
        return found ? *found : Value(u"unsaid"_s);
    }

private slots:
    void initTestCase();
    void delimiters_data();
    void delimiters();
    void rows_data();
    void rows();
    void register_();
    void fourStates();
    void lists();
    void placesInColumns();
    void wrongValues_data();
    void wrongValues();
    void valuesAsPeopleWriteThem_data();
    void valuesAsPeopleWriteThem();
    void vagueWords_data();
    void vagueWords();
    void remarks();
    void kindsInHeaders_data();
    void kindsInHeaders();
    void unknownColumns();
    void labels();
    void hiddenCharactersInTitles();
    void cellsBeyondTheLimit_data();
    void cellsBeyondTheLimit();
    void raggedRows();
    void headers_data();
    void headers();
    void headings_data();
    void headings();
    void repeatedHeader();
    void totals();
    void openQuote();
    void answers();
    void templates_data();
    void templates();
};

void TestOwnCsv::initTestCase()
{
    QFile file(u":/packs/attributes.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto catalogue = domain::Catalogue::fromJson(file.readAll());
    QVERIFY(catalogue.has_value());
    m_catalogue = *catalogue;
}

void TestOwnCsv::delimiters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<char>("delimiter");
    QTest::newRow("comma") << QByteArray("a,b\n1;2,3\n4,5\n") << ',';
    QTest::newRow("semicolon, decimal commas") << QByteArray("a;b\n1,5;2,5\n3,5;4,5\n") << ';';
    QTest::newRow("tab") << QByteArray("a\tb\n1,2\t3\n") << '\t';
    QTest::newRow("pipe") << QByteArray("a|b|c\n1|2,2|3\n") << '|';
    QTest::newRow("quoted commas") << QByteArray("\"a,b\";c\n\"d,e,f\";g\n") << ';';
    QTest::newRow("one column") << QByteArray("a\nb\n") << ',';
}

void TestOwnCsv::delimiters()
{
    QFETCH(QByteArray, text);
    QFETCH(char, delimiter);
    QCOMPARE(importers::detectDelimiter(text), delimiter);
}

void TestOwnCsv::rows_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QStringList>>("rows");
    QTest::addColumn<QList<qint64>>("lines");
    using Rows = QList<QStringList>;
    QTest::newRow("plain") << QByteArray("a,b\r\n1,2\r\n") << Rows{{u"a"_s, u"b"_s}, {u"1"_s, u"2"_s}}
                           << QList<qint64>{1, 2};
    QTest::newRow("no end of line") << QByteArray("a,b\n1,") << Rows{{u"a"_s, u"b"_s}, {u"1"_s, QString()}}
                                    << QList<qint64>{1, 2};
    QTest::newRow("quotes") << QByteArray("\"a \"\"b\"\"\",\"c,d\"\n") << Rows{{u"a \"b\""_s, u"c,d"_s}}
                            << QList<qint64>{1};
    QTest::newRow("line breaks in cells")
        << QByteArray("\"a\r\nb\",c\nd,e\n") << Rows{{u"a\nb"_s, u"c"_s}, {u"d"_s, u"e"_s}} << QList<qint64>{1, 3};
    QTest::newRow("empty rows") << QByteArray("\na,b\n,\n  , \nc\n") << Rows{{u"a"_s, u"b"_s}, {u"c"_s}}
                                << QList<qint64>{2, 5};
    QTest::newRow("old line ends") << QByteArray("a,b\rc,d\r") << Rows{{u"a"_s, u"b"_s}, {u"c"_s, u"d"_s}}
                                   << QList<qint64>{1, 1};
    QTest::newRow("quote inside") << QByteArray("a\"b,c\n") << Rows{{u"a\"b"_s, u"c"_s}} << QList<qint64>{1};
}

void TestOwnCsv::rows()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QStringList>, rows);
    QFETCH(QList<qint64>, lines);
    QBuffer buffer(&text);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    importers::CsvReader reader(&buffer, ',');
    QList<QStringList> found;
    QList<qint64> foundLines;
    QStringList cells;
    while (reader.next(cells)) {
        found.append(cells);
        foundLines.append(reader.line());
    }
    QCOMPARE(found, rows);
    QCOMPARE(foundLines, lines);
}

void TestOwnCsv::register_()
{
    CollectingSink sink;
    QVERIFY(run("sep=;\r\ncontract:key;name;provider;dpa;start_date;switch_notice_days;switching_fee;alias:own\r\n"
                "C-017;\"Master \"\"A\"\"\r\nsecond line\";aws;yes;2022-01-01;60;1.5;4711\r\n",
                sink)
                .has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    QVERIFY(sink.diagnostics.isEmpty());
    QCOMPARE(sink.entries.first().where, u"line 3"_s);
    QCOMPARE(sink.head->rank, domain::SourceRank::Register);
    const Record record = sink.records().first();
    QCOMPARE(record.kind, domain::EntityKind::Contract);
    QCOMPARE(record.key, u"C-017"_s);
    QCOMPARE(record.name, u"Master \"A\"\nsecond line"_s);
    QCOMPARE(value(record, "provider"), Value(domain::Reference{u"aws"_s}));
    QCOMPARE(value(record, "dpa"), Value(true));
    QCOMPARE(value(record, "start_date"), Value(qint64(18993)));
    QCOMPARE(value(record, "switch_notice_days"), Value(qint64(60)));
    QCOMPARE(value(record, "switching_fee"), Value(1.5));
    QCOMPARE(record.aliases.size(), 1);
    QCOMPARE(record.aliases.first().scheme, u"own"_s);
    QCOMPARE(record.aliases.first().value, u"4711"_s);
    QVERIFY(!record.person);
}

void TestOwnCsv::fourStates()
{
    CollectingSink sink;
    QVERIFY(
        run("workload:key,backup,key_management,exit_plan,alternative_provider\na,,none,none,?\n", sink).has_value());
    const Record record = sink.records().first();
    QVERIFY(!CollectingSink::field(record, u"backup"_s));
    QCOMPARE(value(record, "exit_plan"), Value(domain::Absent{}));
    QCOMPARE(value(record, "alternative_provider"), Value(domain::NoAnswer{}));
    // "none" is one of the kinds of key management.
    QCOMPARE(value(record, "key_management"), Value(u"none"_s));
}

void TestOwnCsv::lists()
{
    CollectingSink sink;
    QVERIFY(run("dataset:key,classes,subject_countries,languages,feeds_models\na,personal; "
                "health,DE;FR;...,el...,none\nb,?,,de,m-1\n",
                sink)
                .has_value());
    const QList<Record> records = sink.records();
    QCOMPARE(value(records[0], "classes"), Value(domain::ListValue{{u"personal"_s, u"health"_s}, true}));
    QCOMPARE(value(records[0], "subject_countries"), Value(domain::ListValue{{u"DE"_s, u"FR"_s}, false}));
    QCOMPARE(value(records[0], "languages"), Value(domain::ListValue{{u"el"_s}, false}));
    QCOMPARE(value(records[0], "feeds_models"), Value(domain::ListValue{{}, true}));
    QCOMPARE(value(records[1], "classes"), Value(domain::NoAnswer{}));
    QCOMPARE(value(records[1], "feeds_models"), Value(domain::ListValue{{u"m-1"_s}, true}));
}

void TestOwnCsv::placesInColumns()
{
    CollectingSink sink;
    QVERIFY(run("workload:key,hosting_countries,backup_countries,support_countries,admin_countries\n"
                "a,DE;aws/eu-central-1;@fra-1,FR;...,none,?\n",
                sink)
                .has_value());
    const Record record = sink.records().first();
    const QList<domain::Place> wanted = {{Facet::Hosting, u"DE"_s, {}, {}, {}},
                                         {Facet::Hosting, {}, u"aws"_s, u"eu-central-1"_s, {}},
                                         {Facet::Hosting, {}, {}, {}, u"fra-1"_s},
                                         {Facet::Backup, u"FR"_s, {}, {}, {}}};
    QCOMPARE(record.places, wanted);
    QCOMPARE(record.completeFacets, Facet::Hosting | Facet::Support);
    QCOMPARE(value(record, "admin_countries"), Value(domain::NoAnswer{}));
}

void TestOwnCsv::wrongValues_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("where");
    QTest::newRow("bool") << QByteArray("contract:key,dpa") << QByteArray("a,maybe") << u"invalid-value"_s
                          << u"line 2, column 2"_s;
    QTest::newRow("date") << QByteArray("contract:key,name,start_date") << QByteArray("a,b,1/2/2022")
                          << u"invalid-value"_s << u"line 2, column 3"_s;
    QTest::newRow("no such day") << QByteArray("contract:key,start_date") << QByteArray("a,2022-02-30")
                                 << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("comma of thousands or of decimals")
        << QByteArray("contract:key,switching_fee") << QByteArray("a,\"1,234\"") << u"invalid-value"_s
        << u"line 2, column 2"_s;
    for (const char *cell : {"250.000", "\"250,000\"", "-1.000"})
        QTest::addRow("a thousand or one: %s", cell)
            << QByteArray("dataset:key,record_count") << "a," + QByteArray(cell) << u"invalid-value"_s
            << u"line 2, column 2"_s;
    for (const char *cell : {"02/03/2026", "2/3/26", "31/31/2026", "20.11.26", "20261320", "Nov-26"})
        QTest::addRow("no certain day: %s", cell)
            << QByteArray("contract:key,start_date") << "a," + QByteArray(cell) << u"invalid-value"_s
            << u"line 2, column 2"_s;
    QTest::newRow("nan") << QByteArray("contract:key,switching_fee") << QByteArray("a,nan") << u"invalid-value"_s
                         << u"line 2, column 2"_s;
    QTest::newRow("not whole") << QByteArray("contract:key,transition_days") << QByteArray("a,1.5")
                               << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("enum") << QByteArray("workload:key,env") << QByteArray("a,produce") << u"invalid-value"_s
                          << u"line 2, column 2"_s;
    QTest::newRow("country") << QByteArray("contract:key,governing_law") << QByteArray("a,Ruritania")
                             << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("no code of a country") << QByteArray("contract:key,governing_law") << QByteArray("a,UKX")
                                          << u"invalid-value"_s << u"line 2, column 2"_s;
    for (const char *cell : {"no", "No", "Norway;no", "Norway;keine"}) {
        QTest::addRow("an answer, no country: %s", cell)
            << QByteArray("processing:key,third_countries") << "a," + QByteArray(cell) << u"invalid-value"_s << u"line 2, column 2"_s;
        QTest::addRow("an answer, no place: %s", cell)
            << QByteArray("workload:key,hosting_countries") << "a," + QByteArray(cell) << u"invalid-value"_s << u"line 2, column 2"_s;
    }
    QTest::newRow("an answer, no importer's country")
        << QByteArray("transfer:key,importer_country") << QByteArray("a,no") << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("a percentage of an amount") << QByteArray("contract:key,switching_fee") << QByteArray("a,25%")
                                               << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("a percentage of hours") << QByteArray("contract:key,incident_notice_h") << QByteArray("a,50%")
                                           << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("place") << QByteArray("workload:key,hosting_countries") << QByteArray("a,DE;Europe")
                           << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("list of a fixed set") << QByteArray("dataset:key,classes") << QByteArray("a,personal;secret")
                                         << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("no key") << QByteArray("contract:key,name") << QByteArray(",b") << u"missing-key"_s
                            << u"line 2, column 1"_s;
    QTest::newRow("hidden key") << QByteArray("contract:key,name") << QByteArray("\xC2\xA0\xE2\x80\x8B,b")
                                << u"missing-key"_s << u"line 2, column 1"_s;
    QTest::newRow("spoilt key") << QByteArray("contract:key,name") << QByteArray("1.23457E+11,b") << u"spoilt-key"_s
                                << u"line 2, column 1"_s;
    QTest::newRow("spoilt key, comma") << QByteArray("contract:key;name") << QByteArray("1,23457E+11;b")
                                       << u"spoilt-key"_s << u"line 2, column 1"_s;
    QTest::newRow("spoilt reference") << QByteArray("contract:key,provider") << QByteArray("a,1.23457E+11")
                                      << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("spoilt account") << QByteArray("workload:key,account") << QByteArray("a,1.23457E+11")
                                    << u"invalid-value"_s << u"line 2, column 2"_s;
    QTest::newRow("too many cells") << QByteArray("contract:key,name") << QByteArray("a,b,c") << u"ragged-row"_s
                                    << u"line 2, column 3"_s;
}

void TestOwnCsv::wrongValues()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, row);
    QFETCH(QString, code);
    QFETCH(QString, where);
    CollectingSink sink;
    const QByteArray good = header.contains(';') ? "good;\n" : "good,\n";
    QVERIFY(run(header + '\n' + row + '\n' + good, sink).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{2, 1, 0, 0, 0, 1}));
    QCOMPARE(sink.entries.first().rejectedCode, code);
    QCOMPARE(sink.entries.first().rejectedWhere, where);
    QVERIFY(!sink.entries.first().message.isEmpty());
}

void TestOwnCsv::valuesAsPeopleWriteThem_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<Value>("wanted");
    const auto row = [](const char *column, const char *cell, const Value &wanted) {
        QTest::addRow("%s, %s", column, cell) << QByteArray(column) << QByteArray(cell) << wanted;
    };
    const auto day = [](int y, int m, int d) { return Value(qint64{domain::toDay(QDate(y, m, d))}); };
    for (const char *cell : {"yes", "Y", "TRUE", "1", "x", "Ja", "WAHR", "oui", "VRAI", "s\xC3\xAD", "\xE2\x9C\x93"})
        row("dpa", cell, true);
    for (const char *cell : {"no", "N", "false", "0", "nein", "FALSCH", "non", "FAUX"})
        row("dpa", cell, false);
    for (const char *cell : {"2026-11-02", "2026-11-2", "2026/11/02", "2026-11-02T00:00:00Z", "2026-11-02 14:30",
                             "02.11.2026", "2.11.2026", "2 Nov 2026", "02-Nov-2026", "November 2, 2026", "20261102",
                             "2. November 2026", "2 novembre 2026", "2 de noviembre de 2026", "2 listopada 2026"})
        row("start_date", cell, day(2026, 11, 2));
    for (const char *cell : {"31/12/2026", "12/31/2026", "31. Dezember 2026", "31 d\xC3\xA9""cembre 2026"})
        row("start_date", cell, day(2026, 12, 31));
    row("start_date", "5/5/2026", day(2026, 5, 5));
    for (const char *cell : {"none", "unbefristet", "Auf unbestimmte Zeit", "indefinite", "Open-ended", "ind\xC3\xA9termin\xC3\xA9", "dur\xC3\xA9""e ind\xC3\xA9termin\xC3\xA9""e",
                             "indeterminato", "a tempo indeterminato", "indefinido", "duraci\xC3\xB3n indefinida", "onbepaalde tijd"})
        row("end_date", cell, domain::Absent{});
    for (const char *cell : {"none", "None", "keine", "Kein", "aucun", "n\xC3\xA9""ant", "ninguno", "nessuna", "geen", "no", "nein"})
        row("data_locations", cell, domain::Absent{});
    row("data_locations", "Keine Angabe der Länder", u"Keine Angabe der Länder"_s);
    row("provider", "keiner", domain::Absent{});
    row("transition_days", "keine", domain::Absent{});
    row("subprocessor_authorisation", "keine", u"none"_s);
    row("switching_fee", "3,5", 3.5);
    row("switching_fee", "0,125", 0.125);
    row("switching_fee", "1.234,5", 1234.5);
    row("switching_fee", "1,234.5", 1234.5);
    row("switching_fee", "1 234,50", 1234.5);
    row("switching_fee", "1.234.567", 1234567.0);
    row("switching_fee", "2,5", 2.5);
    row("transition_days", "30.0", qint64{30});
    row("governing_law", "de", u"DE"_s);
    row("governing_law", "Germany", u"DE"_s);
    row("governing_law", "Deutschland", u"DE"_s);
    row("governing_law", "USA", u"US"_s);
    row("governing_law", "Vereinigte Staaten", u"US"_s);
    row("governing_law", "The Netherlands", u"NL"_s);
    row("counterparty_role", "Processor", u"processor"_s);
    row("services", "a;b", domain::ListValue{{u"a"_s, u"b"_s}, true});
    row("services", "a | b", domain::ListValue{{u"a"_s, u"b"_s}, true});
    row("services", "a\nb", domain::ListValue{{u"a"_s, u"b"_s}, true});
    row("services", "M\xC3\xBCller, Hans", domain::ListValue{{u"M\u00fcller, Hans"_s}, true});
}

void TestOwnCsv::valuesAsPeopleWriteThem()
{
    QFETCH(QByteArray, column);
    QFETCH(QByteArray, cell);
    QFETCH(Value, wanted);
    CollectingSink sink;
    QVERIFY(run("contract:key," + column + "\nC-1,\"" + cell + "\"\n", sink).has_value());
    QVERIFY2(sink.entries.first().message.isEmpty(), qPrintable(sink.entries.first().message));
    QVERIFY(value(sink.records().first(), column.constData()) == wanted);
}

void TestOwnCsv::vagueWords_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QByteArray>("cell");
    for (const char *column : {"dpa", "provider", "deletion_evidence", "services", "start_date"}) {
        for (const char *cell :
             {"N/A", "tbd", "-", "unknown", "k.A.", "\xE2\x80\x93", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#BEZUG!", "#NV"})
            QTest::addRow("%s, %s", column, cell) << QByteArray(column) << QByteArray(cell);
    }
}

/// A text such as "N/A" must not stand as evidence, nor as the key of a provider.
void TestOwnCsv::vagueWords()
{
    QFETCH(QByteArray, column);
    QFETCH(QByteArray, cell);
    CollectingSink sink;
    QVERIFY(run("contract:key,name," + column + "\nC-1,x," + cell + "\n", sink).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    QVERIFY(sink.records().first().fields.isEmpty());
    QCOMPARE(sink.diagnostics.size(), 1);
    QCOMPARE(sink.diagnostics.first().code, u"vague-value"_s);
    QCOMPARE(sink.diagnostics.first().where, u"line 2, column 3"_s);
}

void TestOwnCsv::remarks()
{
    CollectingSink sink;
    QVERIFY(run("# our contracts\n\ncontract:key,name\n# C-0,an example\nC-1,x\n\"# C-2\",y\n", sink).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{3, 1, 0, 0, 2, 0}));
    QCOMPARE(sink.records().first().key, u"C-1"_s);

    CollectingSink answers;
    QVERIFY(run(importers::answersTemplate() + "contract:C-1,exit_clause,yes,,,\n", answers).has_value());
    QCOMPARE(answers.counts(), (domain::RecordCounts{5, 1, 0, 0, 4, 0}));
    QVERIFY(importers::answersTemplate().contains("articles and controls as a whole: bailiwick-cli attest"));
}

void TestOwnCsv::kindsInHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("name") << QByteArray("legal_entity:key;name");
    QTest::newRow("plural") << QByteArray("legal-entities:key;name");
    QTest::newRow("label") << QByteArray("Legal entity:key;name");
    QTest::newRow("label of many, quoted") << QByteArray("\"Legal entities: Key\";\"name\"");
}

void TestOwnCsv::kindsInHeaders()
{
    QFETCH(QByteArray, header);
    CollectingSink sink;
    QVERIFY(run(header + "\nse;Corvane SE\n", sink).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    QCOMPARE(sink.records().first().kind, domain::EntityKind::LegalEntity);
    QCOMPARE(sink.records().first().name, u"Corvane SE"_s);
}

void TestOwnCsv::unknownColumns()
{
    CollectingSink sink;
    QVERIFY(run("contract:key,name,Goverment law,governing_laws,,dpa,dpa\nC-1,x,a,b,c,yes,no\nC-1,y,,,,,\n", sink)
                .has_value());
    QCOMPARE(sink.counts().added, 2);
    QCOMPARE(value(sink.records().first(), "dpa"), Value(true));
    QStringList codes;
    for (const domain::Diagnostic &said : sink.diagnostics)
        codes.append(said.code);
    QCOMPARE(codes, (QStringList{u"unknown-column"_s, u"unknown-column"_s, u"duplicate-column"_s, u"duplicate-key"_s}));
    QCOMPARE(sink.diagnostics.at(1).where, u"line 1, column 4"_s);
    QVERIFY2(sink.diagnostics.at(1).message.contains(u"'governing_law'"_s), qPrintable(sink.diagnostics.at(1).message));
    QCOMPARE(sink.diagnostics.at(3).where, u"line 3"_s);
}

void TestOwnCsv::labels()
{
    CollectingSink sink;
    QVERIFY(run("contract:key,Governing law,PROCESSING AGREEMENT\nC-1,IE,no\n", sink).has_value());
    QVERIFY(sink.diagnostics.isEmpty());
    QCOMPARE(value(sink.records().first(), "governing_law"), Value(u"IE"_s));
    QCOMPARE(value(sink.records().first(), "dpa"), Value(false));
}

/// What is copied from a web page brings characters that nobody sees.
void TestOwnCsv::hiddenCharactersInTitles()
{
    for (const char *key : {"\xE2\x80\x8Bworkload:key", "\xC2\xA0workload:key\xC2\xA0", "\"workload\xC2\xA0:\xE2\x80\x8Bkey\""}) {
        CollectingSink sink;
        const auto done = run(QByteArray(key) + ",name\na,A\n", sink);
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
        QCOMPARE(sink.counts().added, 1);
        QCOMPARE(sink.records().constFirst().name, u"A"_s);
    }
}

/// Half of a cell is a wrong value: the file is refused, whichever way the cell is written.
void TestOwnCsv::cellsBeyondTheLimit_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("plain") << QByteArray("b,") << QByteArray(",x\nc,C,x\n");
    QTest::newRow("quoted") << QByteArray("b,\"") << QByteArray("\",x\nc,C,x\n");
}

void TestOwnCsv::cellsBeyondTheLimit()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QByteArray head = "workload:key,name,description\na,A,x\n";
    constexpr qsizetype Limit = 16 * 1024 * 1024;
    CollectingSink whole;
    QVERIFY(run(head + before + QByteArray(Limit, 'n') + after, whole).has_value());
    QCOMPARE(whole.records().at(1).name.size(), Limit);
    CollectingSink sink;
    const auto done = run(head + before + QByteArray(Limit + 1, 'n') + after, sink);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().code, domain::ErrorCode::LimitExceeded);
    QVERIFY2(done.error().where.endsWith(u":line 3"_s), qPrintable(done.error().where));
}

void TestOwnCsv::raggedRows()
{
    CollectingSink sink;
    QVERIFY(run("contract:key,name,dpa\nC-1\nC-2,x\nC-3,y,yes,,\n", sink).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{3, 3, 0, 0, 0, 0}));
}

void TestOwnCsv::headers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("unknown kind") << QByteArray("contrakt:key,name\na,b\n")
                                  << static_cast<int>(domain::ErrorCode::UnknownKind);
    QTest::newRow("two registers in one file") << QByteArray("contract:key,name\na,b\nprovider:key,name\nc,d\n")
                                               << static_cast<int>(domain::ErrorCode::SchemaMismatch);
    QTest::newRow("no kind") << QByteArray("key,name\na,b\n") << static_cast<int>(domain::ErrorCode::UnknownFormat);
    QTest::newRow("answers without a value")
        << QByteArray("answer:entity,attribute\na,b\n") << static_cast<int>(domain::ErrorCode::SchemaMismatch);
}

void TestOwnCsv::headers()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    CollectingSink sink;
    const auto done = run(text, sink);
    QVERIFY(!done.has_value());
    QCOMPARE(static_cast<int>(done.error().code), code);
}

/// Parts of one register that were put one below the other with their headers.
void TestOwnCsv::headings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("told"); ///< of the heading; or why it is refused
    QTest::addColumn<QString>("wrongAt");
    QTest::newRow("a title as sheets have it") << QByteArray("Contracts 2026\ncontract:key,name,dpa\nC-1,A,yes\nC-2,B,maybe\n")
        << u"bailiwick-csv"_s << u"what stands above the titles is not read: 'Contracts 2026'"_s << u"line 4, column 3"_s;
    QTest::newRow("a title and an empty line") << QByteArray("Contracts 2026,,\n,,\ncontract:key,name,dpa\nC-1,A,yes\nC-2,B,maybe\n")
        << u"bailiwick-csv"_s << u"what stands above the titles is not read: 'Contracts 2026'"_s << u"line 5, column 3"_s;
    QTest::newRow("certificates") << QByteArray("Register;;;\nNorm;Inhaber;Zertifikatsnummer;Gültig bis\nC5;Un GmbH;1;31.12.2028\nC5;Deux GmbH;2;bald\n")
        << u"certificate-register"_s << u"what stands above the titles is not read: 'Register'"_s << u"line 4, column 4"_s;
    QTest::newRow("of no known titles") << QByteArray("Our systems\nSystem,Colour,Mood\nShop,red,good\nCRM,blue,bad\n")
        << QString() << u"it needs a mapping"_s << QString();
    QTest::newRow("flat ODF") << QByteArray("<?xml version=\"1.0\"?>\n\n<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                                            "office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"/>\n") << QString() << u"save it as .ods or .xlsx"_s << QString();
    QTest::newRow("Excel 2003") << QByteArray("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>\n") << QString() << u"save it as .xlsx"_s << QString();
    QTest::newRow("OSCAL in XML") << QByteArray("<?xml version=\"1.0\"?><catalog xmlns=\"http://csrc.nist.gov/ns/oscal/1.0\"/>\n") << QString() << u"convert it to OSCAL JSON"_s << QString();
    QTest::newRow("prose") << QByteArray("This is a letter\nof two lines\n") << QString() << u"a text of no format that is known"_s << QString();
}

/// A title above the row of titles is no part of the table, whoever reads it.
void TestOwnCsv::headings()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, format);
    QFETCH(QString, told);
    QFETCH(QString, wrongAt);
    QFile file(m_dir.filePath(u"heading.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    CollectingSink sink;
    domain::QuietJob job;
    domain::FileReport report;
    const auto done = importers::readFile(file.fileName(), importers::defaultRegistry(m_catalogue), {}, sink, job, report);
    QCOMPARE(report.format, format);
    if (format.isEmpty()) {
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(told), qPrintable(done.error().detail));
        return;
    }
    QVERIFY(done);
    QCOMPARE(sink.counts(), (domain::RecordCounts{2, 1, 0, 0, 0, 1}));
    QCOMPARE(sink.entries.at(1).rejectedWhere, wrongAt);
    QCOMPARE(sink.diagnostics.size(), 1);
    QCOMPARE(sink.diagnostics.constFirst().message, told);
}

void TestOwnCsv::repeatedHeader()
{
    CollectingSink sink;
    QVERIFY(run("contract:key,name\nC-1,x\ncontract:key,name\nC-2,y\n", sink).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{3, 2, 0, 0, 1, 0}));
}

void TestOwnCsv::totals()
{
    CollectingSink sink;
    QVERIFY(run("contract:key,name\nC-1,x\nSumme,\nTotal,y\n", sink).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{3, 2, 0, 0, 1, 0}));
    QCOMPARE(sink.entries.at(1).ignoredCode, u"totals-row"_s);
}

void TestOwnCsv::openQuote()
{
    CollectingSink sink;
    const auto done = run("contract:key,name\nC-1,x\nC-2,\"open\nC-3,y\n", sink);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().code, domain::ErrorCode::SyntaxError);
    QVERIFY(done.error().where.endsWith(u"line 3"_s));
}

void TestOwnCsv::answers()
{
    CollectingSink sink;
    QVERIFY(run("answer:entity,attribute,value,who,at,evidence\n"
                "contract:C-1,dpa,yes,DPO office,2026-11-01,C-1.pdf p. 3\n"
                "workload:arn:aws:s3:::b,hosting_countries,DE;FR,DPO office,2026-11-01,\n"
                "contract:C-1,dpa,,,,\n"
                "contract:C-1,dpaa,yes,,,\n"
                "thing:C-1,dpa,yes,,,\n"
                "contract:C-1,dpa,perhaps,,,\n"
                "contract:C-1,dpa,yes,x,1/2/2026,\n"
                "contract:C-1,exit_clause,none,x,2026-01-01,\n",
                sink)
                .has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{8, 3, 0, 0, 1, 4}));
    const QList<Record> records = sink.records();
    QCOMPARE(records[0].person->who, u"DPO office"_s);
    QCOMPARE(records[0].person->at, u"2026-11-01"_s);
    QCOMPARE(records[0].person->evidence, u"C-1.pdf p. 3"_s);
    QCOMPARE(value(records[0], "dpa"), Value(true));
    QCOMPARE(records[1].key, u"arn:aws:s3:::b"_s);
    QCOMPARE(records[1].places.size(), 2);
    QCOMPARE(value(records[2], "exit_clause"), Value(domain::Absent{}));
    QCOMPARE(sink.entries.at(3).rejectedWhere, u"line 5, column 2"_s);
    QVERIFY(sink.entries.at(3).message.contains(u"'dpa'"_s));
    QCOMPARE(sink.entries.at(5).rejectedWhere, u"line 7, column 3"_s);
    QVERIFY(!sink.head->complete);
}

void TestOwnCsv::templates_data()
{
    QTest::addColumn<int>("kind");
    for (int i = 0; i < domain::EntityKindCount; ++i)
        QTest::newRow(qPrintable(domain::kindName(static_cast<domain::EntityKind>(i)))) << i;
}

void TestOwnCsv::templates()
{
    QFETCH(int, kind);
    const domain::KindInfo &info = m_catalogue.kind(static_cast<domain::EntityKind>(kind));
    // As it stands it holds nothing but remarks.
    CollectingSink untouched;
    const QByteArray text = importers::csvTemplate(info);
    QVERIFY(run(text, untouched).has_value());
    QCOMPARE(untouched.counts(), (domain::RecordCounts{3, 0, 0, 0, 3, 0}));
    QVERIFY(untouched.diagnostics.isEmpty());

    // The example is a row that can be read.
    QByteArrayList lines = text.split('\n');
    lines[3].remove(lines[3].indexOf("# "), 2);
    CollectingSink sink;
    QVERIFY(run(lines.join('\n'), sink).has_value());
    QVERIFY2(sink.entries.last().message.isEmpty(), qPrintable(sink.entries.last().message));
    QCOMPARE(sink.counts(), (domain::RecordCounts{3, 1, 0, 0, 2, 0}));
    QVERIFY(sink.diagnostics.isEmpty());
    const Record record = sink.records().first();
    QCOMPARE(static_cast<int>(record.kind), kind);
    qsizetype facets = 0;
    qsizetype others = 0;
    for (const domain::Attribute &attribute : info.attributes) {
        facets += attribute.facet != 0 ? 1 : 0;
        others += attribute.facet == 0 ? 1 : 0;
    }
    QCOMPARE(record.fields.size(), others);
    QCOMPARE(record.places.size(), facets);
}

BAILIWICK_TEST(QCoreApplication, TestOwnCsv)

} // namespace tst_owncsv

#include "tst_owncsv.moc"
