// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/overviewpage.h"

#include "pages/preparation.h"
#include "pages/issuelist.h"
#include "pages/narrowing.h"
#include "pages/nothingfound.h"
#include "widgets/figureview.h"
#include "widgets/theme.h"
#include "widgets/tile.h"
#include "widgets/wholerows.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : Page(u"overview"_s, tr("Overview"), context, parent), m_map(new FigureView(tr("Map of IT systems by country"), this)),
      m_frameworks(new FigureView(tr("Open and unknown, by framework"), this)), m_accelerators(new FigureView(tr("Accelerators by vendor"), this)),
      m_principals(new FigureView(tr("Access rights by kind of principal"), this)), m_against(new QComboBox(this)), m_issues(new IssueList(tr("The ten issues that matter most"), true, this)),
      m_content(new QWidget(this)), m_nothing(new NothingFound(this)), m_bars(new QVBoxLayout), m_calendar(new QTreeWidget(this)), m_calendarEmpty(makeLabel({}, TextRole::Body, true, false, this))
{
    m_map->setObjectName(u"overviewMap"_s);
    m_issues->setObjectName(u"overviewIssues"_s);
    // Where the window is too low for all of it the page scrolls: nothing is left away.
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"overviewScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    m_content->installEventFilter(this);
    auto *frame = new QVBoxLayout(this);
    frame->setContentsMargins(0, 0, 0, 0);
    frame->addWidget(scroll);
    auto *outer = new QVBoxLayout(m_content);
    outer->setContentsMargins(grid(6), grid(4), grid(6), grid(3));
    outer->setSpacing(grid(4));

    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(grid(2));
    for (int i = 0; i < 6; ++i) {
        auto *tile = new Tile(this);
        tile->setObjectName(u"tile%1"_s.arg(i));
        tile->setContent(tr("Reading"), u"–"_s, {}, {}, figures::Tone::InkSoft);
        connect(tile, &Tile::clicked, this, [this, i] {
            if (i < m_tileData.size() && !m_tileData.at(i).page.isEmpty())
                emit filterWanted(m_tileData.at(i).filter, m_tileData.at(i).page);
        });
        m_tiles.append(tile);
        tiles->addWidget(tile);
    }
    outer->addLayout(tiles);
    outer->addWidget(m_nothing);
    connect(m_nothing, &NothingFound::filterWanted, this, [this](const FilterState &filter) { emit filterWanted(filter, id()); });

    auto *middle = new QHBoxLayout;
    middle->setSpacing(grid(6));
    auto *drawn = new QVBoxLayout;
    drawn->setSpacing(grid(1));
    drawn->addWidget(limitOf(m_map));
    drawn->addWidget(m_map, 1);
    middle->addLayout(drawn, 2);
    m_bars->setSpacing(grid(2));
    m_frameworks->setObjectName(u"overviewFrameworks"_s);
    m_accelerators->setObjectName(u"overviewAccelerators"_s);
    m_principals->setObjectName(u"overviewPrincipals"_s);
    m_against->setObjectName(u"overviewAgainst"_s);
    m_against->setAccessibleName(tr("Evaluation to compare what is open with"));
    m_against->setToolTip(tr("Compare what is open now with an earlier evaluation, in what both judged"));
    m_against->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_against->setMinimumContentsLength(14);
    m_against->hide();
    connect(m_against, &QComboBox::currentIndexChanged, this, [this] { reload(); });
    m_bars->addWidget(section(tr("Open and unknown, by framework"), m_frameworks, m_against));
    m_bars->addWidget(section(tr("Accelerators by vendor"), m_accelerators));
    m_bars->addWidget(section(tr("Access by kind of principal"), m_principals));
    for (int i = 0; i < m_bars->count(); ++i)
        m_bars->itemAt(i)->widget()->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_bars->addStretch(1);
    middle->addLayout(m_bars, 1);
    outer->addLayout(middle, 5);

    m_calendar->setAccessibleName(tr("What comes"));
    m_calendar->setObjectName(u"overviewCalendar"_s);
    m_calendar->setHeaderLabels({tr("Date"), tr("What"), tr("Which")});
    m_calendar->setRootIsDecorated(false);
    m_calendar->setUniformRowHeights(true);
    m_calendar->setFrameShape(QFrame::NoFrame);
    m_calendar->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_calendar->setItemDelegate(new SignDelegate(m_calendar));
    const auto open = [this](QTreeWidgetItem *item) {
        const CalendarRow row = m_calendarData.value(item->data(0, Qt::UserRole).toInt());
        if (row.entity != 0)
            emit entityWanted(row.entity);
        // What a law asks from the day on stands in its details: before it applies no issue is open under it.
        else if (!row.page.isEmpty() && row.requirements.isEmpty())
            emit filterWanted(row.filter, row.page);
        else
            emit dateWanted(row);
    };
    connect(m_calendar, &QTreeWidget::itemActivated, this, open);
    connect(m_calendar, &QTreeWidget::itemClicked, this, open);
    auto *coming = new QWidget(this);
    auto *comingLayout = new QVBoxLayout(coming);
    comingLayout->setContentsMargins(0, 0, 0, 0);
    m_coming = new WholeRows(m_calendar, coming);
    comingLayout->addWidget(m_coming);
    m_calendarEmpty->setWordWrap(true);
    m_calendarEmpty->setAlignment(Qt::AlignTop);
    comingLayout->addWidget(m_calendarEmpty, 1);

    auto *below = new QHBoxLayout;
    below->setSpacing(grid(6));
    QWidget *matters = section(tr("What matters most"), new WholeRows(m_issues, this));
    QWidget *comes = section(tr("What comes"), coming);
    for (QWidget *list : {matters, comes}) {
        list->setMinimumHeight(grid(52));
        below->addWidget(list, 1);
    }
    outer->addLayout(below, 3);
    m_map->setMinimumHeight(grid(80));
    scroll->setWidget(m_content);

    for (FigureView *view : {m_map, m_frameworks, m_accelerators, m_principals}) {
        connect(view, &FigureView::chosen, this, [this, view = view](const QString &id) { chooseMark(view, id); });
    }
    m_issues->viewport()->setAutoFillBackground(false);
    m_calendar->viewport()->setAutoFillBackground(false);
    setFocusProxy(m_tiles.constFirst());
    connect(m_issues, &IssueList::issueChosen, this, &OverviewPage::issueWanted);
}

