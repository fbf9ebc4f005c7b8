// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/certificatespage.h"

#include "widgets/figuretwin.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {

CertificatesPage::CertificatesPage(const PageContext &context, AssetsBackend &assets, QWidget *parent)
    : AssetsPage(u"certificates"_s, tr("Certificates"), context, assets, parent), m_days(new FigureTwin(u"certificateDays"_s, tr("When certificates end"), this)),
      m_coverage(new FigureTwin(u"certificateCoverage"_s, tr("Which scheme covers which service"), this)), m_list(makeAssetList(u"certificateList"_s, tr("Certificates, expired first")))
{
    auto *parts = new QTabBar(this);
    makePartsBar(parts, u"certificateParts"_s, tr("Part of the page"), {tr("Expiry"), tr("Coverage")});
    head()->addWidget(parts);
    auto *expiry = new QWidget(this);
    auto *column = new QVBoxLayout(expiry);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid(2));
    column->addWidget(m_days);
    column->addWidget(hairline(this));
    column->addWidget(m_list, 1);
    auto *stack = new QStackedWidget(this);
    stack->addWidget(expiry);
    stack->addWidget(m_coverage);
    auto *layout = new QVBoxLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(stack, 1);
    connect(parts, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    for (FigureTwin *one : {m_days, m_coverage})
        connect(one, &FigureTwin::chosen, this, [this](const QString &id) { follow(id); });
    setFocusProxy(m_list);
}

void CertificatesPage::reload()
{
    AssetsBackend *backend = &assets();
    ask<CertificatesData>(u"state"_s, [backend, filter = m_filter](Backend &, const QString &path) { return backend->certificates(path, filter); },
                          [this](const CertificatesData &found) { show(found); });
}

void CertificatesPage::show(const CertificatesData &found)
{
    showHead(found);
    figures::TwinTable table{{tr("Day"), tr("Scheme"), tr("Certificate")}, {}};
    for (const figures::TimelineMark &mark : found.days.marks)
        table.rows.append({figures::timelineId(mark.day), {figures::timelineId(mark.day), found.days.lanes.value(mark.lane), mark.tip.section(u": "_s, 1)}, 1});
    const double strip = figures::timelineHeight(static_cast<int>(qMax<qsizetype>(1, found.days.lanes.size())), styleOf(this));
    // As a table it has the height that a table needs.
    if (!m_days->view()->tools()->isTable())
        m_days->view()->setFixedHeight(qMin(qRound(strip), qMax(grid(40), height() / 2)));
    m_days->setFigure([days = found.days](const QRectF &rect, const figures::Style &style) { return figures::layoutTimeline(days, rect, style); }, [table] { return table; });
    m_list->fill(found.list);
    m_coverage->setMatrix(found.coverage);
}

} // namespace views
