// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

#include <QTemporaryDir>

namespace tst_credentialreport {

using namespace Qt::StringLiterals;

class TestCredentialReport : public QObject
{
    Q_OBJECT

private slots:
    void countsTheCsvSample();
    void readsTheJsonSample();
    void readsBase64();
    void findsColumnsByName();
    void readsWhatSpreadsheetsSave_data();
    void readsWhatSpreadsheetsSave();
    void readsDatesThatSpreadsheetsWrote_data();
    void readsDatesThatSpreadsheetsWrote();
    void saysWhichFlagsItCannotRead();
    void refusesOtherTables();
    void acceptsAnEmptyExport();

private:
    static int with(const CollectingSink &sink, const QString &attr, const QString &value)
    {
        int count = 0;
        for (const domain::Record &record : sink.records())
            count += static_cast<int>(textField(record, attr) == value);
        return count;
    }
};

void TestCredentialReport::countsTheCsvSample()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    // Counted with Python's csv module.
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/c7n__credential_report.csv"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"aws-credential-report"_s));
    QCOMPARE(reading.sink.counts().read, 21);
    QCOMPARE(reading.sink.counts().added, 21);
    QCOMPARE(with(reading.sink, u"mfa"_s, u"true"_s), 10);
    QCOMPARE(with(reading.sink, u"mfa"_s, u"false"_s), 11);
    QCOMPARE(with(reading.sink, u"credential_type"_s, u"static"_s), 14);
    QCOMPARE(with(reading.sink, u"last_used_at"_s, u"(unsaid)"_s), 4);
    QCOMPARE(with(reading.sink, u"kind"_s, u"account"_s), 1);
    QCOMPARE(with(reading.sink, u"kind"_s, u"human"_s), 18); // password_enabled
    QCOMPARE(reading.sink.head->scope, u"644160558196"_s);
    QCOMPARE(reading.sink.entries.at(0).where, u"line 2"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());

    // A key was used after the last sign-in.
    const auto kapil = reading.sink.record(u"arn:aws:iam::644160558196:user/kapil"_s);
    QVERIFY(kapil);
    QCOMPARE(textField(*kapil, u"last_used_at"_s), QString::number(domain::toDay(QDate(2016, 11, 25))));
    QCOMPARE(textField(*kapil, u"created_at"_s), QString::number(domain::toDay(QDate(2016, 5, 16))));
}

void TestCredentialReport::readsTheJsonSample()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendAws, sampleFile(u"aws/cloudmapper__iam-get-credential-report.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"aws-credential-report"_s);
    QCOMPARE(reading.sink.counts().read, 3);
    QCOMPARE(with(reading.sink, u"credential_type"_s, u"static"_s), 3);
    QCOMPARE(reading.sink.entries.at(2).where, u"/Content line 4"_s);
    const auto root = reading.sink.record(u"arn:aws:iam::123456789012:root"_s);
    QVERIFY(root);
    QCOMPARE(root->name, u"root"_s);
    QCOMPARE(textField(*root, u"mfa"_s), u"true"_s);
}

