// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filterbar.h"

#include "text/statustext.h"
#include "widgets/iconloader.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace views {

FilterBar::FilterBar(Words words, QWidget *parent) : QWidget(parent), m_words(std::move(words)), m_row(new QHBoxLayout(this))
{
    setObjectName(u"filterBar"_s);
    setAccessibleName(tr("Filters"));
    m_row->setContentsMargins(grid(6), grid(1), grid(6), grid(1));
    m_row->setSpacing(grid(2));
    hide();
}

void FilterBar::addChip(const QString &name, const QString &text, const FilterState &without)
{
    auto *chip = new QToolButton(this);
    chip->setObjectName(u"chip_"_s + name);
    chip->setText(text);
    chip->setIcon(loadIcon(u"close"_s, this));
    chip->setIconSize(QSize(grid(3), grid(3)));
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight);
    chip->setAccessibleName(tr("Remove filter: %1").arg(text));
    chip->setToolTip(tr("Remove this filter"));
    connect(chip, &QToolButton::clicked, this, [this, without] { emit changed(without); });
    m_row->addWidget(chip);
}

void FilterBar::setFilter(const FilterState &filter)
{
    m_filter = filter;
    while (QLayoutItem *item = m_row->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const auto part = [&](const QString &name, const QString &shown, auto clear) {
        FilterState without = filter;
        clear(without);
        addChip(name, shown, without);
    };
    m_row->addWidget(makeLabel(tr("Only"), figures::TextRole::Body, true, false, this));
    if (!filter.country.isEmpty())
        part(u"country"_s, m_words.country(filter.country), [](FilterState &f) { f.country.clear(); });
    if (!filter.provider.isEmpty())
        part(u"provider"_s, tr("Provider %1").arg(filter.provider), [](FilterState &f) { f.provider.clear(); });
    if (!filter.legalEntity.isEmpty())
        part(u"legalEntity"_s, tr("Legal entity %1").arg(filter.legalEntity), [](FilterState &f) { f.legalEntity.clear(); });
    if (!filter.businessService.isEmpty())
        part(u"businessService"_s, tr("Business service %1").arg(filter.businessService), [](FilterState &f) { f.businessService.clear(); });
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
    if (!filter.attr.isEmpty())
        part(u"attr"_s, filter.attrValue.isEmpty() ? tr("Value not recorded") : filter.attrValue, [](FilterState &f) {
            f.attr.clear();
            f.attrValue.clear();
        });
    if (!filter.text.isEmpty())
        part(u"text"_s, tr("“%1”").arg(filter.text), [](FilterState &f) { f.text.clear(); });
    auto *all = new QToolButton(this);
    all->setObjectName(u"clearFilters"_s);
    all->setAutoRaise(true);
    all->setText(tr("Clear all"));
    all->setAccessibleName(tr("Clear all filters"));
    all->setToolTip(tr("Clear all filters (Esc)"));
    connect(all, &QToolButton::clicked, this, [this] { emit changed({}); });
    m_row->addWidget(all);
    m_row->addStretch(1);
    setVisible(!filter.isEmpty());
}

} // namespace views
