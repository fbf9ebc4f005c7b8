// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/historypage.h"

#include "charts/trendchart.h"
#include "pages/deedspanel.h"
#include "pages/issuelist.h"
#include "text/statustext.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <numeric>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

constexpr int FirstFramework = 4; ///< column

} // namespace

HistoryPage::HistoryPage(const PageContext &context, QWidget *parent)
    : Page(u"history"_s, tr("History"), context, parent), m_gaps(new TrendChart(tr("Open findings over the evaluations"), this)),
      m_unknown(new TrendChart(tr("Unknown results over the evaluations"), this)), m_list(new QTreeWidget(this)),
      m_compare(new QTreeWidget(this)), m_compareTitle(makeLabel({}, TextRole::Body, false, true, this)), m_deeds(new DeedsPanel(this)), m_parts(new QTabBar(this)),
      m_count(makeLabel({}, TextRole::Body, true, false, this))
{
    m_gaps->setObjectName(u"trendOpen"_s);
    m_unknown->setObjectName(u"trendUnknown"_s);
    m_list->setObjectName(u"runList"_s);
    m_list->setAccessibleName(tr("Evaluations"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new SignDelegate(m_list));
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(tr("History"), TextRole::Title, false, true, this));
    head->addWidget(m_count);
    head->addStretch(1);
    makePartsBar(m_parts, u"historyParts"_s, tr("Part of the history"), {tr("Evaluations"), tr("Changes")});
    head->insertWidget(1, m_parts);
    m_compare->setObjectName(u"runCompare"_s);
    m_compare->setAccessibleName(tr("The evaluation beside the one before"));
    m_compare->setHeaderLabels({tr("Framework"), tr("Open before"), tr("Open"), tr("Unknown before"), tr("Unknown")});
    m_compare->setRootIsDecorated(false);
    m_compare->setUniformRowHeights(true);
    m_compare->setFrameShape(QFrame::NoFrame);
    m_compare->setItemDelegate(new SignDelegate(m_compare));
    const auto toIssues = [this](QTreeWidgetItem *item) {
        FilterState wanted = m_filter.about();
        wanted.framework = item->data(0, Qt::UserRole).toString();
        if (!wanted.framework.isEmpty())
            emit filterWanted(wanted, u"issues"_s);
    };
    connect(m_compare, &QTreeWidget::itemClicked, this, toIssues);
    connect(m_compare, &QTreeWidget::itemActivated, this, toIssues);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) { showRun(m_list->indexOfTopLevelItem(item)); });
    connect(m_deeds, &DeedsPanel::deedChosen, this, [this](qint64 set) {
        ask<DeedDetail>(u"deed"_s, [set](Backend &backend, const QString &path) { return backend.deed(path, set); }, [this](const DeedDetail &found) { m_deeds->showDeed(found); });
    });
    connect(m_deeds, &DeedsPanel::entityWanted, this, &HistoryPage::entityWanted);
    connect(m_deeds, &DeedsPanel::thingsWanted, this, [this](const DeedRow &deed) {
        emit filterWanted(FilterState().narrow(u"change"_s, QString::number(deed.id), titleOf(deed)), u"inventory"_s);
    });
    auto *charts = new QHBoxLayout;
    charts->setSpacing(grid(6));
    const auto chart = [&](const QString &title, TrendChart *view) {
        auto *box = new QVBoxLayout;
        box->setSpacing(grid(1));
        m_chartTitles.append(makeLabel(title, TextRole::Body, false, true, this));
        box->addWidget(m_chartTitles.constLast());
        box->addWidget(hairline(this));
        box->addWidget(view, 1);
        charts->addLayout(box, 1);
    };
    chart(tr("Open, by framework"), m_gaps);
    chart(tr("Unknown, by framework"), m_unknown);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(3));
    layout->setSpacing(grid(3));
    layout->addLayout(head);
    auto *runs = new QWidget(this);
    auto *column = new QVBoxLayout(runs);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid(2));
    column->addLayout(charts, 4);
    m_listTitle = makeLabel(tr("Evaluations"), TextRole::Body, false, true, this);
    column->addWidget(m_listTitle);
    m_lines = {hairline(this), hairline(this)};
    column->addWidget(m_lines.at(0));
    column->addWidget(m_list, 3);
    column->addWidget(m_compareTitle);
    column->addWidget(m_lines.at(1));
    column->addWidget(m_compare, 2);
    auto *parts = new QStackedWidget(this);
    parts->addWidget(runs);
    parts->addWidget(m_deeds);
    layout->addWidget(parts, 1);
    connect(m_parts, &QTabBar::currentChanged, this, [this, parts](int part) {
        parts->setCurrentIndex(part);
        reload();
    });
    m_list->viewport()->installEventFilter(this);
    setFocusProxy(m_list);
}

