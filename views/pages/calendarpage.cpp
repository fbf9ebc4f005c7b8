// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/calendarpage.h"

#include "figures/timeline.h"
#include "pages/dayspanel.h"
#include "pages/issuelist.h"
#include "pages/narrowing.h"
#include "widgets/dialogparts.h"
#include "widgets/figureview.h"
#include "widgets/flowlayout.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QDateEdit>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <set>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

const QString compareSlot = u"calendar/compare"_s;

int things(const CalendarRow &row) { return std::max(1, static_cast<int>(row.count)); }

} // namespace

enum CalendarPage::Column : int { When, What, Which, Where, ColumnCount };

CalendarPage::CalendarPage(const PageContext &context, DaysBackend &days, QWidget *parent)
    : Page(u"calendar"_s, tr("Calendar"), context, parent), m_backend(days), m_strip(new FigureView(tr("What comes, by day"), this)), m_list(new QTreeWidget(this)), m_parts(new QTabBar(this)),
      m_days(new DaysPanel(this)), m_day(makeDayField(u"calendarDay"_s, tr("Day"), QDate::currentDate(), this)), m_whatChanges(new QPushButton(tr("&What changes for us"), this)), m_count(makeLabel({}, TextRole::Body, true, false, this)),
      m_empty(makeLabel({}, TextRole::Body, true, false, this))
{
    m_strip->setObjectName(u"calendarStrip"_s);
    m_strip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    makePartsBar(m_parts, u"calendarParts"_s, tr("Part of the calendar"), {tr("What comes"), tr("What changes")});
    m_whatChanges->setObjectName(u"calendarWhatChanges"_s);
    m_whatChanges->setToolTip(tr("Compares the results of this day with those of the day before"));
    m_day->setDateRange(QDate(2000, 1, 1), QDate(2100, 12, 31));
    m_day->setToolTip(tr("Any day; a click on a day below chooses it"));
    makeFlat(m_list, u"calendarList"_s, tr("What comes"), {tr("Day"), tr("What"), tr("Which"), tr("Where it is said")});
    m_list->setRootIsDecorated(true);
    m_list->setIndentation(grid(3));
    m_empty->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(tr("Calendar"), TextRole::Title, false, true, this));
    head->addWidget(m_parts);
    head->addStretch(1);
    auto *on = new QLabel(tr("&On"), this);
    on->setBuddy(m_day);
    head->addWidget(on);
    head->addWidget(m_day);
    head->addWidget(m_whatChanges);
    auto *coming = new QWidget(this);
    auto *column = new QVBoxLayout(coming);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid(2));
    auto *sorts = new QWidget(coming);
    auto *flow = new FlowLayout(sorts);
    flow->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < text::ComingSortCount; ++i) {
        auto *button = new QToolButton(sorts);
        button->setObjectName(u"calendarSort_"_s + text::comingSortName(static_cast<text::ComingSort>(i)));
        button->setCheckable(true);
        button->setChecked(true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        connect(button, &QToolButton::toggled, this, [this] {
            fillList();
            drawStrip();
        });
        m_sorts.append(button);
        flow->addWidget(button);
    }
    flow->addWidget(m_count);
    column->addWidget(sorts);
    column->addWidget(m_list, 1);
    column->addWidget(m_empty);
    auto *stack = new QStackedWidget(this);
    stack->addWidget(coming);
    stack->addWidget(m_days);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(3));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(hairline(this));
    layout->addWidget(m_strip);
    layout->addWidget(stack, 1);
    connect(m_parts, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    connect(m_strip, &FigureView::chosen, this, [this](const QString &id) { choose(figures::timelineDay(id)); });
    // The day of a line asks what changes on it; the rest of the line leads to what it is about.
    connect(m_list, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem *item, int clicked) {
        const int at = item->data(When, Qt::UserRole).toInt();
        if (clicked == When && at >= 0 && at < m_data.rows.size())
            compareDay(m_data.rows.at(at).row.date);
        else
            open(item);
    });
    connect(m_list, &QTreeWidget::itemActivated, this, &CalendarPage::open);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] {
        if (const QDate day = chosenDay(); day.isValid())
            m_day->setDate(day);
        // By the keyboard the details follow; what leads to another page waits for Enter.
        if (m_list->hasFocus() && QGuiApplication::mouseButtons() == Qt::NoButton)
            follow(m_list->currentItem());
    });
    connect(m_whatChanges, &QPushButton::clicked, this, [this] { compareDay(m_day->date()); });
    connect(m_day, &QDateEdit::dateChanged, this, &CalendarPage::markChosen);
    connect(m_days, &DaysPanel::compareWanted, this, &CalendarPage::compare);
    connect(m_days, &DaysPanel::cancelWanted, this, [this] { m_context.jobs.cancel(compareSlot); });
    connect(m_days, &DaysPanel::entityWanted, this, &CalendarPage::entityWanted);
    connect(m_days, &DaysPanel::filterWanted, this, [this](const FilterState &filter) { emit filterWanted(filter, u"inventory"_s); });
    connect(&m_context.jobs, &JobRunner::progressed, this, [this](const QString &slot, qint64 done, qint64 total) {
        if (slot == compareSlot)
            m_days->setProgress(done, total);
    });
    setFocusProxy(m_list);
}

