// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/importdialog.h"

#include "figures/figure.h"
#include "importers/spreadsheet/returnedquestionnaire.h"
#include "pages/importfileslist.h"
#include "pages/importmessageslist.h"
#include "pages/importscopes.h"
#include "pages/mappingdialog.h"
#include "text/wordtext.h"
#include "widgets/dialogparts.h"
#include "widgets/progress.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::FileReport;
using domain::ImportReport;
using domain::Result;
using figures::TextRole;
using figures::formatCount;

namespace views {
namespace {

const QString Slot = u"import"_s;

domain::RecordCounts sumOf(const ImportReport &report)
{
    domain::RecordCounts sum;
    for (const FileReport &f : report.files) {
        sum.read += f.records.read;
        sum.added += f.records.added;
        sum.updated += f.records.updated;
        sum.unchanged += f.records.unchanged;
        sum.ignored += f.records.ignored;
        sum.rejected += f.records.rejected;
    }
    return sum;
}

} // namespace

ImportDialog::ImportDialog(Backend &backend, JobRunner &jobs, const QString &workspace, const QStringList &paths, const QStringList &functions, QWidget *parent)
    : QDialog(parent), m_backend(backend), m_jobs(jobs), m_workspace(workspace), m_from{paths},
      m_title(makeLabel({}, TextRole::Title, false, true, this)), m_lead(makeLabel({}, TextRole::Body, true, false, this)),
      m_files(new ImportFilesList(this)), m_whoRow(new QWidget(this)), m_who(makeFunctionField(functions, m_whoRow)), m_clusterRow(new QWidget(this)), m_cluster(new QLineEdit(m_clusterRow)), m_whole(new ImportScopes(this)),
      m_about(makeLabel({}, TextRole::Body, false, true, this)), m_messages(new ImportMessagesList(this)),
      m_working(makeLabel({}, TextRole::Body, true, false, this)), m_progress(new QProgressBar(this)), m_import(new QPushButton(tr("Import"), this)),
      m_columns(new QPushButton(tr("Assign columns …"), this)), m_rejects(new QPushButton(tr("Save rejected records …"), this)), m_evaluate(new QPushButton(tr("Evaluate now"), this)), m_answers(new QPushButton(this)), m_close(new QPushButton(this))
{
    setObjectName(u"importDialog"_s);
    m_working->setObjectName(u"importWorking"_s);
    setWindowTitle(tr("Import"));
    setWindowModality(Qt::WindowModal);
    resize(parent ? QSize(qMin(grid(270), parent->width() - grid(10)), qMin(grid(150), parent->height() - grid(20))) : QSize(grid(220), grid(125)));
    m_title->setObjectName(u"importTitle"_s);
    m_lead->setObjectName(u"importLead"_s);
    m_lead->setWordWrap(true);
    m_import->setObjectName(u"importNow"_s);
    m_import->setDefault(true);
    m_columns->setObjectName(u"assignColumns"_s);
    m_columns->setToolTip(tr("Say what the columns of the chosen table mean"));
    m_rejects->setObjectName(u"saveRejects"_s);
    m_rejects->setToolTip(tr("The rejected records in a file of their own: mend them there and import that file"));
    m_evaluate->setObjectName(u"evaluateNow"_s);
    m_evaluate->setToolTip(tr("Compare the inventory with the chosen frameworks (F5)"));
    m_answers->setObjectName(u"reviewAnswers"_s);
    m_answers->setToolTip(tr("Accept what teams have answered, or send it back"));
    m_close->setObjectName(u"importClose"_s);
    m_cluster->setObjectName(u"importCluster"_s);
    m_cluster->setPlaceholderText(tr("as the files or their folder say"));
    m_cluster->setToolTip(tr("By this name the exports of one cluster are known as one, whatever their files are called"));
    m_who->setToolTip(tr("Stands in the history of imports"));
    auto *whoLabel = new QLabel(tr("Imported &by"), m_whoRow);
    whoLabel->setBuddy(m_who);
    auto *whoLayout = new QHBoxLayout(m_whoRow);
    whoLayout->setContentsMargins(0, 0, 0, 0);
    whoLayout->setSpacing(grid(2));
    whoLayout->addWidget(whoLabel);
    whoLayout->addWidget(m_who, 1);
    auto *clusterLabel = new QLabel(tr("Kubernetes &cluster"), m_clusterRow);
    clusterLabel->setBuddy(m_cluster);
    m_cluster->setAccessibleName(tr("Kubernetes cluster"));
    auto *clusterLayout = new QHBoxLayout(m_clusterRow);
    clusterLayout->setContentsMargins(0, 0, 0, 0);
    clusterLayout->setSpacing(grid(2));
    clusterLayout->addWidget(clusterLabel);
    clusterLayout->addWidget(m_cluster, 1);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(5), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addWidget(m_title);
    layout->addWidget(m_lead);
    layout->addSpacing(grid(1));
    layout->addWidget(m_files, 3);
    layout->addWidget(m_clusterRow);
    layout->addWidget(m_whoRow);
    layout->addWidget(m_whole);
    layout->addWidget(m_about);
    layout->addWidget(m_messages, 2);
    layout->addWidget(m_working);
    layout->addWidget(m_progress);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid(2));
    buttons->addWidget(m_columns);
    buttons->addWidget(m_rejects);
    buttons->addStretch(1);
    buttons->addWidget(m_evaluate);
    buttons->addWidget(m_answers);
    buttons->addWidget(m_close);
    buttons->addWidget(m_import);
    layout->addLayout(buttons);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::write);
    connect(m_close, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(m_rejects, &QPushButton::clicked, this, &ImportDialog::saveRejects);
    connect(m_cluster, &QLineEdit::editingFinished, this, &ImportDialog::nameCluster);
    connect(m_whole, &ImportScopes::chosen, this, &ImportDialog::vouch);
    connect(m_columns, &QPushButton::clicked, this, &ImportDialog::assignColumns);
    connect(m_files, &QTreeWidget::itemDoubleClicked, this, &ImportDialog::assignColumns);
    connect(m_answers, &QPushButton::clicked, this, [this] {
        accept();
        emit answersWanted();
    });
    connect(m_evaluate, &QPushButton::clicked, this, [this] {
        accept();
        emit evaluateWanted();
    });
    connect(m_files, &QTreeWidget::currentItemChanged, this, [this] { showMessages(m_files->chosen()); });
    connect(&m_jobs, &JobRunner::progressed, this, [this](const QString &slot, qint64 done, qint64 total, const QString &text) {
        if (slot != Slot)
            return;
        showProgress(m_progress, done, total);
        if (!text.isEmpty())
            m_reading = text;
        // Of a table nobody knows how long it is before it is read: then the records that were read say how far it is.
        const bool counts = total == 0 && done > 0;
        if (counts || !text.isEmpty())
            m_working->setText(counts ? tr("%1: %2 records read").arg(m_reading, formatCount(done)) : m_reading);
    });
    look();
}