QWidget *OverviewPage::section(const QString &title, QWidget *content, QWidget *beside)
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    QLabel *head = makeLabel(title, TextRole::Body, false, true, box);
    head->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    if (beside) {
        auto *line = new QHBoxLayout;
        line->setSpacing(grid(2));
        line->addWidget(head, 1);
        line->addWidget(beside);
        layout->addLayout(line);
    } else {
        layout->addWidget(head);
    }
    layout->addWidget(hairline(box));
    layout->addWidget(limitOf(content));
    layout->addWidget(content, 1);
    return box;
}

QLabel *OverviewPage::limitOf(QWidget *figure)
{
    QLabel *limit = makeLabel({}, TextRole::Caption, true, false, this);
    limit->setWordWrap(true);
    limit->hide();
    m_limits.insert(figure, limit);
    return limit;
}

void OverviewPage::showLimits()
{
    const auto show = [this](QWidget *figure, const FilterState &narrowed) {
        const QStringList parts = notNarrowedBy(m_chips, m_filter, narrowed);
        QLabel *limit = m_limits.value(figure);
        limit->setText(notNarrowedWords(parts));
        limit->setVisible(!parts.isEmpty());
        if (auto *view = qobject_cast<FigureView *>(figure))
            view->setNotNarrowedBy(parts);
    };
    show(m_map, filterOf(MapMetric::Systems, m_filter));
    show(m_accelerators, narrowingFor(m_filter, {domain::EntityKind::Accelerator}));
    show(m_principals, narrowingFor(m_filter, {domain::EntityKind::Grant}));
    show(m_coming->parentWidget(), narrowingForDates(m_filter));
    for (int i = 0; i < static_cast<int>(m_tiles.size()) && i < static_cast<int>(m_tileData.size()); ++i) {
        const QStringList parts = notNarrowedBy(m_chips, m_filter, m_tileData.at(i).filter);
        m_tiles.at(i)->setLimit(notNarrowedWords(parts));
    }
    const bool any = std::any_of(m_tiles.cbegin(), m_tiles.cend(), [](const Tile *tile) { return !tile->limit().isEmpty(); });
    for (Tile *tile : std::as_const(m_tiles))
        tile->setLimitLine(any);
}

bool OverviewPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_content && event->type() == QEvent::Resize) {
        fitTiles();
        fitCalendar();
    }
    return Page::eventFilter(watched, event);
}

