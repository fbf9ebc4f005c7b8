// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mainwindow.h"

#include "figures/figure.h"
#include "pages/detailspane.h"
#include "pages/historypage.h"
#include "pages/importspage.h"
#include "pages/inventorypage.h"
#include "pages/issuespage.h"
#include "pages/mappage.h"
#include "pages/overviewpage.h"
#include "pages/reportspage.h"
#include "pages/startpage.h"
#include "text/wordtext.h"
#include "widgets/filterbar.h"
#include "widgets/iconloader.h"
#include "widgets/searchbox.h"

#include <QCloseEvent>
#include <QCompleter>
#include <QDateEdit>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QProgressBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::Result;
using figures::TextRole;

namespace views {

MainWindow::MainWindow(Backend &backend, UiSettings settings, QWidget *parent) : QMainWindow(parent), m_backend(backend), m_settings(std::move(settings))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Bailiwick"));
    setAcceptDrops(true);
    setMinimumSize(1024, 700);
    resize(1440, 900);
    buildFrame();
    buildMenus();
    const PageContext context{m_backend, m_jobs};
    addPage(new OverviewPage(context, this));
    addPage(new MapPage(context, this));
    m_inventory = new InventoryPage(context, this);
    m_inventory->setChosenColumns(m_settings.columns());
    addPage(m_inventory);
    addPage(new IssuesPage(context, this));
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
    connect(imports, &ImportsPage::undoWanted, this, [this] { m_undo->trigger(); });
    addPage(imports);
    m_iconsOnly->setChecked(m_settings.iconsOnly());
    restoreGeometry(m_settings.geometry());
    m_splitter->restoreState(m_settings.splitter());
    refreshFrame();
}

MainWindow::~MainWindow() { m_jobs.cancelAll(); }

