// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figuretools.h"

#include "widgets/figurerows.h"
#include "widgets/theme.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QGraphicsOpacityEffect>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace views {
namespace {

constexpr int ScreenDots = 96;
constexpr int ClipboardDots = 192;
constexpr int LeastTable = 44;   ///< of the grid: a head and some rows

/// A name that every file system takes.
QString fileName(QString title)
{
    for (QChar &c : title) {
        if (!c.isLetterOrNumber() && c != u' ' && c != u'-')
            c = u' ';
    }
    return title.simplified().left(80);
}

} // namespace

FigureHost *figureHostOf(const QWidget *figure)
{
    for (QWidget *at = figure->parentWidget(); at; at = at->parentWidget()) {
        if (auto *host = dynamic_cast<FigureHost *>(at))
            return host;
    }
    return nullptr;
}

FigureTools::FigureTools(QWidget *figure, Sheet sheet)
    : QObject(figure), m_figure(figure), m_sheet(std::move(sheet)), m_menu(new QMenu(figure)), m_button(new QToolButton(figure))
{
    m_pool.setMaxThreadCount(1);
    m_menu->setObjectName(u"figureMenu"_s);
    m_menu->setAccessibleName(tr("What can be done with this figure"));
    m_asTable = add(u"figureTable"_s, tr("As &table"), QKeySequence(Qt::Key_F4), [this] { setTable(!isTable()); });
    m_asTable->setCheckable(true);
    m_menu->addSeparator();
    add(u"figureCopyTable"_s, tr("&Copy as table"), QKeySequence::Copy, [this] {
        QApplication::clipboard()->setText(report::toTabbed(m_sheet().table));
    });
    add(u"figureCopyPicture"_s, tr("Copy as &picture"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] {
        QApplication::clipboard()->setImage(report::toImage(m_sheet(), ClipboardDots));
    });
    m_menu->addSeparator();
    auto *png = m_menu->addMenu(tr("Save as P&NG"));
    png->setObjectName(u"figurePng"_s);
    png->setAccessibleName(tr("Resolution of the picture"));
    for (const int dots : {96, 192, 300}) {
        QAction *action = add(u"figurePng%1"_s.arg(dots), dots == ScreenDots ? tr("%1 dots per inch, as on screen …").arg(dots) : tr("%1 dots per inch …").arg(dots),
                              dots == ClipboardDots ? QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S) : QKeySequence(), [this, dots] { askWhere(u"png"_s, dots); });
        m_menu->removeAction(action);
        png->addAction(action);
    }
    add(u"figureSvg"_s, tr("Save as &SVG …"), {}, [this] { askWhere(u"svg"_s, ScreenDots); });
    add(u"figurePdf"_s, tr("Save as P&DF …"), {}, [this] { askWhere(u"pdf"_s, ScreenDots); });
    add(u"figureCsv"_s, tr("Save the numbers as CS&V …"), {}, [this] { askWhere(u"csv"_s, ScreenDots); });

    m_button->setObjectName(u"figureTools"_s);
    m_button->setAccessibleName(tr("Save, copy or turn into a table: %1").arg(figure->accessibleName()));
    m_button->setToolTip(tr("Save, copy or turn into a table"));
    m_button->setText(u"\u22ef"_s);
    m_button->setAutoRaise(true);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setCursor(Qt::ArrowCursor);
    connect(m_button, &QToolButton::clicked, this, [this] { m_menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height()))); });
    // Seen only where the pointer or the focus is: it covers nothing of a figure that is looked at.
    m_button->setGraphicsEffect(new QGraphicsOpacityEffect(m_button));
    figure->installEventFilter(this);
    // The pointer's menu is asked of the viewport, where there is one.
    if (auto *area = qobject_cast<QAbstractScrollArea *>(figure))
        area->viewport()->installEventFilter(this);
    m_button->installEventFilter(this);
    place();
    fade();
}

FigureTools::~FigureTools() { m_pool.waitForDone(); }

QAction *FigureTools::add(const QString &name, const QString &text, const QKeySequence &keys, const std::function<void()> &work)
{
    auto *action = new QAction(text, m_figure);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, work);
    m_figure->addAction(action);
    m_menu->addAction(action);
    return action;
}

