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

#include <QCloseEvent>
#include <QCompleter>
#include <QDateEdit>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>
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
        });
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
    connect(m_details, &DetailsPane::affectedWanted, this, [this](qint64 issue, const QString &title) {
        FilterState wanted;
        wanted.narrow(u"issue"_s, QString::number(issue), title);
        goThrough(wanted, u"inventory"_s);
    });
    connect(m_details, &DetailsPane::entityWanted, this, &MainWindow::showEntity);
    connect(m_details, &DetailsPane::issueWanted, this, &MainWindow::showIssue);
    connect(m_details, &DetailsPane::editWanted, this, [this](qint64 id, const QString &attr, const QString &typed) {
        const QString path = m_info.path;
        change(tr("Saving"), [path, id, attr, typed](Backend &b, domain::JobContext &) { return b.edit(path, id, attr, typed); });
    });
    column->addWidget(m_splitter, 1);
    row->addLayout(column, 1);
    setCentralWidget(central);

    m_start = new StartPage(this);
    m_stack->addWidget(m_start);
    connect(m_start, &StartPage::importWanted, this, &MainWindow::chooseImport);
    connect(m_start, &StartPage::openWanted, this, &MainWindow::chooseOpen);
    connect(m_start, &StartPage::guideWanted, this, &MainWindow::showGuide);
    connect(m_start, &StartPage::sampleWanted, this, [this] {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
        QDir().mkpath(folder);
        QString path = folder + u"/sample.bailiwick"_s;
        for (int n = 2; QFileInfo::exists(path); ++n)
            path = folder + u"/sample-%1.bailiwick"_s.arg(n);
        openSample(path);
    });

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
    m_scopeButton->setToolTip(tr("Which part of the organisation all pages and the report are about"));
    m_scopeButton->setPopupMode(QToolButton::InstantPopup);
    m_scopeButton->setMenu(new QMenu(m_scopeButton));
    m_state = makeLabel({}, TextRole::Body, true, false, bar);
    m_asOf = new QDateEdit(bar);
    m_asOf->setObjectName(u"asOf"_s);
    m_asOf->setAccessibleName(tr("As of"));
    m_asOf->setToolTip(tr("The day for which laws, certificates and deadlines are looked at. Evaluate (F5) after a change."));
    m_asOf->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_asOf->setCalendarPopup(true);
    m_asOf->setDate(QDate::currentDate());
    m_frameworks = new QToolButton(bar);
    m_frameworks->setObjectName(u"frameworks"_s);
    m_frameworks->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_frameworks->setPopupMode(QToolButton::InstantPopup);
    m_frameworks->setToolTip(tr("Which frameworks the inventory is compared with"));
    m_frameworks->setMenu(new QMenu(m_frameworks));
    m_search = new QLineEdit(bar);
    m_search->setObjectName(u"search"_s);
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Search  (Ctrl+K)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(grid(64));
    connect(m_search, &QLineEdit::returnPressed, this, &MainWindow::search);
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
    row->addWidget(m_state);
    row->addStretch(1);
    QLabel *asOf = makeLabel(tr("As of"), TextRole::Body, true, false, bar);
    asOf->setBuddy(m_asOf);
    row->addWidget(asOf);
    row->addWidget(m_asOf);
    row->addWidget(m_frameworks);
    row->addWidget(m_search, 1);
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

QString MainWindow::nameOf(domain::EntityKind kind, const QString &key) const
{
    for (const ScopeChoice &choice : m_scopes) {
        if (choice.kind == kind && choice.key == key)
            return choice.name;
    }
    return key;
}

QString MainWindow::scopeWords(const FilterState &f) const
{
    QStringList names;
    if (!f.legalEntity.isEmpty())
        names.append(nameOf(domain::EntityKind::LegalEntity, f.legalEntity));
    if (!f.businessService.isEmpty())
        names.append(nameOf(domain::EntityKind::BusinessService, f.businessService));
    return names.isEmpty() ? tr("Whole organisation") : names.join(tr(", "));
}

void MainWindow::showScope()
{
    const bool filled = !m_info.path.isEmpty() && m_info.entities > 0;
    const QString words = scopeWords(filter());
    m_scopeButton->setText(m_scopeButton->fontMetrics().elidedText(words, Qt::ElideRight, width() < grid(300) ? grid(34) : grid(60)) + u' ');
    m_scopeButton->setAccessibleName(tr("Scope: %1").arg(words));
    m_scopeButton->setVisible(filled);
    m_scope->setText(scopeLine());
}

