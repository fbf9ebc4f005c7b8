// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QStyledItemDelegate>
#include <QTreeWidget>

namespace views {

/// "gap", "not met" or "weak" with its grade, as a sentence part.
QString issueWords(const IssueRow &row);

/// Draws the severity's sign before the text of an issue.
class SignDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role { SeverityRole = Qt::UserRole + 20, StatusRole };
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *, const QStyleOptionViewItem &, const QModelIndex &) const override;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override;
};

/// A list of issues, in groups where there are any. Column 0 shows sign and title, then what it falls under and how many.
class IssueList final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit IssueList(const QString &name, bool brief, QWidget *parent = nullptr);
    void setIssues(const QList<IssueRow> &rows, bool grouped, const QString &emptyText);

signals:
    void issueChosen(qint64 issue);

protected:
    void paintEvent(QPaintEvent *) override;

private:
    bool m_brief;
    QString m_empty;
};

} // namespace views
