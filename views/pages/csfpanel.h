// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assessments.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTabBar;
class QTimer;
class QTreeWidget;

namespace views {

class CsfComparison;
class CsfCriteria;
class FigureView;

/// Assessments by the EU Cloud Sovereignty Framework: what can be assessed, SEAL claimed and evidenced, score, what holds it down and what a
/// tender fails by, the eight objectives as a radar and as ladders, the criteria, up to four things side by side, and the history. Always named
/// a self-assessment. In a low window the pictures have a part of their own. GUI thread.
class CsfPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit CsfPanel(QWidget *parent = nullptr);
    void showThings(const AssessableList &list, const QString &scope);
    void showAssessment(const AssessmentData &data);
    /// Another workspace is shown.
    void forgetDrafts();
    /// What is looked for among all that can be assessed; empty where all of it is listed, so that the list alone is searched.
    QString wantedName() const;
    /// The chosen thing first, then the ticked ones: at most three, a fourth tick is refused with a word.
    QList<qint64> compared() const;
    /// The id of the chosen weights.
    QString weights() const { return m_weightSet; }

signals:
    /// The list holds only a part: what has another name is wanted (wantedName()).
    void thingsWanted();
    /// Other things, or other weights, are wanted.
    void assessmentWanted();
    void entityWanted(qint64 entity);
    void answerWanted(const views::CriterionWish &wish);
    void weightsKept(const QList<int> &parts);
    void tenderKept(const views::TenderWish &tender);

protected:
    void resizeEvent(QResizeEvent *) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum ItemRole : int;
    enum HistoryColumn : int;
    enum Part : int { Picture, Criteria, Comparison, History };

    void buildControls();
    void layOut();
    void connectAll();
    QList<qint64> ticked() const;
    void fillWeights();
    void fillHistory();
    void fitHistory();
    void showPart();
    void fit();
    void askWeights();
    void askTender();

    QLineEdit *m_find;
    QTreeWidget *m_things;
    CsfComparison *m_comparison;
    QTreeWidget *m_history;
    QLabel *m_seal, *m_counted, *m_told, *m_held, *m_asked, *m_attribution, *m_scope, *m_ticked, *m_weightsTitle;
    QWidget *m_pictures;
    FigureView *m_radar, *m_ladders;
    QComboBox *m_weights;
    QPushButton *m_ownWeights, *m_tender;
    QTabBar *m_parts;
    CsfCriteria *m_criteria;
    AssessmentData m_data;
    QString m_weightSet;
    QTimer *m_typing;
    bool m_filling = false;
    bool m_partly = false;          ///< the list holds only a part of what can be assessed
    bool m_low = false;
};

} // namespace views
