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

class FlipsList;

/// The thresholds of one rule set, with what another value would turn before it is set. GUI thread.
class ThresholdsTab final : public QWidget
{
    Q_OBJECT
public:
    ThresholdsTab(const PageContext &context, const QString &workspace, const QString &ruleSet, QWidget *parent);
    void show(const RuleSetDetail &detail);

signals:
    /// Nothing: as shipped.
    void setWanted(const QString &name, std::optional<double> value, const QString &why);

private:
    enum Column : int;
    enum Role : int;
    void tell();
    void allow();
    void attempt();
    QString current() const;

    PageContext m_context;
    QString m_workspace, m_ruleSet;
    QTreeWidget *m_list;
    QLabel *m_none, *m_unit, *m_about;
    QWidget *m_parts;
    QLineEdit *m_value, *m_why;
    QPushButton *m_try, *m_set, *m_reset;
    FlipsList *m_flips;
};

} // namespace views
