// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/assessments.h"
#include "pages/page.h"

class QStackedWidget;
class QTabBar;

namespace views {

class ConcentrationPanel;
class CsfPanel;
class SystemScoresPanel;

/// Sovereignty in three views that are never mixed: self-assessments of services by the EU Cloud Sovereignty Framework, the own score of each
/// system by the rule set ai-sov, and concentration. Each reads when it is in sight. GUI thread.
class AssessmentsPage final : public Page
{
    Q_OBJECT
public:
    AssessmentsPage(const PageContext &, AssessmentsBackend &, QWidget *parent);

signals:
    void answerWanted(const views::CriterionWish &wish);
    void weightsKept(const QList<int> &parts);
    void tenderKept(const views::TenderWish &tender);

protected:
    void reload() override;

private:
    enum View : int { Services, Systems, Concentration };

    void askAssessment();
    void askSystem(qint64 system);

    AssessmentsBackend &m_backend;
    QTabBar *m_views;
    QStackedWidget *m_stack;
    CsfPanel *m_csf;
    QString m_draftsOf; ///< the workspace that what was typed is of
    SystemScoresPanel *m_systems;
    ConcentrationPanel *m_concentration;
};

} // namespace views
