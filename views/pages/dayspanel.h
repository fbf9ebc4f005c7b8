// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/calendardata.h"

#include <QWidget>

class QDateEdit;
class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

/// What changes between two days: the choice of the days, the counts of each framework before and after, and what changes, by cause and
/// rule. Asks its page to compare, and shows the answer. GUI thread.
class DaysPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit DaysPanel(QWidget *parent = nullptr);
    /// `asOf`: what the other day is compared with by itself; `today`: the clock's.
    void setToday(QDate asOf, QDate today);
    void setDays(QDate from, QDate to);
    QDate from() const;
    QDate to() const;
    void setBusy(bool busy);
    void setProgress(qint64 done, qint64 total);
    /// `where`: what was compared, as "the whole organisation".
    void showAnswer(const DaysCompared &answer, const QString &where);
    /// The answer is of other data or another part: it is taken away.
    void forget();

signals:
    void compareWanted();
    void cancelWanted();
    void entityWanted(qint64 entity);
    void filterWanted(const views::FilterState &filter);

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    enum FrameworkColumn : int;
    enum ChangeColumn : int;
    enum class Sort { All, Opened, Closed }; ///< of changes: all, those that are open on the later day, those that were on the earlier
    QString summaryWords(const QString &days, const QString &where) const;
    bool isShown(const ChangeRow &row) const;
    void showOnly(const QString &what);
    void fillFrameworks();
    void fillChanges();
    void fitColumns();
    void open(QTreeWidgetItem *item);

    QDateEdit *m_from;
    QDateEdit *m_to;
    QPushButton *m_dayBefore;
    QPushButton *m_fromToday;
    QPushButton *m_compare;
    QPushButton *m_cancel;
    QProgressBar *m_progress;
    QLabel *m_summary;
    QLabel *m_what = nullptr;   ///< above the changes: which they are
    QTreeWidget *m_frameworks;
    QTreeWidget *m_changes;
    QList<QWidget *> m_answerParts;
    DaysCompared m_answer;
    QDate m_today;
    Sort m_sort = Sort::All;
    QString m_only;             ///< framework whose changes are listed, by its short title; empty: all
};

} // namespace views
