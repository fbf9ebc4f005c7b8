// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QStyledItemDelegate>
#include <QTreeWidget>

namespace views {

/// How an issue stands: open, else unknown, else accepted throughout.
domain::Status issueStatus(const IssueRow &row);
/// "52 not met, 12 weak", "12 accepted", "7 unknown": each framework's findings by its own word, under the filter.
QString issueState(const IssueRow &row);
/// "64 findings on 26 IT systems", "7 unknown results".
QString issueCounts(const IssueRow &row);
/// "due 2026-12-31", "overdue since 2026-11-01"; empty where nobody answers for it.
QString planWords(const IssuePlan &);
/// "other tools disagree on 3": of its findings.
QString contradictedWords(const IssueRow &row);
/// State and grade, as a sentence part: "52 not met, 12 weak, high".
QString issueWords(const IssueRow &row);

/// Words that end in a list, made to fit: whole parts and "and 2 more" rather than a part cut in its middle.
QString fittingList(const QString &words, const QStringList &parts, const QFontMetrics &metrics, int width);

/// Draws the severity's sign before the text of an issue.
class SignDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role { SeverityRole = Qt::UserRole + 20, StatusRole, BelowRole, CauseRole, PartsRole, WrapRole };
    explicit SignDelegate(QObject *parent = nullptr) : QStyledItemDelegate(parent) {}
    /// With room for a second, softer line (BelowRole) in each row.
    SignDelegate(bool twoLines, QObject *parent) : QStyledItemDelegate(parent), m_twoLines(twoLines) {}
    void paint(QPainter *, const QStyleOptionViewItem &, const QModelIndex &) const override;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override;
    /// How high a row with WrapRole is when its cell is so wide: `words` in as many lines as they need, one softer line below.
    static int wrappedHeight(const QString &words, const QFont &font, int cellWidth);

private:
    bool m_twoLines = false;
};

/// A flat list of a page: rows of one height, no frame, the signs before severities, columns that don't stretch by themselves.
void makeFlat(QTreeWidget *list, const QString &objectName, const QString &accessibleName, const QStringList &head);

/// A list of issues, in groups where there are any. Column 0 shows sign, title and, below, the cause.
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
    void resizeEvent(QResizeEvent *) override;

private:
    void shareWidth();
    void tellCauses();

    bool m_brief;
    int m_titleWidth = 0;   ///< what nine of ten titles need
    int m_clauseWidth = 0;
    bool m_narrow = false;
    QString m_empty;
};

} // namespace views
