// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/systemscoresmodel.h"

#include "domain/foldedtext.h"
#include "widgets/rangedelegate.h"

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace views {

QString rangeWords(const std::optional<PossibleRange> &range)
{
    if (!range)
        return QStringLiteral("\u2013");
    const auto whole = [](double value) { return QString::number(std::round(value), 'f', 0); };
    return whole(range->low) == whole(range->high) ? whole(range->low) : SystemScoresModel::tr("%1 to %2").arg(whole(range->low), whole(range->high));
}

void SystemScoresModel::setScores(const QList<SystemScoreRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    choose();
    endResetModel();
}

void SystemScoresModel::find(const QString &text)
{
    if (text.trimmed() == m_text)
        return;
    beginResetModel();
    m_text = text.trimmed();
    choose();
    endResetModel();
}

void SystemScoresModel::choose()
{
    m_shown.clear();
    if (m_text.isEmpty()) {
        m_shown.resize(m_rows.size());
        std::iota(m_shown.begin(), m_shown.end(), 0);
        return;
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        if (domain::finds(m_rows.at(i).name, m_text) || domain::finds(m_rows.at(i).key, m_text))
            m_shown.append(i);
    }
}

int SystemScoresModel::rowOf(qint64 entity) const
{
    for (int i = 0; i < m_shown.size(); ++i) {
        if (m_rows.at(m_shown.at(i)).entity == entity)
            return i;
    }
    return -1;
}

int SystemScoresModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_shown.size()); }

int SystemScoresModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(ColumnCount); }

QVariant SystemScoresModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SystemScoreRow &row = m_rows.at(m_shown.at(index.row()));
    const auto tip = [&row] {
        return row.score ? tr("%1: %2 of 100").arg(row.name, rangeWords(row.score)) : tr("%1: no rule applies, so there is no score").arg(row.name);
    };
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name    ? QVariant(row.critical ? tr("%1, critical").arg(row.name) : row.name)
               : index.column() == Score ? QVariant(rangeWords(row.score))
                                         : QVariant();
    case Qt::ToolTipRole: return tip();
    case Qt::AccessibleTextRole: return index.column() == Name ? (row.critical ? tr("%1, critical").arg(tip()) : tip()) : rangeWords(row.score);
    case Qt::TextAlignmentRole: return index.column() == Score ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case EntityRole: return row.entity;
    case RangeDelegate::LowRole: return index.column() == Bar && row.score ? QVariant(row.score->low) : QVariant();
    case RangeDelegate::HighRole: return index.column() == Bar && row.score ? QVariant(row.score->high) : QVariant();
    default: return {};
    }
}

QVariant SystemScoresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && section == Score)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("IT system") : section == Bar ? tr("Decided, still possible") : tr("Score");
}

} // namespace views
