// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/windowedtablemodel.h"

using namespace Qt::StringLiterals;

namespace items {

WindowedTableModel::WindowedTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void WindowedTableModel::reset(int total, const QString &firstTitle, const QStringList &titles, const QStringList &columns)
{
    beginResetModel();
    m_total = total;
    m_firstTitle = firstTitle;
    m_titles = titles;
    m_columns = columns;
    m_blocks.clear();
    m_order.clear();
    m_asked.clear();
    endResetModel();
}

void WindowedTableModel::setBlock(int offset, const QList<Row> &rows)
{
    if (offset < 0 || offset >= m_total || rows.isEmpty())
        return;
    const int block = offset / BlockSize;
    m_asked.remove(block);
    if (!m_blocks.contains(block))
        m_order.append(block);
    m_blocks.insert(block, rows);
    while (m_order.size() > MaxBlocks)
        m_blocks.remove(m_order.takeFirst());
    const int last = qMin(m_total, offset + static_cast<int>(rows.size())) - 1;
    emit dataChanged(index(offset, 0), index(last, columnCount() - 1));
}

const Row *WindowedTableModel::row(int row) const
{
    const auto it = m_blocks.constFind(row / BlockSize);
    if (row < 0 || it == m_blocks.cend() || row % BlockSize >= it->size())
        return nullptr;
    return &it->at(row % BlockSize);
}

qint64 WindowedTableModel::idAt(int at) const
{
    const Row *r = row(at);
    return r ? r->id : 0;
}

int WindowedTableModel::rowOf(qint64 id) const
{
    for (auto it = m_blocks.cbegin(); it != m_blocks.cend(); ++it) {
        for (int i = 0; i < static_cast<int>(it->size()); ++i) {
            if (it->at(i).id == id)
                return it.key() * BlockSize + i;
        }
    }
    return -1;
}

int WindowedTableModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_total; }

int WindowedTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_titles.size());
}

QVariant WindowedTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row *r = row(index.row());
    if (role == LoadedRole)
        return r != nullptr;
    if (!r) {
        const int block = index.row() / BlockSize;
        if (role == Qt::DisplayRole && !m_asked.contains(block)) {
            m_asked.insert(block);
            emit blockNeeded(block * BlockSize, BlockSize);
        }
        return {};
    }
    if (role == IdRole)
        return r->id;
    if (role == VanishedRole)
        return r->vanished;
    if (index.column() == 0) {
        if (role == Qt::DisplayRole)
            return r->name.isEmpty() ? r->key : r->name;
        if (role == Qt::ToolTipRole)
            return r->hint.isEmpty() ? r->key : r->hint + u'\n' + r->key;
        if (role == HintRole)
            return r->hint;
        if (role == StateRole)
            return static_cast<int>(CellState::Value);
        return {};
    }
    const Cell cell = r->cells.value(index.column() - 1);
    switch (role) {
    case Qt::DisplayRole: return cell.text;
    case Qt::ToolTipRole: return cell.state != CellState::Value ? QString() : cell.from.isEmpty() ? cell.text : cell.text + u'\n' + cell.from;
    case Qt::AccessibleTextRole: return cell.from.isEmpty() ? cell.text : cell.text + u", "_s + cell.from;
    case InheritedRole: return !cell.from.isEmpty();
    case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::AlignVCenter | (cell.number ? Qt::AlignRight : Qt::AlignLeft));
    case StateRole: return static_cast<int>(cell.state);
    default: return {};
    }
}

QVariant WindowedTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole) || section < 0 || section >= columnCount())
        return {};
    return section == 0 ? m_firstTitle : m_titles.at(section - 1);
}

void WindowedTableModel::sort(int column, Qt::SortOrder order)
{
    emit sortWanted(column <= 0 ? QString() : m_columns.value(column - 1), order == Qt::DescendingOrder);
}

} // namespace items
