// SPDX-License-Identifier: GPL-3.0-or-later
// The page of frameworks: what is chosen and proposed, what stands of each, and where its numbers lead.
#include "pages/frameworkpanel.h"
#include "pages/requirementtree.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "text/wordtext.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

namespace tst_frameworks {

using namespace Qt::StringLiterals;
using domain::Status;
using views::FilterState;

namespace {

QTreeWidgetItem *itemOf(QTreeWidget *list, const QString &id)
{
    for (QTreeWidgetItemIterator it(list); *it; ++it) {
        if ((*it)->data(0, Qt::UserRole).toString() == id)
            return *it;
    }
    qFatal("no line for %s", qPrintable(id));
    return nullptr;
}

} // namespace

class TestFrameworks : public SampleWindowTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(); }

    void allStandUnderWhatTheyAre()
    {
        const auto window = openWindow(u"frameworks"_s);
        auto *list = window->findChild<QTreeWidget *>(u"frameworkList"_s);
        QCOMPARE(list->topLevelItemCount(), 6); // law, programme, standard, scheme, proposal, own policy
        int lines = 0;
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            QVERIFY(!list->topLevelItem(i)->icon(0).isNull());
            lines += list->topLevelItem(i)->childCount();
        }
        QCOMPARE(lines, static_cast<int>(m_services->shipped().size()));
        for (const rules::Pack &pack : m_services->shipped())
            QVERIFY2(text::shortFramework(pack.id, pack.title).size() <= 18, qPrintable(pack.id));
        QCOMPARE(itemOf(list, u"gdpr"_s)->checkState(0), Qt::Checked);
        QCOMPARE(itemOf(list, u"dora"_s)->checkState(0), Qt::Unchecked);
    }

    // What own policy finds weak under a law's rule set is no gap in law, and never added to them.
    void gapsInLawStandApartFromOwnPolicy()
    {
        const auto choices = m_backend->frameworks(m_sample, {});
        QVERIFY(choices);
        const auto gdpr = std::find_if(choices->cbegin(), choices->cend(), [](const views::FrameworkChoice &f) { return f.id == u"gdpr"; });
        QVERIFY(gdpr != choices->cend() && gdpr->open.gaps > 0 && gdpr->open.weak > 0);
        const auto window = openWindow(u"frameworks"_s);
        const QTreeWidgetItem *item = itemOf(window->findChild<QTreeWidget *>(u"frameworkList"_s), u"gdpr"_s);
        QCOMPARE(item->text(2), u"%1, %2 weak"_s.arg(gdpr->open.gaps).arg(gdpr->open.weak));
        QVERIFY2(item->toolTip(0).contains(text::tallyWords(gdpr->open)), qPrintable(item->toolTip(0)));
        // Nor are they in what an evaluation kept.
        const auto runs = m_backend->runs(m_sample);
        QVERIFY(runs && !runs->isEmpty());
        QHash<QString, int> open;
        for (const views::RunRow::Counts &c : runs->constLast().frameworks)
            open.insert(c.label, c.gap);
        QCOMPARE(open.value(u"GDPR"_s), gdpr->open.gaps);
        QCOMPARE(open.value(u"GDPR: own standards"_s), gdpr->open.weak);
    }

    void findsByNameAndCountry()
    {
        const auto window = openWindow(u"frameworks"_s);
        auto *list = window->findChild<QTreeWidget *>(u"frameworkList"_s);
        window->findChild<QLineEdit *>(u"frameworkFind"_s)->setText(u"switz"_s);
        QVERIFY(!itemOf(list, u"ch-fadp"_s)->isHidden());
        QVERIFY(itemOf(list, u"gdpr"_s)->isHidden());
        window->findChild<QLineEdit *>(u"frameworkFind"_s)->setText(u"resilience"_s);
        QVERIFY(!itemOf(list, u"dora"_s)->isHidden());
        QVERIFY(itemOf(list, u"ch-fadp"_s)->isHidden());
    }

    // A rule that speaks to two requirements of a part counts there once.
    void aPartCountsEachRuleOnce()
    {
        views::FrameworkDetail detail;
        detail.head.judged = true;
        views::RuleRow rule;
        rule.id = u"R-1"_s;
        rule.heading = u"Places are agreed"_s;
        rule.judged = true;
        rule.open = 2;
        rule.unknown = 3;
        views::RuleRow other = rule;
        other.id = u"R-2"_s;
        other.open = 10;
        other.legal = domain::LegalStatus::OwnPolicy;
        other.unknown = 0;
        for (const auto &[number, spoken] : {std::pair(u"A.1"_s, QList{rule}), std::pair(u"A.2"_s, QList{rule, other})}) {
            views::RequirementRow row;
            row.id = number;
            row.title = u"Places"_s;
            row.part = u"Annex A"_s;
            row.reach = rules::Reach::Inventory;
            row.rules = spoken;
            detail.requirements.append(row);
        }
        views::RequirementTree tree(nullptr);
        tree.showFramework(detail, false);
        QCOMPARE(tree.topLevelItem(0)->text(0), u"Annex A (2 gaps, 10 weak, 3 unknown)"_s);
        QCOMPARE(tree.topLevelItem(0)->child(1)->text(views::RequirementTree::Open), u"2 gaps, 10 weak"_s);
        QCOMPARE(views::RequirementTree::rulesOf(tree.topLevelItem(0)), (QStringList{u"R-1"_s, u"R-2"_s}));
        QVERIFY(views::RequirementTree::hasFindings(tree.topLevelItem(0)));
    }

    // The sum of the requirements' findings is the framework's, each counted under one rule once, and leads to as many.
    void numbersLeadToWhatTheyCount()
    {
        const auto window = openWindow(u"frameworks"_s);
        auto *list = window->findChild<QTreeWidget *>(u"frameworkList"_s);
        list->setCurrentItem(itemOf(list, u"gdpr"_s));
        settle(*window);
        const auto detail = m_backend->framework(m_sample, u"gdpr"_s, {});
        QVERIFY(detail);
        QVERIFY(window->findChild<QLabel *>(u"frameworkCoverage"_s)->text().contains(QString::number(detail->coverage.all)));
        int looked = 0;
        for (const views::RequirementRow &r : detail->requirements) {
            for (const views::RuleRow &rule : r.rules) {
                FilterState filter;
                filter.framework = u"gdpr"_s;
                filter.narrow(u"rule"_s, rule.id, rule.heading);
                const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
                QVERIFY(issues);
                QCOMPARE(issues->findings, static_cast<int>(rule.open));
                QCOMPARE(issues->unknowns, static_cast<int>(rule.unknown));
                looked += rule.open > 0 ? 1 : 0;
            }
        }
        QVERIFY(looked > 3);
    }

    void aRequirementOpensItsFindings()
    {
        const auto window = openWindow(u"frameworks"_s);
        auto *list = window->findChild<QTreeWidget *>(u"frameworkList"_s);
        list->setCurrentItem(itemOf(list, u"gdpr"_s));
        settle(*window);
        auto *tree = window->findChild<QTreeWidget *>(u"requirementTree"_s);
        QTreeWidgetItem *wanted = nullptr;
        for (QTreeWidgetItemIterator it(tree); *it && !wanted; ++it) {
            if ((*it)->data(0, Qt::UserRole).toStringList().contains(u"GDPR-44-01"_s))
                wanted = *it;
        }
        QVERIFY(wanted);
        tree->setCurrentItem(wanted);
        auto *button = window->findChild<QToolButton *>(u"requirementFindings"_s);
        QVERIFY(button->isEnabled());
        button->click();
        settle(*window);
        QVERIFY(window->findChild<QWidget *>(u"page_issues"_s)->isVisible());
        QCOMPARE(window->filter().framework, u"gdpr"_s);
        QVERIFY(window->filter().special.constFirst().value.contains(u"GDPR-44-01"_s));
    }

    void underAFilterItCountsWhatIsLeft()
    {
        FilterState filter;
        filter.legalEntity = u"corvane-banque"_s;
        const auto all = m_backend->framework(m_sample, u"gdpr"_s, {});
        const auto one = m_backend->framework(m_sample, u"gdpr"_s, filter);
        QVERIFY(all && one);
        QVERIFY(one->filtered && !all->filtered);
        QVERIFY(one->head.open.total() < all->head.open.total());
        const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Severity, [&] { auto f = filter; f.framework = u"gdpr"_s; return f; }());
        QVERIFY(issues);
        QCOMPARE(issues->findings, one->head.open.total());
        // What is met isn't counted then, so nothing is said to concern nothing.
        const auto window = openWindow();
        window->setFilter(filter);
        window->showPage(u"frameworks"_s);
        settle(*window);
        int silent = 0;
        for (QTreeWidgetItemIterator it(window->findChild<QTreeWidget *>(u"requirementTree"_s)); *it; ++it) {
            QVERIFY2((*it)->text(1) != u"not concerned"_s, qPrintable((*it)->text(0)));
            silent += (*it)->text(1) == u"nothing open"_s ? 1 : 0;
        }
        QVERIFY(silent > 0);
    }

    // A requirement names what it speaks to elsewhere, and each name leads there.
    void aRequirementLeadsToOtherFrameworks()
    {
        const auto window = openWindow(u"frameworks"_s);
        auto *list = window->findChild<QTreeWidget *>(u"frameworkList"_s);
        list->setCurrentItem(itemOf(list, u"iso-27001"_s));
        settle(*window);
        auto *tree = window->findChild<QTreeWidget *>(u"requirementTree"_s);
        QTreeWidgetItem *backups = nullptr;
        for (QTreeWidgetItemIterator it(tree); *it && !backups; ++it) {
            if ((*it)->text(0).startsWith(u"A.8.13 "_s))
                backups = *it;
        }
        QVERIFY(backups);
        tree->setCurrentItem(backups);
        auto *elsewhere = window->findChild<QLabel *>(u"requirementElsewhere"_s);
        QVERIFY(elsewhere->isVisible());
        QVERIFY2(elsewhere->text().contains(u"NIS2 Art. 21(2)(c)</a> (asks this and more"_s), qPrintable(elsewhere->text()));
        emit elsewhere->linkActivated(u"nis2/Art.%2021%282%29%28c%29"_s);
        settle(*window);
        QCOMPARE(list->currentItem()->data(0, Qt::UserRole).toString(), u"nis2"_s);
        QVERIFY2(tree->currentItem()->text(0).startsWith(u"Art. 21(2)(c) "_s), qPrintable(tree->currentItem()->text(0)));
        QVERIFY(elsewhere->text().contains(u"ISO 27001 A.8.13</a> (a part of this"_s));
    }

    void twoFrameworksStandSideBySide()
    {
        const auto window = openWindow(u"frameworks"_s);
        auto *list = window->findChild<QTreeWidget *>(u"frameworkList"_s);
        list->setCurrentItem(itemOf(list, u"bsi-c5"_s));
        settle(*window);
        QStringList partners;
        QAction *next = nullptr;
        for (QAction *action : window->findChild<QMenu *>(u"frameworkPartners"_s)->actions()) {
            partners.append(action->text());
            next = action->text() == u"C5:2026"_s ? action : next;
        }
        QVERIFY2(partners.contains(u"ISO 27001"_s) && partners.contains(u"SecNumCloud"_s) && next, qPrintable(partners.join(u", "_s)));
        next->trigger();
        settle(*window);
        auto *tree = window->findChild<QTreeWidget *>(u"comparisonTree"_s);
        QVERIFY(tree->isVisible());
        const auto compared = m_backend->compareFrameworks(m_sample, u"bsi-c5"_s, u"bsi-c5@2026"_s);
        QVERIFY(compared);
        QCOMPARE(tree->topLevelItem(0)->childCount(), static_cast<int>(compared->pairs.size()));
        QCOMPARE(tree->topLevelItem(1)->childCount(), static_cast<int>(compared->left.rows.size() - compared->left.mapped));
        QCOMPARE(tree->topLevelItem(2)->childCount(), static_cast<int>(compared->right.rows.size() - compared->right.mapped));
        QVERIFY(window->findChild<QLabel *>(u"comparisonCounts"_s)->text().contains(u"of 169 of C5:2026"_s));
        // A pair leads to its framework; a further edition is only seen here.
        const QString words = window->findChild<QLabel *>(u"comparisonWords"_s)->text();
        QVERIFY(words.contains(u"bsi-c5/OIS-01"_s) && !words.contains(u"bsi-c5%402026"_s));
        window->findChild<QToolButton *>(u"comparisonBack"_s)->click();
        QVERIFY(!tree->isVisible());
        QVERIFY(window->findChild<QTreeWidget *>(u"requirementTree"_s)->isVisible());
    }

    void tickedOnesAreJudged()
    {
        const auto window = openWindow(u"frameworks"_s);
        auto *list = window->findChild<QTreeWidget *>(u"frameworkList"_s);
        auto *apply = window->findChild<QPushButton *>(u"frameworkApply"_s);
        QVERIFY(apply->isHidden());
        itemOf(list, u"dora"_s)->setCheckState(0, Qt::Checked);
        QVERIFY(!apply->isHidden());
        window->findChild<QPushButton *>(u"frameworkDiscard"_s)->click();
        QCOMPARE(itemOf(list, u"dora"_s)->checkState(0), Qt::Unchecked);
        QVERIFY(apply->isHidden());
        itemOf(list, u"dora"_s)->setCheckState(0, Qt::Checked);
        apply->click();
        settle(*window);
        const auto choices = m_backend->frameworks(m_sample, {});
        QVERIFY(choices);
        for (const views::FrameworkChoice &f : *choices) {
            if (f.id != u"dora"_s)
                continue;
            QVERIFY(f.chosen && f.judged && f.open.total() > 0);
            QVERIFY(f.concerned.size() > 3);
            QVERIFY(!f.why.isEmpty());
        }
        QVERIFY(apply->isHidden());
        QCOMPARE(itemOf(list, u"dora"_s)->checkState(0), Qt::Checked);
        // A choice is a step like others.
        domain::QuietJob job;
        QVERIFY(m_backend->undo(m_sample));
        const auto before = m_backend->frameworks(m_sample, {});
        QVERIFY(before);
        QVERIFY(std::none_of(before->cbegin(), before->cend(), [](const views::FrameworkChoice &f) { return f.id == u"dora"_s && f.chosen; }));
    }
};

BAILIWICK_TEST(QApplication, TestFrameworks)

} // namespace tst_frameworks

#include "tst_frameworks.moc"
