// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mainwindow.h"

#include "pages/accesspage.h"
#include "pages/assets.h"
#include "pages/contradictionspage.h"
#include "pages/calendarpage.h"
#include "pages/detailspane.h"
#include "pages/dossierspage.h"
#include "pages/frameworkspage.h"
#include "pages/historypage.h"
#include "pages/importspage.h"
#include "pages/inventorypage.h"
#include "pages/issuespage.h"
#include "pages/mappage.h"
#include "pages/overviewpage.h"
#include "pages/reportspage.h"
#include "pages/residencypage.h"
#include "pages/startpage.h"
#include "pages/topbar.h"
#include "widgets/filterbar.h"

#include <QAction>
#include <QCloseEvent>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QSplitter>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::Result;

namespace views {

MainWindow::MainWindow(Backend &backend, UiSettings settings, QWidget *parent, QuestionsBackend *questions, AssessmentsBackend *assessments) : QMainWindow(parent), m_backend(backend), m_settings(std::move(settings))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Bailiwick"));
    setAcceptDrops(true);
    setMinimumSize(1024, 700);
    resize(1440, 900);
    buildFrame();
    buildMenus();
    m_others.setInterval(2000);
    connect(&m_others, &QTimer::timeout, this, &MainWindow::lookForOthers);
    const PageContext context{m_backend, m_jobs};
    auto *overview = new OverviewPage(context, this);
    connect(overview, &OverviewPage::dateWanted, m_details, &DetailsPane::showDate);
    addPage(overview);
    addPage(new MapPage(context, this));
    if (auto *flows = dynamic_cast<FlowSource *>(&m_backend))
        addPage(new ResidencyPage(context, *flows, this));
    if (auto *assets = dynamic_cast<AssetsBackend *>(&m_backend))
        addAssets(*assets);
    if (auto *flows = dynamic_cast<FlowSource *>(&m_backend))
        addPage(new AccessPage(context, *flows, this));
    m_inventory = new InventoryPage(context, this);
    m_inventory->setChosenColumns(m_settings.columns());
    connect(m_inventory, &InventoryPage::registerWanted, this, &MainWindow::declareRegister);
    connect(m_inventory, &InventoryPage::addWanted, this, &MainWindow::addThing);
    connect(m_inventory, &InventoryPage::manyWanted, this, &MainWindow::changeMany);
    connect(m_inventory, &InventoryPage::registerWithdrawn, this, &MainWindow::withdrawRegister);
    connect(m_inventory, &InventoryPage::retireVanishedWanted, this, &MainWindow::retireVanished);
    addPage(m_inventory);
    auto *frameworks = m_frameworks = new FrameworksPage(context, this);
    connect(frameworks, &FrameworksPage::chooseWanted, this, &MainWindow::judgeBy);
    connect(frameworks, &FrameworksPage::reviewWanted, this, [this](const QStringList &rules, const domain::Review &review) {
        const QString path = m_info.path;
        change(tr("Recording the review …"), [path, rules, review](Backend &b, domain::JobContext &) { return b.reviewRules(path, rules, review); });
    });
    connect(frameworks, &FrameworksPage::attestationWanted, this, [this](const Attestation &said) {
        const QString path = m_info.path;
        change(tr("Recording the answer …"), judgedAfter([backend = &m_backend, path, said](domain::JobContext &) -> Result<void> {
                   const Result<WorkspaceInfo> done = backend->attest(path, said);
                   return done ? Result<void>() : Result<void>(done.error());
               }));
    });
    connect(frameworks, &FrameworksPage::ruleSetWished, this, &MainWindow::changeRuleSets);
    addPage(frameworks);
    if (assessments)
        addAssessments(*assessments);
    if (questions)
        addQuestions(*questions, frameworks);
    addPage(new IssuesPage(context, this));
    auto *contradictions = new ContradictionsPage(context, this);
    connect(contradictions, &ContradictionsPage::placeWanted, this, &MainWindow::showPlace);
    connect(contradictions, &ContradictionsPage::requirementWanted, this, [this, frameworks](const rules::ListedRequirement &requirement) {
        showPage(frameworks->id());
        frameworks->showRequirement(requirement);
    });
    connect(contradictions, &ContradictionsPage::asideWanted, this, [this](const QList<rules::Contradiction> &what, const QString &reason) {
        const QString path = m_info.path;
        change(tr("Setting aside …"), [path, what, reason](Backend &b, domain::JobContext &) { return b.setAside(path, what, reason); });
    });
    connect(contradictions, &ContradictionsPage::takeUpWanted, this, [this](const QString &check, const QString &subject) {
        const QString path = m_info.path;
        change(tr("Taking up again …"), [path, check, subject](Backend &b, domain::JobContext &) { return b.takeUp(path, check, subject); });
    });
    addPage(contradictions);
    addPage(new DossiersPage(context, this));
    auto *calendar = new CalendarPage(context, m_backend.days(), this);
    connect(calendar, &CalendarPage::dateWanted, m_details, &DetailsPane::showDate);
    connect(m_details, &DetailsPane::ruleWanted, this, [this, frameworks](const QString &framework, const QString &rule) {
        showPage(frameworks->id());
        frameworks->showRule(framework, rule);
    });
    connect(m_details, &DetailsPane::dayWanted, this, [this, calendar](QDate day) {
        showPage(calendar->id());
        calendar->compareDay(day);
    });
    addPage(calendar);
    addPage(new HistoryPage(context, this));
    auto *reports = new ReportsPage(context, this);
    connect(reports, &ReportsPage::reportWanted, this, [this](const ReportRequest &request) {
        const QString path = m_info.path;
        change(tr("Writing the report"), [path, request](Backend &b, domain::JobContext &job) -> Result<WorkspaceInfo> {
            const Result<void> written = b.writeReport(path, request, job);
            return written ? b.info(path) : Result<WorkspaceInfo>(written.error());
        }, false, tr("Saved: %1").arg(QDir::toNativeSeparators(request.path)));
    });
    addPage(reports);
    auto *imports = new ImportsPage(context, this);
    connect(imports, &ImportsPage::importWanted, this, &MainWindow::chooseImport);
    connect(imports, &ImportsPage::rejectsWanted, this, &MainWindow::saveRejects);
    connect(imports, &ImportsPage::takeBackWanted, this, &MainWindow::takeBack);
    connect(imports, &ImportsPage::trustWanted, this, [this](const QString &format, const QString &scope, std::optional<int> rank) {
        const QString path = m_info.path;
        change(tr("Settling what sources differ on …"), [path, format, scope, rank](Backend &b, domain::JobContext &) { return b.setTrust(path, format, scope, rank); });
    });
    connect(imports, &ImportsPage::sameWanted, this, [this](qint64 one, qint64 other, bool same) {
        const QString path = m_info.path;
        change(same ? tr("Merging …") : tr("Keeping apart …"), [path, one, other, same](Backend &b, domain::JobContext &) { return b.decideSame(path, one, other, same); });
    });
    connect(imports, &ImportsPage::splitWanted, this, [this](qint64 merged) {
        const QString path = m_info.path;
        change(tr("Taking apart …"), [path, merged](Backend &b, domain::JobContext &) { return b.split(path, merged); });
    });
    connect(imports, &ImportsPage::undoWanted, this, [this] { m_undo->trigger(); });
    addPage(imports);
    m_iconsOnly->setChecked(m_settings.iconsOnly());
    restoreGeometry(m_settings.geometry());
    m_splitter->restoreState(m_settings.splitter());
    refreshFrame();
}

