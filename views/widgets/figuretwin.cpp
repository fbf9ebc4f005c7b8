// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figuretwin.h"

#include "widgets/figuretools.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {

FigureTwin::FigureTwin(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent), m_view(new FigureView(title, this)), m_title(makeLabel(title, figures::TextRole::Body, false, true, this)), m_asTable(new QToolButton(this))
{
    m_view->setObjectName(name);
    m_view->setMinimumSize(grid(40), grid(10));
    // The layout of the page shares out the height, and not what a figure would like.
    m_view->setHint(QSize(grid(40), grid(10)));
    // A long title takes a second line rather than room from what stands beside it.
    m_title->setWordWrap(true);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_asTable->setObjectName(name + u"AsTable"_s);
    m_asTable->setText(tr("As table"));
    m_asTable->setCheckable(true);
    m_asTable->setAutoRaise(true);
    setTitle(title);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(2));
    head->addWidget(m_title, 1);
    head->addWidget(m_asTable);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid(1));
    column->addLayout(head);
    column->addWidget(m_view, 1);
    connect(m_asTable, &QToolButton::toggled, m_view->tools(), &FigureTools::setTable);
    connect(m_view->tools(), &FigureTools::tableShown, m_asTable, &QToolButton::setChecked);
    connect(m_view, &FigureView::chosen, this, [this](const QString &id) {
        const auto turn = figures::matrixTurn(id);
        if (!turn) {
            emit chosen(id);
            return;
        }
        m_place = *turn;
        drawMatrix();
    });
    setFocusProxy(m_view);
}

void FigureTwin::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setToolTip(title);
    m_view->setAccessibleName(title);
    m_asTable->setAccessibleName(tr("%1 as table").arg(title));
}

void FigureTwin::setFigure(FigureView::Layout layout, std::function<figures::TwinTable()> table)
{
    m_view->setTableFunction([table = std::move(table)] { return report::tableOf(table()); });
    m_view->setLayoutFunction(std::move(layout));
}

void FigureTwin::setMatrix(const figures::MatrixData &data)
{
    m_matrix = data;
    m_place = {};
    m_view->setTableFunction([data] { return report::tableOf(figures::tableOf(data)); });
    drawMatrix();
}

void FigureTwin::drawMatrix()
{
    m_view->setLayoutFunction([data = m_matrix, place = m_place](const QRectF &rect, const figures::Style &style) { return figures::layoutMatrix(data, rect, style, place); });
}

} // namespace views
