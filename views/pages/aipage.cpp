// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/aipage.h"

#include "widgets/figuretwin.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHash>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {

AiPage::AiPage(const PageContext &context, AssetsBackend &assets, QWidget *parent)
    : AssetsPage(u"ai"_s, tr("AI"), context, assets, parent), m_uses(new FigureTwin(u"aiUses"_s, tr("AI uses by legal entity and class of the AI Act"), this)),
      m_models(new FigureTwin(u"aiModels"_s, tr("AI models by developer's and host's country"), this)), m_licences(new FigureTwin(u"aiLicences"_s, tr("AI models by licence"), this)),
      m_lineage(new FigureTwin(u"aiLineage"_s, tr("What comes from what"), this)), m_languages(new FigureTwin(u"aiLanguages"_s, tr("Languages required against evaluated, and the days of evaluations"), this)),
      m_axes(new FigureTwin(u"aiAxes"_s, tr("Where it runs, who can compel it, whose weights"), this)), m_useList(makeAssetList(u"aiUseList"_s, tr("AI uses"))),
      m_modelList(makeAssetList(u"aiModelList"_s, tr("AI models in use"))), m_evaluations(makeAssetList(u"aiEvaluations"_s, tr("Evaluations of AI models")))
{
    auto *parts = new QTabBar(this);
    makePartsBar(parts, u"aiParts"_s, tr("Part of the page"), {tr("Uses"), tr("Models"), tr("Lineage"), tr("Languages"), tr("Three axes")});
    auto *stack = new QStackedWidget(this);
    const auto part = [&](QWidget *above, int aboveShare, QWidget *below, int belowShare) {
        auto *page = new QWidget(this);
        auto *column = new QVBoxLayout(page);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(grid(2));
        column->addWidget(above, aboveShare);
        if (below) {
            column->addWidget(hairline(this));
            column->addWidget(below, belowShare);
        }
        stack->addWidget(page);
    };
    part(m_uses, 4, m_useList, 5);
    auto *origin = new QWidget(this);
    auto *row = new QHBoxLayout(origin);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid(4));
    row->addWidget(m_models, 7);
    row->addWidget(hairline(this, true));
    row->addWidget(m_licences, 4);
    part(origin, 5, m_modelList, 5);
    // As high as its fullest column, and no node left out.
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"aiLineageScroll"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_lineage);
    scroll->viewport()->setAutoFillBackground(false);
    m_lineage->setAutoFillBackground(false);
    part(scroll, 1, nullptr, 0);
    part(m_languages, 6, m_evaluations, 3);
    part(m_axes, 1, nullptr, 0);
    auto *layout = new QVBoxLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    layout->addWidget(parts);
    layout->addWidget(stack, 1);
    connect(parts, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    for (FigureTwin *one : {m_uses, m_models, m_licences, m_lineage, m_languages, m_axes})
        connect(one, &FigureTwin::chosen, this, [this](const QString &id) { follow(id); });
    setFocusProxy(parts);
}

void AiPage::reload()
{
    AssetsBackend *backend = &assets();
    ask<AiData>(u"state"_s, [backend, filter = m_filter](Backend &, const QString &path) { return backend->aiState(path, filter); }, [this](const AiData &found) { show(found); });
}

void AiPage::show(const AiData &found)
{
    showHead(found);
    m_uses->setMatrix(found.uses);
    m_useList->fill(found.useList);
    m_models->setMatrix(found.models);
    figures::TwinTable licences{{tr("Licence"), found.licences.unit}, {}};
    for (const figures::Bar &bar : found.licences.bars)
        licences.rows.append({bar.id, {bar.label, figures::formatNumber(bar.segments.constFirst().value)}, bar.segments.constFirst().value});
    m_licences->setFigure([bars = found.licences](const QRectF &rect, const figures::Style &style) { return figures::layoutStackedBars(bars, rect, style); }, [licences] { return licences; });
    m_modelList->fill(found.modelList);
    QHash<QString, QString> labels;
    for (const figures::GraphNode &node : found.lineage.nodes)
        labels.insert(node.id, node.label);
    figures::TwinTable lineage{{tr("From"), tr("To")}, {}};
    for (const figures::GraphEdge &edge : found.lineage.edges)
        lineage.rows.append({edge.to, {labels.value(edge.from), labels.value(edge.to)}, 1});
    m_lineage->view()->setMinimumHeight(qRound(figures::layeredGraphHeight(found.lineage, styleOf(this))));
    m_lineage->setFigure([graph = found.lineage](const QRectF &rect, const figures::Style &style) { return figures::layoutLayeredGraph(graph, rect, style); }, [lineage] { return lineage; });
    m_languages->setMatrix(found.languages);
    m_evaluations->fill(found.evaluations);
    m_axes->setMatrix(found.axes);
}

} // namespace views