MainWindow::~MainWindow() { m_jobs.cancelAll(); }

void MainWindow::openWorkspace(const QString &path, bool create)
{
    change(tr("Opening"), [path, create](Backend &b, domain::JobContext &) { return b.open(path, create); }, true);
}

void MainWindow::openSample(const QString &path)
{
    change(tr("Making the sample workspace"), [path](Backend &b, domain::JobContext &job) { return b.openSample(path, job); }, true);
}

void MainWindow::showBusy() { statusBar()->showMessage(tr("Wait until this is done, or cancel it."), 4000); }

void MainWindow::change(const QString &title, InfoWork work, bool opens, const QString &done, const std::function<void(const Error &)> &refused, const std::function<void()> &then)
{
    if (m_changing) {
        showBusy();
        return;
    }
    m_changing = true;
    m_progressText->setText(title);
    m_progress->setRange(0, 0);
    for (QWidget *w : std::initializer_list<QWidget *>{m_progressText, m_progress, m_cancel})
        w->show();
    Backend *backend = &m_backend;
    m_jobs.run<Result<WorkspaceInfo>>(
        u"change"_s, this, [backend, work = std::move(work)](domain::JobContext &job) { return work(*backend, job); },
        [this, opens, done, refused, then](Result<WorkspaceInfo> result) {
            m_changing = false;
            for (QWidget *w : std::initializer_list<QWidget *>{m_progressText, m_progress, m_cancel})
                w->hide();
            if (!result) {
                // A day that could not be evaluated is not the day of what is shown.
                if (m_info.asOf.isValid())
                    m_top->setAsOf(m_info.asOf);
                if (refused)
                    refused(result.error()); // says it where it was asked for
                else if (opens || !done.isEmpty())
                    complain(result.error());
                else
                    showError(result.error());
                if (opens)
                    emit workspaceFailed(result.error());
                return;
            }
            if (opens) {
                m_trail.clear();
                m_steps.clear();
                m_details->hide();
                m_filters->setFilter({});
            }
            if (opens)
                m_settings.addRecent(result->path);
            // What was refused before is done now, or no longer wanted.
            statusBar()->clearMessage();
            setInfo(*result);
            if (!done.isEmpty())
                statusBar()->showMessage(done, 15000);
            if (opens)
                emit workspaceOpened();
            if (then)
                then();
        });
}

