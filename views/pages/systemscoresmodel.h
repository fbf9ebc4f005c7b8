// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/sovereignty.h"

#include <QAbstractTableModel>

namespace views {

/// All scores of systems, or those that a text finds by name or key: rows are made when they are drawn, so that a whole estate fits. GUI thread.
class SystemScoresModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column : int { Name, Bar, Score, ColumnCount };
    enum Role { EntityRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;

    void setScores(const QList<SystemScoreRow> &rows);
    /// Empty: all.
    void find(const QString &text);
    /// The row of a system; -1: it is not shown.
    int rowOf(qint64 entity) const;
    int all() const { return int(m_rows.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation, int role) const override;

private:
    void choose();

    QList<SystemScoreRow> m_rows;
    QList<int> m_shown;
    QString m_text;
};

/// "40 to 80", "55"; a dash where there is no score.
QString rangeWords(const std::optional<PossibleRange> &range);

} // namespace views
