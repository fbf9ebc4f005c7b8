// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/residencypage.h"

#include "pages/preparation.h"
#include "pages/nothingfound.h"
#include "text/flowtext.h"
#include "widgets/figuretwin.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Result;

namespace views {

ResidencyPage::ResidencyPage(const PageContext &context, FlowSource &source, QWidget *parent)
    : Page(u"residency"_s, tr("Residency"), context, parent), m_source(source), m_kind(new QComboBox(this)), m_facet(new QComboBox(this)),
      m_sentence(makeLabel({}, figures::TextRole::Body, false, false, this)), m_scope(makeLabel({}, figures::TextRole::Caption, true, false, this)),
      m_empty(makeLabel({}, figures::TextRole::Body, true, false, this)), m_zone(new FigureTwin(u"residencyZone"_s, tr("Sovereign zone and rest, by data class"), this)),
      m_countries(new FigureTwin(u"residencyCountries"_s, tr("By country"), this)),
      m_flow(new FigureTwin(u"residencyFlow"_s, tr("From data subjects over storage to access"), this)), m_parts(new QTabBar(this)), m_nothing(new NothingFound(this)),
      m_figures(new QWidget(this))
{
    m_kind->setObjectName(u"residencyKind"_s);
    m_kind->setAccessibleName(tr("What is counted"));
    m_kind->addItem(tr("Datasets"), static_cast<int>(EntityKind::Dataset));
    m_kind->addItem(tr("IT systems"), static_cast<int>(EntityKind::Workload));
    m_facet->setObjectName(u"residencyFacet"_s);
    m_facet->setAccessibleName(tr("In which way data is there"));
    for (QComboBox *box : {m_kind, m_facet})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_sentence->setObjectName(u"residencySentence"_s);
    m_sentence->setTextFormat(Qt::RichText);
    m_sentence->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_sentence->setFocusPolicy(Qt::StrongFocus);
    m_sentence->setWordWrap(true);
    m_scope->setObjectName(u"residencyScope"_s);
    m_scope->setWordWrap(true);
    m_empty->setObjectName(u"residencyEmpty"_s);
    m_empty->setWordWrap(true);
    m_empty->hide();
    m_parts->setObjectName(u"residencyParts"_s);
    m_parts->setAccessibleName(tr("Which figure"));
    m_parts->setDrawBase(false);
    m_parts->setExpanding(false);
    m_parts->addTab(tr("By country"));
    m_parts->addTab(tr("Flow"));
    layOut();
    connect(m_kind, &QComboBox::activated, this, [this] {
        m_kindChosen = true;
        reload();
    });
    connect(m_facet, &QComboBox::currentIndexChanged, this, &ResidencyPage::showFacet);
    connect(m_parts, &QTabBar::currentChanged, this, &ResidencyPage::arrange);
    connect(m_sentence, &QLabel::linkActivated, this, &ResidencyPage::go);
    for (FigureTwin *twin : {m_zone, m_countries, m_flow})
        connect(twin, &FigureTwin::chosen, this, &ResidencyPage::go);
    connect(m_nothing, &NothingFound::filterWanted, this, [this](const FilterState &filter) { emit filterWanted(filter, id()); });
}

void ResidencyPage::layOut()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(title(), figures::TextRole::Title, false, true, this));
    head->addWidget(m_scope, 1);
    head->addWidget(makeLabel(tr("Count"), figures::TextRole::Body, true, false, this));
    head->addWidget(m_kind);
    head->addWidget(m_facet);
    auto *below = new QHBoxLayout;
    below->setSpacing(grid(6));
    below->addWidget(m_countries, 1);
    below->addWidget(m_flow, 1);
    auto *figuresLayout = new QVBoxLayout(m_figures);
    figuresLayout->setContentsMargins(0, 0, 0, 0);
    figuresLayout->setSpacing(grid(3));
    figuresLayout->addWidget(m_zone, 9);
    figuresLayout->addWidget(m_parts);
    figuresLayout->addLayout(below, 11);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(m_sentence);
    layout->addWidget(m_nothing);
    layout->addWidget(m_empty);
    layout->addWidget(m_figures, 1);
    layout->addStretch(0);
    arrange();
}