void MainWindow::setInfo(const WorkspaceInfo &info)
{
    const bool wasEmpty = m_info.isEmpty() || m_info.path != info.path;
    // Whoever adds the first thing by hand stays where it is added.
    const QString stays = m_info.path == info.path ? currentPage() : QString();
    m_info = info;
    m_lost.clear();
    m_version = m_backend.version(info.path);
    m_others.start();
    // The day that was chosen in another workspace is none of this one.
    if (wasEmpty)
        m_top->setAsOf(info.asOf.isValid() ? info.asOf : QDate::currentDate());
    refreshFrame();
    refreshPages();
    if (!m_info.isEmpty() && wasEmpty)
        go(m_filters->filter(), fills(stays) ? stays : pageIds().contains(m_settings.page()) ? m_settings.page() : m_pages.constFirst()->id());
    else if (m_info.isEmpty() && !fills(stays)) {
        m_stack->setCurrentWidget(m_start);
        const QSignalBlocker quiet(m_navigation);
        m_navigation->setCurrentRow(-1);
    }
    if (m_details->isVisible() && m_details->entity() != 0)
        showEntity(m_details->entity());
    else if (m_details->isVisible() && m_details->issue() != 0)
        showIssue(m_details->issue());
}

void MainWindow::refreshPages()
{
    for (Page *page : std::as_const(m_pages))
        page->update(m_info, m_filters->filter(), m_filters->chips());
}

void MainWindow::showEntity(qint64 id)
{
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<EntityDetail>>(u"details"_s, this, [backend, path, id](domain::JobContext &) { return backend->entity(path, id); },
                                     [this](const Result<EntityDetail> &detail) {
        if (!detail)
            return showError(detail.error());
        m_details->showEntity(*detail);
        m_inventory->keepChosen(detail->id);
    });
}

void MainWindow::showPlace(qint64 id, const QString &attr)
{
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<EntityDetail>>(u"details"_s, this, [backend, path, id](domain::JobContext &) { return backend->entity(path, id); },
                                     [this, attr](const Result<EntityDetail> &detail) {
        if (!detail)
            return showError(detail.error());
        m_details->showEntity(*detail);
        m_details->reveal(attr);
    });
}

void MainWindow::setTheme(ThemeChoice theme)
{
    applyTheme(theme);
    m_settings.setTheme(theme == ThemeChoice::Dark ? u"dark"_s : theme == ThemeChoice::Light ? u"light"_s : u"system"_s);
    refreshFrame();
    refreshPages();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setGeometry(saveGeometry());
    m_settings.setSplitter(m_splitter->saveState());
    m_settings.setPage(currentPage());
    m_settings.setIconsOnly(m_iconsOnly->isChecked());
    m_settings.setColumns(m_inventory->chosenColumns());
    QMainWindow::closeEvent(event);
}

} // namespace views