void HistoryPage::reload()
{
    if (m_parts->currentIndex() == 1) {
        ask<QList<DeedRow>>(u"deeds"_s, [](Backend &backend, const QString &path) { return backend.deeds(path); }, [this](const QList<DeedRow> &deeds) {
            m_deeds->showDeeds(deeds);
            m_count->setText(deeds.size() == 1 ? tr("1 change") : tr("%1 changes").arg(deeds.size()));
        });
        return;
    }
    ask<QList<RunRow>>(u"runs"_s, [](Backend &backend, const QString &path) { return backend.runs(path); }, [this](const QList<RunRow> &runs) { show(runs); });
}

void HistoryPage::show(const QList<RunRow> &runs)
{
    // A series for each framework, coloured by its place in the last run.
    QList<figures::LineSeries> open;
    QList<figures::LineSeries> unknown;
    const auto add = [](QList<figures::LineSeries> &list, const RunRow::Counts &c, QDate day, int value) {
        auto it = std::find_if(list.begin(), list.end(), [&c](const figures::LineSeries &s) { return s.id == c.label; });
        if (it == list.end()) {
            figures::LineSeries series;
            series.id = c.label;
            series.label = c.label;
            series.fill = figures::Fill::ofCategory(static_cast<int>(list.size()));
            list.append(series);
            it = list.end() - 1;
        }
        // Of several evaluations for one day the last one counts.
        if (!it->points.isEmpty() && it->points.constLast().day == day)
            it->points.last().value = value;
        else
            it->points.append({day, static_cast<double>(value)});
    };
    QStringList frameworks;
    for (const RunRow &run : runs) {
        for (const RunRow::Counts &c : run.frameworks) {
            if (!frameworks.contains(c.label))
                frameworks.append(c.label);
            // A part has fewer of everything: no line leads from it to the whole.
            if (!run.scope.isEmpty())
                continue;
            const QDate day = QDate::fromString(run.at.left(10), Qt::ISODate);
            add(open, c, day.isValid() ? day : run.asOf, c.gap);
            add(unknown, c, day.isValid() ? day : run.asOf, c.unknown);
        }
    }
    // More lines than colours could not be told apart: those are drawn that have most to do, the same in both; the table has all.
    constexpr qsizetype drawn = 7;
    const qsizetype judged = open.size();
    if (judged > drawn) {
        QStringList ids;
        for (const figures::LineSeries &s : std::as_const(open))
            ids.append(s.id);
        const auto last = [](const QList<figures::LineSeries> &list, const QString &id) {
            const auto found = std::find_if(list.cbegin(), list.cend(), [&id](const figures::LineSeries &s) { return s.id == id; });
            return found == list.cend() || found->points.isEmpty() ? 0.0 : found->points.constLast().value;
        };
        std::stable_sort(ids.begin(), ids.end(), [&](const QString &a, const QString &b) { return last(open, a) + last(unknown, a) > last(open, b) + last(unknown, b); });
        ids = ids.mid(0, drawn);
        for (QList<figures::LineSeries> *list : {&open, &unknown}) {
            list->removeIf([&ids](const figures::LineSeries &s) { return !ids.contains(s.id); });
            for (figures::LineSeries &s : *list)
                s.fill = figures::Fill::ofCategory(static_cast<int>(ids.indexOf(s.id)));
        }
    }
    const QString most = judged > drawn ? tr(" (largest %1 of %2)").arg(drawn).arg(judged) : QString();
    m_chartTitles.at(0)->setText(tr("Open, by framework") + most);
    m_chartTitles.at(1)->setText(tr("Unknown, by framework") + most);
    const QString why = tr("Nothing was evaluated yet. Press F5: each evaluation adds a point.");
    m_gaps->setSeries(open, why);
    m_unknown->setSeries(unknown, why);
    m_runs = runs;
    m_list->clear();
    m_frameworks = frameworks;
    // The last column is for the frameworks that the width has no room for.
    m_list->setColumnCount(FirstFramework + static_cast<int>(frameworks.size()) + 1);
    const auto n = [](int value) { return figures::formatNumber(value); };
    QList<QTreeWidgetItem *> items;
    for (auto run = runs.crbegin(); run != runs.crend(); ++run) {
        int all = 0;
        int undecided = 0;
        for (const RunRow::Counts &c : run->frameworks) {
            all += c.pass + c.gap + c.unknown + c.accepted;
            undecided += c.unknown;
        }
        QStringList cells = {QString(run->at).left(16).replace(u'T', u' ') + (run->scope.isEmpty() ? QString() : u" \u00b7 "_s + run->scope), run->asOf.toString(Qt::ISODate), n(run->openIssues),
                             all > 0 ? u"%1 %"_s.arg(qRound(100.0 * (all - undecided) / all)) : u"\u2013"_s};
        QStringList tips;
        for (const QString &name : std::as_const(frameworks)) {
            QString cell = u"\u2013"_s;
            for (const RunRow::Counts &c : run->frameworks) {
                if (c.label == name)
                    cell = n(c.gap) + u" / "_s + n(c.unknown);
            }
            cells.append(cell);
            tips.append(name + u": "_s + cell);
        }
        auto *item = new QTreeWidgetItem(cells);
        if (!run->scope.isEmpty())
            item->setToolTip(0, tr("Of %1 alone").arg(run->scope));
        for (int c = 2; c < m_list->columnCount(); ++c) {
            if (c < m_list->columnCount() - 1)
                item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
            if (c >= FirstFramework)
                item->setToolTip(c, tr("open / unknown") + u'\n' + tips.join(u'\n'));
        }
        items.append(item);
    }
    m_list->addTopLevelItems(items);
    // Before the first evaluation the charts say what to do; empty lists below them would say nothing.
    m_listTitle->setVisible(!items.isEmpty());
    m_list->setVisible(!items.isEmpty());
    for (QWidget *line : std::as_const(m_lines))
        line->setVisible(!items.isEmpty());
    for (int c = 2; c < m_list->columnCount() - 1; ++c)
        m_list->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    fold();
    if (!items.isEmpty())
        m_list->setCurrentItem(items.constFirst());
    else
        showRun(-1);
    m_count->setText(runs.isEmpty() ? tr("nothing was evaluated yet; press F5") : runs.size() == 1 ? tr("1 evaluation") : tr("%1 evaluations").arg(runs.size()));
}