void MainWindow::buildFrame()
{
    auto *central = new QWidget(this);
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);

    m_navigation = new QListWidget(central);
    m_navigation->setObjectName(u"navigation"_s);
    m_navigation->setAccessibleName(tr("Pages"));
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->setFixedWidth(grid(40));
    m_navigation->setIconSize(QSize(grid(5), grid(5)));
    m_navigation->setSpacing(grid(1) / 2);
    m_navigation->viewport()->setAutoFillBackground(false);
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_navigation, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (!item)
            return;
        m_steps.clear();
        go(filter(), item->data(Qt::UserRole).toString());
    });
    // A click beside the entries leaves the page as it is, and its mark too.
    connect(m_navigation, &QListWidget::itemSelectionChanged, this, [this] {
        if (m_navigation->selectedItems().isEmpty() && m_navigation->currentItem())
            m_navigation->currentItem()->setSelected(true);
    });
    auto *side = new QVBoxLayout;
    side->setContentsMargins(grid(2), grid(3), 0, grid(2));
    side->addWidget(m_navigation, 1);
    row->addLayout(side);
    row->addWidget(hairline(central, true));

    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_topBar = buildTopBar();
    column->addWidget(m_topBar);
    column->addWidget(hairline(central));
    m_filters = new FilterBar({[this](const QString &iso) { return m_backend.countryName(iso); },
                               [this](const QString &ids) {
                                   QStringList titles;
                                   for (const QString &id : ids.split(u','))
                                       titles.append(m_frameworkTitles.value(id, id));
                                   return titles.size() > 2 ? tr("%1 frameworks").arg(titles.size()) : titles.join(tr(", "));
                               },
                               [this](domain::EntityKind kind) { return m_backend.catalogue().kind(kind).labelPlural; },
                               [this](std::optional<domain::EntityKind> kind, const QString &name) {
                                   const domain::Attribute *a = kind ? m_backend.catalogue().attribute(*kind, name) : nullptr;
                                   return a ? a->label : name;
                               },
                               [this](domain::EntityKind kind, const QString &key) { return nameOf(kind, key); }}, central);
    connect(m_filters, &FilterBar::stepWanted, this, [this](int step) {
        if (step >= m_steps.size())
            return;
        const Place place = m_steps.at(step);
        m_steps = m_steps.mid(0, step);
        go(place.filter, place.page);
    });
    connect(m_filters, &FilterBar::changed, this, &MainWindow::setFilter);
    column->addWidget(m_filters);

    m_splitter = new QSplitter(Qt::Horizontal, central);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_stack = new QStackedWidget(m_splitter);
    m_stack->setObjectName(u"pages"_s);
    m_details = new DetailsPane(m_splitter);
    m_details->setMinimumWidth(grid(76));
    m_details->hide();
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    connect(m_details, &DetailsPane::closed, m_details, &QWidget::hide);
    m_details->installEventFilter(this);
    connect(m_details, &DetailsPane::scopeWanted, this, [this](domain::EntityKind kind, const QString &key) {
        FilterState wanted = filter();
        if (kind == domain::EntityKind::Provider)
            wanted.provider = key;
        else if (kind == domain::EntityKind::LegalEntity)
            wanted.legalEntity = key;
        else
            wanted.businessService = key;
        wanted.kind.reset();
        wanted.attr.clear();
        wanted.attrValue.clear();
        setFilter(wanted);
    });
    connect(m_details, &DetailsPane::affectedWanted, this, [this](qint64 issue, const QString &title, bool accepted) {
        FilterState wanted;
        wanted.narrow(u"issue"_s, QString::number(issue), title);
        // What is accepted throughout has nothing open to list.
        if (accepted)
            wanted.status = domain::Status::Accepted;
        goThrough(wanted, u"inventory"_s);
    });
    connect(m_details, &DetailsPane::acceptWanted, this, &MainWindow::acceptGaps);
    connect(m_details, &DetailsPane::assignWanted, this, &MainWindow::assignIssue);
    connect(m_details, &DetailsPane::findingWanted, this, &MainWindow::explainFinding);
    connect(m_details, &DetailsPane::withdrawWanted, this, &MainWindow::withdrawAcceptances);
    connect(m_details, &DetailsPane::entityWanted, this, &MainWindow::showEntity);
    connect(m_details, &DetailsPane::issueWanted, this, &MainWindow::showIssue);
    connect(m_details, &DetailsPane::editWanted, this, &MainWindow::editValue);
    column->addWidget(m_splitter, 1);
    row->addLayout(column, 1);
    setCentralWidget(central);

    m_start = new StartPage(this);
    m_stack->addWidget(m_start);
    connect(m_start, &StartPage::importWanted, this, &MainWindow::chooseImport);
    connect(m_start, &StartPage::openWanted, this, &MainWindow::chooseOpen);
    connect(m_start, &StartPage::guideWanted, this, &MainWindow::showGuide);
    connect(m_start, &StartPage::sampleWanted, this, &MainWindow::chooseSample);
    connect(m_start, &StartPage::newWanted, this, &MainWindow::chooseNew);
    connect(m_start, &StartPage::recentWanted, this, [this](const QString &path) { openWorkspace(path, false); });

    m_progressText = makeLabel({}, TextRole::Body, true, false, this);
    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(grid(50));
    m_progress->setMaximumHeight(grid(3));
    m_cancel = new QToolButton(this);
    m_cancel->setObjectName(u"cancelJob"_s);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel what is running"));
    connect(m_cancel, &QToolButton::clicked, this, [this] { m_jobs.cancel(u"change"_s); });
    statusBar()->setSizeGripEnabled(false);
    m_scope = makeLabel({}, TextRole::Caption, true, false, this);
    m_scope->setObjectName(u"scopeLine"_s);
    m_scope->setContentsMargins(grid(4), 0, 0, 0);
    statusBar()->addWidget(m_scope, 1);
    statusBar()->addPermanentWidget(m_progressText);
    statusBar()->addPermanentWidget(m_progress);
    statusBar()->addPermanentWidget(m_cancel);
    for (QWidget *w : std::initializer_list<QWidget *>{m_progressText, m_progress, m_cancel})
        w->hide();
    connect(&m_jobs, &JobRunner::progressed, this, [this](const QString &slot, qint64 done, qint64 total, const QString &text) {
        if (slot != u"change"_s)
            return;
        m_progress->setRange(0, static_cast<int>(qMin<qint64>(total, 1000000)));
        m_progress->setValue(static_cast<int>(qMin<qint64>(done, 1000000)));
        if (!text.isEmpty())
            m_progressText->setText(text);
    });
}

