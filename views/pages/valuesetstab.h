// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "pages/rulesets.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace views {

class ChipsEdit;
class FlipsList;

/// The value sets of a workspace: the sovereign zone and others of the officer's, and sets for rules of one's own. GUI thread.
class ValueSetsTab final : public QWidget
{
    Q_OBJECT
public:
    ValueSetsTab(const PageContext &context, const QString &workspace, QWidget *parent);
    void show(const RuleSetDetail &detail);

signals:
    void fillWanted(const QString &name, const QStringList &values);

private:
    void tell();
    void refresh();
    void attempt();
    const ValueSetRow *current() const;

    PageContext m_context;
    QString m_workspace;
    RuleSetDetail m_detail;
    QTreeWidget *m_list;
    QLabel *m_about;
    QLineEdit *m_name;
    ChipsEdit *m_members;
    QPushButton *m_new, *m_try, *m_fill;
    FlipsList *m_flips;
};

} // namespace views
