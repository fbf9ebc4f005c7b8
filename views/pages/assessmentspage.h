// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assessments.h"
#include "pages/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

class FigureView;

/// Assessments by the EU Cloud Sovereignty Framework: SEAL claimed and evidenced, score, what holds it down, the eight objectives as a radar and
/// as ladders, and the 48 criteria with the ground of each answer. In the table the keys 1 to 5 answer a criterion, 0 takes the answer back,
/// Enter takes the proposal over. Always named a self-assessment.
class AssessmentsPage final : public Page
{
    Q_OBJECT
public:
    AssessmentsPage(const PageContext &, AssessmentsBackend &, QWidget *parent);

signals:
    void answerWanted(const views::CriterionWish &wish);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;
    bool eventFilter(QObject *, QEvent *) override;

private:
    void buildControls();
    void layOut();
    void showThings(const QList<AssessableRow> &rows);
    void askAssessment();
    void show(const AssessmentData &found);
    void fillCriteria();
    void showCriterion();
    void fitColumns();
    void say(int answer);
    void chooseObjective(const QString &id);
    QList<qint64> compared() const;
    const CriterionRow *current() const;

    AssessmentsBackend &m_backend;
    QLineEdit *m_find;
    QTreeWidget *m_things, *m_criteria;
    QLabel *m_seal, *m_told, *m_held, *m_ground, *m_hint, *m_attribution;
    FigureView *m_radar, *m_ladders;
    QComboBox *m_weights, *m_confidence;
    QLineEdit *m_why, *m_evidence;
    AssessmentData m_data;
    bool m_filling = false;
};

} // namespace views