void ImportDialog::setStage(Stage stage)
{
    m_stage = stage;
    const bool busy = stage == Stage::Looking || stage == Stage::Importing;
    m_progress->setVisible(busy);
    m_working->setVisible(busy);
    if (busy)
        m_progress->setRange(0, 0);
    bool any = false;
    bool unknown = false;
    bool assignable = false;
    bool facts = false;    // something that an evaluation says more of
    qint64 answers = 0;    // that wait for review
    for (const FileReport &f : std::as_const(m_report.files)) {
        any = any || !f.refused;
        unknown = unknown || f.refused;
        const bool questionnaire = f.format == importers::ReturnedQuestionnaire::Id;
        facts = facts || (!f.refused && !questionnaire);
        answers += questionnaire && !f.refused ? f.records.added + f.records.updated : 0;
        assignable = assignable || (f.refused && f.table);
    }
    const domain::RecordCounts sum = sumOf(m_report);
    m_import->setVisible(stage == Stage::Looking || stage == Stage::Preview);
    m_import->setEnabled(stage == Stage::Preview && any);
    m_evaluate->setVisible(stage == Stage::Done && facts);
    m_answers->setVisible(stage == Stage::Done && answers > 0);
    m_answers->setText(answers == 1 ? tr("Review 1 answer …") : tr("Review %1 answers …").arg(formatCount(answers)));
    m_rejects->setVisible((stage == Stage::Done || stage == Stage::Preview) && sum.rejected > 0);
    m_columns->setVisible(stage == Stage::Preview && std::any_of(m_report.files.cbegin(), m_report.files.cend(), [](const FileReport &f) { return f.table; }));
    m_columns->setEnabled(chosenTable() != nullptr);
    m_clusterRow->setVisible(stage == Stage::Preview && std::any_of(m_report.files.cbegin(), m_report.files.cend(), [](const FileReport &f) { return f.format == u"kubernetes"_s; }));
    m_whoRow->setVisible(stage == Stage::Preview && any);
    m_whole->setVisible(stage == Stage::Preview && !m_whole->isEmpty());
    m_close->setText(stage == Stage::Done ? tr("Close") : stage == Stage::Importing ? tr("Stop") : tr("Cancel"));
    m_close->setEnabled(true);
    switch (stage) {
    case Stage::Looking:
        m_title->setText(tr("Looking into the files"));
        m_lead->setText(tr("Nothing is written yet."));
        break;
    case Stage::Importing:
        m_title->setText(tr("Importing"));
        m_lead->setText(tr("Each file comes in as a whole or not at all. Stop leaves what came in before."));
        break;
    case Stage::Preview:
    case Stage::Done: {
        const QString account = tr("%1 read = %2 new + %3 changed + %4 unchanged + %5 ignored on purpose + %6 rejected.")
                                    .arg(formatCount(sum.read), formatCount(sum.added), formatCount(sum.updated), formatCount(sum.unchanged), formatCount(sum.ignored), formatCount(sum.rejected));
        m_title->setText(stage == Stage::Preview ? tr("What these files would change") : tr("What came in"));
        QString words = stage == Stage::Preview ? tr("Nothing is written yet. Records: %1").arg(account) : tr("Records: %1 Undo (Ctrl+Z) takes an import back.").arg(account);
        if (m_report.files.isEmpty())
            words = tr("There is no file in what was chosen.");
        else if (!any)
            words = stage != Stage::Preview ? tr("Nothing was imported.")
                    : assignable            ? tr("None of these files can be imported as they are. The reason stands below; a table comes in when its columns are assigned.")
                                            : tr("None of these files can be imported. The reason stands below; the guide (F1) lists the formats.");
        else if (answers > 0)
            words += u' ' + (answers == 1 ? tr("1 answer of a team goes into the queue for your review; nothing of it counts before.") : tr("%1 answers of teams go into the queue for your review; nothing of them counts before.").arg(formatCount(answers)));
        if (any && unknown)
            words += u' ' + (assignable && stage == Stage::Preview ? tr("What cannot be imported is left out; the reason stands below. A table comes in when its columns are assigned.") : tr("What cannot be imported is left out; the reason stands below."));
        m_lead->setText(words);
        if (stage == Stage::Done && answers > 0)
            m_answers->setFocus();
        else if (stage == Stage::Done && facts)
            m_evaluate->setFocus();
        else if (stage == Stage::Preview && any)
            m_import->setFocus();
        break;
    }
    }
}

