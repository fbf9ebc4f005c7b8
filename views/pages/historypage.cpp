// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/historypage.h"

#include "charts/trendchart.h"
#include "pages/issuelist.h"
#include "text/statustext.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

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
    layout->addWidget(makeLabel(tr("Evaluations"), TextRole::Body, false, true, this));
    layout->addWidget(hairline(this));
    layout->addWidget(m_list, 3);
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
    m_gaps->setSeries(open);
    m_unknown->setSeries(unknown);
    m_list->clear();
    QStringList titles = {tr("Evaluated (UTC)"), tr("As of"), tr("Open issues"), tr("Decided")};
    for (const QString &name : std::as_const(frameworks))
        titles.append(tr("%1: open / unknown").arg(name));
    m_list->setColumnCount(static_cast<int>(titles.size()));
    m_list->setHeaderLabels(titles);
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
        for (const QString &name : std::as_const(frameworks)) {
            QString cell = u"\u2013"_s;
            for (const RunRow::Counts &c : run->frameworks) {
                if (c.label == name)
                    cell = n(c.gap) + u" / "_s + n(c.unknown);
            }
            cells.append(cell);
        }
        auto *item = new QTreeWidgetItem(cells);
        for (int c = 2; c < item->columnCount(); ++c)
            item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        items.append(item);
    }
    m_list->addTopLevelItems(items);
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    for (int c = 0; c < m_list->columnCount(); ++c) {
        header->resizeSection(c, qMax(grid(28), QFontMetrics(font()).horizontalAdvance(titles.at(c)) + grid(8)));
        if (c >= 2)
            m_list->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_count->setText(runs.isEmpty() ? tr("nothing was evaluated yet; press F5") : runs.size() == 1 ? tr("1 evaluation") : tr("%1 evaluations").arg(runs.size()));
}

} // namespace views
