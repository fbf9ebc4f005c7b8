// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/conditionchoices.h"
#include "rules/ruleform.h"

#include <QHash>
#include <QList>
#include <QWidget>

class QLabel;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

class ConditionFields;

/// A condition as a tree of rows, and the fields of the chosen row below it: attribute, operator, value, or a relation, or a group. Rows say
/// themselves in the words that setTold() gives. GUI thread.
class ConditionEdit final : public QWidget
{
    Q_OBJECT
public:
    /// `name`: of the object and for screen readers.
    ConditionEdit(const QString &name, const QString &label, const ConditionChoices &choices, QWidget *parent);

    void setCondition(const rules::FormRow &row, domain::EntityKind kind);
    const rules::FormRow &condition() const { return m_root; }
    /// Words and messages by the pointer of a row within this condition: "", "/all/0".
    /// The row that a pointer within this condition speaks of: the longest one that leads to it.
    QString rowOf(const QString &pointer) const;
    void setTold(const QHash<QString, QString> &words, const QHash<QString, QString> &messages);

signals:
    void edited();

private:
    enum Column : int;
    enum Role : int;
    using Place = QList<int>; ///< the way down to a row; empty: the root

    void rebuild(const Place &chosen);
    void addItem(QTreeWidgetItem *parent, const rules::FormRow &row, const Place &place, const QString &pointer);
    void showWords();
    void showFields();
    void replace(const rules::FormRow &row);
    void add(const rules::FormRow &row);
    void removeRow();
    void moveRow(int by);
    void wrap();
    Place chosen() const;
    rules::FormRow *at(const Place &place);
    /// What a row at this place may speak of, what it stands in last.
    QList<domain::EntityKind> kindsAt(const Place &place) const;
    rules::FormRow freshRow(const Place &place) const;
    QToolButton *makeButton(const QString &name, const QString &text, const QString &tip);

    ConditionChoices m_choices;
    rules::FormRow m_root;
    domain::EntityKind m_kind = domain::EntityKind::Workload;
    QHash<QString, QString> m_words, m_messages;
    QTreeWidget *m_tree;
    ConditionFields *m_fields;
    QLabel *m_message;
    QToolButton *m_addRow, *m_addGroup, *m_wrap, *m_remove, *m_up, *m_down;
};

} // namespace views
