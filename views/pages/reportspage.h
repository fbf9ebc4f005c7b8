// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPrinter;
class QPushButton;

namespace views {

class SheetView;

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
    /// Lays the pages out anew in the background and shows them.
    void preview();
    void previewIfChanged();
    void showScope();
    void print();
    void paintOn(QPrinter &printer);
    /// Another form to choose from, where there is one.
    void chooseFile(const QString &suffix, const QString &filter, const QString &otherSuffix = {}, const QString &otherFilter = {});

    QListWidget *m_frameworks;
    QComboBox *m_kind;
    QCheckBox *m_reviewedOnly;
    QLineEdit *m_preparer;
    QLineEdit *m_reviewer;
    QLineEdit *m_approver;
    QComboBox *m_classification;
    QLineEdit *m_exclusions;
    QLabel *m_scope;
    QLabel *m_about;
    QPushButton *m_pdf;
    QPushButton *m_html;
    QPushButton *m_csv;
    QPushButton *m_print;
    SheetView *m_sheets;
    QLabel *m_page;
    QList<figures::Figure> m_pages;
    QSizeF m_points;
    int m_dots = 300;
    ReportRequest m_previewed;
    bool m_filling = false;
};

} // namespace views