void CalendarPage::reload()
{
    // What was compared is of the data, the frameworks and the part of the organisation as they were.
    m_days->forget();
    ask<CalendarData>(u"days"_s, [days = &m_backend, filter = m_filter](Backend &, const QString &path) { return days->calendar(path, filter); },
                      [this](const CalendarData &found) { show(found); });
}

void CalendarPage::show(const CalendarData &found)
{
    // The first time the day that is proposed is the first one on which something comes.
    if (!m_data.asOf.isValid())
        m_day->setDate(found.today);
    m_data = found;
    m_days->setToday(found.asOf, found.today);
    fillList();
    drawStrip();
}

void CalendarPage::fillList()
{
    const QDate chosen = m_day->date();
    std::array<int, text::ComingSortCount> counts{};
    for (const ComingRow &row : std::as_const(m_data.rows))
        counts.at(static_cast<std::size_t>(row.sort)) += things(row.row); // a line may stand for several
    for (int i = 0; i < text::ComingSortCount; ++i) {
        QToolButton *button = m_sorts.at(i);
        const int count = counts.at(static_cast<std::size_t>(i));
        button->setText(u"%1 %2"_s.arg(text::comingSortLabel(static_cast<text::ComingSort>(i))).arg(count));
        button->setAccessibleName(tr("Show %1").arg(button->text()));
        button->setEnabled(count > 0);
    }
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        QTreeWidgetItem *month = nullptr;
        QTreeWidgetItem *again = nullptr;
        int shown = 0;
        for (int i = 0; i < static_cast<int>(m_data.rows.size()); ++i) {
            const auto &[row, sort] = m_data.rows.at(i);
            if (!m_sorts.at(static_cast<int>(sort))->isChecked())
                continue;
            const QString name = QLocale().toString(row.date, u"MMMM yyyy"_s);
            if (!month || month->text(When) != name) {
                month = new QTreeWidgetItem(m_list, {name});
                month->setData(When, Qt::UserRole, -1);
                month->setFont(When, scaledFont(TextRole::Body, true));
                month->setFirstColumnSpanned(true);
                month->setExpanded(true);
            }
            shown += things(row);
            auto *item = new QTreeWidgetItem(month, {row.date.toString(Qt::ISODate), row.kind, row.text, row.article});
            item->setData(When, Qt::UserRole, i);
            item->setForeground(When, palette().link());
            item->setToolTip(When, tr("What changes for us on %1?").arg(QLocale().toString(row.date, u"d MMMM yyyy"_s)));
            item->setForeground(What, palette().placeholderText());
            item->setForeground(Where, palette().placeholderText());
            const QString tip = u"%1\n%2"_s.arg(row.kind, row.count > 1 && row.change.isEmpty() ? QString(row.text).replace(u"; "_s, u"\n"_s) : row.change.isEmpty() ? row.text : row.change);
            item->setToolTip(What, tip);
            item->setToolTip(Which, tip);
            item->setToolTip(Where, row.url.isEmpty() ? row.article : u"%1\n%2"_s.arg(row.article, row.url));
            if (!again && row.date == chosen)
                again = item;
        }
        m_list->setCurrentItem(again ? again : month ? m_list->topLevelItem(0)->child(0) : nullptr);
        if (!again && month)
            m_day->setDate(m_data.rows.at(m_list->currentItem()->data(When, Qt::UserRole).toInt()).row.date);
        m_count->setText(shown == 1 ? tr("1 event until %1").arg(m_data.until.toString(Qt::ISODate)) : tr("%1 events until %2").arg(shown).arg(m_data.until.toString(Qt::ISODate)));
        if (const QString limit = notNarrowedWords(notNarrowedBy(m_chips, m_filter, narrowingForDates(m_filter))); !limit.isEmpty())
            m_count->setText(m_count->text() + u"; "_s + limit);
        m_list->setVisible(shown > 0);
        m_empty->setVisible(shown == 0);
        m_empty->setText(m_data.rows.isEmpty() ? tr("Nothing dated is on record. Laws, recognitions, certificates, acceptances, contracts and plans with a day to come stand here.")
                                               : tr("Nothing of the chosen sorts comes. Choose another sort above."));
    }
    fitColumns();
    markChosen();
}

void CalendarPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitColumns();
}

