// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportbuilder.h"
#include "domain/jobcontext.h"
#include "report/csvwriter.h"
#include "report/jsonwriter.h"
#include "support/samplewindow.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "support/testmain.h"

#include <QApplication>
#include <QMap>

namespace tst_reportlimit {

using namespace Qt::StringLiterals;

namespace {

using Counts = QMap<QString, int>;

Counts listed(const report::ReportInput &input)
{
    Counts out;
    for (const report::Issue &issue : input.issues) {
        for (const report::Finding &f : issue.findings)
            ++out[u"gap "_s + f.ruleId];
    }
    for (const report::UnknownGroup &group : input.unknowns)
        out[u"open "_s + group.rule] += static_cast<int>(group.findings.size());
    return out;
}

/// What a report says of each requirement, by rule: how many gaps and open results, listed or not.
Counts counts(const report::ReportInput &input)
{
    Counts out = listed(input);
    for (const report::Issue &issue : input.issues) {
        for (const report::IssueRule &rule : issue.rules)
            out[u"gap "_s + rule.ruleId] += rule.unlisted;
    }
    for (const report::UnknownGroup &group : input.unknowns)
        out[u"open "_s + group.rule] += group.unlisted;
    out[u"others"_s] = static_cast<int>(input.others.size()) + input.othersUnlisted;
    return out;
}

Counts touched(const report::ReportInput &input)
{
    Counts out;
    for (const report::Issue &issue : input.issues)
        out[issue.number] = issue.affected();
    return out;
}

} // namespace

/// A report over more findings than anybody reads lists the first of each requirement and counts all.
class TestReportLimit : public SampleWindowTest
{
    Q_OBJECT

private:
    report::ReportInput build(qint64 most, const QString &legalEntity = {})
    {
        store::ConnectionScope scope(m_sample, store::Access::Read);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        app::ReportRequest request;
        request.listedInAll = most;
        request.legalEntity = legalEntity;
        domain::QuietJob job;
        const auto input = app::buildReport(*m_services, scope.db(), values, request, job);
        if (!input)
            qFatal("%s", qPrintable(input.error().detail));
        return *input;
    }

private slots:
    void initTestCase() { makeSample(); }
    void countsAll_data();
    void countsAll();
    void saysWhatItLeavesOut();
};

void TestReportLimit::countsAll_data()
{
    QTest::addColumn<QString>("legalEntity");
    QTest::newRow("the whole organisation") << QString();
    QTest::newRow("one legal entity") << u"corvane-banque"_s;
}

void TestReportLimit::countsAll()
{
    QFETCH(QString, legalEntity);
    const report::ReportInput whole = build(1000000, legalEntity);
    QCOMPARE(whole.listedAtMost, 0);
    // The run's own number decides, not the scope's: each requirement lists fifty at least.
    const report::ReportInput some = build(1000, legalEntity);
    QVERIFY(some.listedAtMost >= 50);
    QCOMPARE(counts(some), counts(whole));
    QCOMPARE(touched(some), touched(whole));
    const Counts all = listed(whole);
    const Counts few = listed(some);
    for (auto it = all.cbegin(); it != all.cend(); ++it)
        QCOMPARE(few.value(it.key()), std::min(*it, some.listedAtMost));
}

void TestReportLimit::saysWhatItLeavesOut()
{
    const report::ReportInput some = build(1000);
    int unlisted = 0;
    for (const report::UnknownGroup &group : some.unknowns)
        unlisted += group.unlisted > 0;
    for (const report::Issue &issue : some.issues) {
        for (const report::IssueRule &rule : issue.rules)
            unlisted += rule.unlisted > 0;
    }
    QVERIFY(unlisted > 0);
    QCOMPARE(report::toCsv(some).count("more, not listed"), unlisted);
    QVERIFY(report::toJson(some).contains("\"listed_at_most\": " + QByteArray::number(some.listedAtMost)));
    QVERIFY(!report::toCsv(build(1000000)).contains("not listed"));
}

BAILIWICK_TEST(QApplication, TestReportLimit)

} // namespace tst_reportlimit

#include "tst_reportlimit.moc"
