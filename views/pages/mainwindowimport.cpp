// SPDX-License-Identifier: GPL-3.0-or-later
// Files come in: by dialog or dropped, into the open workspace or a new one.
#include "pages/importdialog.h"
#include "pages/mainwindow.h"
#include "pages/takebackdialog.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QStatusBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {

void MainWindow::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(m_backend.importNameFilters());
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::importFiles);
    dialog->open();
}

void MainWindow::chooseImportFolder()
{
    auto *dialog = new QFileDialog(this, tr("Import a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly, false);
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::importFiles);
    dialog->open();
}

void MainWindow::saveRejects(const QString &file)
{
    auto *dialog = new QFileDialog(this, tr("Save the rejected records"), QFileInfo(file).completeBaseName() + u"-rejected.csv"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this, file](const QString &to) {
        Backend *backend = &m_backend;
        // A member of an archive is read with all of it.
        const ImportFiles files = {{file.section(u"!/"_s, 0, 0)}};
        m_jobs.run<domain::Result<QStringList>>(u"rejects"_s, this, [backend, path = m_info.path, files, to](domain::JobContext &job) { return backend->saveRejects(path, files, to, job); },
                                                [this](const domain::Result<QStringList> &saved) {
            if (!saved)
                return complain(saved.error());
            statusBar()->showMessage(tr("Saved: %1. Mend the records there, then import that file.").arg(saved->join(tr(", "))), 15000);
        });
    });
    dialog->open();
}

void MainWindow::chooseRegister(domain::EntityKind kind)
{
    const domain::KindInfo &info = m_backend.catalogue().kind(kind);
    auto *dialog = new QFileDialog(this, tr("Save an empty register: %1").arg(info.labelPlural), QString(info.labelPlural).toLower().replace(u' ', u'-') + u".xlsx"_s, tr("Workbook with drop-downs (*.xlsx);;Table (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"xlsx"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) { dialog->setDefaultSuffix(filter.contains(u"csv"_s) ? u"csv"_s : u"xlsx"_s); });
    connect(dialog, &QFileDialog::fileSelected, this, [this, kind](const QString &to) {
        Backend *backend = &m_backend;
        m_jobs.run<domain::Result<void>>(u"register"_s, this, [backend, kind, to](domain::JobContext &) { return backend->saveRegister(kind, to); }, [this, to](const domain::Result<void> &saved) {
            if (saved)
                statusBar()->showMessage(tr("Saved: %1. Fill it in with a spreadsheet program, then import it.").arg(QDir::toNativeSeparators(to)), 15000);
            else
                complain(saved.error());
        });
    });
    dialog->open();
}

void MainWindow::takeBack(const ImportDetail &import)
{
    auto *dialog = new TakeBackDialog(import, m_info.functions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, path = m_info.path] {
        const auto words = std::make_shared<TakenBackWords>();
        change(tr("Taking back"), [path, words, imports = dialog->imports(), who = dialog->who()](Backend &b, domain::JobContext &job) { return b.takeBack(path, imports, who, *words, job); },
               false, {}, [this](const domain::Error &error) { complain(error); },
               [this, words] {
                   statusBar()->showMessage(tr("Taken back: %1").arg(words->done), 15000);
                   if (!words->leftOut.isEmpty())
                       tellLeftOut(*words);
               });
    });
    dialog->open();
}

/// Decisions that went with an import are named, not only counted: somebody may have to decide anew.
void MainWindow::tellLeftOut(const TakenBackWords &words)
{
    auto *box = new QMessageBox(QMessageBox::Information, tr("Taken back"), tr("%1 was taken back. What was done later about things that only it had told of could not stay; Redo brings it back with the import:").arg(words.done), QMessageBox::Ok, this);
    box->setObjectName(u"leftOut"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    constexpr qsizetype Shown = 12;
    box->setInformativeText(words.leftOut.mid(0, Shown).join(u'\n') + (words.leftOut.size() > Shown ? u'\n' + tr("and %1 more").arg(words.leftOut.size() - Shown) : QString()));
    box->open();
}

void MainWindow::importFiles(const QStringList &paths)
{
    if (m_changing) {
        showBusy();
        return;
    }
    if (m_info.path.isEmpty()) {
        // Without a workspace there is nowhere to keep what is read: the first file asks for one.
        auto *dialog = new QFileDialog(this, tr("Where shall the new workspace be kept?"), {}, tr("Bailiwick workspaces (*.bailiwick)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(u"bailiwick"_s);
        connect(dialog, &QFileDialog::fileSelected, this, [this, paths](const QString &path) {
            connect(this, &MainWindow::workspaceOpened, this, [this, paths] { importFiles(paths); }, Qt::SingleShotConnection);
            openWorkspace(path, true);
        });
        dialog->open();
        return;
    }
    auto *dialog = new ImportDialog(m_backend, m_jobs, m_info.path, paths, m_info.functions, this);
    dialog->setWho(m_settings.importer());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, [this, dialog](const WorkspaceInfo &info) {
        m_settings.setImporter(dialog->who());
        setInfo(info);
    });
    connect(dialog, &ImportDialog::failed, this, &MainWindow::complain);
    connect(dialog, &ImportDialog::evaluateWanted, this, &MainWindow::evaluate);
    connect(dialog, &ImportDialog::answersWanted, this, &MainWindow::answersImported);
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (std::any_of(urls.cbegin(), urls.cend(), [](const QUrl &url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList paths;
    const QList<QUrl> urls = event->mimeData()->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    // The program that the files come from waits for the end of this event.
    QMetaObject::invokeMethod(this, [this, paths] {
        activateWindow();
        importFiles(paths);
    }, Qt::QueuedConnection);
}

} // namespace views
