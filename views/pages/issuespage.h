// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QBoxLayout;
class QComboBox;
class QLabel;
class QToolButton;

namespace views {

class IssueList;
struct IssueListData;
class NothingFound;

/// What is open and what is unknown, grouped as the officer thinks.
class IssuesPage final : public Page
{
    Q_OBJECT
public:
    IssuesPage(const PageContext &, QWidget *parent);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    void fitHead();
    void tellContradicted(const IssueListData &);

    QBoxLayout *m_head = nullptr;
    QLabel *m_groupBy;
    QComboBox *m_grouping;
    QComboBox *m_status;
    QComboBox *m_severity;
    QComboBox *m_plan;
    QLabel *m_count;
    QToolButton *m_contradicted; ///< leads to what other tools contradict; hidden where there is nothing
    QString m_findings; ///< "453 open · 1 028 unknown"
    QString m_inIssues; ///< "453 open findings in 68 issues · 1 028 unknown results"
    IssueList *m_list;
    NothingFound *m_nothing;
    bool m_setting = false;
};

} // namespace views