void OverviewPage::fitTiles()
{
    // A note that a narrow window would cut goes on below, in all tiles alike.
    const int count = static_cast<int>(m_tiles.size());
    const int each = (m_content->width() - 2 * grid(6) - (count - 1) * grid(2)) / count;
    int lines = 1;
    for (const Tile *tile : std::as_const(m_tiles))
        lines = qMax(lines, tile->noteLines(each));
    for (Tile *tile : std::as_const(m_tiles))
        tile->setNoteLines(lines);
}

void OverviewPage::chooseMark(FigureView *view, const QString &id)
{
    // What the figure counts by, so that the list behind a mark holds what the mark counts.
    FilterState filter = view == m_map           ? filterOf(MapMetric::Systems, m_filter)
                         : view == m_principals  ? narrowingFor(m_filter, {domain::EntityKind::Grant})
                         : view == m_accelerators ? narrowingFor(m_filter, {domain::EntityKind::Accelerator})
                                                  : m_filter;
    if (id.startsWith("arc:"_L1) && isTransfer(id.mid(4)))
        filter = transfersOf(MapMetric::Systems, m_filter);
    const QString page = filterForMark(id, view->labelOf(id), filter);
    if (!page.isEmpty())
        emit filterWanted(filter, page);
}

void OverviewPage::reload()
{
    const FilterState filter = m_filter;
    // The last run's summary is a picture at once; the rest is counted meanwhile.
    m_complete = false;
    m_compared.reset();
    ask<QList<RunRow>>(u"runs"_s, [](Backend &backend, const QString &path) { return backend.runs(path); }, [this](const QList<RunRow> &runs) { showRuns(runs); });
    if (const qint64 against = m_against->currentData().toLongLong(); against != 0) {
        ask<OpenCompared>(u"compared"_s, [filter, against](Backend &backend, const QString &path) { return backend.openCompared(path, against, filter); },
                          [this](const OpenCompared &found) {
            m_compared = found;
            showFrameworks();
        });
    }
    if (filter.isEmpty() && m_info.evaluated) {
        ask<OverviewData>(u"brief"_s, [](Backend &backend, const QString &path) { return backend.brief(path); }, [this](const OverviewData &found) {
            if (!m_complete)
                showTiles(found.tiles);
        });
    }
    askPrepared<OverviewData>(m_context.jobs, m_context.backend, u"overview/all"_s, this, m_info.path, [filter](Backend &backend, const QString &path) { return backend.overview(path, filter); },
                              [this](const OverviewData &found) {
        m_complete = true;
        show(found);
    }, [this](const domain::Error &error) { emit failed(error); });
}

void OverviewPage::showTiles(const QList<TileData> &tiles)
{
    m_tileData = tiles;
    for (int i = 0; i < static_cast<int>(m_tiles.size()) && i < static_cast<int>(tiles.size()); ++i) {
        const TileData &t = tiles.at(i);
        m_tiles.at(i)->setContent(t.label, t.number, t.change.isEmpty() ? t.note : t.change, t.change.isEmpty() ? t.tip : t.note + u"\n"_s + t.tip, t.tone);
        m_tiles.at(i)->setTrend(t.trend);
        m_tiles.at(i)->setEnabled(!t.page.isEmpty());
        m_tiles.at(i)->setActive(!t.page.isEmpty() && t.filter == m_filter);
    }
    showLimits();
    fitTiles();
}

void OverviewPage::showRuns(const QList<RunRow> &runs)
{
    QList<qint64> ids;
    for (const RunRow &run : runs)
        ids.append(run.id);
    if (ids == m_runs)
        return;
    m_runs = ids;
    // Another workspace or another evaluation: what was chosen stays where it is still kept.
    const qint64 chosen = m_against->currentData().toLongLong();
    {
        const QSignalBlocker quiet(m_against);
        m_against->clear();
        m_against->addItem(tr("compare with nothing"), 0);
        for (qsizetype i = runs.size() - 2; i >= 0; --i)
            m_against->addItem(tr("since %1 (evaluation %2)").arg(runs.at(i).asOf.toString(Qt::ISODate)).arg(runs.at(i).id), runs.at(i).id);
        m_against->setCurrentIndex(qMax(0, m_against->findData(chosen)));
    }
    m_against->setVisible(runs.size() > 1);
    if (m_against->currentData().toLongLong() != chosen)
        reload();
}

