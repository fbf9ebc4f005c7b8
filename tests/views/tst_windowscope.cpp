// SPDX-License-Identifier: GPL-3.0-or-later
// A part of the organisation on every page and in the report.
#include "pages/reportspage.h"
#include "support/testmain.h"
#include "views/windowtest.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>

namespace tst_windowscope {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using views::FilterState;

class TestWindowScope : public WindowTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(); }
    void scopeNarrowsAllPages();
    void scopeStandsInTheReport();
    void noScopeHoldsMoreThanTheWhole();
    void reportSaysWhoAndWhatIsLeftOut();
};

void TestWindowScope::scopeNarrowsAllPages()
{
    const auto window = open(m_sample);
    auto *button = window->findChild<QAbstractButton *>(u"scope"_s);
    QVERIFY(button && button->isVisible());
    QVERIFY(button->text().contains(u"Whole organisation"_s));
    const auto scopes = m_backend->scopes(m_sample);
    QVERIFY(scopes && scopes->size() > 20);
    for (const auto &[kind, menu] : {std::pair(EntityKind::LegalEntity, u"scope_legal_entity"_s), std::pair(EntityKind::BusinessService, u"scope_business_service"_s)}) {
        auto *list = window->findChild<QMenu *>(menu);
        QVERIFY2(list && list->actions().size() > 5, qPrintable(menu));
        QAction *choice = list->actions().constFirst();
        const QString name = choice->text();
        choice->trigger();
        QVERIFY(settle(*window));
        QVERIFY2(button->accessibleName().contains(name), qPrintable(button->accessibleName()));
        auto *chip = window->findChild<QAbstractButton *>(kind == EntityKind::LegalEntity ? u"chip_legalEntity"_s : u"chip_businessService"_s);
        QVERIFY(chip);
        QVERIFY2(chip->text().contains(name), qPrintable(chip->text()));
        const FilterState filter = window->filter();
        const auto narrowed = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
        const auto all = m_backend->issues(m_sample, views::IssueGrouping::Severity, {});
        QVERIFY(narrowed && all);
        QVERIFY2(narrowed->findings < all->findings, qPrintable(name));
        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(window->filter().isEmpty());
        QVERIFY(settle(*window));
    }
}

void TestWindowScope::scopeStandsInTheReport()
{
    const auto scopes = m_backend->scopes(m_sample);
    QVERIFY(scopes);
    domain::QuietJob job;
    int narrower = 0;
    for (const views::ScopeChoice &scope : *scopes) {
        if (scope.kind != EntityKind::LegalEntity)
            continue;
        views::ReportRequest request;
        request.path = m_folder.filePath(u"scope.json"_s);
        request.legalEntity = scope.key;
        const auto written = m_backend->writeReport(m_sample, request, job);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
        QFile file(request.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray json = file.readAll();
        QVERIFY2(json.contains("Legal entity: " + scope.name.toUtf8()), qPrintable(scope.name));
        // The report and the issues page count the same.
        FilterState filter;
        filter.legalEntity = scope.key;
        const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
        QVERIFY(issues);
        int reported = 0;
        const QJsonArray frameworks = QJsonDocument::fromJson(json).object().value(u"frameworks"_s).toArray();
        QVERIFY(!frameworks.isEmpty());
        for (const QJsonValue &framework : frameworks) {
            const QJsonObject counts = framework.toObject().value(u"counts"_s).toObject();
            reported += counts.value(u"gap"_s).toInt() + counts.value(u"unknown"_s).toInt();
        }
        QCOMPARE(reported, issues->findings + issues->unknowns);
        narrower += issues->findings > 0;
        if (narrower > 5)
            break;
    }
    QVERIFY(narrower > 1);
}

void TestWindowScope::noScopeHoldsMoreThanTheWhole()
{
    const auto all = m_backend->issues(m_sample, views::IssueGrouping::Severity, {});
    const auto scopes = m_backend->scopes(m_sample);
    QVERIFY(all && scopes);
    for (const views::ScopeChoice &scope : *scopes) {
        FilterState filter;
        (scope.kind == EntityKind::LegalEntity ? filter.legalEntity : scope.kind == EntityKind::BusinessService ? filter.businessService : filter.provider) = scope.key;
        const auto part = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
        QVERIFY(part);
        QVERIFY2(part->findings <= all->findings, qPrintable(scope.name));
    }
}

void TestWindowScope::reportSaysWhoAndWhatIsLeftOut()
{
    const auto window = open(m_sample);
    window->showPage(u"reports"_s);
    QVERIFY(settle(*window));
    const auto fill = [&](const QString &name, const QString &words) {
        auto *line = window->findChild<QLineEdit *>(name);
        if (!line)
            qFatal("no field %s", qPrintable(name));
        line->setText(words);
    };
    fill(u"reportPreparer"_s, u"Head of Compliance"_s);
    fill(u"reportReviewer"_s, u"Internal Audit"_s);
    fill(u"reportApprover"_s, u"Management Board"_s);
    fill(u"reportExclusions"_s, u"Branch Singapore; test systems ; "_s);
    window->findChild<QComboBox *>(u"reportClassification"_s)->setEditText(u"Internal"_s);
    const views::ReportRequest request = window->findChild<views::ReportsPage *>(u"page_reports"_s)->request(m_folder.filePath(u"who.json"_s));
    QCOMPARE(request.exclusions, QStringList({u"Branch Singapore"_s, u"test systems"_s}));
    domain::QuietJob job;
    QVERIFY(m_backend->writeReport(m_sample, request, job));
    QFile file(request.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    for (const char *words : {"Internal Audit", "Management Board", "Internal", "Branch Singapore", "test systems"})
        QVERIFY2(json.contains(words), words);
    QVERIFY(settle(*window));
}

BAILIWICK_TEST(QApplication, TestWindowScope)

} // namespace tst_windowscope

#include "tst_windowscope.moc"