QWidget *MainWindow::buildTopBar()
{
    auto *bar = new QWidget(this);
    bar->setObjectName(u"topBar"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(grid(6), grid(2), grid(6), grid(2));
    row->setSpacing(grid(3));
    m_back = new QToolButton(bar);
    m_back->setObjectName(u"back"_s);
    m_back->setAutoRaise(true);
    m_back->setAccessibleName(tr("Back"));
    m_back->setToolTip(tr("Back (Alt+Left)"));
    m_back->setEnabled(false);
    connect(m_back, &QToolButton::clicked, this, &MainWindow::back);
    m_name = makeLabel({}, TextRole::Title, false, true, bar);
    m_name->setObjectName(u"workspaceName"_s);
    m_scopeButton = new QToolButton(bar);
    m_scopeButton->setObjectName(u"scope"_s);
    m_scopeButton->setPopupMode(QToolButton::InstantPopup);
    m_scopeButton->setMenu(new QMenu(m_scopeButton));
    m_evaluate = new QToolButton(bar);
    m_evaluate->setObjectName(u"evaluate"_s);
    m_evaluate->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_evaluate->hide();
    connect(m_evaluate, &QToolButton::clicked, this, &MainWindow::evaluate);
    m_asOf = new QDateEdit(bar);
    m_asOf->setObjectName(u"asOf"_s);
    m_asOf->setAccessibleName(tr("As of"));
    m_asOf->setToolTip(tr("The day for which laws, certificates and deadlines are looked at; another day evaluates anew"));
    m_asOf->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_asOf->setCalendarPopup(true);
    m_asOf->setDate(QDate::currentDate());
    // Typing a date passes through others: only the one that stays is evaluated.
    m_asOfTimer = new QTimer(this);
    m_asOfTimer->setSingleShot(true);
    m_asOfTimer->setInterval(800);
    connect(m_asOf, &QDateEdit::dateChanged, this, [this] {
        if (m_info.evaluated)
            m_asOfTimer->start();
    });
    connect(m_asOfTimer, &QTimer::timeout, this, [this] {
        if (!m_info.evaluated || m_asOf->date() == m_info.asOf)
            return;
        if (m_changing)
            m_asOfTimer->start();
        else
            evaluate();
    });
    m_frameworks = new QToolButton(bar);
    m_frameworks->setObjectName(u"frameworks"_s);
    m_frameworks->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_frameworks->setPopupMode(QToolButton::InstantPopup);
    m_frameworks->setToolTip(tr("Which frameworks the inventory is compared with"));
    m_frameworks->setMenu(new QMenu(m_frameworks));
    m_search = new SearchBox(bar);
    m_search->setObjectName(u"search"_s);
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Search  (Ctrl+K)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(grid(64));
    // Never so short that what one types, or what it is for, cannot be read.
    m_search->setMinimumWidth(qMin(m_search->fontMetrics().horizontalAdvance(m_search->placeholderText()) + grid(6), grid(56)));
    connect(m_search, &SearchBox::wanted, this, &MainWindow::search);
    m_import = new QToolButton(bar);
    m_import->setObjectName(u"import"_s);
    m_import->setText(tr("Import"));
    m_import->setAccessibleName(tr("Import files"));
    m_import->setToolTip(tr("Import files (Ctrl+I), or drop them on the window"));
    m_import->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_import, &QToolButton::clicked, this, &MainWindow::chooseImport);
    row->addWidget(m_back);
    row->addWidget(m_name);
    row->addWidget(m_scopeButton);
    row->addWidget(m_evaluate);
    row->addStretch(1);
    m_asOfLabel = makeLabel(tr("As of"), TextRole::Body, true, false, bar);
    m_asOfLabel->setBuddy(m_asOf);
    row->addWidget(m_asOfLabel);
    row->addWidget(m_asOf);
    row->addWidget(m_frameworks);
    row->addWidget(m_search, 3);
    row->addWidget(m_import);
    return bar;
}