void MainWindow::fillScopes()
{
    if (m_info.path.isEmpty() || m_info.entities == 0)
        return;
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<QList<ScopeChoice>>>(u"scopes"_s, this, [backend, path](domain::JobContext &) { return backend->scopes(path); },
                                           [this](const Result<QList<ScopeChoice>> &found) {
        if (!found)
            return showError(found.error());
        m_scopes = *found;
        QMenu *menu = m_scopeButton->menu();
        menu->clear();
        const auto entry = [this](QMenu *in, const QString &name, auto narrow, bool chosen) {
            QAction *action = in->addAction(QString(name).replace(u'&', u"&&"_s));
            action->setCheckable(true);
            action->setChecked(chosen);
            connect(action, &QAction::triggered, this, [this, narrow] {
                FilterState wanted = filter();
                narrow(wanted);
                setFilter(wanted);
                fillScopes();
            });
        };
        const FilterState now = filter();
        entry(menu, tr("Whole organisation"), [](FilterState &f) { f.legalEntity.clear(); f.businessService.clear(); },
              now.legalEntity.isEmpty() && now.businessService.isEmpty());
        for (const auto &[kind, title, member] : {std::tuple(domain::EntityKind::LegalEntity, tr("Legal entity"), &FilterState::legalEntity),
                                                  std::tuple(domain::EntityKind::BusinessService, tr("Business service"), &FilterState::businessService)}) {
            QMenu *list = menu->addMenu(title);
            list->setObjectName(u"scope_"_s + domain::kindName(kind));
            for (const ScopeChoice &choice : std::as_const(m_scopes)) {
                if (choice.kind == kind)
                    entry(list, choice.name, [key = choice.key, member = member](FilterState &f) { f.*member = f.*member == key ? QString() : key; }, now.*member == choice.key);
            }
            list->setEnabled(!list->isEmpty());
        }
        // Chips speak names too.
        m_filters->setFilter(now);
        showScope();
    });
}

QString MainWindow::scopeLine() const
{
    if (m_info.path.isEmpty() || m_info.entities == 0)
        return {};
    const FilterState f = filter();
    FilterState others = f;
    others.legalEntity.clear();
    others.businessService.clear();
    QStringList parts = {scopeWords(f)};
    if (!others.isEmpty())
        parts.append(tr("narrowed by the filters above"));
    parts.append(tr("%1 things recorded").arg(figures::formatNumber(static_cast<double>(m_info.entities))));
    QStringList names;
    for (const QString &id : m_info.frameworks)
        names.append(text::shortFramework(id, m_frameworkTitles.value(id)));
    parts.append(names.isEmpty() ? tr("all frameworks") : names.join(tr(", ")));
    parts.append(!m_info.evaluated ? tr("not evaluated") : tr("evaluated as of %1%2").arg(QLocale().toString(m_info.asOf, u"d MMMM yyyy"_s), m_info.stale ? tr(", the data changed since") : QString()));
    return parts.join(u"  \u00b7  "_s);
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

void MainWindow::change(const QString &title, InfoWork work, bool opens)
{
    if (m_changing) {
        statusBar()->showMessage(tr("Wait until this is done, or cancel it."), 4000);
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
        [this, opens](Result<WorkspaceInfo> result) {
            m_changing = false;
            for (QWidget *w : std::initializer_list<QWidget *>{m_progressText, m_progress, m_cancel})
                w->hide();
            if (!result) {
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
            setInfo(*result);
            if (opens)
                emit workspaceOpened();
        });
}

void MainWindow::setInfo(const WorkspaceInfo &info)
{
    const bool wasEmpty = m_info.entities == 0 || m_info.path != info.path;
    m_info = info;
    if (info.asOf.isValid() && wasEmpty)
        m_asOf->setDate(info.asOf);
    refreshFrame();
    refreshPages();
    if (m_info.entities > 0 && wasEmpty)
        go(m_filters->filter(), pageIds().contains(m_settings.page()) ? m_settings.page() : m_pages.constFirst()->id());
    else if (m_info.entities == 0)
        m_stack->setCurrentWidget(m_start);
    if (m_details->isVisible() && m_details->entity() != 0)
        showEntity(m_details->entity());
}

void MainWindow::refreshPages()
{
    for (Page *page : std::as_const(m_pages))
        page->update(m_info, m_filters->filter());
}

void MainWindow::refreshFrame()
{
    const bool open = !m_info.path.isEmpty();
    const bool filled = open && m_info.entities > 0;
    setWindowTitle(open ? tr("%1 – Bailiwick").arg(QFileInfo(m_info.path).completeBaseName()) : tr("Bailiwick"));
    m_name->setText(!open ? tr("No workspace yet") : m_info.organisation.isEmpty() ? QFileInfo(m_info.path).completeBaseName() : m_info.organisation);
    m_state->setText(!filled ? QString() : !m_info.evaluated ? tr("not evaluated") : m_info.stale ? tr("changed since the last evaluation") : QString());
    showScope();
    m_scopeButton->setEnabled(filled);
    m_navigation->setEnabled(filled);
    m_frameworks->setEnabled(filled);
    m_asOf->setEnabled(filled);
    m_search->setEnabled(filled);
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

void MainWindow::showIssue(qint64 id)
{
    Backend *backend = &m_backend;
    const QString path = m_info.path;
    m_jobs.run<Result<IssueDetail>>(u"details"_s, this, [backend, path, id](domain::JobContext &) { return backend->issue(path, id); },
                                    [this](const Result<IssueDetail> &detail) {
        if (detail)
            m_details->showIssue(*detail);
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

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
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
    if (!paths.isEmpty())
        importFiles(paths);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_filters->filter().isEmpty())
        setFilter({});
    else if (event->key() == Qt::Key_Escape && m_details->isVisible())
        m_details->hide();
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace views