void CalendarPage::fitColumns()
{
    QHeaderView *header = m_list->header();
    const QFontMetrics metrics(m_list->font());
    const int room = m_list->viewport()->width();
    header->setStretchLastSection(true);
    header->resizeSection(When, metrics.horizontalAdvance(u"2026-12-31"_s) + 2 * m_list->indentation() + grid(5));
    header->resizeSection(What, room * 20 / 100);
    header->resizeSection(Which, room * 42 / 100);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void CalendarPage::drawStrip()
{
    figures::TimelineData strip;
    strip.from = m_data.asOf.isValid() ? m_data.asOf.addDays(-7) : QDate();
    strip.until = m_data.until;
    strip.today = m_data.today;
    strip.todayWord = tr("today");
    strip.emptyText = tr("Nothing of these sorts comes");
    for (int i = 0; i < text::ComingSortCount; ++i)
        strip.lanes.append(text::comingSortLabel(static_cast<text::ComingSort>(i)));
    std::set<int> lanes;
    for (const auto &[row, sort] : std::as_const(m_data.rows)) {
        const int lane = static_cast<int>(sort);
        if (!m_sorts.at(lane)->isChecked())
            continue;
        lanes.insert(lane);
        strip.marks.append({lane, row.date, row.count, u"%1: %2, %3"_s.arg(row.date.toString(Qt::ISODate), row.kind, row.text)});
    }
    const double height = figures::timelineHeight(static_cast<int>(std::max<std::size_t>(1, lanes.size())), styleOf(this));
    m_strip->setFixedHeight(qRound(height));
    m_strip->setNotNarrowedBy(notNarrowedBy(m_chips, m_filter, narrowingForDates(m_filter)));
    m_strip->setLayoutFunction([strip](const QRectF &rect, const figures::Style &style) { return figures::layoutTimeline(strip, rect, style); });
    markChosen();
}

QStringList CalendarPage::ownNarrowing() const
{
    QStringList parts;
    for (int i = 0; i < static_cast<int>(m_sorts.size()); ++i) {
        if (!m_sorts.at(i)->isChecked())
            parts.append(tr("without %1").arg(text::comingSortLabel(static_cast<text::ComingSort>(i)).toLower()));
    }
    return parts;
}

void CalendarPage::markChosen()
{
    const QDate day = m_day->date();
    m_strip->setSelected(day.isValid() ? QStringList{figures::timelineId(day)} : QStringList());
    m_whatChanges->setAccessibleName(tr("What changes for us on %1").arg(QLocale().toString(day, u"d MMMM yyyy"_s)));
}

QDate CalendarPage::chosenDay() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    const int at = item ? item->data(When, Qt::UserRole).toInt() : -1;
    return at >= 0 && at < m_data.rows.size() ? m_data.rows.at(at).row.date : QDate();
}

void CalendarPage::choose(QDate day)
{
    for (QTreeWidgetItemIterator it(m_list); *it; ++it) {
        const int at = (*it)->data(When, Qt::UserRole).toInt();
        if (at < 0 || m_data.rows.at(at).row.date != day)
            continue;
        m_list->setCurrentItem(*it);
        m_list->scrollToItem(*it, QAbstractItemView::PositionAtCenter);
        break;
    }
    m_day->setDate(day);
    // Where the comparison is looked at, a day is asked for at once.
    if (m_parts->currentIndex() == 1)
        compareDay(day);
}

void CalendarPage::open(QTreeWidgetItem *item)
{
    const int at = item ? item->data(When, Qt::UserRole).toInt() : -1;
    if (at < 0 || at >= m_data.rows.size())
        return;
    const auto &[row, sort] = m_data.rows.at(at);
    if (row.entity != 0)
        emit entityWanted(row.entity);
    else if (sort != text::ComingSort::Law && !row.page.isEmpty())
        emit filterWanted(row.filter, row.page);
    else
        emit dateWanted(row);
}

void CalendarPage::follow(const QTreeWidgetItem *item)
{
    const int at = item ? item->data(When, Qt::UserRole).toInt() : -1;
    if (at < 0 || at >= m_data.rows.size())
        return;
    const CalendarRow &row = m_data.rows.at(at).row;
    if (row.entity != 0)
        emit entityWanted(row.entity);
    else
        emit dateWanted(row);
}

void CalendarPage::compareDay(QDate day)
{
    if (!day.isValid())
        return;
    m_day->setDate(day);
    m_days->setDays(day.addDays(-1), day);
    m_parts->setCurrentIndex(1);
    compare();
}

void CalendarPage::compare()
{
    DaysBackend *backend = &m_backend;
    DaysQuestion question{m_days->from(), m_days->to(), m_filter};
    const QString where = !m_filter.legalEntity.isEmpty() || !m_filter.businessService.isEmpty() ? tr("the part of the organisation above") : tr("the whole organisation");
    m_days->setBusy(true);
    m_context.jobs.run<domain::Result<DaysCompared>>(
        compareSlot, this, [backend, path = m_info.path, question](domain::JobContext &job) { return backend->compareDays(path, question, job); },
        [this, where](const domain::Result<DaysCompared> &answer) {
            m_days->setBusy(false);
            if (answer)
                m_days->showAnswer(*answer, where);
            else if (answer.error().code != domain::ErrorCode::Cancelled)
                emit failed(answer.error());
        });
}

} // namespace views
