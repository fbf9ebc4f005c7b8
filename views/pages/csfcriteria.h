// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assessments.h"

#include <QHash>
#include <QPair>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QScrollArea;
class QTreeWidget;

namespace views {

/// The 48 criteria of one assessed thing as a table, with the ground of each answer and what goes with a new one. In the table the keys 1 to 5
/// answer a criterion, 0 takes the answer back, Enter takes the proposal over. Reason and evidence go with the answer that they were given for:
/// changed ones are kept on Enter, and when another criterion or page is chosen; where there is no answer yet they wait for it. Who answers is kept
/// for the next. GUI thread.
class CsfCriteria final : public QWidget
{
    Q_OBJECT
public:
    explicit CsfCriteria(QWidget *parent = nullptr);
    void showCriteria(const AssessmentData &data);
    /// Goes to the first criterion of an objective ("SOV-3").
    void chooseObjective(const QString &id);
    void chooseCriterion(const QString &id);
    /// A low window keeps its room for the table.
    void setLow(bool low);
    /// Another workspace: what waits for an answer is none of it.
    void forgetDrafts() { m_drafts.clear(); }

signals:
    void answerWanted(const views::CriterionWish &wish);

protected:
    bool eventFilter(QObject *, QEvent *) override;
    void hideEvent(QHideEvent *) override;

private:
    enum CriterionRole : int;
    enum CriterionColumn : int;
    void layOut();
    void showCriterion();
    void fitColumns();
    void fitGround();
    /// What goes with an answer, as it stands in the fields.
    struct Ground
    {
        int confidence = 0;
        QString why, evidence;
        bool operator==(const Ground &) const = default;
    };
    using Place = QPair<qint64, QString>;
    static Ground groundOf(const CriterionRow &);
    Ground typed() const;
    void note();
    void keep();
    void say(int answer);
    const CriterionRow *current() const;

    QTreeWidget *m_criteria;
    QLabel *m_ground, *m_hint;
    QScrollArea *m_groundArea;
    QComboBox *m_confidence;
    QLineEdit *m_why, *m_evidence, *m_who;
    AssessmentData m_data;
    Place m_shown;                  ///< the thing and the criterion that the fields are of
    QHash<Place, Ground> m_drafts;  ///< typed, and not kept yet
};

/// "3  Customer alone": an answer as it stands in tables; empty where it is open.
QString answerWords(const CriterionRow &, int number);

} // namespace views