void TestCredentialReport::readsBase64()
{
    const Reading reading = readWith(importers::appendAws, ownFile(u"credential_base64.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 1);
    const auto zoe = reading.sink.record(u"arn:aws-cn:iam::111122223333:user/zoe"_s);
    QVERIFY(zoe);
    QCOMPARE(zoe->name, QString::fromUtf8("zo\xc3\xab"));
    QCOMPARE(textField(*zoe, u"credential_type"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*zoe, u"mfa"_s), u"false"_s);
}

void TestCredentialReport::findsColumnsByName()
{
    const Reading reading = readWith(importers::appendAws, ownFile(u"credential_new_columns.csv"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 3);
    QCOMPARE(reading.sink.counts().rejected, 1);
    QCOMPARE(reading.sink.entries.at(2).rejectedWhere, u"line 4"_s);
    const auto root = reading.sink.record(u"arn:aws:iam::111122223333:root"_s);
    QVERIFY(root);
    QCOMPARE(textField(*root, u"mfa"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*root, u"last_used_at"_s), u"(unsaid)"_s);
    const auto user = reading.sink.record(u"arn:aws:iam::111122223333:user/a,b"_s);
    QVERIFY(user);
    QCOMPARE(user->name, u"a,b"_s);
    QCOMPARE(textField(*user, u"last_used_at"_s), QString::number(domain::toDay(QDate(2026, 2, 5))));
}

void TestCredentialReport::readsWhatSpreadsheetsSave_data()
{
    QTest::addColumn<QByteArray>("delimiter");
    QTest::addColumn<QByteArray>("quote");
    QTest::addColumn<QByteArray>("yes");
    QTest::addColumn<QByteArray>("no");
    QTest::newRow("as exported") << QByteArray(",") << QByteArray() << QByteArray("true") << QByteArray("false");
    QTest::newRow("semicolons") << QByteArray(";") << QByteArray() << QByteArray("TRUE") << QByteArray("FALSE");
    QTest::newRow("German words") << QByteArray(";") << QByteArray() << QByteArray("WAHR") << QByteArray("FALSCH");
    QTest::newRow("tabs, French words") << QByteArray("\t") << QByteArray() << QByteArray("VRAI") << QByteArray("FAUX");
    QTest::newRow("quotes") << QByteArray(",") << QByteArray("\"") << QByteArray("true") << QByteArray("false");
}

void TestCredentialReport::readsWhatSpreadsheetsSave()
{
    QFETCH(QByteArray, delimiter);
    QFETCH(QByteArray, quote);
    QFETCH(QByteArray, yes);
    QFETCH(QByteArray, no);
    const QByteArrayList header = {
        "user", "arn", "user_creation_time", "password_enabled", "mfa_active", "access_key_1_active"};
    const QByteArrayList root = {
        "<root_account>", "arn:aws:iam::111122223333:root", "2019-01-01T00:00:00+00:00", "not_supported", yes, no};
    const QByteArrayList eve = {"eve", "arn:aws:iam::111122223333:user/eve", "2020-01-01T00:00:00+00:00", yes, no, yes};
    QByteArray text = "\xEF\xBB\xBF";
    for (const QByteArrayList &row : {header, root, eve})
        text += quote + row.join(quote + delimiter + quote) + quote + "\r\n";
    const Reading reading = readText(importers::appendAws, u"report.csv"_s, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"aws-credential-report"_s);
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    const auto user = reading.sink.record(u"arn:aws:iam::111122223333:user/eve"_s);
    QVERIFY(user);
    QCOMPARE(textField(*user, u"kind"_s), u"human"_s);
    QCOMPARE(textField(*user, u"mfa"_s), u"false"_s);
    QCOMPARE(textField(*user, u"credential_type"_s), u"static"_s);
    const auto account = reading.sink.record(u"arn:aws:iam::111122223333:root"_s);
    QVERIFY(account);
    QCOMPARE(textField(*account, u"mfa"_s), u"true"_s);
    QCOMPARE(reading.sink.entries.at(1).where, u"line 3"_s);
}

void TestCredentialReport::readsDatesThatSpreadsheetsWrote_data()
{
    QTest::addColumn<QString>("created");
    QTest::addColumn<QString>("other"); // of another row
    QTest::addColumn<QDate>("day");     // invalid: it stays unknown, and is reported
    const QDate first(2024, 2, 1);
    QTest::newRow("as exported") << u"2024-02-01T10:11:12+00:00"_s << u"N/A"_s << first;
    QTest::newRow("a blank between") << u"2024-02-01 10:11:12"_s << u"N/A"_s << first;
    QTest::newRow("no seconds") << u"2024-02-01 10:11"_s << u"N/A"_s << first;
    QTest::newRow("German") << u"01.02.2024 10:11"_s << u"N/A"_s << first;
    QTest::newRow("day first, as another cell shows") << u"01/02/2024 10:11"_s << u"25/12/2023 09:00"_s << first;
    QTest::newRow("month first, as another cell shows") << u"2/1/2024 10:11"_s << u"12/25/2023 9:00"_s << first;
    QTest::newRow("month first, with AM and PM") << u"2/1/2024 10:11:12 AM"_s << u"12/25/2023 9:00 PM"_s << first;
    QTest::newRow("Dutch") << u"01-02-2024 10:11"_s << u"25-12-2023 09:00"_s << first;
    QTest::newRow("by itself") << u"13/02/2024 10:11"_s << u"N/A"_s << QDate(2024, 2, 13);
    QTest::newRow("the same number twice") << u"02/02/2024"_s << u"N/A"_s << QDate(2024, 2, 2);
    QTest::newRow("could be both") << u"01/02/2024 10:11"_s << u"N/A"_s << QDate();
    QTest::newRow("contradicting cells") << u"01/02/2024"_s << u"25/12/2023 and more"_s << QDate();
    QTest::newRow("a spreadsheet's number") << u"45323.42"_s << u"N/A"_s << QDate();
    QTest::newRow("a year of two digits") << u"01/02/24"_s << u"N/A"_s << QDate();
    QTest::newRow("cut off") << u"########"_s << u"N/A"_s << QDate();
}

void TestCredentialReport::readsDatesThatSpreadsheetsWrote()
{
    QFETCH(QString, created);
    QFETCH(QString, other);
    QFETCH(QDate, day);
    const QString text = u"user;arn;user_creation_time;password_enabled;password_last_used;mfa_active;access_key_1_active\r\n"
                         "eve;arn:aws:iam::111122223333:user/eve;%1;TRUE;N/A;FALSE;FALSE\r\n"
                         "tom;arn:aws:iam::111122223333:user/tom;2020-01-01T00:00:00+00:00;TRUE;%2;FALSE;FALSE\r\n"_s.arg(created, other);
    const Reading reading = readText(importers::appendAws, u"report.csv"_s, "\xEF\xBB\xBF" + text.toUtf8());
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    const auto user = reading.sink.record(u"arn:aws:iam::111122223333:user/eve"_s);
    QCOMPARE(textField(*user, u"created_at"_s), day.isValid() ? QString::number(domain::toDay(day)) : u"(unsaid)"_s);
    QStringList places;
    for (const domain::Diagnostic &said : reading.sink.diagnostics)
        places.append(said.where);
    QCOMPARE(places.contains(u"line 2, column user_creation_time"_s), !day.isValid());
}

void TestCredentialReport::saysWhichFlagsItCannotRead()
{
    const Reading reading = readText(importers::appendAws, u"report.csv"_s,
                                     "user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active\n"
                                     "eve,arn:aws:iam::111122223333:user/eve,N/A,not_supported,tosi,no_information\n");
    QCOMPARE(reading.sink.diagnostics.size(), 1);
    QCOMPARE(reading.sink.diagnostics.first().where, u"line 2, column mfa_active"_s);
    QCOMPARE(textField(*reading.sink.record(u"arn:aws:iam::111122223333:user/eve"_s), u"mfa"_s), u"(unsaid)"_s);
}

void TestCredentialReport::refusesOtherTables()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"other.csv"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("user,arn,role\na,b,c\n");
    file.close();
    QCOMPARE(readWith(importers::appendAws, path).claims, QStringList());
    const Reading forced = readWith(importers::appendAws, path, u"aws-credential-report"_s);
    QVERIFY(forced.error);
    QCOMPARE(forced.error->code, domain::ErrorCode::SchemaMismatch);
    QVERIFY2(forced.error->detail.contains("mfa_active"_L1) && forced.error->where.endsWith("line 1"_L1),
             qPrintable(forced.error->where));
}

void TestCredentialReport::acceptsAnEmptyExport()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"credential-report.csv"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\n");
    file.close();
    const Reading reading = readWith(importers::appendAws, path, u"aws-credential-report"_s);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.headers, 1);
    QCOMPARE(reading.sink.counts().read, 0);
}

BAILIWICK_TEST(QCoreApplication, TestCredentialReport)

} // namespace tst_credentialreport

#include "tst_credentialreport.moc"
