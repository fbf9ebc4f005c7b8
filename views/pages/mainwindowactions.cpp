// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus and what they do.
#include "pages/adddialog.h"
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "pages/frameworkspage.h"
#include "pages/topbar.h"
#include "text/statustext.h"
#include "widgets/plaintext.h"
#include "widgets/searchbox.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QListWidget>
#include <QShortcut>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextList>
#include <QToolButton>
#include <QVBoxLayout>

#include <memory>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace views {
namespace {

/// Another program may have written since the menu was filled: what the menu says is what is undone, or nothing is.
Result<WorkspaceInfo> stillSays(Backend &backend, const QString &path, QString WorkspaceInfo::*title, const QString &shown)
{
    const Result<WorkspaceInfo> now = backend.info(path);
    if (now && *now.*title != shown)
        return Error{ErrorCode::Refused, QObject::tr("another program has changed the workspace meanwhile. Nothing was undone or done again; look at the menu again"), {}};
    return now;
}

} // namespace
namespace {

/// Markdown comes without space between its paragraphs, and with code that is not broken.
void giveAir(QTextDocument &text)
{
    for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        format.setTopMargin(level > 0 && block.blockNumber() > 0 ? grid(level == 1 ? 6 : 3) : 0);
        const bool code = format.hasProperty(QTextFormat::BlockCodeFence);
        format.setBottomMargin(code ? 0 : block.textList() ? grid(1) / 2 : grid(level > 0 ? 1 : 2));
        format.setNonBreakableLines(false);
        QTextCursor cursor(block);
        cursor.setBlockFormat(format);
        if (level > 0) {
            cursor.select(QTextCursor::BlockUnderCursor);
            QTextCharFormat letters;
            letters.setFont(scaledFont(level == 1 ? figures::TextRole::Number : figures::TextRole::Title, true));
            cursor.mergeCharFormat(letters);
        }
    }
}

} // namespace