void ResidencyPage::reload()
{
    const FilterState filter = m_filter;
    const bool chosen = m_kindChosen;
    const auto kind = static_cast<EntityKind>(m_kind->currentData().toInt());
    FlowSource *source = &m_source;
    askPrepared<ResidencyData>(m_context.jobs, m_context.backend, u"residency/residency"_s, this, m_info.path, [source, filter, kind, chosen](Backend &, const QString &path) -> Result<ResidencyData> {
        Result<ResidencyData> found = source->residency(path, chosen ? kind : EntityKind::Dataset, filter);
        // Cloud exports bring systems and no datasets.
        return chosen || !found || found->things > 0 ? found : [&] {
            Result<ResidencyData> systems = source->residency(path, EntityKind::Workload, filter);
            return systems && systems->things > 0 ? systems : found;
        }();
    }, [this](const ResidencyData &found) { show(found); }, [this](const domain::Error &error) { emit failed(error); });
}

void ResidencyPage::show(const ResidencyData &found)
{
    m_data = found;
    {
        const QSignalBlocker quiet(m_kind);
        m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(found.kind)));
    }
    if (m_facet->count() != found.facets.size()) {
        const QSignalBlocker quiet(m_facet);
        m_facet->clear();
        for (const ResidencyData::Facet &facet : found.facets)
            m_facet->addItem(facet.title, facet.name);
    }
    const bool nothing = found.things == 0;
    m_nothing->setVisible(nothing && !m_filter.isEmpty());
    m_nothing->explain(found.unit, m_chips);
    m_empty->setVisible(nothing && m_filter.isEmpty());
    m_empty->setText(found.nothing);
    m_figures->setVisible(!nothing);
    m_sentence->setVisible(!nothing);
    m_scope->setText(scopeWords());
    m_zone->setFigure([zone = found.zone](const QRectF &rect, const figures::Style &style) { return figures::layoutHeatmap(zone, rect, style); }, [zone = found.zone] { return figures::tableOf(zone); });
    m_flow->setFigure([flow = found.flow](const QRectF &rect, const figures::Style &style) { return figures::layoutSankey(flow, rect, style); }, [flow = found.flow] { return figures::tableOf(flow); });
    showFacet();
}

void ResidencyPage::showFacet()
{
    const int at = m_facet->currentIndex();
    if (at < 0 || at >= m_data.facets.size())
        return;
    const ResidencyData::Facet &facet = m_data.facets.at(at);
    m_sentence->setText(facet.sentence);
    m_countries->setTitle(tr("%1, by country").arg(facet.title));
    m_countries->setFigure([countries = facet.countries](const QRectF &rect, const figures::Style &style) { return figures::layoutHeatmap(countries, rect, style); },
                           [countries = facet.countries] { return figures::tableOf(countries); });
}

void ResidencyPage::arrange()
{
    // Where the window is too narrow for two, one at a time.
    const bool narrow = width() < grid(250);
    m_parts->setVisible(narrow);
    m_countries->setVisible(!narrow || m_parts->currentIndex() == 0);
    m_flow->setVisible(!narrow || m_parts->currentIndex() == 1);
}

void ResidencyPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void ResidencyPage::go(const QString &mark)
{
    FilterState filter = m_filter;
    if (filter.kind != m_data.kind) {
        filter.attr.clear();
        filter.attrValue.clear();
    }
    filter.kind = m_data.kind;
    narrowByMark(filter, mark, [this](const QString &what, const QString &value) {
        return text::flowMarkWords(what, value, [this](const QString &code) { return m_context.backend.countryName(code); });
    });
    emit filterWanted(filter, u"inventory"_s);
}

} // namespace views
