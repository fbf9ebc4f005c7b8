// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QComboBox;
class QLabel;

namespace views {

class IssueList;
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

    QLabel *m_groupBy;
    QComboBox *m_grouping;
    QComboBox *m_status;
    QComboBox *m_severity;
    QLabel *m_count;
    QString m_findings; ///< "1,513 findings"
    QString m_inIssues; ///< "1,513 findings in 144 issues"
    IssueList *m_list;
    NothingFound *m_nothing;
    bool m_setting = false;
};

} // namespace views