void MainWindow::addPage(Page *page)
{
    m_pages.append(page);
    m_stack->addWidget(page);
    auto *item = new QListWidgetItem(page->title(), m_navigation);
    item->setData(Qt::UserRole, page->id());
    item->setSizeHint(QSize(0, QFontMetrics(font()).height() + grid(4)));
    connect(page, &Page::entityWanted, this, &MainWindow::showEntity);
    connect(page, &Page::issueWanted, this, &MainWindow::showIssue);
    connect(page, &Page::filterWanted, this, &MainWindow::goThrough);
    connect(page, &Page::failed, this, &MainWindow::showError);
}

QStringList MainWindow::pageIds() const
{
    QStringList ids;
    for (const Page *page : m_pages)
        ids.append(page->id());
    return ids;
}

FilterState MainWindow::filter() const { return m_filters->filter(); }

void MainWindow::showPage(const QString &id) { go(filter(), id); }

void MainWindow::setFilter(const FilterState &wanted)
{
    const int at = m_stack->currentIndex() - 1;
    go(wanted, at >= 0 ? m_pages.at(at)->id() : QString());
}

void MainWindow::go(FilterState wanted, const QString &id)
{
    if (m_info.path.isEmpty() || m_info.entities == 0)
        return;
    // How a thing is at a place means nothing without a place.
    const bool placed = !wanted.country.isEmpty() || std::any_of(wanted.special.cbegin(), wanted.special.cend(), [](const SpecialFilter &s) { return s.what == u"site"_s; });
    if (!placed)
        wanted.facets = 0;
    const bool narrowed = wanted != m_filters->filter();
    if (narrowed) {
        m_filters->setFilter(wanted);
        refreshPages();
        showScope();
    }
    // Pages without anything to choose leave no room for the details of something else.
    static const QStringList alone = {u"history"_s, u"reports"_s, u"imports"_s};
    if (alone.contains(id) && id != currentPage())
        m_details->hide();
    for (int i = 0; i < static_cast<int>(m_pages.size()); ++i) {
        if (m_pages.at(i)->id() != id)
            continue;
        m_stack->setCurrentWidget(m_pages.at(i));
        const QSignalBlocker quiet(m_navigation);
        m_navigation->setCurrentRow(i);
    }
    showSteps();
    remember();
}

void MainWindow::goThrough(const FilterState &wanted, const QString &id)
{
    const QString from = currentPage();
    if (!from.isEmpty() && from != id) {
        m_steps.append({from, filter()});
        while (m_steps.size() > 4)
            m_steps.removeFirst();
    }
    go(wanted, id);
}

void MainWindow::showSteps()
{
    QStringList titles;
    for (const Place &step : std::as_const(m_steps))
        titles.append(pageTitle(step.page));
    if (!titles.isEmpty())
        titles.append(pageTitle(currentPage()));
    m_filters->setTrail(titles);
}

QString MainWindow::currentPage() const
{
    const int at = m_stack->currentIndex() - 1;
    return at >= 0 ? m_pages.at(at)->id() : QString();
}