void ImportDialog::look()
{
    setStage(Stage::Looking);
    m_jobs.run<Result<ImportReport>>(Slot, this,
        [backend = &m_backend, path = m_workspace, files = m_from](domain::JobContext &job) { return backend->import(path, files, true, job); },
        [this](const Result<ImportReport> &preview) {
            if (!preview) {
                emit failed(preview.error());
                QDialog::reject();
                return;
            }
            show(*preview);
            setStage(Stage::Preview);
        });
}

void ImportDialog::setWho(const QString &who) { m_who->setCurrentText(who); }
QString ImportDialog::who() const { return m_who->currentText().trimmed(); }

void ImportDialog::write()
{
    m_from.who = who();
    setStage(Stage::Importing);
    struct Outcome
    {
        ImportReport report;
        WorkspaceInfo info;
    };
    m_jobs.run<Result<Outcome>>(Slot, this,
        [backend = &m_backend, path = m_workspace, files = m_from](domain::JobContext &job) -> Result<Outcome> {
            const Result<ImportReport> done = backend->import(path, files, false, job);
            if (!done)
                return done.error();
            const Result<WorkspaceInfo> info = backend->info(path);
            if (!info)
                return info.error();
            return Outcome{*done, *info};
        },
        [this](const Result<Outcome> &done) {
            if (!done) {
                emit failed(done.error());
                QDialog::reject();
                return;
            }
            show(done->report);
            setStage(Stage::Done);
            emit imported(done->info);
        });
}

