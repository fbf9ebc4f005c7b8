// SPDX-License-Identifier: GPL-3.0-or-later
// What a tool says of a requirement by all of its findings, and whether that fits Bailiwick's own result.
#include "domain/agreement.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_agreement {

using namespace Qt::StringLiterals;
using domain::Agreement;
using domain::Status;
using domain::ToolVerdict;

class TestAgreement : public QObject
{
    Q_OBJECT

private slots:
    void verdicts_data()
    {
        QTest::addColumn<QStringList>("outcomes"); // with "muted " before those that somebody muted
        QTest::addColumn<ToolVerdict::Word>("word");
        using W = ToolVerdict::Word;
        QTest::newRow("nothing was found") << QStringList{} << W::Silent;
        QTest::newRow("one check passed") << QStringList{u"passed"_s} << W::Passed;
        QTest::newRow("one check failed") << QStringList{u"failed"_s} << W::Failed;
        QTest::newRow("a warning is a failure") << QStringList{u"passed"_s, u"warning"_s} << W::Failed;
        QTest::newRow("one failure among many that passed") << QStringList{u"passed"_s, u"failed"_s, u"passed"_s} << W::Failed;
        QTest::newRow("a person has to look") << QStringList{u"passed"_s, u"manual"_s} << W::Open;
        QTest::newRow("the tool could not look") << QStringList{u"error"_s, u"passed"_s} << W::Open;
        QTest::newRow("a failure outweighs what is open") << QStringList{u"manual"_s, u"failed"_s} << W::Failed;
        QTest::newRow("a failure that somebody muted") << QStringList{u"muted failed"_s} << W::Open;
        QTest::newRow("a muted failure is no pass") << QStringList{u"muted failed"_s, u"passed"_s} << W::Open;
        QTest::newRow("what passed may be muted") << QStringList{u"muted passed"_s} << W::Passed;
        QTest::newRow("an event judges nothing") << QStringList{u"not_available"_s} << W::Silent;
        QTest::newRow("what does not apply judges nothing") << QStringList{u"not_applicable"_s, u"passed"_s} << W::Passed;
        QTest::newRow("a word of no catalogue") << QStringList{QString(), u"Passed"_s} << W::Silent;
    }
    void verdicts()
    {
        QFETCH(const QStringList, outcomes);
        QFETCH(const ToolVerdict::Word, word);
        const auto of = [](const QStringList &all) {
            ToolVerdict verdict;
            for (const QString &outcome : all) {
                const bool muted = outcome.startsWith(u"muted "_s);
                verdict.add(muted ? outcome.mid(6) : outcome, muted);
            }
            return verdict.word();
        };
        QCOMPARE(of(outcomes), word);
        QStringList reversed(outcomes.crbegin(), outcomes.crend());
        QCOMPARE(of(reversed), word);
    }

    void agreements_data()
    {
        QTest::addColumn<Status>("own");
        QTest::addColumn<Agreement>("failed");
        QTest::addColumn<Agreement>("passed");
        const auto yes = Agreement::Agrees;
        const auto no = Agreement::Contradicts;
        const auto neither = Agreement::Neither;
        QTest::newRow("met") << Status::Pass << no << yes;
        QTest::newRow("a gap") << Status::Gap << yes << no;
        QTest::newRow("an accepted gap is a gap") << Status::Accepted << yes << no;
        QTest::newRow("unknown") << Status::Unknown << neither << neither;
        QTest::newRow("not applicable") << Status::NotApplicable << neither << neither;
        QTest::newRow("not yet applicable") << Status::NotYetApplicable << neither << neither;
        QTest::newRow("an error") << Status::Error << neither << neither;
    }
    void agreements()
    {
        QFETCH(const Status, own);
        QFETCH(const Agreement, failed);
        QFETCH(const Agreement, passed);
        QCOMPARE(domain::agreementOf(ToolVerdict::Word::Failed, own), failed);
        QCOMPARE(domain::agreementOf(ToolVerdict::Word::Passed, own), passed);
        QCOMPARE(domain::agreementOf(ToolVerdict::Word::Open, own), Agreement::Neither);
        QCOMPARE(domain::agreementOf(ToolVerdict::Word::Silent, own), Agreement::Neither);
    }
};

BAILIWICK_TEST(QCoreApplication, TestAgreement)

} // namespace tst_agreement

#include "tst_agreement.moc"