QString MainWindow::pageTitle(const QString &id) const
{
    for (const Page *page : m_pages) {
        if (page->id() == id)
            return page->title();
    }
    return {};
}

void MainWindow::remember()
{
    const int at = m_stack->currentIndex() - 1;
    if (at < 0)
        return;
    const Place place{m_pages.at(at)->id(), m_filters->filter()};
    if (m_trail.isEmpty() || m_trail.constLast() != place)
        m_trail.append(place);
    while (m_trail.size() > 50)
        m_trail.removeFirst();
    m_back->setEnabled(m_trail.size() > 1);
}

void MainWindow::back()
{
    if (m_trail.size() < 2)
        return;
    m_trail.removeLast();
    const Place place = m_trail.takeLast();
    if (!m_steps.isEmpty() && m_steps.constLast() == place)
        m_steps.removeLast();
    else
        m_steps.clear();
    go(place.filter, place.page);
}

void MainWindow::openWorkspace(const QString &path, bool create)
{
    change(tr("Opening"), [path, create](Backend &b, domain::JobContext &) { return b.open(path, create); }, true);
}

void MainWindow::openSample(const QString &path)
{
    change(tr("Making the sample workspace"), [path](Backend &b, domain::JobContext &job) { return b.openSample(path, job); }, true);
}

void MainWindow::showBusy() { statusBar()->showMessage(tr("Wait until this is done, or cancel it."), 4000); }

void MainWindow::change(const QString &title, InfoWork work, bool opens, const QString &done, const std::function<void(const Error &)> &refused)
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
        [this, opens, done, refused](Result<WorkspaceInfo> result) {
            m_changing = false;
            for (QWidget *w : std::initializer_list<QWidget *>{m_progressText, m_progress, m_cancel})
                w->hide();
            if (!result) {
                // A day that could not be evaluated is not the day of what is shown.
                if (m_info.asOf.isValid())
                    setAsOf(m_info.asOf);
                if (opens || !done.isEmpty())
                    complain(result.error());
                else
                    showError(result.error());
                if (refused)
                    refused(result.error());
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
            setInfo(*result);
            if (!done.isEmpty())
                statusBar()->showMessage(done, 15000);
            if (opens)
                emit workspaceOpened();
        });
}

void MainWindow::setInfo(const WorkspaceInfo &info)
{
    const bool wasEmpty = m_info.entities == 0 || m_info.path != info.path;
    m_info = info;
    if (info.asOf.isValid() && wasEmpty)
        setAsOf(info.asOf);
    refreshFrame();
    refreshPages();
    if (m_info.entities > 0 && wasEmpty)
        go(m_filters->filter(), pageIds().contains(m_settings.page()) ? m_settings.page() : m_pages.constFirst()->id());
    else if (m_info.entities == 0)
        m_stack->setCurrentWidget(m_start);
    if (m_details->isVisible() && m_details->entity() != 0)
        showEntity(m_details->entity());
    else if (m_details->isVisible() && m_details->issue() != 0)
        showIssue(m_details->issue());
}

void MainWindow::setAsOf(QDate day)
{
    const QSignalBlocker quiet(m_asOf);
    m_asOf->setDate(day);
}

void MainWindow::refreshPages()
{
    for (Page *page : std::as_const(m_pages))
        page->update(m_info, m_filters->filter());
}

