// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/windowedtablemodel.h"
#include "pages/page.h"

#include <QStyledItemDelegate>

class QLabel;
class QLineEdit;
class QListWidget;
class QMenu;
class QTableView;
class QTimer;
class QToolButton;

namespace views {

/// Paints cells by the state of their value: a light dash for never asked, soft words for no answer and declared absent.
class StateDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *, const QModelIndex &) const override;
};

/// All that was recorded, one kind at a time, as a table of any length.
class InventoryPage final : public Page
{
    Q_OBJECT
public:
    InventoryPage(const PageContext &, QWidget *parent);

protected:
    void reload() override;

private:
    void showKind(domain::EntityKind kind);
    void showCounts(const QList<KindCount> &counts);
    void fetch(int offset, int limit);
    void fillColumnMenu();
    QStringList columns() const;
    FilterState effectiveFilter() const;

    QListWidget *m_kinds;
    QLineEdit *m_search;
    QLabel *m_heading;
    QLabel *m_count;
    QToolButton *m_columnButton;
    QMenu *m_columnMenu;
    QTableView *m_table;
    QLabel *m_empty;
    QTimer *m_typing;
    items::WindowedTableModel *m_model;
    domain::EntityKind m_kind = domain::EntityKind::Workload;
    QHash<int, QStringList> m_chosenColumns;
    QString m_sortBy;
    bool m_descending = false;
    bool m_filling = false;
};

} // namespace views
