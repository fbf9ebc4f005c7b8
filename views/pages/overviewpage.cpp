// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/overviewpage.h"

#include "pages/issuelist.h"
#include "widgets/figureview.h"
#include "widgets/theme.h"
#include "widgets/tile.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using figures::TextRole;

namespace views {

QString filterForMark(const QString &id, FilterState &filter)
{
    const QString kind = id.section(u':', 0, 0);
    const QString rest = id.section(u':', 1);
    if (kind == u"country"_s) {
        filter.country = rest;
        return u"inventory"_s;
    }
    if (kind == u"framework"_s) {
        filter.framework = rest.section(u':', 0, 0);
        const QString grade = rest.section(u':', 1);
        filter.severity = domain::severityFromName(grade);
        filter.status = grade == u"unknown"_s ? domain::Status::Unknown : domain::Status::Gap;
        return u"issues"_s;
    }
    if (kind == u"vendor"_s || kind == u"principal"_s) {
        filter.kind = kind == u"vendor"_s ? EntityKind::Accelerator : EntityKind::Grant;
        filter.attr = kind == u"vendor"_s ? u"vendor"_s : u"principal_type"_s;
        filter.attrValue = rest;
        return u"inventory"_s;
    }
    if (kind == u"kind"_s) {
        filter.kind = domain::kindFromName(rest);
        return u"inventory"_s;
    }
    if (id == u"place:none"_s) {
        filter.country = u"?"_s;
        filter.kind = EntityKind::Workload;
        return u"inventory"_s;
    }
    if (kind == u"place"_s || kind == u"site"_s)
        return u"map"_s;
    if (kind == u"arc"_s) {
        filter.kind = EntityKind::Transfer;
        return u"inventory"_s;
    }
    return {};
}

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : Page(u"overview"_s, tr("Overview"), context, parent), m_map(new FigureView(tr("Map of IT systems by country"), this)),
      m_frameworks(new FigureView(tr("Open findings by framework"), this)), m_accelerators(new FigureView(tr("Accelerators by vendor"), this)),
      m_principals(new FigureView(tr("Access rights by kind of principal"), this)), m_issues(new IssueList(tr("The ten issues that matter most"), true, this)),
      m_bars(new QVBoxLayout), m_calendar(new QTreeWidget(this)), m_calendarEmpty(makeLabel({}, TextRole::Body, true, false, this))
{
    m_map->setObjectName(u"overviewMap"_s);
    m_issues->setObjectName(u"overviewIssues"_s);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    outer->setSpacing(grid(4));

    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(grid(2));
    for (int i = 0; i < 6; ++i) {
        auto *tile = new Tile(this);
        tile->setObjectName(u"tile%1"_s.arg(i));
        tile->setContent(tr("Reading"), u"–"_s, {}, {}, figures::Tone::InkSoft);
        connect(tile, &Tile::clicked, this, [this, i] {
            if (i < m_tileData.size())
                emit filterWanted(m_tileData.at(i).filter, m_tileData.at(i).page);
        });
        m_tiles.append(tile);
        tiles->addWidget(tile);
    }
    outer->addLayout(tiles);

    auto *middle = new QHBoxLayout;
    middle->setSpacing(grid(6));
    middle->addWidget(m_map, 2);
    m_bars->setSpacing(grid(2));
    m_bars->addWidget(section(tr("Open by framework, by severity"), m_frameworks));
    m_bars->addWidget(section(tr("Accelerators by vendor"), m_accelerators));
    m_bars->addWidget(section(tr("Access by kind of principal"), m_principals));
    middle->addLayout(m_bars, 1);
    outer->addLayout(middle, 5);

    m_calendar->setAccessibleName(tr("What comes"));
    m_calendar->setObjectName(u"overviewCalendar"_s);
    m_calendar->setHeaderHidden(true);
    m_calendar->setColumnCount(3);
    m_calendar->setRootIsDecorated(false);
    m_calendar->setUniformRowHeights(true);
    m_calendar->setFrameShape(QFrame::NoFrame);
    m_calendar->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_calendar->setItemDelegate(new SignDelegate(m_calendar));
    connect(m_calendar, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        if (const qint64 id = item->data(0, Qt::UserRole).toLongLong())
            emit entityWanted(id);
    });
    connect(m_calendar, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem *item) {
        if (const qint64 id = item->data(0, Qt::UserRole).toLongLong())
            emit entityWanted(id);
    });
    auto *coming = new QWidget(this);
    auto *comingLayout = new QVBoxLayout(coming);
    comingLayout->setContentsMargins(0, 0, 0, 0);
    comingLayout->addWidget(m_calendar);
    m_calendarEmpty->setWordWrap(true);
    m_calendarEmpty->setAlignment(Qt::AlignTop);
    comingLayout->addWidget(m_calendarEmpty, 1);

    auto *below = new QHBoxLayout;
    below->setSpacing(grid(6));
    below->addWidget(section(tr("What matters most"), m_issues), 1);
    below->addWidget(section(tr("What comes"), coming), 1);
    outer->addLayout(below, 3);

    for (FigureView *view : {m_map, m_frameworks, m_accelerators, m_principals}) {
        view->setMinimumHeight(grid(14));
        connect(view, &FigureView::chosen, this, &OverviewPage::chooseMark);
    }
    connect(m_issues, &IssueList::issueChosen, this, &OverviewPage::issueWanted);
}

