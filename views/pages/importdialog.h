// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "pages/jobrunner.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace views {

class ImportFilesList;
class ImportMessagesList;
class ImportScopes;

/// The way of files into a workspace: looks into them and says what they would change before anything is written, then imports with
/// progress and a way to stop, then gives account of every record and hands the rejected ones out again. Window modal; the backend and
/// the jobs must outlive it. GUI thread.
class ImportDialog final : public QDialog
{
    Q_OBJECT
public:
    ImportDialog(Backend &backend, JobRunner &jobs, const QString &workspace, const QStringList &paths, const QStringList &functions, QWidget *parent = nullptr);

    enum class Stage { Looking, Preview, Importing, Done };
    Stage stage() const { return m_stage; }

    /// Who imports, as it was said; proposed before that.
    void setWho(const QString &who);
    QString who() const;

    /// While files are written it stops after the present one and stays to tell what came in.
    void reject() override;

signals:
    /// The workspace as it is now; also after an import that was stopped.
    void imported(const views::WorkspaceInfo &info);
    void evaluateWanted();
    /// What teams have answered is to be reviewed.
    void answersWanted();
    void failed(const domain::Error &error);

private:
    void look();
    void write();
    void show(const domain::ImportReport &report);
    void showMessages(int file);
    void setStage(Stage stage);
    void saveRejects();
    /// Looks again under another name of the cluster.
    void nameCluster();
    /// Looks again with what the files are said to list all of.
    void vouch(const QStringList &all);
    /// Asks what the columns of the chosen table mean, and looks again.
    void assignColumns();
    /// The chosen file, where its columns can be assigned.
    const domain::FileReport *chosenTable() const;

    Backend &m_backend;
    JobRunner &m_jobs;
    QString m_workspace;
    ImportFiles m_from;
    Stage m_stage = Stage::Looking;
    domain::ImportReport m_report;
    QLabel *m_title;
    QLabel *m_lead;
    ImportFilesList *m_files;
    QWidget *m_whoRow;
    QComboBox *m_who;
    QWidget *m_clusterRow;
    QLineEdit *m_cluster;
    ImportScopes *m_whole;
    QLabel *m_about;
    ImportMessagesList *m_messages;
    QLabel *m_working;
    QString m_reading;          ///< the file that is being read
    QProgressBar *m_progress;
    QPushButton *m_import;
    QPushButton *m_columns;
    QPushButton *m_rejects;
    QPushButton *m_evaluate;
    QPushButton *m_answers;
    QPushButton *m_close;
};

} // namespace views
