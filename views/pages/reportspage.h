// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace views {

/// Chooses what a report says and for whom, and writes it. GUI thread; the writing is a job.
class ReportsPage final : public Page
{
    Q_OBJECT
public:
    ReportsPage(const PageContext &, QWidget *parent);
    /// What the form says now, for this file.
    ReportRequest request(const QString &path) const;

signals:
    void reportWanted(const views::ReportRequest &request);

protected:
    void reload() override;

private:
    void chooseFile(const QString &suffix, const QString &filter);

    QListWidget *m_frameworks;
    QComboBox *m_kind;
    QLineEdit *m_preparer;
    QLabel *m_about;
    QPushButton *m_pdf;
    QPushButton *m_html;
    QPushButton *m_csv;
};

} // namespace views
