// SPDX-License-Identifier: GPL-3.0-or-later
// What counsel says of the rules, recorded on the page of frameworks; and the page of contradictions.
#include "pages/asidedialog.h"
#include "pages/frameworkpanel.h"
#include "pages/reportspage.h"
#include "pages/reviewdialog.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

namespace tst_reviews {

using namespace Qt::StringLiterals;
using domain::ReviewState;

class TestReviews : public SampleWindowTest
{
    Q_OBJECT

    static QTreeWidgetItem *itemWith(QTreeWidget *list, const std::function<bool(QTreeWidgetItem *)> &wanted)
    {
        for (QTreeWidgetItemIterator it(list); *it; ++it) {
            if (wanted(*it))
                return *it;
        }
        return nullptr;
    }
    static void chooseFramework(views::MainWindow &window, const QString &id)
    {
        auto *list = window.findChild<QTreeWidget *>(u"frameworkList"_s);
        list->setCurrentItem(itemWith(list, [&](QTreeWidgetItem *item) { return item->data(0, Qt::UserRole).toString() == id; }));
        settle(window);
    }
    static QTreeWidgetItem *ruleItem(views::MainWindow &window, const QString &rule)
    {
        auto *tree = window.findChild<QTreeWidget *>(u"requirementTree"_s);
        return itemWith(tree, [&](QTreeWidgetItem *item) { return item->childCount() == 0 && item->data(0, Qt::UserRole).toStringList() == QStringList{rule}; });
    }
    views::RuleRow ruleOf(const QString &rule)
    {
        const auto detail = m_backend->framework(m_sample, u"gdpr"_s, {});
        for (const views::RequirementRow &r : detail->requirements) {
            for (const views::RuleRow &row : r.rules) {
                if (row.id == rule)
                    return row;
            }
        }
        return {};
    }

private slots:
    void initTestCase() { makeSample(); }

    void aRuleIsReviewedInTheWindow()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseFramework(*window, u"gdpr"_s);
        auto *legend = window->findChild<QLabel *>(u"reviewLegend"_s);
        auto *words = window->findChild<QLabel *>(u"requirementWords"_s);
        QVERIFY2(legend->text().contains(u"not yet reviewed by your counsel"_s), qPrintable(legend->text()));
        auto *tree = window->findChild<QTreeWidget *>(u"requirementTree"_s);
        QTreeWidgetItem *item = ruleItem(*window, u"GDPR-44-01"_s);
        QVERIFY(item && item->text(0).endsWith(u'\u2020'));
        tree->setCurrentItem(item);
        QVERIFY(words->text().contains(u"not yet reviewed by your counsel"_s));
        window->findChild<QToolButton *>(u"recordReview"_s)->click();
        auto *dialog = window->findChild<views::ReviewDialog *>(u"reviewDialog"_s);
        QVERIFY(dialog);
        QPushButton *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QVERIFY(!ok->isEnabled()); // nobody is named
        dialog->findChild<QComboBox *>(u"reviewer"_s)->setEditText(u"Legal department"_s);
        QVERIFY(ok->isEnabled());
        auto *state = dialog->findChild<QComboBox *>(u"reviewState"_s);
        state->setCurrentIndex(state->findData(static_cast<int>(ReviewState::Disagreed)));
        QVERIFY(!ok->isEnabled()); // why it is disagreed with must be said
        dialog->findChild<QPlainTextEdit *>(u"reviewRemark"_s)->setPlainText(u"C-703/25 P is pending"_s);
        QVERIFY(ok->isEnabled());
        ok->click();
        settle(*window);
        const views::RuleRow rule = ruleOf(u"GDPR-44-01"_s);
        QCOMPARE(rule.review, (domain::Review{ReviewState::Disagreed, u"Legal department"_s, domain::toDay(QDate(2026, 11, 20)), u"C-703/25 P is pending"_s, false}));
        // Judged as before, and marked; what is shown is not out of date by it.
        QVERIFY(rule.judged);
        QVERIFY(!window->workspace().stale);
        item = ruleItem(*window, u"GDPR-44-01"_s);
        QVERIFY(item && item->text(0).endsWith(u'\u2021'));
        tree->setCurrentItem(item);
        QVERIFY2(words->text().contains(u"Legal department disagrees (2026-11-20): C-703/25 P is pending"_s), qPrintable(words->text()));
        QVERIFY(legend->text().contains(u"your counsel disagrees: 1"_s));
        const auto undone = m_backend->undo(m_sample);
        QVERIFY(undone);
        QCOMPARE(ruleOf(u"GDPR-44-01"_s).review.state, ReviewState::NotReviewed);
        domain::QuietJob job;
        QVERIFY(m_backend->redo(m_sample, job));
        QCOMPARE(ruleOf(u"GDPR-44-01"_s).review.state, ReviewState::Disagreed);
        QVERIFY(m_backend->reviewRules(m_sample, {u"GDPR-44-01"_s}, {}));
    }

