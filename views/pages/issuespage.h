// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QComboBox;
class QLabel;

namespace views {

class IssueList;

/// What is open and what is unknown, grouped as the officer thinks.
class IssuesPage final : public Page
{
    Q_OBJECT
public:
    IssuesPage(const PageContext &, QWidget *parent);

protected:
    void reload() override;

private:
    QComboBox *m_grouping;
    QComboBox *m_status;
    QComboBox *m_severity;
    QLabel *m_count;
    IssueList *m_list;
    bool m_setting = false;
};

} // namespace views
