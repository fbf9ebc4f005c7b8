// SPDX-License-Identifier: GPL-3.0-or-later
// Names of certificates as auditors write them: the scheme, apart from issuer, edition, level and kind of report; and what is no scheme.
#include "domain/certificatescheme.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_certificatescheme {

using namespace Qt::StringLiterals;

class TestCertificateScheme : public QObject
{
    Q_OBJECT

private slots:
    void reading_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("read"); // scheme|version|level|kind of report
        const auto row = [](const char *written, const char *read) { QTest::newRow(written) << QString::fromUtf8(written) << QString::fromUtf8(read); };
        row("SECNUMCLOUD", "SECNUMCLOUD|||");
        row("SecNumCloud 3.2", "SECNUMCLOUD|3.2||");
        row("ANSSI SecNumCloud", "SECNUMCLOUD|||");
        row("Qualification SecNumCloud v3.2 (ANSSI)", "SECNUMCLOUD|3.2||");
        row("HDS v2", "HDS|2||");
        row("HDS 2.0", "HDS|2.0||");
        row("Hébergeur de données de santé", "HDS|||");
        row("ENS Alto", "ENS||alto|");
        row("ENS, categoría Media", "ENS||media|");
        row("BSI C5", "C5|||");
        row("BSI C5:2020", "C5|2020||");
        row("C5 Type 2", "C5|||type2");
        row("BSI C5:2020 Typ 1", "C5|2020||type1");
        row("SOC 2 Type 2", "SOC2|||type2");
        row("SOC-2 Type II report", "SOC2|||type2");
        row("AICPA SOC 2", "SOC2|||");
        row("ISO/IEC 27001:2022", "ISO27001|2022||");
        row("DIN EN ISO/IEC 27001:2017", "ISO27001|2017||");
        row("iso-27001", "ISO27001|||");
        row("ISO/IEC 20000-1:2018", "ISO20000|2018||");
        row("PCI DSS v4.0.1", "PCI_DSS|4.0.1||");
        row("CSA STAR Level 2", "CSA_STAR||2|");
        row("MTCS SS 584", "MTCS|||");
        row("ISMAP-LIU", "ISMAP_LIU|||");
        row("EUCS High", "EUCS||high|");
    }

    void reading()
    {
        QFETCH(QString, written);
        QFETCH(QString, read);
        const domain::CertificateScheme scheme = domain::certificateScheme(written);
        QVERIFY(scheme.isKnown);
        QCOMPARE(QStringList({scheme.scheme, scheme.version, scheme.level, scheme.reportType}).join(u'|'), read);
    }

    /// What says more than its name, or of another thing, is not taken for it.
    void notRead_data()
    {
        QTest::addColumn<QString>("written");
        for (const char *written : {"", "Own scheme", "SOC 2 readiness assessment", "ISO 27001 gap analysis", "SecNumCloud (in progress)", "not C5", "C5?", "EUCS draft", "FedRAMP equivalency",
                                    "ISO 27001 and SOC 2", "Energy Star", "C5 Alto"})
            QTest::newRow(written) << QString::fromUtf8(written);
    }

    void notRead()
    {
        QFETCH(QString, written);
        QVERIFY(!domain::certificateScheme(written).isKnown);
    }
};

BAILIWICK_TEST(QCoreApplication, TestCertificateScheme)

} // namespace tst_certificatescheme

#include "tst_certificatescheme.moc"