    void allOfAFrameworkAtOnce()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseFramework(*window, u"gdpr"_s);
        window->findChild<QTreeWidget *>(u"requirementTree"_s)->setCurrentItem(ruleItem(*window, u"GDPR-44-01"_s));
        window->findChild<QToolButton *>(u"recordReview"_s)->click();
        auto *dialog = window->findChild<views::ReviewDialog *>(u"reviewDialog"_s);
        auto *scope = dialog->findChild<QComboBox *>(u"reviewScope"_s);
        scope->setCurrentIndex(scope->count() - 1);
        QCOMPARE(dialog->rules().size(), m_services->pack(u"gdpr")->rules.size());
        dialog->findChild<QComboBox *>(u"reviewer"_s)->setEditText(u"Legal department"_s);
        dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        settle(*window);
        QVERIFY(window->findChild<QLabel *>(u"reviewLegend"_s)->text().contains(u"rules are reviewed by your counsel"_s));
        // The details of an issue say it too.
        const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Severity, {});
        bool said = false;
        for (const views::IssueRow &row : issues->rows) {
            if (row.framework == u"gdpr"_s && !said) {
                const auto detail = m_backend->issue(m_sample, row.id);
                said = detail && detail->reviews.join(u' ').contains(u"Legal department on 2026-11-20"_s);
            }
        }
        QVERIFY(said);
        QVERIFY(m_backend->undo(m_sample));
        QCOMPARE(ruleOf(u"GDPR-44-01"_s).review.state, ReviewState::NotReviewed);
    }

    void aReportOfReviewedRulesIsAskedForByATick()
    {
        const auto window = openWindow(u"reports"_s);
        auto *page = window->findChild<views::ReportsPage *>();
        QVERIFY(!page->request({}).reviewedOnly);
        window->findChild<QCheckBox *>(u"reportReviewedOnly"_s)->click();
        settle(*window);
        QVERIFY(page->request({}).reviewedOnly);
    }

    void contradictionsLeadToTheirPlace()
    {
        // A contract that agrees the Union, and a system under it with a backup elsewhere.
        const auto found = m_backend->search(m_sample, u"C-034"_s);
        QVERIFY(found);
        qint64 contract = 0;
        for (const views::SearchHit &hit : *found) {
            if (hit.kind == domain::EntityKind::Contract && contract == 0)
                contract = hit.entity;
        }
        QVERIFY(contract != 0);
        QVERIFY(m_backend->edit(m_sample, contract, u"data_locations"_s, u"Iceland"_s));
        const auto window = openWindow(u"contradictions"_s);
        auto *list = window->findChild<QTreeWidget *>(u"contradictionList"_s);
        const auto report = m_backend->contradictions(m_sample, {});
        QVERIFY(report);
        const auto at = std::find_if(report->found.cbegin(), report->found.cend(), [](const rules::Contradiction &c) { return c.check == u"outside-contract"_s; });
        QVERIFY(at != report->found.cend());
        QVERIFY(window->findChild<QLabel *>(u"contradictionCount"_s)->text().contains(QString::number(report->standing())));
        QTreeWidgetItem *item = itemWith(list, [&](QTreeWidgetItem *line) { return line->text(0) == at->sentence; });
        QVERIFY(item);
        emit list->itemActivated(item, 0);
        settle(*window);
        auto *pane = window->findChild<views::DetailsPane *>(u"detailsPane"_s);
        QVERIFY(pane->isVisible());
        QCOMPARE(pane->entity(), at->things.constFirst().entity);
        QWidget *value = pane->findChild<QWidget *>(u"value_"_s + at->things.constFirst().attr);
        QVERIFY(value);
        QTRY_VERIFY(!value->visibleRegion().isEmpty());
        // Set aside with a reason it is listed apart, and can be taken up again.
        list->setCurrentItem(itemWith(list, [&](QTreeWidgetItem *line) { return line->text(0) == at->sentence; }));
        window->findChild<QToolButton *>(u"setAside"_s)->click();
        auto *dialog = window->findChild<views::AsideDialog *>(u"asideDialog"_s);
        QVERIFY(dialog);
        QPushButton *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QVERIFY(!ok->isEnabled());
        dialog->findChild<QPlainTextEdit *>(u"asideReason"_s)->setPlainText(u"Agreed by letter"_s);
        ok->click();
        settle(*window);
        QCOMPARE(m_backend->contradictions(m_sample, {})->standing(), report->standing() - 1);
        QVERIFY(!itemWith(list, [&](QTreeWidgetItem *line) { return line->text(0) == at->sentence; }));
        auto *away = window->findChild<QCheckBox *>(u"showAside"_s);
        QVERIFY(away->isVisible());
        away->click();
        item = itemWith(list, [&](QTreeWidgetItem *line) { return line->text(0) == at->sentence; });
        QVERIFY(item);
        list->setCurrentItem(item);
        QVERIFY(window->findChild<QLabel *>(u"contradictionAside"_s)->text().contains(u"Agreed by letter"_s));
        window->findChild<QToolButton *>(u"takeUp"_s)->click();
        settle(*window);
        QCOMPARE(m_backend->contradictions(m_sample, {})->standing(), report->standing());
    }
};

BAILIWICK_TEST(QApplication, TestReviews)

} // namespace tst_reviews

#include "tst_reviews.moc"
