// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "pages/filterstate.h"
#include "pages/questionsbackend.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QToolButton;
class QTreeWidgetItem;

namespace views {

class RequirementTree;

/// One framework: what it is, how much of it is decided, and its articles or controls as a tree down to the rules. GUI thread.
class FrameworkPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit FrameworkPanel(QWidget *parent = nullptr);
    /// `concern`: whom it concerns, in words.
    void showFramework(const FrameworkDetail &, const QString &concern);
    /// Chooses a requirement in the tree; now, or when its framework is shown.
    void showRequirement(const rules::ListedRequirement &);
    /// Chooses a rule in the tree, below the first requirement that it speaks to; now, or when its framework is shown.
    void showRule(const QString &framework, const QString &id);

signals:
    /// The findings and unknown results of the chosen rules.
    void filterWanted(const views::FilterState &filter);
    /// What counsel said of these rules; nothing said takes it back.
    void reviewWanted(const QStringList &rules, const domain::Review &review);
    /// What a person says of requirements as a whole.
    void attestationWanted(const views::Attestation &said);
    /// A team is to be asked about requirements as a whole.
    void askWanted(const views::AskRequest &request);
    /// A requirement of another framework, or of another edition of this one.
    void requirementWanted(const rules::ListedRequirement &requirement);
    /// The list of another edition of the framework that is shown.
    void editionWanted(const QString &list);
    /// This framework beside another list.
    void comparisonWanted(const QString &left, const QString &right);

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    void tellOf(QTreeWidgetItem *);
    void open(QTreeWidgetItem *);
    /// Each once: a rule may speak to several requirements.
    QList<RuleRow> allRules() const;
    void recordReview();
    void answer();
    void askTeam();
    void refreshDeeds();
    void showLegend();
    void fillPartners();
    void fillEditions();

    QLabel *m_title, *m_facts, *m_concern, *m_coverage, *m_about, *m_note, *m_told, *m_legend, *m_elsewhere;
    QToolButton *m_show, *m_review, *m_answer, *m_ask, *m_compare;
    QMenu *m_partners;
    QComboBox *m_editions;
    rules::ListedRequirement m_wanted; ///< to be chosen when its framework is shown
    std::pair<QString, QString> m_wantedRule; ///< the same of a rule
    RequirementTree *m_tree;
    FrameworkDetail m_detail;
};

} // namespace views
