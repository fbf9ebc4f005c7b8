// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/acceleratorspage.h"

#include "pages/mapmetric.h"
#include "pages/narrowing.h"
#include "widgets/figuretwin.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {
namespace {

/// The lines of a table that says the same as bars.
void setBars(FigureTwin *view, const figures::StackedBarsData &bars, const QString &first, const QString &share)
{
    figures::TwinTable table{{first, bars.unit, share}, {}};
    for (const figures::Bar &bar : bars.bars) {
        double sum = 0;
        for (const figures::BarSegment &segment : bar.segments)
            sum += segment.value;
        table.rows.append({bar.id, {bar.label, figures::formatNumber(sum), bar.note}, sum});
    }
    // A bar for each of the few that there are, in a low window too.
    constexpr qsizetype sure = 5;
    figures::StackedBarsData first5 = bars;
    first5.bars = bars.bars.mid(0, sure);
    const int least = qRound(figures::stackedBarsHeight(first5, view->width(), styleOf(view))) + 4;
    view->view()->setMinimumHeight(least);
    view->view()->setHint(QSize(grid(40), least));
    view->setFigure([bars](const QRectF &rect, const figures::Style &style) { return figures::layoutStackedBars(bars, rect, style); }, [table] { return table; });
}

/// "NVIDIA", "NVIDIA B200".
QString chipName(const ChipChoice &choice)
{
    return choice.model.isEmpty() ? choice.vendor : choice.model.startsWith(choice.vendor) ? choice.model : choice.vendor + u' ' + choice.model;
}

} // namespace

AcceleratorsPage::AcceleratorsPage(const PageContext &context, AssetsBackend &assets, QWidget *parent)
    : AssetsPage(u"accelerators"_s, tr("Accelerators"), context, assets, parent), m_choice(new QComboBox(this)), m_map(new FigureView(tr("Accelerator pools on the map"), this)),
      m_tree(new FigureTwin(u"acceleratorTree"_s, tr("Chips by vendor, model and site"), this)), m_plans(new FigureTwin(u"acceleratorPlans"_s, tr("Planned against placed"), this)),
      m_stages(new FigureTwin(u"acceleratorStages"_s, tr("Chips by stage"), this)),
      m_vendors(new FigureTwin(u"acceleratorVendors"_s, tr("Vendors behind critical IT systems"), this)), m_limit(makeLabel({}, figures::TextRole::Caption, true, false, this)), m_pools(makeAssetList(u"acceleratorPools"_s, tr("Accelerator pools"))),
      m_models(makeAssetList(u"acceleratorModels"_s, tr("Chips: whose design, where made, export class"))), m_figures(new QTabBar(this)), m_bars(new QWidget(this)),
      m_lines({hairline(this, true), hairline(this, true)})
{
    m_choice->setObjectName(u"acceleratorChoice"_s);
    m_choice->setAccessibleName(tr("Vendor or model"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_map->setObjectName(u"acceleratorMap"_s);
    // Small wishes, so that the shares of the layout decide.
    m_map->setHint(QSize(grid(60), grid(40)));
    m_map->setMinimumHeight(grid(40));
    m_tree->view()->setHint(QSize(grid(60), grid(30)));
    head()->addWidget(m_choice);

    auto *parts = new QTabBar(this);
    makePartsBar(parts, u"acceleratorParts"_s, tr("Which list"), {tr("Pools"), tr("Design and export"), tr("Planned")});
    auto *lists = new QStackedWidget(this);
    lists->addWidget(m_pools);
    lists->addWidget(m_models);
    lists->addWidget(m_plans);
    lists->setMinimumHeight(grid(20));
    lists->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    connect(parts, &QTabBar::currentChanged, lists, &QStackedWidget::setCurrentIndex);

    auto *bars = new QVBoxLayout(m_bars);
    bars->setContentsMargins(0, 0, 0, 0);
    bars->setSpacing(grid(2));
    bars->addWidget(m_stages, 1);
    bars->addWidget(hairline(this));
    m_limit->setObjectName(u"acceleratorVendorsLimit"_s);
    m_limit->setWordWrap(true);
    m_limit->hide();
    bars->addWidget(m_limit);
    bars->addWidget(m_vendors, 1);
    makePartsBar(m_figures, u"acceleratorFigures"_s, tr("Which figure"), {tr("Map"), tr("Vendor, model and site"), tr("Stages and vendors")});
    auto *above = new QHBoxLayout;
    above->setSpacing(grid(4));
    above->addWidget(m_map, 11);
    above->addWidget(m_lines.constFirst());
    above->addWidget(m_tree, 11);
    above->addWidget(m_lines.constLast());
    above->addWidget(m_bars, 8);
    // The list takes the whole width: names of pools, places and what runs on them are read in full.
    auto *column = new QVBoxLayout(body());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid(2));
    column->addWidget(m_figures);
    column->addLayout(above, 6);
    column->addWidget(hairline(this));
    column->addWidget(parts);
    column->addWidget(lists, 5);
    connect(m_figures, &QTabBar::currentChanged, this, &AcceleratorsPage::arrange);
    arrange();

    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        if (m_filling)
            return;
        const QStringList wanted = m_choice->currentData().toStringList();
        m_wanted = {wanted.value(0), wanted.value(1)};
        reload();
    });
    connect(m_map, &FigureView::chosen, this, &AcceleratorsPage::openMark);
    for (FigureTwin *one : {m_tree, m_stages, m_vendors, m_plans})
        connect(one, &FigureTwin::chosen, this, [this, one](const QString &id) {
            // The details may leave room for one figure only: for the one that is used, not for the first.
            if (!m_figures->isVisible() && one != m_plans)
                m_figures->setCurrentIndex(one == m_tree ? 1 : 2);
            follow(id);
        });
    setFocusProxy(m_pools);
}

