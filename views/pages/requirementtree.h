// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QTreeWidget>

namespace views {

/// The articles or controls of one framework, part by part, down to the rules: what stands of each, with counts. GUI thread.
class RequirementTree final : public QTreeWidget
{
    Q_OBJECT
public:
    enum Column { What, State, Met, Open, Unknown, How };
    enum Role { RulesRole = Qt::UserRole, WordsRole, TitleRole, ElsewhereRole, AnswerableRole };

    explicit RequirementTree(QWidget *parent);
    /// `same`: it is the one that is shown, so that what is chosen stays chosen.
    void showFramework(const FrameworkDetail &detail, bool same);
    /// The rules under what is chosen, each once.
    QStringList chosenRules() const;
    /// Requirements that no rule decides, among what is chosen or in a part that is, each once.
    QStringList chosenForPeople() const;
    /// Chooses a requirement by its number; false where there is none.
    bool choose(const QString &requirement);
    /// Chooses a rule, where it stands first; false where there is none.
    bool chooseRule(const QString &rule);
    /// The rules under a line, each once: of a rule, a requirement or a part.
    static QStringList rulesOf(const QTreeWidgetItem *item);
    /// Whether something under it is open or unknown.
    static bool hasFindings(const QTreeWidgetItem *item);
    /// As wide as there is room.
    void fitColumns(bool narrow);

private:
    QTreeWidgetItem *requirementItem(const FrameworkDetail &detail, const RequirementRow &r, QTreeWidgetItem *parent);
};

} // namespace views
