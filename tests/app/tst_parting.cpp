// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_parting {

using namespace Qt::StringLiterals;

/// Two things that were made one are two again, by undo or by taking them apart: each has what it had, and nothing of the other.
class TestParting : public QObject
{
    Q_OBJECT

private:
    void run(const QStringList &words) { (void)m_cli->onWorkspace(words); }
    QByteArray show(const QString &thing) { return m_cli->onWorkspace({u"show"_s, thing}).out; }
    void makeTwo(const QString &how, const QString &kept)
    {
        if (how == u"undo"_s)
            run({u"undo"_s});
        else
            run({u"merge"_s, kept, u"--split"_s});
        QCOMPARE(m_cli->onWorkspace({u"doctor"_s}).out.count("WRONG"), 0);
    }
    /// Made one and two again, both are as before.
    void partsAsBefore(const QString &how, const QString &kept, const QString &gone)
    {
        const QByteArray one = show(kept), other = show(gone);
        run({u"merge"_s, kept, gone});
        QVERIFY(show(kept) != one);
        makeTwo(how, kept);
        QCOMPARE(show(kept), one);
        QCOMPARE(show(gone), other);
    }
    static void ways()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("undone") << u"undo"_s;
        QTest::newRow("taken apart") << u"split"_s;
    }

private slots:
    void init() { m_cli = std::make_unique<Cli>(); }

    void ofOneList_data() { ways(); }
    void ofOneList()
    {
        QFETCH(QString, how);
        m_cli->write(u"d.csv"_s, "dataset:key,name,dpia_date,owner\nZ1,Web,2025-11-25,Anna\nA1,SME,,\n");
        run({u"import"_s, u"d.csv"_s});
        partsAsBefore(how, u"dataset:A1"_s, u"dataset:Z1"_s);
    }

    void whatPeopleSaid_data() { ways(); }
    void whatPeopleSaid()
    {
        QFETCH(QString, how);
        m_cli->write(u"one.csv"_s, "workload:key,name,owner\nA,Payroll,HR\n");
        m_cli->write(u"two.csv"_s, "workload:key,name,owner\nB,Lohn,IT\n");
        run({u"import"_s, u"one.csv"_s});
        run({u"import"_s, u"two.csv"_s});
        run({u"set"_s, u"workload:B"_s, u"owner=Bo"_s, u"env=dev"_s, u"--who"_s, u"Bert"_s});
        run({u"set"_s, u"workload:A"_s, u"owner=Ao"_s, u"--who"_s, u"Anna"_s});
        partsAsBefore(how, u"workload:A"_s, u"workload:B"_s);
    }

    void answersAndAssessments_data() { ways(); }
    void answersAndAssessments()
    {
        QFETCH(QString, how);
        m_cli->write(u"le.csv"_s, "legal_entity:key,name,country\nLE1,Corp DE,DE\nLE2,Corp FR,FR\n");
        m_cli->write(u"w.csv"_s, "workload:key,name,owner\nA,Payroll,HR\nB,Lohn,IT\n");
        m_cli->write(u"o.json"_s, R"({"1.1":3,"1.2":2})");
        run({u"import"_s, u"le.csv"_s, u"w.csv"_s});
        run({u"attest"_s, u"gdpr"_s, u"Art. 37"_s, u"--state"_s, u"met"_s, u"--who"_s, u"DPO"_s, u"--for"_s, u"LE2"_s});
        run({u"attest"_s, u"gdpr"_s, u"Art. 37"_s, u"--state"_s, u"not_met"_s, u"--why"_s, u"missing"_s, u"--who"_s, u"DPO"_s, u"--for"_s, u"LE1"_s});
        run({u"assess"_s, u"workload:B"_s, u"--answers"_s, u"o.json"_s, u"--who"_s, u"me"_s});
        const auto said = [this] {
            return m_cli->onWorkspace({u"attest"_s, u"gdpr"_s}).out + m_cli->onWorkspace({u"assess"_s, u"workload:A"_s}).out + m_cli->onWorkspace({u"assess"_s, u"workload:B"_s}).out;
        };
        const QByteArray before = said();
        for (const auto &[one, other] : {std::pair{u"legal_entity:LE1"_s, u"legal_entity:LE2"_s}, std::pair{u"workload:A"_s, u"workload:B"_s}}) {
            run({u"merge"_s, one, other});
            makeTwo(how, one);
            QCOMPARE(said(), before);
        }
    }

    /// What was said since of the one that they were is not lost by it.
    void whatWasSaidSince()
    {
        m_cli->write(u"d.csv"_s, "dataset:key,name,owner\nZ1,Web,Anna\nA1,SME,\n");
        run({u"import"_s, u"d.csv"_s});
        run({u"merge"_s, u"dataset:A1"_s, u"dataset:Z1"_s});
        run({u"set"_s, u"dataset:A1"_s, u"retention_days=30"_s, u"--who"_s, u"DPO"_s});
        makeTwo(u"split"_s, u"dataset:A1"_s);
        QVERIFY2(show(u"dataset:A1"_s).contains("30"), show(u"dataset:A1"_s));
        QVERIFY2(!show(u"dataset:A1"_s).contains("Anna") && show(u"dataset:Z1"_s).contains("Anna"), show(u"dataset:A1"_s));
    }

    /// The accelerators of a system that is one with another go with its provider and come back with it.
    void acceleratorsComeBack()
    {
        m_cli->write(u"r.csv"_s, "workload:key,name,provider\nW2,payroll,ovh\n");
        m_cli->write(u"p5.json"_s, R"({"Reservations":[{"OwnerId":"012345678901","Instances":[{"InstanceId":"i-0bbbbbbbbbbbbbbbb","InstanceType":"p5.48xlarge","State":{"Name":"running"},"Placement":{"AvailabilityZone":"eu-central-1b"}}]}]})");
        run({u"import"_s, u"r.csv"_s});
        run({u"import"_s, u"p5.json"_s});
        run({u"merge"_s, u"workload:W2"_s, u"workload:arn:aws:ec2:eu-central-1:012345678901:instance/i-0bbbbbbbbbbbbbbbb"_s});
        QVERIFY(show(u"workload:W2"_s).contains("acc:W2"));
        run({u"set"_s, u"workload:W2"_s, u"provider=hetzner"_s});
        QVERIFY(!show(u"workload:W2"_s).contains("acc:W2"));
        run({u"undo"_s});
        QVERIFY2(show(u"workload:W2"_s).contains("acc:W2"), show(u"workload:W2"_s));
    }

private:
    std::unique_ptr<Cli> m_cli;
};

BAILIWICK_TEST(QCoreApplication, TestParting)

} // namespace tst_parting

#include "tst_parting.moc"
