// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus and what they do.
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "pages/zonedialog.h"
#include "text/statustext.h"

#include <QAction>
#include <QActionGroup>
#include <QCompleter>
#include <QDateEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QListWidget>
#include <QShortcut>
#include <QStatusBar>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace views {
namespace {

QString errorText(const Error &error)
{
    QString words;
    switch (error.code) {
    case ErrorCode::Cancelled: words = MainWindow::tr("Cancelled."); break;
    case ErrorCode::FileNotFound: words = MainWindow::tr("The file is not there."); break;
    case ErrorCode::WorkspaceLocked: words = MainWindow::tr("Another program is writing to this workspace."); break;
    case ErrorCode::WorkspaceNewer: words = MainWindow::tr("This workspace was written by a later version of Bailiwick."); break;
    case ErrorCode::WorkspaceForeign: words = MainWindow::tr("This file is not a Bailiwick workspace."); break;
    case ErrorCode::InvalidValue: words = MainWindow::tr("This value does not fit here."); break;
    case ErrorCode::NoRun: words = MainWindow::tr("Evaluate first (F5)."); break;
    default: words = MainWindow::tr("This did not work."); break;
    }
    if (!error.detail.isEmpty() && error.code != ErrorCode::Cancelled)
        words += u' ' + error.detail;
    return words;
}

QString previewText(const domain::ImportReport &report)
{
    QStringList lines;
    for (const domain::FileReport &f : report.files) {
        const QString name = QFileInfo(f.path).fileName();
        if (f.refused) {
            lines.append(MainWindow::tr("%1: not understood%2").arg(name, f.diagnostics.isEmpty() ? QString() : u" ("_s + f.diagnostics.constFirst().message + u')'));
            continue;
        }
        lines.append(MainWindow::tr("%1: %2; %3 read, %4 new, %5 changed, %6 unchanged, %7 ignored, %8 rejected")
                         .arg(name, f.format).arg(f.records.read).arg(f.records.added).arg(f.records.updated).arg(f.records.unchanged)
                         .arg(f.records.ignored).arg(f.records.rejected));
        for (const domain::Diagnostic &d : f.diagnostics.mid(0, 5))
            lines.append(u"    "_s + (d.where.isEmpty() ? QString() : d.where + u": "_s) + d.message);
    }
    return lines.join(u'\n');
}

} // namespace

void MainWindow::buildMenus()
{
    const auto add = [this](QMenu *menu, const QString &text, const QKeySequence &keys, auto slot, bool needsWorkspace = true) {
        QAction *action = menu->addAction(text);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        if (needsWorkspace)
            m_needWorkspace.append(action);
        return action;
    };
    QMenu *file = menuBar()->addMenu(tr("&File"));
    add(file, tr("&New workspace …"), QKeySequence::New, [this] { chooseNew(); }, false);
    add(file, tr("&Open …"), QKeySequence::Open, [this] { chooseOpen(); }, false);
    add(file, tr("&Import files …"), QKeySequence(u"Ctrl+I"_s), [this] { chooseImport(); }, false);
    add(file, tr("&Report …"), QKeySequence(u"Ctrl+P"_s), [this] { showPage(u"reports"_s); });
    file->addSeparator();
    add(file, tr("&Quit"), QKeySequence::Quit, [this] { close(); }, false);
    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    m_undo = add(edit, tr("&Undo"), QKeySequence(u"Ctrl+Z"_s), [this] {
        const QString path = m_info.path;
        change(tr("Undoing"), [path](Backend &b, domain::JobContext &) { return b.undo(path); });
    }, false);
    m_redo = add(edit, tr("&Redo"), QKeySequence(u"Ctrl+Shift+Z"_s), [this] {
        const QString path = m_info.path;
        change(tr("Doing again"), [path](Backend &b, domain::JobContext &) { return b.redo(path); });
    }, false);
    add(edit, tr("&Search"), QKeySequence(u"Ctrl+K"_s), [this] { m_search->setFocus(); m_search->selectAll(); });
    add(edit, tr("Sovereign &zone …"), {}, [this] { chooseZone(); });
    add(edit, tr("&Clear filters"), {}, [this] { setFilter({}); });
    QMenu *view = menuBar()->addMenu(tr("&View"));
    add(view, tr("&Evaluate"), QKeySequence(u"F5"_s), [this] { evaluate(); });
    add(view, tr("&Back"), QKeySequence(u"Alt+Left"_s), [this] { back(); });
    for (int i = 0; i < 9; ++i) {
        // Pages by their place in the navigation.
        auto *shortcut = new QShortcut(QKeySequence(u"Ctrl+%1"_s.arg(i + 1)), this);
        connect(shortcut, &QShortcut::activated, this, [this, i] {
            if (i < m_navigation->count())
                m_navigation->setCurrentRow(i);
        });
    }
    add(view, tr("&Details"), QKeySequence(u"F9"_s), [this] { m_details->setVisible(!m_details->isVisible()); });
    m_iconsOnly = add(view, tr("&Icons only in the navigation"), QKeySequence(u"Ctrl+B"_s), [this] { showNavigation(); }, false);
    m_iconsOnly->setCheckable(true);
    QMenu *theme = view->addMenu(tr("&Theme"));
    auto *themes = new QActionGroup(this);
    const QList<std::pair<QString, ThemeChoice>> choices = {{tr("As the system"), ThemeChoice::System}, {tr("Light"), ThemeChoice::Light}, {tr("Dark"), ThemeChoice::Dark}};
    for (const auto &[text, choice] : choices) {
        QAction *action = theme->addAction(text);
        action->setCheckable(true);
        action->setChecked(choice == (m_settings.theme() == u"dark"_s ? ThemeChoice::Dark : m_settings.theme() == u"light"_s ? ThemeChoice::Light : ThemeChoice::System));
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] { setTheme(choice); });
    }
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    add(help, tr("&Guide"), QKeySequence::HelpContents, [this] { showGuide(); }, false);
}

