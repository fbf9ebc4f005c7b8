// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the pages: navigation, top bar, details, the line at the foot.
#include "figures/figure.h"
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "pages/startpage.h"
#include "pages/topbar.h"
#include "text/wordtext.h"
#include "widgets/filterbar.h"
#include "widgets/iconloader.h"
#include "widgets/progress.h"
#include "widgets/searchbox.h"

#include <QAction>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

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
    m_top = new TopBar(this);
    connect(m_top, &TopBar::backWanted, this, &MainWindow::back);
    connect(m_top, &TopBar::evaluateWanted, this, &MainWindow::evaluate);
    connect(m_top, &TopBar::importWanted, this, &MainWindow::chooseImport);
    connect(m_top->search(), &SearchBox::wanted, this, &MainWindow::search);
    connect(m_top, &TopBar::asOfWanted, this, [this](QDate day) {
        if (!m_info.evaluated || day == m_info.asOf)
            return;
        if (m_changing)
            m_top->askAgain();
        else
            evaluate();
    });
    column->addWidget(m_top);
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
    connect(m_details, &DetailsPane::retireWanted, this, &MainWindow::retire);
    connect(m_details, &DetailsPane::assignWanted, this, &MainWindow::assignIssue);
    connect(m_details, &DetailsPane::findingWanted, this, &MainWindow::explainFinding);
    connect(m_details, &DetailsPane::withdrawWanted, this, &MainWindow::withdrawAcceptances);
    connect(m_details, &DetailsPane::entityWanted, this, &MainWindow::showEntity);
    connect(m_details, &DetailsPane::issueWanted, this, &MainWindow::showIssue);
    connect(m_details, &DetailsPane::editWanted, this, &MainWindow::editValue);
    connect(m_details, &DetailsPane::choicesWanted, this, &MainWindow::fetchChoices);
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
    const auto reading = std::make_shared<QString>(); // the page's job whose progress is shown
    connect(m_cancel, &QToolButton::clicked, this, [this, reading] { m_jobs.cancel(m_changing ? u"change"_s : *reading); });
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
    connect(&m_jobs, &JobRunner::progressed, this, [this, reading](const QString &slot, qint64 done, qint64 total, const QString &text) {
        if (slot != u"change"_s && m_changing)
            return;
        if (slot != u"change"_s && *reading != slot) {
            *reading = slot;
            m_progressText->setText(tr("Reading the whole workspace, so that filters answer at once"));
            for (QWidget *w : std::initializer_list<QWidget *>{m_progressText, m_progress, m_cancel})
                w->show();
        }
        showProgress(m_progress, done, total);
        if (!text.isEmpty())
            m_progressText->setText(text);
    });
    connect(&m_jobs, &JobRunner::finished, this, [this, reading](const QString &slot) {
        if (slot != *reading)
            return;
        reading->clear();
        for (QWidget *w : std::initializer_list<QWidget *>{m_progressText, m_progress, m_cancel})
            w->setVisible(m_changing);
    });
}

void MainWindow::refreshFrame()
{
    const bool open = !m_info.path.isEmpty();
    const bool filled = open && !m_info.isEmpty();
    setWindowTitle(open ? tr("%1 – Bailiwick").arg(QFileInfo(m_info.path).completeBaseName()) : tr("Bailiwick"));
    m_top->showWorkspace(m_info);
    m_top->fit(width());
    showScope();
    m_navigation->setEnabled(open);
    for (int i = 0; i < m_navigation->count(); ++i) {
        QListWidgetItem *item = m_navigation->item(i);
        const bool leads = filled || (open && fills(item->data(Qt::UserRole).toString()));
        item->setFlags(leads ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
    }
    m_start->setWorkspace(open ? QFileInfo(m_info.path).completeBaseName() : QString(), m_settings.recent());
    for (QAction *action : std::as_const(m_needWorkspace))
        action->setEnabled(open);
    m_undo->setEnabled(!m_info.undo.isEmpty());
    m_undo->setText(m_info.undo.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(m_info.undo));
    m_redo->setEnabled(!m_info.redo.isEmpty());
    m_redo->setText(m_info.redo.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(m_info.redo));
    for (int i = 0; i < m_navigation->count(); ++i)
        m_navigation->item(i)->setIcon(loadIcon(m_navigation->item(i)->data(Qt::UserRole).toString()));
    chooseFrameworks();
    fillScopes();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    showNavigation();
    m_top->fit(width());
    showScope();
}

void MainWindow::showNavigation()
{
    // Icons alone where words would take the room of the page beside its details, or where somebody wants it so.
    const bool icons = m_iconsOnly->isChecked() || (width() < grid(300) && m_details->isVisible());
    m_navigation->setFixedWidth(icons ? grid(11) : grid(40));
    // In a low window the rows move together, so that no page is out of sight.
    const int room = (height() - grid(20)) / qMax(1, m_navigation->count()) - 2 * m_navigation->spacing();
    const QSize row(0, qBound(grid(6), room, grid(8)));
    for (int i = 0; i < m_navigation->count(); ++i) {
        const QString title = pageTitle(m_navigation->item(i)->data(Qt::UserRole).toString());
        m_navigation->item(i)->setText(icons ? QString() : title);
        m_navigation->item(i)->setToolTip(title);
        m_navigation->item(i)->setSizeHint(row);
        m_navigation->item(i)->setData(Qt::AccessibleTextRole, title);
    }
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_details && (event->type() == QEvent::Show || event->type() == QEvent::Hide))
        QMetaObject::invokeMethod(this, &MainWindow::showNavigation, Qt::QueuedConnection);
    return QMainWindow::eventFilter(watched, event);
}

} // namespace views