void MainWindow::fitTopBar()
{
    const bool filled = !m_info.path.isEmpty() && m_info.entities > 0;
    m_evaluate->setVisible(filled && (!m_info.evaluated || m_info.stale));
    const bool narrow = width() < grid(300);
    m_evaluate->setText(m_info.evaluated && !narrow ? tr("Evaluate again") : tr("Evaluate"));
    m_asOfLabel->setVisible(!narrow || m_evaluate->isHidden());
    m_import->setToolButtonStyle(narrow && !m_evaluate->isHidden() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void MainWindow::refreshFrame()
{
    const bool open = !m_info.path.isEmpty();
    const bool filled = open && m_info.entities > 0;
    setWindowTitle(open ? tr("%1 – Bailiwick").arg(QFileInfo(m_info.path).completeBaseName()) : tr("Bailiwick"));
    m_name->setText(!open ? tr("No workspace yet") : m_info.organisation.isEmpty() ? QFileInfo(m_info.path).completeBaseName() : m_info.organisation);
    fitTopBar();
    m_evaluate->setToolTip(m_info.evaluated ? tr("The data changed since the last evaluation (F5)") : tr("Compare the inventory with the chosen frameworks (F5)"));
    m_evaluate->setIcon(loadIcon(u"run"_s, this));
    showScope();
    m_scopeButton->setEnabled(filled);
    m_navigation->setEnabled(filled);
    m_frameworks->setEnabled(filled);
    m_asOf->setEnabled(filled);
    m_search->setEnabled(filled);
    m_start->setWorkspace(open ? QFileInfo(m_info.path).completeBaseName() : QString(), m_settings.recent());
    for (QAction *action : std::as_const(m_needWorkspace))
        action->setEnabled(open);
    m_undo->setEnabled(!m_info.undo.isEmpty());
    m_undo->setText(m_info.undo.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(m_info.undo));
    m_redo->setEnabled(!m_info.redo.isEmpty());
    m_redo->setText(m_info.redo.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(m_info.redo));
    m_back->setIcon(loadIcon(u"back"_s, this));
    m_import->setIcon(loadIcon(u"imports"_s, this));
    m_frameworks->setIcon(loadIcon(u"frameworks"_s, this));
    for (int i = 0; i < m_navigation->count(); ++i)
        m_navigation->item(i)->setIcon(loadIcon(m_navigation->item(i)->data(Qt::UserRole).toString(), this));
    chooseFrameworks();
    fillScopes();
}

void MainWindow::showEntity(qint64 id)
{
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<EntityDetail>>(u"details"_s, this, [backend, path, id](domain::JobContext &) { return backend->entity(path, id); },
                                     [this](const Result<EntityDetail> &detail) {
        if (detail)
            m_details->showEntity(*detail);
        else
            showError(detail.error());
    });
}

void MainWindow::setTheme(ThemeChoice theme)
{
    applyTheme(theme);
    m_settings.setTheme(theme == ThemeChoice::Dark ? u"dark"_s : theme == ThemeChoice::Light ? u"light"_s : u"system"_s);
    refreshFrame();
    refreshPages();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    showNavigation();
    fitTopBar();
    showScope();
}

void MainWindow::showNavigation()
{
    // Icons alone where words would take the room of the page beside its details, or where somebody wants it so.
    const bool icons = m_iconsOnly->isChecked() || (width() < grid(300) && m_details->isVisible());
    m_navigation->setFixedWidth(icons ? grid(11) : grid(40));
    for (int i = 0; i < m_navigation->count(); ++i) {
        const QString title = pageTitle(m_navigation->item(i)->data(Qt::UserRole).toString());
        m_navigation->item(i)->setText(icons ? QString() : title);
        m_navigation->item(i)->setToolTip(title);
        m_navigation->item(i)->setData(Qt::AccessibleTextRole, title);
    }
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

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_details && (event->type() == QEvent::Show || event->type() == QEvent::Hide))
        QMetaObject::invokeMethod(this, &MainWindow::showNavigation, Qt::QueuedConnection);
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && m_details->isVisible()) {
        m_details->hide();
        m_stack->currentWidget()->setFocus();
    } else if (event->key() == Qt::Key_Escape && !m_filters->filter().isEmpty())
        setFilter({});
    else if (enter && m_navigation->hasFocus())
        m_stack->currentWidget()->setFocus();
    else if (enter && m_details->isVisible() && m_stack->isAncestorOf(focusWidget()))
        m_details->setFocus();
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace views