void MainWindow::showError(const Error &error)
{
    // What a newer question made unwanted is no news.
    if (error.code == ErrorCode::Cancelled) {
        statusBar()->showMessage(tr("Cancelled."), 4000);
        return;
    }
    statusBar()->showMessage(errorText(error) + (error.where.isEmpty() ? QString() : u"  ["_s + error.where + u']'), 15000);
}

void MainWindow::chooseOpen()
{
    auto *dialog = new QFileDialog(this, tr("Open a workspace"), {}, tr("Bailiwick workspaces (*.bailiwick);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { openWorkspace(path, false); });
    dialog->open();
}

void MainWindow::chooseNew()
{
    auto *dialog = new QFileDialog(this, tr("New workspace"), {}, tr("Bailiwick workspaces (*.bailiwick)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"bailiwick"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { openWorkspace(path, true); });
    dialog->open();
}

void MainWindow::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(m_backend.importNameFilters());
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::importFiles);
    dialog->open();
}

void MainWindow::importFiles(const QStringList &paths)
{
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
    statusBar()->showMessage(tr("Looking into the files …"));
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<domain::ImportReport>>(u"preview"_s, this,
        [backend, path, paths](domain::JobContext &job) { return backend->import(path, paths, true, job); },
        [this, paths](const Result<domain::ImportReport> &preview) {
            statusBar()->clearMessage();
            if (preview)
                confirmImport(paths, *preview);
            else
                showError(preview.error());
        });
}

void MainWindow::confirmImport(const QStringList &paths, const domain::ImportReport &preview)
{
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"importPreview"_s);
    dialog->setWindowTitle(tr("Import"));
    dialog->resize(grid(190), grid(100));
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(tr("What these files would change"), figures::TextRole::Title, false, true, dialog));
    auto *text = new QPlainTextEdit(previewText(preview), dialog);
    text->setReadOnly(true);
    text->setAccessibleName(tr("Preview"));
    layout->addWidget(text, 1);
    auto *buttons = new QDialogButtonBox(dialog);
    buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    buttons->addButton(QDialogButtonBox::Cancel);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, paths] {
        const QString path = m_info.path;
        change(tr("Importing"), [path, paths](Backend &b, domain::JobContext &job) -> Result<WorkspaceInfo> {
            const Result<domain::ImportReport> done = b.import(path, paths, false, job);
            if (!done)
                return done.error();
            return b.info(path);
        });
    });
    dialog->open();
}

void MainWindow::evaluate()
{
    const QString path = m_info.path;
    const QDate asOf = m_asOf->date();
    change(tr("Evaluating"), [path, asOf](Backend &b, domain::JobContext &job) { return b.evaluate(path, asOf, job); });
}