QString MainWindow::errorText(const Error &error)
{
    QString words;
    switch (error.code) {
    case ErrorCode::Cancelled: words = tr("Cancelled."); break;
    case ErrorCode::FileNotFound: words = tr("The file is not there."); break;
    case ErrorCode::WorkspaceLocked: words = tr("Another program is writing to this workspace."); break;
    case ErrorCode::WorkspaceNewer: words = tr("This workspace was written by a later version of Bailiwick."); break;
    case ErrorCode::WorkspaceForeign: words = tr("This file is not a Bailiwick workspace."); break;
    case ErrorCode::InvalidValue: words = tr("This value does not fit here."); break;
    case ErrorCode::Refused: words = tr("This is not possible:"); break;
    case ErrorCode::NoRun: words = tr("Evaluate first (F5)."); break;
    default: words = tr("This did not work."); break;
    }
    if (!error.detail.isEmpty() && error.code != ErrorCode::Cancelled) {
        if (words.endsWith(u'.'))
            words.back() = u':';
        words += u' ' + error.detail;
    }
    return words;
}

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
    m_recent = file->addMenu(tr("Open &recent"));
    connect(file, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    add(file, tr("Open the &sample"), {}, [this] { chooseSample(); }, false);
    file->addSeparator();
    add(file, tr("&Import files …"), QKeySequence(u"Ctrl+I"_s), [this] { chooseImport(); }, false);
    add(file, tr("Import a &folder …"), QKeySequence(u"Ctrl+Shift+I"_s), [this] { chooseImportFolder(); }, false);
    QMenu *registers = file->addMenu(tr("Register to fill &in"));
    registers->setObjectName(u"registers"_s);
    for (const domain::KindInfo &info : m_backend.catalogue().kinds())
        connect(registers->addAction(info.labelPlural + tr(" …")), &QAction::triggered, this, [this, kind = info.kind] { chooseRegister(kind); });
    file->addSeparator();
    add(file, tr("&Report …"), QKeySequence(u"Ctrl+P"_s), [this] { showPage(u"reports"_s); });
    file->addSeparator();
    add(file, tr("&Quit"), QKeySequence::Quit, [this] { close(); }, false);
    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    m_undo = add(edit, tr("&Undo"), QKeySequence(u"Ctrl+Z"_s), [this] {
        const QString path = m_info.path;
        change(tr("Undoing"), [path, asOf = m_top->asOf(), judge = m_info.undoJudges, shown = m_info.undo](Backend &b, domain::JobContext &job) {
            if (const Result<WorkspaceInfo> now = stillSays(b, path, &WorkspaceInfo::undo, shown); !now)
                return now;
            const Result<WorkspaceInfo> done = b.undo(path);
            return done && judge ? b.evaluate(path, asOf, job) : done;
        });
    }, false);
    m_redo = add(edit, tr("&Redo"), QKeySequence(u"Ctrl+Shift+Z"_s), [this] {
        const QString path = m_info.path;
        change(tr("Doing again"), [path, asOf = m_top->asOf(), judge = m_info.redoJudges, shown = m_info.redo](Backend &b, domain::JobContext &job) {
            if (const Result<WorkspaceInfo> now = stillSays(b, path, &WorkspaceInfo::redo, shown); !now)
                return now;
            const Result<WorkspaceInfo> done = b.redo(path, job);
            return done && judge ? b.evaluate(path, asOf, job) : done;
        });
    }, false);
    add(edit, tr("&Search"), QKeySequence(u"Ctrl+K"_s), [this] { m_top->search()->setFocus(); m_top->search()->selectAll(); });
    add(edit, tr("Sovereign &zone …"), {}, [this] { chooseZone(); });
    add(edit, tr("&Clear filters"), {}, [this] { setFilter({}); });
    QMenu *view = menuBar()->addMenu(tr("&View"));
    add(view, tr("&Evaluate"), QKeySequence(u"F5"_s), [this] { evaluate(); });
    add(view, tr("&Back"), QKeySequence(u"Alt+Left"_s), [this] { back(); });
    for (int i = 0; i < 9; ++i) {
        // Pages by their place in the navigation.
        auto *shortcut = new QShortcut(QKeySequence(u"Ctrl+%1"_s.arg(i + 1)), this);
        connect(shortcut, &QShortcut::activated, this, [this, i] {
            if (i >= m_navigation->count() || !m_navigation->isEnabled())
                return;
            m_navigation->setCurrentRow(i);
            m_stack->currentWidget()->setFocus();
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
    add(help, tr("&About Bailiwick"), {}, [this] { showAbout(); }, false);
}

void MainWindow::fillRecent()
{
    m_recent->clear();
    int n = 0;
    for (const QString &path : m_settings.recent()) {
        QAction *action = m_recent->addAction(tr("&%1  %2").arg(++n).arg(plain(QDir::toNativeSeparators(path))));
        connect(action, &QAction::triggered, this, [this, path] { openWorkspace(path, false); });
    }
    m_recent->setEnabled(n > 0);
}

void MainWindow::chooseSample()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    QString path = folder + u"/sample.bailiwick"_s;
    for (int n = 2; QFileInfo::exists(path); ++n)
        path = folder + u"/sample-%1.bailiwick"_s.arg(n);
    openSample(path);
}

void MainWindow::showError(const Error &error)
{
    // What a newer question made unwanted is no news.
    if (error.code == ErrorCode::Cancelled) {
        statusBar()->showMessage(tr("Cancelled."), 4000);
        return;
    }
    // That holds for the whole window, whichever page met it.
    if (isLost(error))
        return sayLost();
    const QString words = errorText(error) + (error.where.isEmpty() ? QString() : u"  ["_s + error.where + u']');
    statusBar()->showMessage(words, 15000);
}

void MainWindow::complain(const Error &error)
{
    showError(error);
    if (error.code == ErrorCode::Cancelled)
        return;
    // What somebody waits for must not fail in a corner.
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Bailiwick"), errorText(error), QMessageBox::Ok, this);
    box->setObjectName(u"errorBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(error.where);
    box->open();
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

void MainWindow::evaluate()
{
    // What is ticked and not applied yet is what is meant to be judged.
    if (m_frameworks->applyTicks())
        return;
    const QString path = m_info.path;
    const QDate asOf = m_top->asOf();
    change(tr("Evaluating"), [path, asOf](Backend &b, domain::JobContext &job) { return b.evaluate(path, asOf, job); });
}

void MainWindow::fetchChoices(domain::EntityKind kind, const QString &attr, const QString &text)
{
    Backend *backend = &m_backend;
    m_jobs.run<Result<QList<ValueChoice>>>(u"choices/"_s + attr, this, [backend, path = m_info.path, kind, attr, text](domain::JobContext &) { return backend->choices(path, kind, attr, text); },
                                           [this, kind, attr, text](const Result<QList<ValueChoice>> &found) {
        if (found)
            m_details->offer(kind, attr, text, *found);
        else
            showError(found.error());
    });
}

void MainWindow::editValue(qint64 entity, const QString &attr, const QString &typed)
{
    // What is not saved stays in its field with the reason, to be mended there rather than typed again.
    if (m_changing) {
        showBusy();
        m_details->refuse(entity, attr, typed, tr("Not saved: something else is running. Press Enter again when it is done."));
        return;
    }
    const QString path = m_info.path;
    change(tr("Saving"), [path, entity, attr, typed](Backend &b, domain::JobContext &) { return b.edit(path, entity, attr, typed); }, false, {},
           [this, entity, attr, typed](const Error &error) {
               if (!m_details->refuse(entity, attr, typed, tr("Not saved. %1").arg(errorText(error))))
                   showError(error);
           });
}

void MainWindow::addThing(domain::EntityKind kind)
{
    auto *dialog = new AddDialog(m_backend.catalogue().kind(kind).label, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddDialog::addWanted, this, [this, kind, dialog = QPointer(dialog)] {
        const QString path = m_info.path;
        const QString key = dialog->key();
        auto added = std::make_shared<qint64>(0);
        change(tr("Adding"), [path, kind, key, name = dialog->name(), added](Backend &b, domain::JobContext &) {
            const Result<WorkspaceInfo> done = b.add(path, kind, key, name);
            *added = done ? b.find(path, kind, key) : 0;
            return done;
        }, false, {}, [this, dialog](const Error &error) {
            if (dialog)
                dialog->refuse(errorText(error));
        }, [this, dialog, added] {
            if (dialog)
                dialog->accept();
            m_inventory->choose(*added);
            showEntity(*added);
        });
    });
    dialog->open();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"about"_s);
    box->setWindowTitle(tr("About Bailiwick"));
    box->setText(tr("Bailiwick %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(tr("Where data, AI models and accelerators are, who reaches them, and under whose law.\n\n"
                               "It is a tool for people who decide; what it finds is not legal advice.\n\n"
                               "Free software under the GNU General Public License, version 3 or later, without any warranty.\n\n"
                               "Outlines of countries: Natural Earth. Criteria and weights of the EU Cloud Sovereignty Framework: © European Union, CC BY 4.0; "
                               "an assessment made here is a self-assessment. Typefaces: Inter and Noto Sans Arabic, SIL Open Font License 1.1."));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
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
    giveAir(*browser->document());
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->addWidget(browser);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    layout->addWidget(buttons);
    dialog->open();
}

} // namespace views
