// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates that are imported under the names that auditors give them, whatever the file's form.
#include "support/testmain.h"
#include "writing.h"

#include <QTest>

namespace tst_certificatenames {

using namespace Qt::StringLiterals;
using namespace domain;

class TestCertificateNames : public QObject
{
    Q_OBJECT

private slots:
    void imported_data();
    void imported();
};

void TestCertificateNames::imported_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("version"); // that the record says itself
    QTest::addColumn<QString>("stored");  // scheme|version|level|kind of report
    QTest::addColumn<QString>("told");
    QTest::newRow("edition") << u"SecNumCloud 3.2"_s << QString() << u"SECNUMCLOUD|3.2||"_s << QString();
    QTest::newRow("issuer") << u"ANSSI SecNumCloud"_s << QString() << u"SECNUMCLOUD|||"_s << QString();
    QTest::newRow("level") << u"ENS Alto"_s << QString() << u"ENS||alto|"_s << QString();
    QTest::newRow("kind of report") << u"SOC 2 Type 2"_s << QString() << u"SOC2|||type2"_s << QString();
    QTest::newRow("all in one") << u"BSI C5:2020 Type 2"_s << QString() << u"C5|2020||type2"_s << QString();
    QTest::newRow("edition in its own field") << u"HDS v1"_s << u"2.0"_s << u"HDS|2.0||"_s << QString();
    QTest::newRow("what else it says is left as it is") << u"SOC 2 readiness assessment"_s << QString() << u"SOC 2 readiness assessment|||"_s << u"unknown-scheme"_s;
}

void TestCertificateNames::imported()
{
    QFETCH(QString, scheme);
    QFETCH(QString, version);
    QFETCH(QString, stored);
    QFETCH(QString, told);
    Writing import(u"certs.csv"_s, u"csv"_s);
    QVERIFY(import.begun);
    import.writer.beginRecord(0, u"line 2"_s);
    Record record;
    record.kind = EntityKind::Certification;
    record.key = u"z"_s;
    record.fields.append({u"scheme"_s, scheme});
    if (!version.isEmpty())
        record.fields.append({u"version"_s, version});
    import.writer.entity(std::move(record));
    const auto report = import.writer.finish({});
    QVERIFY(report);
    QCOMPARE(report->records.added, qint64(1));
    QStringList codes;
    for (const Diagnostic &d : report->diagnostics)
        codes.append(d.code);
    QCOMPARE(codes.join(u','), told);
    const qint64 id = import.values.find(EntityKind::Certification, u"z"_s);
    QStringList found;
    for (const QString &name : {u"scheme"_s, u"version"_s, u"level"_s, u"report_type"_s}) {
        const auto value = import.values.read(id, EntityKind::Certification, *import.catalogue.attribute(EntityKind::Certification, name));
        const auto *text = value ? std::get_if<QString>(&*value) : nullptr;
        found.append(text ? *text : QString());
    }
    QCOMPARE(found.join(u'|'), stored);
}

BAILIWICK_TEST(QCoreApplication, TestCertificateNames)

} // namespace tst_certificatenames

#include "tst_certificatenames.moc"