void MainWindow::chooseFrameworks()
{
    const int chosen = static_cast<int>(m_info.frameworks.size());
    m_frameworks->setText(chosen == 0 ? tr("All frameworks") : chosen == 1 ? tr("1 framework") : tr("%1 frameworks").arg(chosen));
    m_frameworks->setAccessibleName(tr("Chosen frameworks: %1").arg(m_frameworks->text()));
    if (m_info.path.isEmpty())
        return;
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<QList<FrameworkChoice>>>(u"frameworks"_s, this, [backend, path](domain::JobContext &) { return backend->frameworks(path); },
                                               [this](const Result<QList<FrameworkChoice>> &list) {
        if (!list)
            return;
        QMenu *menu = m_frameworks->menu();
        menu->clear();
        const bool first = m_frameworkTitles.isEmpty();
        QList<QAction *> actions;
        for (const FrameworkChoice &f : *list) {
            m_frameworkTitles.insert(f.id, f.title);
            QAction *action = menu->addAction(tr("%1  (%2, %3 rules)").arg(f.title, text::legalStatusWord(f.legal).toLower()).arg(f.rules));
            action->setCheckable(true);
            action->setChecked(f.chosen || m_info.frameworks.isEmpty());
            action->setData(f.id);
            actions.append(action);
        }
        if (first)
            showScope();
        for (QAction *action : std::as_const(actions)) {
            connect(action, &QAction::triggered, this, [this, actions] {
                QStringList ids;
                for (const QAction *a : actions) {
                    if (a->isChecked())
                        ids.append(a->data().toString());
                }
                const QString workspace = m_info.path;
                const QDate asOf = m_asOf->date();
                change(tr("Choosing frameworks"), [workspace, ids, asOf](Backend &b, domain::JobContext &job) -> Result<WorkspaceInfo> {
                    const Result<WorkspaceInfo> done = b.choose(workspace, ids);
                    return done ? b.evaluate(workspace, asOf, job) : done;
                });
            });
        }
    });
}

void MainWindow::search()
{
    const QString wanted = m_search->text().trimmed();
    if (wanted.isEmpty())
        return;
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<QList<SearchHit>>>(u"search"_s, this, [backend, path, wanted](domain::JobContext &) { return backend->search(path, wanted); },
                                         [this, wanted](const Result<QList<SearchHit>> &hits) {
        if (!hits)
            return showError(hits.error());
        auto *menu = new QMenu(m_search);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        // What the menus can do is found by its name too.
        const QList<QMenu *> menus = menuBar()->findChildren<QMenu *>();
        for (const QMenu *of : menus) {
            const QList<QAction *> commands = of->actions();
            for (QAction *command : commands) {
                if (command->isSeparator() || command->menu() || !command->isEnabled() || !QString(command->text()).remove(u'&').contains(wanted, Qt::CaseInsensitive))
                    continue;
                QAction *entry = menu->addAction(tr("%1   command").arg(QString(command->text()).remove(u'&')));
                entry->setShortcut(command->shortcut());
                entry->setShortcutVisibleInContextMenu(true);
                connect(entry, &QAction::triggered, command, &QAction::trigger);
            }
        }
        for (const Page *page : std::as_const(m_pages)) {
            if (page->title().contains(wanted, Qt::CaseInsensitive))
                connect(menu->addAction(tr("%1   page").arg(page->title())), &QAction::triggered, this, [this, id = page->id()] { showPage(id); });
        }
        if (!menu->isEmpty())
            menu->addSeparator();
        if (hits->isEmpty())
            menu->addAction(tr("Nothing is called “%1”").arg(wanted))->setEnabled(false);
        for (const SearchHit &hit : *hits) {
            QAction *action = menu->addAction(u"%1   %2"_s.arg(hit.name, hit.kindLabel));
            connect(action, &QAction::triggered, this, [this, id = hit.entity] { showEntity(id); });
        }
        menu->popup(m_search->mapToGlobal(QPoint(0, m_search->height())));
    });
}

void MainWindow::chooseZone()
{
    struct Choice
    {
        QList<CountryGroup> groups;
        QStringList zone;
    };
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<Choice>>(u"zone"_s, this, [backend, path](domain::JobContext &) -> Result<Choice> {
        const auto groups = backend->countryGroups(path);
        if (!groups)
            return groups.error();
        const auto zone = backend->zone(path);
        if (!zone)
            return zone.error();
        return Choice{*groups, *zone};
    }, [this, path](const Result<Choice> &found) {
        if (!found)
            return showError(found.error());
        auto *dialog = new ZoneDialog(m_backend.countries(), found->groups, found->zone, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this, dialog, path, before = found->zone] {
            const QStringList zone = dialog->zone();
            if (zone != before)
                change(tr("Choosing the zone"), [path, zone](Backend &b, domain::JobContext &) { return b.setZone(path, zone); });
        });
        dialog->open();
    });
}

void MainWindow::showGuide()
{
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"guide"_s);
    dialog->setWindowTitle(tr("Guide"));
    dialog->resize(grid(200), grid(160));
    auto *browser = new QTextBrowser(dialog);
    browser->setAccessibleName(tr("Guide"));
    browser->setFrameShape(QFrame::NoFrame);
    browser->setOpenLinks(false);
    QString words;
    for (const QString &name : {u":/help/guide.md"_s, u":/help/own-formats.md"_s}) {
        QFile file(name);
        if (file.open(QIODevice::ReadOnly))
            words += QString::fromUtf8(file.readAll()) + u"\n\n"_s;
    }
    browser->setMarkdown(words);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->addWidget(browser);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    layout->addWidget(buttons);
    dialog->open();
}

} // namespace views
