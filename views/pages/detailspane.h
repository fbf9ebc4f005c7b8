// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace views {

/// What is selected: an entity with its values and where they come from, or an issue with why it stands and what to do.
/// Values are edited in place. GUI thread.
class DetailsPane final : public QWidget
{
    Q_OBJECT
public:
    explicit DetailsPane(QWidget *parent = nullptr);
    void showEntity(const EntityDetail &detail);
    void showIssue(const IssueDetail &detail);
    /// Another of the issue's findings as the example; nothing where the pane shows something else by now.
    void showFinding(qint64 issue, const FindingDetail &finding);
    /// What was typed for this value was not saved: it stays there with why. False where the pane shows something else by now.
    bool refuse(qint64 entity, const QString &attr, const QString &typed, const QString &why);
    /// Scrolls to a value of what is shown; unfolds what was never asked where it stands there. Nothing for an empty attribute.
    void reveal(const QString &attr);
    /// A day on which a law changes.
    void showDate(const CalendarRow &row);
    /// The answer to choicesWanted().
    void offer(domain::EntityKind kind, const QString &attr, const QString &text, const QList<ValueChoice> &choices);
    /// What is shown; 0 where it is the other of the two.
    qint64 entity() const { return m_entity; }
    qint64 issue() const { return m_issue; }

signals:
    void entityWanted(qint64 entity);
    void issueWanted(qint64 issue);
    void editWanted(qint64 entity, const QString &attr, const QString &typed);
    /// A rule of a framework is to be shown among its requirements.
    void ruleWanted(const QString &framework, const QString &rule);
    /// What changes for the organisation on the day.
    void dayWanted(QDate day);
    /// What the attribute may be, of what holds the text.
    void choicesWanted(domain::EntityKind kind, const QString &attr, const QString &text);
    /// All pages shall show only what belongs to this provider, legal entity or business service.
    void scopeWanted(domain::EntityKind kind, const QString &key);
    /// The inventory shall list what this issue affects; `accepted`: where nothing is open, what is accepted.
    void affectedWanted(qint64 issue, const QString &title, bool accepted);
    void acceptWanted(qint64 issue);
    void assignWanted(qint64 issue);
    /// Why this one of the issue's findings stands so.
    void findingWanted(qint64 issue, int index);
    void withdrawWanted(qint64 issue);
    /// Out of use, or (where `back`) in use again.
    void retireWanted(qint64 entity, const QString &name, bool back);
    void closed();

private:
    QVBoxLayout *begin(const QString &above, const QString &title);
    void finish();
    void addHeading(QVBoxLayout *, const QString &text);
    QLabel *addText(QVBoxLayout *, const QString &text, bool soft = false);
    void addValue(QVBoxLayout *, const ValueDetail &value);
    void addFact(QVBoxLayout *, const FactLine &fact);
    void addToolFindings(QVBoxLayout *, const QList<ToolFindingRow> &, qint64 all);
    void addArticle(QVBoxLayout *, const ArticleLine &article);
    void addFindings(QVBoxLayout *, const QList<FindingRow> &findings, bool byEntity);
    void addAcceptances(QVBoxLayout *, const IssueDetail &);
    void addActions(QVBoxLayout *, const IssueDetail &);
    void addPlan(QVBoxLayout *, const IssueDetail &);
    void addExample(QVBoxLayout *, const IssueDetail &);
    void fillExample(const FindingDetail &);
    void addUnsaid(QVBoxLayout *, const QList<ValueDetail> &values);

    QScrollArea *m_scroll;
    QWidget *m_content = nullptr;
    qint64 m_entity = 0;
    domain::EntityKind m_kind = domain::EntityKind::Workload;
    qint64 m_issue = 0;
    QWidget *m_example = nullptr; ///< why one of the issue's findings stands so
    int m_findings = 0;         ///< that the issue has in all
    bool m_unsaidOpen = false;  ///< what was never asked is unfolded
};

} // namespace views