void HistoryPage::showRun(int row)
{
    m_compare->clear();
    const bool there = row >= 0 && row < m_runs.size();
    m_compareTitle->setVisible(there);
    m_compare->setVisible(there);
    if (!there)
        return;
    // The list has the newest first.
    const qsizetype at = m_runs.size() - 1 - row;
    const RunRow &run = m_runs.at(at);
    // Of the same part of the workspace.
    const RunRow *before = nullptr;
    for (qsizetype i = at - 1; i >= 0 && !before; --i) {
        if (m_runs.at(i).scope == run.scope)
            before = &m_runs.at(i);
    }
    const bool newest = row == 0;
    const QString when = QString(run.at).left(16).replace(u'T', u' ');
    const QString what = run.scope.isEmpty() ? when : tr("%1 (of %2 alone)").arg(when, run.scope);
    m_compareTitle->setText(before ? tr("%1 beside the evaluation before, %2").arg(what, QString(before->at).left(16).replace(u'T', u' '))
                                   : run.scope.isEmpty() ? tr("%1, the first evaluation").arg(what) : tr("%1, the first of it").arg(what));
    const auto n = [](int value) { return figures::formatNumber(value); };
    for (const RunRow::Counts &c : run.frameworks) {
        QStringList was = {u"\u2013"_s, u"\u2013"_s};
        for (const RunRow::Counts &b : before ? before->frameworks : QList<RunRow::Counts>()) {
            if (b.label == c.label)
                was = {n(b.gap), n(b.unknown)};
        }
        auto *item = new QTreeWidgetItem(m_compare, {c.label, was.at(0), n(c.gap), was.at(1), n(c.unknown)});
        item->setData(0, Qt::UserRole, newest ? c.id : QString());
        const QString tip = newest ? tr("Show the issues of %1").arg(c.label) : tr("Of an older evaluation only these numbers are kept; the newest one leads to its issues");
        for (int column = 0; column < m_compare->columnCount(); ++column) {
            item->setToolTip(column, tip);
            if (column > 0)
                item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    for (int column = 1; column < m_compare->columnCount(); ++column)
        m_compare->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_compare->header()->setStretchLastSection(false);
    m_compare->header()->setSectionResizeMode(QHeaderView::Stretch);
}

void HistoryPage::fold()
{
    if (m_list->columnCount() <= FirstFramework) // not read yet
        return;
    const QFontMetrics metrics(m_list->font());
    const int room = m_list->viewport()->width();
    const int count = static_cast<int>(m_frameworks.size());
    const auto need = [&](const QString &words) { return metrics.horizontalAdvance(words) + grid(5); };
    const QStringList fixed = {tr("Evaluated (UTC)"), tr("As of"), tr("Open issues"), tr("Decided")};
    QString longest = u"2026-12-31 23:59"_s;
    for (const RunRow &run : std::as_const(m_runs)) {
        if (!run.scope.isEmpty())
            longest = u"2026-12-31 23:59 \u00b7 "_s + run.scope.left(24);
    }
    const QList<int> least = {need(longest), need(u"2026-12-31"_s), need(fixed.at(2)), need(fixed.at(3))};
    const int taken = std::accumulate(least.cbegin(), least.cend(), 0);
    // With room each title says what its two numbers are; without it the line above the list does.
    QStringList titles;
    QList<int> widths;
    const auto measure = [&](bool spelt) {
        titles.clear();
        widths.clear();
        for (const QString &name : std::as_const(m_frameworks)) {
            titles.append(spelt ? tr("%1: open / unknown").arg(name) : name);
            widths.append(qMax(need(titles.constLast()), need(u"9 999 / 9 999"_s)));
        }
        return taken + std::accumulate(widths.cbegin(), widths.cend(), 0);
    };
    const bool spelt = measure(true) <= room;
    int shown = count;
    if (!spelt && measure(false) > room) {
        const int more = need(tr("%n more", nullptr, count)) + grid(20);
        int used = taken + more;
        for (shown = 0; shown < count && used + widths.at(shown) <= room; ++shown)
            used += widths.at(shown);
        shown = qMin(shown, count - 1);
    }
    m_listTitle->setText(spelt || count == 0 ? tr("Evaluations") : tr("Evaluations; by framework: open / unknown"));
    const int last = FirstFramework + count;
    m_list->setHeaderLabels(fixed + titles + QStringList{tr("%n more", nullptr, count - shown)});
    QStringList folded;
    for (int i = 0; i < count; ++i) {
        m_list->setColumnHidden(FirstFramework + i, i >= shown);
        m_list->headerItem()->setToolTip(FirstFramework + i, tr("%1: open / unknown").arg(m_frameworks.at(i)));
        if (i >= shown)
            folded.append(m_frameworks.at(i));
    }
    m_list->headerItem()->setToolTip(last, folded.join(u'\n'));
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        QStringList rest;
        for (int i = shown; i < count; ++i)
            rest.append(m_frameworks.at(i) + u' ' + item->text(FirstFramework + i));
        item->setText(last, rest.join(u"; "_s));
    }
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    int spare = room - taken;
    for (int i = 0; i < shown; ++i)
        spare -= widths.at(i);
    // What is to spare goes to all columns alike, or to the one that holds several frameworks.
    const int each = shown == count ? qBound(0, spare / (FirstFramework + count), grid(12)) : 0;
    for (int c = 0; c < FirstFramework; ++c)
        header->resizeSection(c, least.at(c) + each);
    for (int i = 0; i < shown; ++i)
        header->resizeSection(FirstFramework + i, widths.at(i) + each);
    // Measured before it is hidden: a section hidden in a new header still counts with its first width.
    m_list->setColumnHidden(last, false);
    header->resizeSection(last, qMax(grid(20), spare));
    m_list->setColumnHidden(last, shown == count);
}

bool HistoryPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list->viewport() && event->type() == QEvent::Resize)
        fold();
    return Page::eventFilter(watched, event);
}

} // namespace views