void FigureTools::askWhere(const QString &ending, int dotsPerInch)
{
    auto *dialog = new QFileDialog(m_figure->window(), tr("Save the figure"), {}, u"%1 (*.%2)"_s.arg(ending.toUpper(), ending));
    dialog->setObjectName(u"figureFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(fileName(m_sheet().title) + u'.' + ending);
    connect(dialog, &QFileDialog::fileSelected, this, [this, dotsPerInch](const QString &path) { save(path, dotsPerInch); });
    dialog->open();
}

void FigureTools::save(const QString &path, int dotsPerInch)
{
    auto *watcher = new QFutureWatcher<domain::Result<void>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
        const domain::Result<void> done = watcher->result();
        FigureHost *host = figureHostOf(m_figure);
        if (!done && host)
            host->sayFigureFailed(done.error());
        emit saved(path, done.has_value());
        watcher->deleteLater();
    });
    watcher->setFuture(QtConcurrent::run(&m_pool, [sheet = m_sheet(), path, dotsPerInch] { return report::saveFigure(sheet, path, dotsPerInch); }));
}

void FigureTools::setTable(bool table)
{
    m_asTable->setChecked(table);
    if (table == isTable())
        return;
    if (table) {
        m_rows = new FigureRows(m_figure->objectName() + u"Rows"_s, m_figure);
        connect(m_rows, &FigureRows::rowChosen, this, &FigureTools::rowChosen);
        connect(m_rows, &FigureRows::closeWanted, this, [this] { setTable(false); });
        m_rows->installEventFilter(this);
        fillTable();
        // Of a figure of two bars a table could not be read.
        m_least = m_figure->minimumSize();
        m_most = m_figure->maximumSize();
        m_figure->setMaximumHeight(qMax(m_most.height(), grid(LeastTable)));
        m_figure->setMinimumHeight(qMax(m_least.height(), grid(LeastTable)));
        m_rows->setGeometry(m_figure->rect());
        m_rows->show();
        m_button->raise();
        m_figure->setFocusProxy(m_rows);
        m_rows->setFocus();
    } else {
        // It may be the one who asked.
        m_rows->hide();
        m_rows->deleteLater();
        m_rows->setObjectName({});
        m_rows = nullptr;
        m_figure->setFocusProxy(nullptr);
        m_figure->setMinimumHeight(m_least.height());
        m_figure->setMaximumHeight(m_most.height());
        m_figure->setFocus();
    }
    emit tableShown(table);
}

void FigureTools::refreshTable()
{
    if (!isTable() || m_refreshing)
        return;
    m_refreshing = true;
    QMetaObject::invokeMethod(this, [this] {
        m_refreshing = false;
        fillTable();
    }, Qt::QueuedConnection);
}

void FigureTools::fillTable()
{
    if (!isTable())
        return;
    const report::FigureSheet sheet = m_sheet();
    m_rows->setAccessibleName(tr("%1, as a table").arg(sheet.title));
    m_rows->setAccessibleDescription(report::factsOf(sheet).join(u"; "_s));
    m_rows->setTable(sheet.table);
}

void FigureTools::place()
{
    const int side = grid(6);
    m_button->setGeometry(m_figure->layoutDirection() == Qt::RightToLeft ? 0 : m_figure->width() - side, 0, side, side);
    m_button->raise();
}

void FigureTools::fade()
{
    const bool near = m_figure->underMouse() || m_figure->hasFocus() || (m_rows && m_rows->hasFocus()) || m_button->hasFocus() || m_button->underMouse();
    static_cast<QGraphicsOpacityEffect *>(m_button->graphicsEffect())->setOpacity(near ? 1.0 : 0.0);
}

bool FigureTools::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::LayoutDirectionChange:
    case QEvent::FontChange:
        if (watched == m_figure) {
            place();
            if (m_rows)
                m_rows->setGeometry(m_figure->rect());
        }
        break;
    case QEvent::Enter:
    case QEvent::Leave:
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        QMetaObject::invokeMethod(this, [this] { fade(); }, Qt::QueuedConnection);
        break;
    case QEvent::ContextMenu:
        if (watched != m_button) {
            const auto *asked = static_cast<QContextMenuEvent *>(event);
            m_menu->popup(asked->reason() == QContextMenuEvent::Mouse ? asked->globalPos() : m_figure->mapToGlobal(m_figure->rect().center()));
            return true;
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace views
