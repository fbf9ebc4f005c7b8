// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/historypage.h"

#include "charts/trendchart.h"
#include "pages/issuelist.h"
#include "text/statustext.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
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
    auto *charts = new QHBoxLayout;
    charts->setSpacing(grid(6));
    const auto chart = [&](const QString &title, TrendChart *view) {
        auto *box = new QVBoxLayout;
        box->setSpacing(grid(1));
        box->addWidget(makeLabel(title, TextRole::Body, false, true, this));
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
    layout->addLayout(charts, 2);
    m_listTitle = makeLabel(tr("Evaluations"), TextRole::Body, false, true, this);
    layout->addWidget(m_listTitle);
    layout->addWidget(hairline(this));
    layout->addWidget(m_list, 3);
    m_list->viewport()->installEventFilter(this);
    setFocusProxy(m_list);
}

void HistoryPage::reload()
{
    ask<QList<RunRow>>(u"runs"_s, [](Backend &backend, const QString &path) { return backend.runs(path); }, [this](const QList<RunRow> &runs) { show(runs); });
}

void HistoryPage::show(const QList<RunRow> &runs)
{
    // A series for each framework, coloured by its place in the last run.
    QList<figures::LineSeries> open;
    QList<figures::LineSeries> unknown;
    const auto add = [](QList<figures::LineSeries> &list, const RunRow::Counts &c, QDate day, int value) {
        auto it = std::find_if(list.begin(), list.end(), [&c](const figures::LineSeries &s) { return s.id == c.id; });
        if (it == list.end()) {
            figures::LineSeries series;
            series.id = c.id;
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
            const QDate day = QDate::fromString(run.at.left(10), Qt::ISODate);
            add(open, c, day.isValid() ? day : run.asOf, c.gap);
            add(unknown, c, day.isValid() ? day : run.asOf, c.unknown);
            if (!frameworks.contains(c.label))
                frameworks.append(c.label);
        }
    }
    const QString why = tr("Nothing was evaluated yet. Press F5: each evaluation adds a point.");
    m_gaps->setSeries(open, why);
    m_unknown->setSeries(unknown, why);
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
        QStringList cells = {QString(run->at).left(16).replace(u'T', u' '), run->asOf.toString(Qt::ISODate), n(run->openIssues),
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
        for (int c = 2; c < m_list->columnCount(); ++c) {
            if (c < m_list->columnCount() - 1)
                item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
            if (c >= FirstFramework)
                item->setToolTip(c, tr("open / unknown") + u'\n' + tips.join(u'\n'));
        }
        items.append(item);
    }
    m_list->addTopLevelItems(items);
    for (int c = 2; c < m_list->columnCount() - 1; ++c)
        m_list->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    fold();
    m_count->setText(runs.isEmpty() ? tr("nothing was evaluated yet; press F5") : runs.size() == 1 ? tr("1 evaluation") : tr("%1 evaluations").arg(runs.size()));
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
    const QList<int> least = {need(u"2026-12-31 23:59"_s), need(u"2026-12-31"_s), need(fixed.at(2)), need(fixed.at(3))};
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
