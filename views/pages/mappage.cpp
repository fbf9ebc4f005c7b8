// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mappage.h"

#include "pages/nothingfound.h"
#include "widgets/figureview.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {

MapPage::MapPage(const PageContext &context, QWidget *parent)
    : Page(u"map"_s, tr("Map"), context, parent), m_metric(new QComboBox(this)), m_view(new QComboBox(this)), m_map(new FigureView(tr("Map"), this)),
      m_nothing(new NothingFound(this)),
      m_empty(makeLabel(tr("Nothing of this is recorded yet. Choose something else to show, or import an inventory or a register: drop the file anywhere on this window."), figures::TextRole::Body, true, false, this))
{
    m_metric->setObjectName(u"mapMetric"_s);
    m_metric->setAccessibleName(tr("What the map shows"));
    const QList<std::pair<QString, MapMetric>> metrics = {{tr("IT systems: where they are stored"), MapMetric::Systems}, {tr("IT systems: from where they are reached"), MapMetric::SystemsReach},
        {tr("Datasets: where they are stored"), MapMetric::Data}, {tr("Datasets: from where they are reached"), MapMetric::DataReach},
        {tr("AI models: from where they are served"), MapMetric::Models}, {tr("Accelerator pools"), MapMetric::Accelerators},
        {tr("Access rights: where the holder is"), MapMetric::Access}, {tr("Things with a gap"), MapMetric::Gaps}};
    for (const auto &[label, metric] : metrics)
        m_metric->addItem(label, static_cast<int>(metric));
    m_view->setObjectName(u"mapView"_s);
    m_view->setAccessibleName(tr("Part of the world"));
    m_view->addItem(tr("Where the things are"), static_cast<int>(figures::MapView::Fit));
    m_view->addItem(tr("World"), static_cast<int>(figures::MapView::World));
    m_view->addItem(tr("Europe"), static_cast<int>(figures::MapView::Europe));
    m_map->setObjectName(u"map"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(tr("Map"), figures::TextRole::Title, false, true, this));
    head->addStretch(1);
    head->addWidget(makeLabel(tr("Show"), figures::TextRole::Body, true, false, this));
    head->addWidget(m_metric);
    head->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(m_nothing);
    m_empty->setObjectName(u"mapEmpty"_s);
    m_empty->setWordWrap(true);
    m_empty->hide();
    layout->addWidget(m_empty);
    layout->addWidget(m_map, 1);
    connect(m_nothing, &NothingFound::filterWanted, this, [this](const FilterState &filter) { emit filterWanted(filter, id()); });
    connect(m_metric, &QComboBox::currentIndexChanged, this, [this] { reload(); });
    connect(m_view, &QComboBox::currentIndexChanged, this, [this] { reload(); });
    connect(m_map, &FigureView::chosen, this, [this](const QString &mark) {
        if (mark == u"place:outside"_s) {
            m_view->setCurrentIndex(m_view->findData(static_cast<int>(figures::MapView::World)));
            return;
        }
        FilterState filter = filterOf(static_cast<MapMetric>(m_metric->currentData().toInt()), m_filter);
        const QString page = filterForMark(mark, m_map->labelOf(mark), filter);
        if (page.isEmpty())
            return;
        emit filterWanted(filter, page);
    });
}

void MapPage::reload()
{
    const auto metric = static_cast<MapMetric>(m_metric->currentData().toInt());
    const auto view = static_cast<figures::MapView>(m_view->currentData().toInt());
    const FilterState filter = m_filter;
    ask<figures::MapData>(u"map"_s, [metric, filter](Backend &backend, const QString &path) { return backend.map(path, metric, filter); },
                          [this, view](figures::MapData found) {
        if (!m_viewChosen) {
            // At first the part of the world where most of the sites are.
            m_viewChosen = true;
            const auto inEurope = [](const figures::MapSite &s) { return s.longitude > -25 && s.longitude < 35 && s.latitude > 34 && s.latitude < 71; };
            const auto there = std::count_if(found.sites.cbegin(), found.sites.cend(), inEurope);
            if (there > 0 && there * 4 >= found.sites.size() * 3 && view == figures::MapView::Fit) {
                m_view->setCurrentIndex(m_view->findData(static_cast<int>(figures::MapView::Europe)));
                return;
            }
        }
        found.view = view;
        const bool nothing = found.countries.isEmpty() && found.sites.isEmpty() && found.arcs.isEmpty() && found.noLocation == 0 && found.global == 0;
        m_nothing->setVisible(nothing && !m_filter.isEmpty());
        m_nothing->explain(found.metric, m_chips);
        m_empty->setVisible(nothing && m_filter.isEmpty());
        m_map->setAccessibleName(found.metric);
        m_map->setLayoutFunction([found](const QRectF &rect, const figures::Style &style) { return figures::layoutWorldMap(found, rect, style); });
    });
}

} // namespace views
