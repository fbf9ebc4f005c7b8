// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/windowedtablemodel.h"
#include "pages/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QMenu;
class QTableView;
class QTimer;
class QToolButton;

namespace views {

class NothingFound;

/// All that was recorded, one kind at a time, as a table of any length.
class InventoryPage final : public Page
{
    Q_OBJECT
public:
    InventoryPage(const PageContext &, QWidget *parent);

    QHash<int, QStringList> chosenColumns() const { return m_chosenColumns; }
    void setChosenColumns(const QHash<int, QStringList> &columns) { m_chosenColumns = columns; }

    /// A thing that was just added, of the kind that is listed: the list goes to it, unless its filter leaves it out.
    void choose(qint64 entity);
    /// Another thing is shown beside the list: its line is the chosen one, or none is.
    void keepChosen(qint64 entity);

signals:
    void addWanted(domain::EntityKind kind);
    /// One value for the things in several lines of the list.
    void manyWanted(const views::InventoryQuery &list, const views::LineRuns &lines);
    void registerWanted(domain::EntityKind kind, const views::RegisterState &state);
    void registerWithdrawn(domain::EntityKind kind);
    void retireVanishedWanted(domain::EntityKind kind, qint64 count);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;
    bool eventFilter(QObject *, QEvent *) override;

private:
    void showKind(domain::EntityKind kind);
    void showCounts(const QList<KindCount> &counts);
    void fetch(int offset, int limit);
    void fillColumnMenu();
    void fillRegisterMenu();
    void showState(const RegisterState &state);
    /// What each column would like, from its title and the first rows.
    void measure(const QStringList &titles, const QList<items::Row> &rows);
    /// Gives the columns the table's width, as long as nobody dragged one.
    void shareWidth();
    QStringList columns() const;
    /// How many lines are chosen.
    int chosenLines() const;
    void tellChosen();
    void changeMany();
    FilterState effectiveFilter() const;

    QListWidget *m_kinds;
    QLineEdit *m_search;
    QLabel *m_heading;
    QLabel *m_count;
    QToolButton *m_many;            ///< shown while several lines are chosen
    QToolButton *m_columnButton;
    QMenu *m_columnMenu;
    QToolButton *m_add;
    QToolButton *m_register;           ///< what is said of the register as a whole, and what can be done with it
    RegisterState m_state;
    QTableView *m_table;
    QLabel *m_empty;
    QTimer *m_typing;
    items::WindowedTableModel *m_model;
    QComboBox *m_kindBox;
    NothingFound *m_nothing;           ///< stands for the list of kinds where the page is narrow
    domain::EntityKind m_kind = domain::EntityKind::Workload;
    QHash<int, QStringList> m_chosenColumns;
    QString m_sortBy;
    QString m_ticked;               ///< the column that was just chosen: it comes into view
    qint64 m_find = 0;              ///< the thing that the next list goes to
    bool m_descending = false;
    QList<int> m_wanted, m_least;
    bool m_byHand = false;          ///< somebody set a column's width
    bool m_sharing = false;
    InventoryQuery m_shown;         ///< what the table holds
    bool m_lookedAround = false;
    bool m_chosenByHand = false;    ///< the kind
    bool m_filling = false;
};

} // namespace views
