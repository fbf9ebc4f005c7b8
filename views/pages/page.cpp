// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/page.h"

using namespace Qt::StringLiterals;

namespace views {

Page::Page(const QString &id, const QString &title, const PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_id(id), m_title(title)
{
    setObjectName(u"page_"_s + id);
    setAccessibleName(title);
}

void Page::update(const WorkspaceInfo &info, const FilterState &filter, const QList<FilterChip> &chips)
{
    m_chips = chips;
    m_info = info;
    m_filter = filter;
    m_stale = true;
    if (isVisible() && !m_info.path.isEmpty()) {
        m_stale = false;
        reload();
    }
}

FigureFacts Page::figureFacts() const
{
    FigureFacts facts{m_info.organisation, {}, m_info.asOf};
    for (const FilterChip &chip : m_chips)
        facts.filters.append(chip.text);
    facts.filters += ownNarrowing();
    return facts;
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale && !m_info.path.isEmpty()) {
        m_stale = false;
        reload();
    }
}

QString Page::scopeWords(bool graded) const
{
    static const QStringList about{u"country"_s, u"provider"_s, u"legalEntity"_s, u"businessService"_s, u"site"_s, u"text"_s};
    QStringList parts;
    for (const FilterChip &chip : m_chips) {
        if (about.contains(chip.name) || (graded && chip.name == u"severity"_s))
            parts.append(chip.text);
    }
    return parts.join(tr(", "));
}

} // namespace views
