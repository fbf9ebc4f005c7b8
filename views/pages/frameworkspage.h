// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "pages/questionsbackend.h"
#include "pages/rulesets.h"

#include <QHash>
#include <QSet>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

class ComparisonPanel;
class FrameworkPanel;
class RuleSetMenu;

/// The frameworks that there are, by what stands behind them: which are chosen, which concern the organisation and why, and what the last
/// evaluation says of each, down to its articles. Ticking collects; one button applies what was ticked and evaluates.
class FrameworksPage final : public Page
{
    Q_OBJECT
public:
    FrameworksPage(const PageContext &, QWidget *parent);

    /// Shows a requirement in its framework; one of a further edition beside the edition that the rules follow.
    void showRequirement(const rules::ListedRequirement &);
    /// Shows a rule of a framework among its requirements.
    void showRule(const QString &framework, const QString &rule);
    /// Chooses a framework of the list.
    void choose(const QString &framework);
    /// Asks for what is ticked and not applied yet; false: there is nothing such.
    bool applyTicks();
    void compare(const QString &left, const QString &right, const rules::ListedRequirement &wanted = {});

signals:
    void chooseWanted(const QStringList &frameworks);
    void reviewWanted(const QStringList &rules, const domain::Review &review);
    void askWanted(const views::AskRequest &request);
    void attestationWanted(const views::Attestation &said);
    /// A change of rule sets.
    void ruleSetWished(const views::RuleSetWish &wish);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    enum Column : int;
    void show(const QList<FrameworkChoice> &list);
    void showFramework();
    void narrowList(const QString &text);
    void refreshButtons();
    QStringList ticked() const;
    QString current() const;
    bool isNarrow() const;
    void shareRoom();

    QTreeWidget *m_list;
    QLabel *m_count;
    QWidget *m_side;           ///< the list and what finds in it
    QLineEdit *m_find;
    QPushButton *m_proposed, *m_apply, *m_discard;
    QStackedWidget *m_right;
    QHBoxLayout *m_columns = nullptr;
    FrameworkPanel *m_panel;
    RuleSetMenu *m_ruleSet;
    ComparisonPanel *m_comparison;
    QList<FrameworkChoice> m_choices;
    QHash<QString, QString> m_editions; ///< which list of a framework was chosen
    QString m_wanted; ///< whose requirements are asked for or shown
    QString m_next;   ///< that is to be chosen, also when the list is read again
    bool m_filling = false;
};

} // namespace views
