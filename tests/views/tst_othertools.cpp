// SPDX-License-Identifier: GPL-3.0-or-later
// What other tools found, in the details of a thing and of an issue.
#include "pages/detailspane.h"
#include "support/testmain.h"
#include "text/toolfindingtext.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

namespace tst_othertools {

using namespace Qt::StringLiterals;
using domain::LegalStatus;
using domain::Status;

class TestOtherTools : public QObject
{
    Q_OBJECT

private slots:
    void ofAThing()
    {
        views::DetailsPane pane;
        views::EntityDetail detail;
        detail.id = 7;
        detail.name = u"Claims"_s;
        detail.toolFindings = {{41, u"Prowler says failed on 14 Feb 2025"_s, u"s3_x · GDPR Art. 32"_s, u"Open"_s}};
        detail.toolFindingCount = 3;
        pane.showEntity(detail);
        const auto links = pane.findChildren<QLabel *>(u"toolFinding"_s);
        QCOMPARE(links.size(), 1);
        QCOMPARE(links.constFirst()->focusPolicy(), Qt::StrongFocus);
        QSignalSpy wanted(&pane, &views::DetailsPane::entityWanted);
        emit links.constFirst()->linkActivated(u"41"_s);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.constFirst().constFirst().toLongLong(), 41);
        // What is not listed is said.
        bool more = false;
        for (const QLabel *label : pane.findChildren<QLabel *>())
            more = more || label->text().contains(u"and 2 more"_s);
        QVERIFY(more);
    }

    void ofAnIssue()
    {
        views::DetailsPane pane;
        views::IssueDetail detail;
        detail.issue.id = 1;
        detail.findingCount = 1;
        detail.findings = {views::FindingRow{}};
        detail.example.otherTools = {{41, u"Prowler says passed; Bailiwick finds a gap: they contradict each other"_s, {}, {}}};
        pane.showIssue(detail);
        const auto links = pane.findChildren<QLabel *>(u"toolFinding"_s);
        QCOMPARE(links.size(), 1);
        QSignalSpy wanted(&pane, &views::DetailsPane::entityWanted);
        emit links.constFirst()->linkActivated(u"41"_s);
        QCOMPARE(wanted.size(), 1);
    }

    void words_data()
    {
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<Status>("own");
        QTest::addColumn<LegalStatus>("legal");
        QTest::addColumn<QString>("words");
        QTest::newRow("a gap that a tool passes") << u"passed"_s << Status::Gap << LegalStatus::Law
                                                  << u"Prowler says passed on 14 Feb 2025; Bailiwick finds a gap: they contradict each other"_s;
        QTest::newRow("a gap that a tool finds too") << u"failed"_s << Status::Gap << LegalStatus::Law
                                                     << u"Prowler says failed on 14 Feb 2025; Bailiwick finds a gap: they agree"_s;
        QTest::newRow("a pass that a tool fails") << u"failed"_s << Status::Pass << LegalStatus::Standard
                                                  << u"Prowler says failed on 14 Feb 2025; Bailiwick finds the requirement met: they contradict each other"_s;
        QTest::newRow("a standard is not met") << u"warning"_s << Status::Gap << LegalStatus::Standard
                                               << u"Prowler says warning on 14 Feb 2025; Bailiwick finds it not met: they agree"_s;
        QTest::newRow("what is not known agrees with nothing") << u"passed"_s << Status::Unknown << LegalStatus::Law
                                                               << u"Prowler says passed on 14 Feb 2025; Bailiwick does not know yet"_s;
        QTest::newRow("an event judges nothing") << u"not_available"_s << Status::Gap << LegalStatus::Law
                                                 << u"Prowler says no judgement on 14 Feb 2025; Bailiwick finds a gap"_s;
        QTest::newRow("an accepted gap that a tool passes") << u"passed"_s << Status::Accepted << LegalStatus::OwnPolicy
                                                            << u"Prowler says passed on 14 Feb 2025; in Bailiwick it is an accepted gap: they contradict each other"_s;
    }
    void words()
    {
        QFETCH(const QString, outcome);
        QFETCH(const Status, own);
        QFETCH(const LegalStatus, legal);
        QFETCH(const QString, words);
        domain::ToolVerdict verdict;
        verdict.add(outcome, false);
        QCOMPARE(text::besideOwnResult({u"Prowler"_s, outcome, QDate(2025, 2, 14), false, domain::agreementOf(verdict.word(), own)}, own, legal), words);
    }
};

BAILIWICK_TEST(QApplication, TestOtherTools)

} // namespace tst_othertools

#include "tst_othertools.moc"