void ImportDialog::reject()
{
    if (m_stage == Stage::Importing) {
        m_jobs.cancel(Slot);
        m_working->setText(tr("Stopping …"));
        m_close->setEnabled(false);
        return;
    }
    if (m_stage == Stage::Looking)
        m_jobs.cancel(Slot);
    QDialog::reject();
}

void ImportDialog::show(const ImportReport &report)
{
    m_report = report;
    m_files->fill(report, m_from, m_stage != Stage::Looking, [this](const QString &format) { return m_backend.formatName(format); });
    if (m_stage == Stage::Looking)
        m_whole->fill(report, m_from.completeFor);
    showMessages(m_files->chosen());
}

void ImportDialog::vouch(const QStringList &all)
{
    if (m_stage != Stage::Preview || all == m_from.completeFor)
        return;
    m_from.completeFor = all;
    look();
}

void ImportDialog::showMessages(int at)
{
    m_columns->setEnabled(chosenTable() != nullptr);
    if (at < 0 || at >= m_report.files.size()) {
        m_messages->clear();
        m_about->clear();
        return;
    }
    const FileReport &f = m_report.files.at(at);
    const qint64 all = static_cast<qint64>(f.diagnostics.size()) + f.diagnosticsCut;
    m_about->setText(all == 0 ? tr("%1: nothing to report").arg(text::fileWords(f.path))
                              : f.diagnosticsCut > 0 ? tr("%1: %2 messages, the first %3 here").arg(text::fileWords(f.path), formatCount(all), formatCount(f.diagnostics.size()))
                                                     : all == 1 ? tr("%1: 1 message").arg(text::fileWords(f.path))
                                                     : tr("%1: %2 messages").arg(text::fileWords(f.path), formatCount(all)));
    m_messages->fill(f, m_from, m_stage == Stage::Importing || m_stage == Stage::Done);
}

const FileReport *ImportDialog::chosenTable() const
{
    const int at = m_files->chosen();
    return m_stage == Stage::Preview && at >= 0 && at < m_report.files.size() && m_report.files.at(at).table ? &m_report.files.at(at) : nullptr;
}

void ImportDialog::assignColumns()
{
    const FileReport *table = chosenTable();
    if (!table)
        return;
    const auto before = m_from.assigned.constFind(table->path);
    auto *dialog = new MappingDialog(m_backend, m_jobs, m_workspace, table->path, before == m_from.assigned.constEnd() ? std::nullopt : std::optional(*before), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MappingDialog::assigned, this, [this](const QString &shown, const AssignedColumns &columns) {
        m_from.assigned.insert(shown, columns);
        look();
    });
    dialog->open();
}

void ImportDialog::nameCluster()
{
    const QString name = m_cluster->text().simplified();
    if (m_stage != Stage::Preview || name == m_from.cluster)
        return;
    m_from.cluster = name;
    look();
}

void ImportDialog::saveRejects()
{
    auto *dialog = new QFileDialog(this, tr("Save the rejected records"), {}, tr("All files (*)"));
    dialog->setObjectName(u"rejectsFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &to) {
        m_jobs.run<Result<QStringList>>(u"rejects"_s, this,
            [backend = &m_backend, path = m_workspace, files = m_from, to](domain::JobContext &job) { return backend->saveRejects(path, files, to, job); },
            [this](const Result<QStringList> &written) {
                if (!written)
                    emit failed(written.error());
                m_about->setText(written ? tr("Saved: %1").arg(written->join(tr(", "))) : tr("Not saved: %1").arg(written.error().detail));
            });
    });
    dialog->open();
}

} // namespace views