QWidget *OverviewPage::section(const QString &title, QWidget *content)
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addWidget(makeLabel(title, TextRole::Body, false, true, box));
    layout->addWidget(hairline(box));
    layout->addWidget(content, 1);
    return box;
}

void OverviewPage::chooseMark(const QString &id)
{
    FilterState filter = m_filter;
    const QString page = filterForMark(id, filter);
    if (!page.isEmpty())
        emit filterWanted(filter, page);
}

void OverviewPage::reload()
{
    const FilterState filter = m_filter;
    ask<OverviewData>(u"all"_s, [filter](Backend &backend, const QString &path) { return backend.overview(path, filter); },
                      [this](const OverviewData &found) { show(found); });
}

void OverviewPage::show(const OverviewData &found)
{
    m_tileData = found.tiles;
    for (int i = 0; i < static_cast<int>(m_tiles.size()) && i < static_cast<int>(found.tiles.size()); ++i) {
        const TileData &t = found.tiles.at(i);
        m_tiles.at(i)->setContent(t.label, t.number, t.note, t.tip, t.tone);
    }
    m_map->setLayoutFunction([map = found.map](const QRectF &rect, const figures::Style &style) { return figures::layoutWorldMap(map, rect, style); });
    const auto bars = [](FigureView *view, const figures::StackedBarsData &stack) {
        view->setLayoutFunction([stack](const QRectF &rect, const figures::Style &style) { return figures::layoutStackedBars(stack, rect, style); });
    };
    bars(m_frameworks, found.frameworks);
    bars(m_accelerators, found.accelerators);
    bars(m_principals, found.principals);
    // Each asks for the height of all its lines, so that none is cut while another has space to spare.
    for (const auto &[view, stack] : {std::pair(m_frameworks, &found.frameworks), std::pair(m_accelerators, &found.accelerators), std::pair(m_principals, &found.principals)})
        view->setHint(QSize(grid(60), qRound(figures::stackedBarsHeight(*stack, view->width(), styleOf(view))) + grid(1)));
    m_issues->setIssues(found.issues, false,
                        found.info.evaluated ? tr("Nothing is open under this filter.") : tr("Not evaluated yet. Press F5 to compare the inventory with the chosen frameworks."));
    m_calendar->clear();
    for (const CalendarRow &row : found.calendar) {
        auto *item = new QTreeWidgetItem(m_calendar, {row.date.toString(Qt::ISODate), row.kind, row.text});
        item->setData(0, Qt::UserRole, row.entity);
        item->setForeground(1, palette().placeholderText());
        item->setToolTip(2, row.text);
        item->setToolTip(1, row.kind);
    }
    m_calendar->header()->setStretchLastSection(true);
    m_calendar->header()->resizeSection(0, grid(24));
    m_calendar->header()->resizeSection(1, grid(42));
    m_calendar->setVisible(!found.calendar.isEmpty());
    m_calendarEmpty->setVisible(found.calendar.isEmpty());
    m_calendarEmpty->setText(tr("No date is recorded. Certificates, contracts and laws with a date to come stand here."));
}

} // namespace views
