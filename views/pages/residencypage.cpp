// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/residencypage.h"

#include "pages/preparation.h"
#include "text/flowtext.h"
#include "widgets/figuretwin.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Result;

namespace views {

ResidencyPage::ResidencyPage(const PageContext &context, FlowSource &source, QWidget *parent)
    : FlowPage(u"residency"_s, tr("Residency"), context, source, parent), m_kind(new QComboBox(this)), m_facet(new QComboBox(this)),
      m_sentence(addSentence(u"residencySentence"_s, figures::TextRole::Body)), m_zone(new FigureTwin(u"residencyZone"_s, tr("Sovereign zone and rest, by data class"), this)),
      m_countries(new FigureTwin(u"residencyCountries"_s, tr("By country"), this)), m_flow(new FigureTwin(u"residencyFlow"_s, tr("From data subjects over storage to access"), this))
{
    m_kind->setObjectName(u"residencyKind"_s);
    m_kind->setAccessibleName(tr("What is counted"));
    m_kind->addItem(tr("Datasets"), static_cast<int>(EntityKind::Dataset));
    m_kind->addItem(tr("IT systems"), static_cast<int>(EntityKind::Workload));
    m_facet->setObjectName(u"residencyFacet"_s);
    m_facet->setAccessibleName(tr("In which way data is there"));
    for (QComboBox *box : {m_kind, m_facet})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    head()->addWidget(makeLabel(tr("Count"), figures::TextRole::Body, true, false, this));
    head()->addWidget(m_kind);
    head()->addWidget(m_facet);
    setParts(m_zone, 9, {tr("By country"), m_countries, 1}, {tr("Flow"), m_flow, 1}, 11, tr("Which figure"));
    connect(m_kind, &QComboBox::activated, this, [this] {
        m_kindChosen = true;
        reload();
    });
    connect(m_facet, &QComboBox::currentIndexChanged, this, &ResidencyPage::showFacet);
    for (FigureTwin *twin : {m_zone, m_countries, m_flow}) {
        twin->view()->setMinimumHeight(grid(24));
        connect(twin, &FigureTwin::chosen, this, &ResidencyPage::go);
    }
}

void ResidencyPage::reload()
{
    const FilterState filter = m_filter;
    const bool chosen = m_kindChosen;
    const auto kind = static_cast<EntityKind>(m_kind->currentData().toInt());
    FlowSource *from = &source();
    askPrepared<ResidencyData>(m_context.jobs, m_context.backend, u"residency/residency"_s, this, m_info.path, [from, filter, kind, chosen](Backend &, const QString &path) -> Result<ResidencyData> {
        Result<ResidencyData> found = from->residency(path, chosen ? kind : EntityKind::Dataset, filter);
        // Cloud exports bring systems and no datasets.
        return chosen || !found || found->things > 0 ? found : [&] {
            Result<ResidencyData> systems = from->residency(path, EntityKind::Workload, filter);
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
    m_zone->setFigure([zone = found.zone](const QRectF &rect, const figures::Style &style) { return figures::layoutHeatmap(zone, rect, style); }, [zone = found.zone] { return figures::tableOf(zone); });
    // In a low window too the rows are high enough for their numbers.
    m_zone->setMinimumHeight(grid(22) + static_cast<int>(found.zone.rows.size()) * grid(4));
    m_flow->setFigure([flow = found.flow](const QRectF &rect, const figures::Style &style) { return figures::layoutSankey(flow, rect, style); }, [flow = found.flow] { return figures::tableOf(flow); });
    showFacet();
    showFound(found.things > 0, found.unit, found.nothing);
}

void ResidencyPage::showFacet()
{
    const int at = m_facet->currentIndex();
    if (at < 0 || at >= m_data.facets.size())
        return;
    const ResidencyData::Facet &facet = m_data.facets.at(at);
    m_sentence->setText(m_data.things > 0 ? facet.sentence : QString());
    m_countries->setTitle(tr("%1, by country").arg(facet.title));
    m_countries->setFigure([countries = facet.countries](const QRectF &rect, const figures::Style &style) { return figures::layoutHeatmap(countries, rect, style); },
                           [countries = facet.countries] { return figures::tableOf(countries); });
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
