// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figuretwin.h"

#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {
namespace {

constexpr int MarkOfRow = Qt::UserRole;

} // namespace

FigureTwin::FigureTwin(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent), m_view(new FigureView(title, this)), m_title(makeLabel(title, figures::TextRole::Body, false, true, this)), m_switch(new QToolButton(this)),
      m_rows(new QTreeWidget(this)), m_stack(new QStackedLayout)
{
    m_view->setObjectName(name);
    m_view->setMinimumSize(grid(40), grid(24));
    m_title->setMinimumWidth(0);
    m_switch->setObjectName(name + u"Table"_s);
    m_switch->setText(tr("Show as table"));
    m_switch->setCheckable(true);
    m_switch->setAutoRaise(true);
    m_rows->setObjectName(name + u"Rows"_s);
    m_rows->setRootIsDecorated(false);
    m_rows->setUniformRowHeights(true);
    m_rows->setFrameShape(QFrame::NoFrame);
    setTitle(title);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(2));
    head->addWidget(m_title, 1);
    head->addWidget(m_switch);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_rows);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addLayout(head);
    layout->addLayout(m_stack, 1);
    connect(m_view, &FigureView::chosen, this, &FigureTwin::chosen);
    connect(m_rows, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) { emit chosen(item->data(0, MarkOfRow).toString()); });
    connect(m_switch, &QToolButton::toggled, this, [this](bool table) {
        m_switch->setText(table ? tr("Show as figure") : tr("Show as table"));
        if (table)
            fillTable();
        m_stack->setCurrentIndex(table ? 1 : 0);
    });
}

void FigureTwin::setTitle(const QString &title)
{
    m_title->setText(title);
    m_view->setAccessibleName(title);
    m_rows->setAccessibleName(tr("%1, as a table").arg(title));
    m_switch->setAccessibleName(tr("%1: show as table").arg(title));
}

void FigureTwin::setFigure(FigureView::Layout layout, std::function<figures::TwinTable()> table)
{
    m_view->setLayoutFunction(std::move(layout));
    m_table = std::move(table);
    if (m_switch->isChecked())
        fillTable();
}

void FigureTwin::fillTable()
{
    m_rows->clear();
    if (!m_table)
        return;
    const figures::TwinTable table = m_table();
    m_rows->setHeaderLabels(table.columns);
    QList<QTreeWidgetItem *> items;
    const int columns = static_cast<int>(table.columns.size());
    for (const figures::TwinTable::Row &row : table.rows) {
        auto *item = new QTreeWidgetItem(row.cells);
        item->setData(0, MarkOfRow, row.id);
        for (int c = qMax(0, columns - 2); c < columns; ++c)
            item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        items.append(item);
    }
    m_rows->addTopLevelItems(items);
    m_rows->header()->setStretchLastSection(false);
    for (int c = 0; c < columns; ++c)
        m_rows->header()->setSectionResizeMode(c, c == 1 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
}

} // namespace views