void OverviewPage::showFrameworks()
{
    const figures::StackedBarsData &stack = m_compared ? m_compared->bars : m_open;
    showBars(m_frameworks, stack);
    if (m_compared)
        m_frameworks->setTableFunction([table = m_compared->table] { return report::tableOf(table); });
}

void OverviewPage::showBars(FigureView *view, const figures::StackedBarsData &stack)
{
    view->setLayoutFunction([stack](const QRectF &rect, const figures::Style &style) { return figures::layoutStackedBars(stack, rect, style); });
    // Each asks for the height of all its lines, so that none is cut while another has space to spare; without bars the words that say why need two lines.
    view->setTableFunction(stack.bars.isEmpty() ? std::function<report::FigureTable()>() : [stack] { return report::tableOf(figures::tableOf(stack)); });
    const int height = stack.bars.isEmpty() ? grid(14) : qRound(figures::stackedBarsHeight(stack, view->width(), styleOf(view))) + grid(1);
    view->setHint(QSize(grid(60), height));
    // A table needs the height that it took.
    if (!view->tools()->isTable())
        view->setFixedHeight(height);
}

void OverviewPage::show(const OverviewData &found)
{
    showTiles(found.tiles);
    figures::MapData map = found.map;
    map.view = figures::MapView::Fit;
    QHash<QString, QString> names;
    for (const figures::MapCountry &country : std::as_const(map.countries))
        names.insert(country.iso, m_context.backend.countryName(country.iso));
    m_map->setTableFunction([map, names] { return report::tableOf(map, names); });
    m_map->setLayoutFunction([map](const QRectF &rect, const figures::Style &style) { return figures::layoutWorldMap(map, rect, style); });
    m_open = found.frameworks;
    showFrameworks();
    showBars(m_accelerators, found.accelerators);
    showBars(m_principals, found.principals);
    m_issues->setIssues(found.issues, false,
                        found.info.evaluated ? tr("Nothing is open under this filter.") : tr("Not evaluated yet. Press F5 to compare the inventory with the chosen frameworks."));
    showCalendar(found.calendar);
    const bool noMap = map.countries.isEmpty() && map.sites.isEmpty() && map.arcs.isEmpty() && map.noLocation == 0 && map.global == 0;
    const bool nothing = noMap && found.issues.isEmpty() && found.accelerators.bars.isEmpty() && found.principals.bars.isEmpty();
    m_nothing->setVisible(noMap && !m_filter.isEmpty());
    m_nothing->explain(nothing ? tr("Map, charts and issues") : tr("Map of IT systems"), m_chips);
}

void OverviewPage::showCalendar(const QList<CalendarRow> &rows)
{
    m_calendarData = rows;
    m_calendar->clear();
    QList<QTreeWidgetItem *> items;
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        const CalendarRow &row = rows.at(i);
        auto *item = new QTreeWidgetItem({row.date.toString(Qt::ISODate), row.kind, row.text});
        item->setData(0, Qt::UserRole, i);
        item->setForeground(1, palette().placeholderText());
        const QString tip = u"%1\n%2"_s.arg(row.kind, row.count > 1 ? QString(row.text).replace(u"; "_s, u"\n"_s) : row.text);
        item->setToolTip(2, tip);
        item->setToolTip(1, tip);
        items.append(item);
    }
    m_calendar->addTopLevelItems(items);
    m_calendar->header()->setStretchLastSection(true);
    const QFontMetrics metrics(m_calendar->font());
    m_calendar->header()->resizeSection(0, metrics.horizontalAdvance(u"2026-12-31"_s) + grid(4));
    int widest = grid(20);
    for (const CalendarRow &row : rows)
        widest = qMax(widest, metrics.horizontalAdvance(row.kind) + grid(4));
    m_widestKind = widest;
    fitCalendar();
    m_coming->setVisible(!rows.isEmpty());
    m_calendarEmpty->setVisible(rows.isEmpty());
    m_calendarEmpty->setText(tr("No date is recorded. Certificates, contracts and laws with a date to come stand here."));
}

void OverviewPage::fitCalendar()
{
    if (m_widestKind > 0)
        m_calendar->header()->resizeSection(1, qMin(m_widestKind, qMax(grid(26), m_calendar->viewport()->width() * 34 / 100)));
}

} // namespace views
