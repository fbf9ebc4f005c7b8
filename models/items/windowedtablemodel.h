// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/row.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QStringList>

namespace items {

/// A table of any length of which only the blocks that were looked at are in memory. It asks for a block with
/// blockNeeded() and gets it through setBlock(); until then its cells are empty. Sorting is the source's: sort() only says
/// what is wanted. GUI thread; owned by its page.
class WindowedTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, StateRole, LoadedRole, VanishedRole, HintRole, InheritedRole };
    static constexpr int BlockSize = 200;
    static constexpr int MaxBlocks = 40;

    explicit WindowedTableModel(QObject *parent = nullptr);

    /// Another list: forgets all blocks. `columns` are the titles after the first, which is the name.
    void reset(int total, const QString &firstTitle, const QStringList &titles, const QStringList &columns);
    /// Rows from `offset` (a multiple of BlockSize) as they answer the last blockNeeded().
    void setBlock(int offset, const QList<Row> &rows);
    qint64 idAt(int row) const;
    /// The row of an entity, where it is in memory; -1 otherwise.
    int rowOf(qint64 id) const;
    const Row *row(int row) const;
    QString columnName(int column) const { return m_columns.value(column - 1); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

signals:
    void blockNeeded(int offset, int limit) const;
    void sortWanted(const QString &column, bool descending);

private:
    int m_total = 0;
    QString m_firstTitle;
    QStringList m_titles;
    QStringList m_columns;
    QHash<int, QList<Row>> m_blocks;
    QList<int> m_order;
    mutable QSet<int> m_asked;
};

} // namespace items
