// SPDX-License-Identifier: GPL-3.0-or-later
// Answers in the encodings that editors and shells write them in.
#include "support/cli.h"
#include "support/testmain.h"

#include <QStringEncoder>

namespace tst_answerencodings {

using namespace Qt::StringLiterals;

class TestAnswerEncodings : public QObject
{
    Q_OBJECT

private slots:
    void answersAreRead_data();
    void answersAreRead();
};

void TestAnswerEncodings::answersAreRead_data()
{
    QTest::addColumn<int>("encoding");
    QTest::addColumn<bool>("marked");
    QTest::addColumn<bool>("read");
    QTest::newRow("UTF-8") << int(QStringConverter::Utf8) << false << true;
    QTest::newRow("UTF-8 with its mark") << int(QStringConverter::Utf8) << true << true;
    QTest::newRow("UTF-16 of PowerShell") << int(QStringConverter::Utf16LE) << true << true;
    QTest::newRow("UTF-16 without a mark") << int(QStringConverter::Utf16LE) << false << true;
    QTest::newRow("UTF-16, the greater byte first") << int(QStringConverter::Utf16BE) << true << true;
    QTest::newRow("a code page that only could be guessed") << int(QStringConverter::Latin1) << false << false;
}

void TestAnswerEncodings::answersAreRead()
{
    QFETCH(int, encoding);
    QFETCH(bool, marked);
    QFETCH(bool, read);
    Cli cli;
    const auto write = [&](const QString &name, const QString &text) {
        QStringEncoder encode(QStringConverter::Encoding(encoding), marked ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
        cli.write(name, encode(text));
    };
    const QStringList w{u"--workspace"_s, u"w"_s};
    cli.write(u"p.csv"_s, "provider:key,name,energy_report\nf,Fjord,\n");
    cli.write(u"v.csv"_s, "service:key,name,provider\nvault,Vault,f\n");
    QCOMPARE(cli.run(QStringList{u"import"_s, u"p.csv"_s, u"v.csv"_s} + w).code, 0);
    // Code pages differ in letters beyond those of English only.
    write(u"a.json"_s, read ? u"{\"1.1\": 3}"_s : u"{\"1.1\": 3, \"ü\": 1}"_s);
    write(u"answers.json"_s, u"{\"answers\":[{\"kind\":\"provider\",\"keys\":[\"f\"],\"attr\":\"energy_report\",\"value\":true,\"evidence\":{\"note\":\"geprüft\"}}]}"_s);
    const QList<CliRun> runs{cli.run(QStringList{u"score"_s, u"--answers"_s, u"a.json"_s, u"--json"_s} + w), cli.run(QStringList{u"assess"_s, u"service:vault"_s, u"--answers"_s, u"a.json"_s, u"--who"_s, u"Jo"_s} + w),
                             cli.run(QStringList{u"answer"_s, u"answers.json"_s, u"--who"_s, u"Jo"_s} + w)};
    for (const CliRun &run : runs) {
        QVERIFY2((run.code == 0) == read, run.err.constData());
        QVERIFY2(read || run.err.contains("save it as UTF-8"), run.err.constData());
    }
    if (read)
        QCOMPARE(runs.constFirst().json()["open"].size(), std::size_t(47));
}

BAILIWICK_TEST(QCoreApplication, TestAnswerEncodings)

} // namespace tst_answerencodings

#include "tst_answerencodings.moc"
