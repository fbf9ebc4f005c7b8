// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filterbar.h"

#include "text/statustext.h"
#include "text/wordtext.h"
#include "widgets/flowlayout.h"
#include "widgets/iconloader.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace views {
namespace {

// How a thing is at the country, where the filter says so.
QString facetWords(int facets)
{
    if (facets == domain::Facet::Hosting)
        return FilterBar::tr(" (stored there)");
    if (facets != 0 && (facets & domain::Facet::Hosting) == 0)
        return FilterBar::tr(" (reached from there)");
    return {};
}

} // namespace

FilterBar::FilterBar(Words words, QWidget *parent) : QWidget(parent), m_words(std::move(words)), m_row(new FlowLayout(this))
{
    setObjectName(u"filterBar"_s);
    setAccessibleName(tr("Filters"));
    m_row->setContentsMargins(grid(6), grid(1), grid(6), grid(1));
    m_row->setSpacing(grid(2));
    hide();
}

void FilterBar::addChip(const FilterChip &part)
{
    auto *chip = new QToolButton(this);
    chip->setObjectName(u"chip_"_s + part.name);
    chip->setText(plain(chip->fontMetrics().elidedText(part.text, Qt::ElideRight, grid(100))));
    chip->setIcon(loadIcon(u"close"_s));
    chip->setIconSize(QSize(grid(3), grid(3)));
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight);
    chip->setAccessibleName(tr("Remove filter: %1").arg(part.text));
    chip->setToolTip(chip->text() == part.text ? tr("Remove this filter") : part.text + u'\n' + tr("Remove this filter"));
    connect(chip, &QToolButton::clicked, this, [this, without = part.without] { emit changed(without); });
    m_row->addWidget(chip);
}

QList<FilterChip> FilterBar::chipsOf(const FilterState &filter) const
{
    QList<FilterChip> out;
    const auto part = [&](const QString &name, const QString &shown, auto clear) {
        FilterState without = filter;
        clear(without);
        out.append({name, shown, without});
    };
    if (!filter.country.isEmpty())
        part(u"country"_s, m_words.country(filter.country) + facetWords(filter.facets), [](FilterState &f) {
            f.country.clear();
            f.facets = 0;
        });
    if (!filter.provider.isEmpty())
        part(u"provider"_s, tr("Provider %1").arg(m_words.entity(domain::EntityKind::Provider, filter.provider)), [](FilterState &f) { f.provider.clear(); });
    if (!filter.legalEntity.isEmpty())
        part(u"legalEntity"_s, m_words.entity(domain::EntityKind::LegalEntity, filter.legalEntity), [](FilterState &f) { f.legalEntity.clear(); });
    if (!filter.businessService.isEmpty())
        part(u"businessService"_s, tr("Business service %1").arg(m_words.entity(domain::EntityKind::BusinessService, filter.businessService)), [](FilterState &f) { f.businessService.clear(); });
    if (!filter.framework.isEmpty())
        part(u"framework"_s, m_words.framework(filter.framework), [](FilterState &f) { f.framework.clear(); });
    if (filter.severity)
        part(u"severity"_s, text::severityWord(*filter.severity), [](FilterState &f) { f.severity.reset(); });
    if (filter.status)
        part(u"status"_s, text::capitalised(text::statusWord(*filter.status)), [](FilterState &f) { f.status.reset(); });
    if (filter.kind) {
        part(u"kind"_s, m_words.kind(*filter.kind), [](FilterState &f) {
            f.kind.reset();
            f.attr.clear();
            f.attrValue.clear();
        });
    }
    for (const SpecialFilter &special : filter.special) {
        part(special.what, special.label, [what = special.what](FilterState &f) {
            f.special.removeIf([&what](const SpecialFilter &s) { return s.what == what; });
            if (f.special.isEmpty() && f.country.isEmpty())
                f.facets = 0;
        });
    }
    if (!filter.attr.isEmpty()) {
        QStringList values;
        for (const QString &value : filter.attrValue.split(QChar(0x1f)))
            values.append(value.isEmpty() ? tr("not recorded") : text::valueWord(value));
        part(u"attr"_s, m_words.attribute(filter.kind, filter.attr) + tr(": ") + values.join(tr(", ")), [](FilterState &f) {
            f.attr.clear();
            f.attrValue.clear();
        });
    }
    if (!filter.text.isEmpty())
        part(u"text"_s, tr("“%1”").arg(filter.text), [](FilterState &f) { f.text.clear(); });
    return out;
}

void FilterBar::setFilter(const FilterState &filter)
{
    m_filter = filter;
    m_chips = chipsOf(filter);
    while (QLayoutItem *item = m_row->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (int i = 0; i < static_cast<int>(m_trail.size()); ++i) {
        const bool here = i + 1 == m_trail.size();
        if (here) {
            m_row->addWidget(makeLabel(m_trail.at(i), figures::TextRole::Body, false, false, this));
            continue;
        }
        auto *step = new QToolButton(this);
        step->setObjectName(u"step%1"_s.arg(i));
        step->setAutoRaise(true);
        step->setText(plain(m_trail.at(i)));
        step->setAccessibleName(tr("Back to %1").arg(m_trail.at(i)));
        connect(step, &QToolButton::clicked, this, [this, i] { emit stepWanted(i); });
        m_row->addWidget(step);
        m_row->addWidget(makeLabel(u"\u203a"_s, figures::TextRole::Body, true, false, this));
    }
    if (!filter.isEmpty()) {
        QLabel *only = makeLabel(tr("Only"), figures::TextRole::Body, true, false, this);
        only->setContentsMargins(m_trail.isEmpty() ? 0 : grid(4), 0, 0, 0);
        m_row->addWidget(only);
    }
    for (const FilterChip &chip : std::as_const(m_chips))
        addChip(chip);
    auto *all = new QToolButton(this);
    all->setObjectName(u"clearFilters"_s);
    all->setAutoRaise(true);
    all->setText(tr("Clear all"));
    all->setAccessibleName(tr("Clear all filters"));
    all->setToolTip(tr("Clear all filters (Esc)"));
    connect(all, &QToolButton::clicked, this, [this] { emit changed({}); });
    m_row->addWidget(all);
    all->setVisible(!filter.isEmpty());
    setVisible(!filter.isEmpty() || !m_trail.isEmpty());
}

void FilterBar::setTrail(const QStringList &titles)
{
    if (titles == m_trail)
        return;
    m_trail = titles;
    setFilter(m_filter);
}

} // namespace views
