// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mappage.h"

#include "pages/overviewpage.h"
#include "widgets/figureview.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {

MapPage::MapPage(const PageContext &context, QWidget *parent)
    : Page(u"map"_s, tr("Map"), context, parent), m_metric(new QComboBox(this)), m_view(new QComboBox(this)), m_map(new FigureView(tr("Map"), this))
{
    m_metric->setObjectName(u"mapMetric"_s);
    m_metric->setAccessibleName(tr("What the map shows"));
    const QList<std::pair<QString, MapMetric>> metrics = {{tr("IT systems"), MapMetric::Systems}, {tr("Datasets"), MapMetric::Data},
        {tr("AI models"), MapMetric::Models}, {tr("Accelerators"), MapMetric::Accelerators}, {tr("Access rights, by where the holder is"), MapMetric::Access},
        {tr("Things with a gap"), MapMetric::Gaps}};
    for (const auto &[label, metric] : metrics)
        m_metric->addItem(label, static_cast<int>(metric));
    m_view->setObjectName(u"mapView"_s);
    m_view->setAccessibleName(tr("Part of the world"));
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
    layout->addWidget(hairline(this));
    layout->addWidget(m_map, 1);
    connect(m_metric, &QComboBox::currentIndexChanged, this, [this] { reload(); });
    connect(m_view, &QComboBox::currentIndexChanged, this, [this] { reload(); });
    connect(m_map, &FigureView::chosen, this, [this](const QString &mark) {
        FilterState filter = m_filter;
        const QString page = filterForMark(mark, filter);
        if (page.isEmpty() || page == id())
            return;
        if (mark.startsWith(u"country:"_s) || mark == u"place:none"_s) {
            static const domain::EntityKind kinds[] = {domain::EntityKind::Workload, domain::EntityKind::Dataset, domain::EntityKind::Model,
                                                       domain::EntityKind::Accelerator};
            const int metric = m_metric->currentData().toInt();
            if (metric >= 0 && metric < 4)
                filter.kind = kinds[metric];
        }
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
        found.view = view;
        m_map->setAccessibleName(found.metric);
        m_map->setLayoutFunction([found](const QRectF &rect, const figures::Style &style) { return figures::layoutWorldMap(found, rect, style); });
    });
}

} // namespace views
