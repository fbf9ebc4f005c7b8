// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "pages/jobrunner.h"

#include <QDialog>
#include <QStringList>
#include <QTimer>

#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTabBar;
class QTreeWidget;

namespace views {

class MappingColumns;
class MappingForm;
class MappingWords;

/// Lets a person say what the columns of a table mean that no format is known for. It proposes what titles and values tell, tries each
/// change on all rows at once and counts what would come in; nothing is written. Window modal; backend and jobs must outlive it. GUI thread.
class MappingDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `shown`: the table as the import's report names it. `before`: what was said of it already.
    MappingDialog(Backend &backend, JobRunner &jobs, const QString &workspace, const QString &shown, const std::optional<AssignedColumns> &before, QWidget *parent = nullptr);
    void done(int result) override;

    /// What the rows would become; nothing while they are being tried.
    const std::optional<importers::MappingCheck> &check() const { return m_check; }

signals:
    /// `shown` may name another sheet than the one that was opened.
    void assigned(const QString &shown, const views::AssignedColumns &columns);

private:
    void openTable(const QString &shown);
    void look();
    void take(const importers::TableLook &look);
    void setMeaning(qsizetype column, const QString &meaning);
    void setWord(const QString &title, const QString &cell, const std::optional<QString> &word);
    void tryOut();
    void tell();
    void fail(const domain::Error &error);
    void showRows();
    QString obstacle() const;
    AssignedColumns result() const;

    Backend &m_backend;
    JobRunner &m_jobs;
    QString m_workspace;
    QString m_shown;
    std::optional<AssignedColumns> m_before;    ///< until it is looked at
    std::optional<domain::EntityKind> m_kind;   ///< where a person said it
    std::shared_ptr<OpenTable> m_table;
    importers::TableLook m_look;
    importers::CsvMapping m_mapping;
    QStringList m_byHand;                       ///< titles
    std::optional<importers::MappingCheck> m_check;
    std::optional<domain::Error> m_error;
    QTimer m_wait;

    QLabel *m_lead;
    MappingForm *m_form;
    MappingColumns *m_columns;
    QTabBar *m_parts;
    QTreeWidget *m_rows;
    MappingWords *m_words;
    QLabel *m_account;
    QCheckBox *m_keep;
    QLineEdit *m_name;
    QPushButton *m_use;
};

} // namespace views