void AcceleratorsPage::arrange()
{
    // Where the window is too narrow for three, one at a time.
    const bool narrow = width() < grid(250);
    const int shown = m_figures->currentIndex();
    m_figures->setVisible(narrow);
    m_map->setVisible(!narrow || shown == 0);
    m_tree->setVisible(!narrow || shown == 1);
    m_bars->setVisible(!narrow || shown == 2);
    for (QWidget *line : std::as_const(m_lines))
        line->setVisible(!narrow);
}

void AcceleratorsPage::resizeEvent(QResizeEvent *event)
{
    AssetsPage::resizeEvent(event);
    arrange();
}

void AcceleratorsPage::openMark(const QString &id)
{
    if (id == u"place:outside"_s)
        return;
    // What the map counts: the pools of this page, in whatever way they are at the place.
    FilterState filter = filterOf(MapMetric::Accelerators, shown().doors.value(u"all"_s).filter);
    const QString page = filterForMark(id, m_map->labelOf(id), filter);
    if (!page.isEmpty())
        emit filterWanted(filter, page);
}

void AcceleratorsPage::reload()
{
    AssetsBackend *backend = &assets();
    ask<AcceleratorsData>(u"state"_s, [backend, filter = m_filter, wanted = m_wanted](Backend &, const QString &path) { return backend->accelerators(path, filter, wanted); },
                          [this](const AcceleratorsData &found) { show(found); });
}

QStringList AcceleratorsPage::ownNarrowing() const
{
    if (m_wanted.vendor.isEmpty())
        return {};
    return {chipName(m_wanted)};
}

void AcceleratorsPage::showChoices(const QList<ChipChoice> &choices)
{
    m_filling = true;
    m_choice->clear();
    m_choice->addItem(tr("All vendors"), QStringList());
    bool still = m_wanted.vendor.isEmpty();
    for (const ChipChoice &choice : choices) {
        m_choice->addItem(choice.model.isEmpty() ? choice.vendor : u"    "_s + choice.model, QStringList{choice.vendor, choice.model});
        if (choice == m_wanted) {
            m_choice->setCurrentIndex(m_choice->count() - 1);
            still = true;
        }
    }
    m_choice->setVisible(!choices.isEmpty());
    m_filling = false;
    // The filter left nothing of what was chosen: all of it again.
    if (!still) {
        m_wanted = {};
        reload();
    }
}

void AcceleratorsPage::show(const AcceleratorsData &found)
{
    showHead(found);
    figures::MapData map = found.map;
    map.view = figures::MapView::Fit;
    m_map->setLayoutFunction([map](const QRectF &rect, const figures::Style &style) { return figures::layoutWorldMap(map, rect, style); });
    figures::TwinTable table{{tr("Vendor"), tr("Model"), tr("Site"), tr("Chips"), tr("Share")}, {}};
    double all = 0;
    for (const figures::TreemapItem &item : found.chips.items)
        all += item.value;
    for (const figures::TreemapItem &item : found.chips.items)
        table.rows.append({item.id, {item.group, item.label, item.detail, figures::formatNumber(item.value), all > 0 ? tr("%1 %").arg(qRound(item.value * 100 / all)) : QString()}, item.value});
    for (const figures::TreemapItem &item : found.chips.unsized)
        table.rows.append({item.id, {item.label, {}, {}, tr("not recorded"), {}}, 0});
    m_tree->setFigure([chips = found.chips](const QRectF &rect, const figures::Style &style) { return figures::layoutTreemap(chips, rect, style); }, [table] { return table; });
    setBars(m_stages, found.stages, tr("Stage"), tr("Besides"));
    setBars(m_vendors, found.vendors, tr("Vendor"), tr("Share"));
    m_vendors->setTitle(found.concentration.isEmpty() ? tr("Vendors behind critical IT systems") : found.concentration);
    // A share among vendors is of all of them.
    m_limit->setText(notNarrowedWords(ownNarrowing()));
    m_limit->setVisible(!m_limit->text().isEmpty());
    m_vendors->view()->setNotNarrowedBy(ownNarrowing());
    m_vendors->setToolTip(tr("Critical: themselves, or by a critical or important function that they bear"));
    figures::TwinTable plans{found.planLines.head, {}};
    for (const AssetRow &row : found.planLines.rows)
        plans.rows.append({row.id, row.cells, 0});
    m_plans->setFigure([bars = found.plans](const QRectF &rect, const figures::Style &style) { return figures::layoutStackedBars(bars, rect, style); }, [plans] { return plans; });
    m_plans->setTitle(found.planned.isEmpty() ? tr("Planned against placed") : found.planned);
    m_pools->fill(found.pools);
    m_models->fill(found.models);
    showChoices(found.choices);
}

} // namespace views
