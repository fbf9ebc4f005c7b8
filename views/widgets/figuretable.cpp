// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figuretable.h"

#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {

FigureTable::FigureTable(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent), m_title(makeLabel(title, figures::TextRole::Body, false, true, this)), m_figure(new FigureView(title, this)), m_table(new QTreeWidget(this)), m_asTable(new QToolButton(this)),
      m_stack(new QStackedWidget(this))
{
    m_figure->setObjectName(name);
    m_figure->setMinimumHeight(grid(10));
    // A long title takes a second line rather than room from what stands beside it.
    m_title->setWordWrap(true);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_table->setObjectName(name + u"Table"_s);
    m_table->setAccessibleName(title);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSortingEnabled(false);
    m_asTable->setObjectName(name + u"AsTable"_s);
    m_asTable->setText(tr("As table"));
    m_asTable->setAccessibleName(tr("%1 as table").arg(title));
    m_asTable->setCheckable(true);
    m_asTable->setAutoRaise(true);
    // The layout of the page shares out the height, and not what a table would like.
    m_stack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    m_stack->addWidget(m_figure);
    m_stack->addWidget(m_table);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(2));
    head->addWidget(m_title, 1);
    head->addWidget(m_asTable);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid(1));
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    connect(m_asTable, &QToolButton::toggled, m_stack, [this](bool table) {
        m_stack->setCurrentIndex(table ? 1 : 0);
        (table ? static_cast<QWidget *>(m_table) : m_figure)->setFocus();
    });
    connect(m_figure, &FigureView::chosen, this, [this](const QString &id) {
        const auto turn = figures::matrixTurn(id);
        if (!turn) {
            emit chosen(id);
            return;
        }
        m_place = *turn;
        drawMatrix();
    });
    const auto follow = [this](const QTreeWidgetItem *item) {
        if (const QString id = item->data(0, Qt::UserRole).toString(); !id.isEmpty())
            emit chosen(id);
    };
    connect(m_table, &QTreeWidget::itemActivated, this, follow);
    connect(m_table, &QTreeWidget::itemClicked, this, follow);
    setFocusProxy(m_figure);
}

void FigureTable::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setToolTip(title);
    m_figure->setAccessibleName(title);
    m_table->setAccessibleName(title);
    m_asTable->setAccessibleName(tr("%1 as table").arg(title));
}

void FigureTable::setFigure(FigureView::Layout layout, const QStringList &head, const QList<QStringList> &rows, const QStringList &ids)
{
    m_figure->setLayoutFunction(std::move(layout));
    fillTable(head, rows, ids);
}

void FigureTable::setMatrix(const figures::MatrixData &data)
{
    m_matrix = data;
    m_place = {};
    drawMatrix();
    const figures::MatrixTable table = figures::matrixTable(data);
    fillTable(table.head, table.rows, table.ids);
}

void FigureTable::drawMatrix()
{
    m_figure->setLayoutFunction([data = m_matrix, place = m_place](const QRectF &rect, const figures::Style &style) { return figures::layoutMatrix(data, rect, style, place); });
}

void FigureTable::fillTable(const QStringList &head, const QList<QStringList> &rows, const QStringList &ids)
{
    m_table->clear();
    m_table->setHeaderLabels(head);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        auto *item = new QTreeWidgetItem(m_table, rows.at(i));
        item->setData(0, Qt::UserRole, ids.value(i));
        for (int c = 0; c < static_cast<int>(rows.at(i).size()); ++c)
            item->setToolTip(c, rows.at(i).at(c));
    }
    for (int c = 0; c < m_table->columnCount(); ++c)
        m_table->resizeColumnToContents(c);
    m_asTable->setEnabled(!rows.isEmpty());
}

} // namespace views
