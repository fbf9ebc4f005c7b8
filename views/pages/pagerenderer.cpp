// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/pagerenderer.h"

#include "pages/mainwindow.h"
#include "widgets/mapcanvas.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDir>
#include <QMap>
#include <QMenu>
#include <QPixmap>
#include <QTabBar>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace views {

PageRenderer::PageRenderer(MainWindow &window, const QString &folder, QObject *parent) : QObject(parent), m_window(window), m_folder(folder)
{
    connect(&window.jobs(), &JobRunner::idle, this, &PageRenderer::whenIdle);
}

namespace {

/// Pictures of parts of pages behind a tab: the tabs' name and which of them.
const QMap<QString, std::pair<QString, int>> &partPages()
{
    static const QMap<QString, std::pair<QString, int>> parts = {{u"accelerators-chips"_s, {u"acceleratorParts"_s, 1}}, {u"certificates-coverage"_s, {u"certificateParts"_s, 1}},
        {u"ai-1-models"_s, {u"aiParts"_s, 1}}, {u"ai-2-lineage"_s, {u"aiParts"_s, 2}}, {u"ai-3-languages"_s, {u"aiParts"_s, 3}}, {u"ai-4-axes"_s, {u"aiParts"_s, 4}},
        {u"assessments-systems"_s, {u"assessViews"_s, 1}}, {u"assessments-concentration"_s, {u"assessViews"_s, 2}},
        {u"history-changes"_s, {u"historyParts"_s, 1}}, {u"imports-sources"_s, {u"importParts"_s, 1}}};
    return parts;
}

} // namespace

void PageRenderer::start()
{
    m_ok = QDir().mkpath(m_folder);
    m_pages = QStringList{u"start"_s};
    if (!m_window.workspace().isEmpty()) {
        m_pages = m_window.pageIds();
        // Parts of pages that not every window has.
        for (const QString &part : partPages().keys()) {
            if (m_pages.contains(part.section(u'-', 0, 0)))
                m_pages.append(part);
        }
        m_pages += QStringList{u"issue-details"_s, u"entity-details"_s, u"frameworks-compared"_s, u"issues-contradicted"_s};   // the last, since it narrows the pages
    }
    QTimer::singleShot(0, this, &PageRenderer::next);
}

void PageRenderer::next()
{
    if (m_pages.isEmpty()) {
        emit finished(m_ok);
        return;
    }
    m_current = m_pages.takeFirst();
    m_waiting = true;
    if (m_current == u"issue-details"_s)
        chooseFirst(u"issues"_s, u"issueList"_s);
    else if (m_current == u"entity-details"_s)
        chooseFirst(u"inventory"_s, u"inventoryTable"_s);
    else if (m_current == u"issues-contradicted"_s && !chooseContradicted())
        return skip();
    else if (m_current == u"frameworks-compared"_s && !chooseCompared())
        return skip();
    else if (const auto part = partPages().value(m_current); part.second > 0) {
        if (!choosePart(m_current.section(u'-', 0, 0), part.first, part.second))
            return skip();
    } else if (m_current != u"start"_s)
        m_window.showPage(m_current);
    // Jobs that this page started are counted at once; where it needs none, the queue's end is the sign.
    QTimer::singleShot(0, this, &PageRenderer::whenIdle);
}

void PageRenderer::skip()
{
    m_waiting = false;
    next();
}

void PageRenderer::chooseFirst(const QString &page, const QString &list)
{
    m_window.showPage(page);
    auto *view = m_window.findChild<QAbstractItemView *>(list);
    if (!view || view->model()->rowCount() == 0)
        return;
    QModelIndex first = view->model()->index(0, 0);
    if (view->model()->rowCount(first) > 0)
        first = view->model()->index(0, 0, first);
    view->setCurrentIndex(first);
}

bool PageRenderer::chooseContradicted()
{
    auto *button = m_window.findChild<QAbstractButton *>(u"contradicted"_s);
    if (!button || button->isHidden())
        return false;
    m_window.showPage(u"issues"_s);
    button->click();
    return true;
}

bool PageRenderer::chooseCompared()
{
    auto *partners = m_window.findChild<QMenu *>(u"frameworkPartners"_s);
    if (!partners || partners->isEmpty())
        return false;
    m_window.showPage(u"frameworks"_s);
    partners->actions().constFirst()->trigger();
    return true;
}

bool PageRenderer::choosePart(const QString &page, const QString &parts, int part)
{
    auto *tabs = m_window.findChild<QTabBar *>(parts);
    if (!tabs)
        return false;
    m_window.showPage(page);
    tabs->setCurrentIndex(part);
    return true;
}

void PageRenderer::whenIdle()
{
    if (!m_waiting || m_window.jobs().active() > 0)
        return;
    m_waiting = false;
    QTimer::singleShot(0, this, &PageRenderer::grab);
}

void PageRenderer::grab()
{
    if (m_window.jobs().active() > 0) {
        m_waiting = true;
        return;
    }
    // Painting asks windowed tables for rows, and item views show scroll bars and share their width only after it: the picture is the one
    // that stays the same when everything that was asked for is done.
    const QImage now = m_window.grab().toImage();
    const bool settled = now == m_last;
    m_last = now;
    if (m_window.jobs().active() > 0) {
        m_waiting = true;
        return;
    }
    // A map paints its picture in a thread of its own: of many places it is there a good while after the numbers.
    for (MapCanvas *map : m_window.findChildren<MapCanvas *>()) {
        if (map->isVisible() && !map->isSettled()) {
            connect(map, &MapCanvas::settled, this, &PageRenderer::grab, Qt::SingleShotConnection);
            return;
        }
    }
    if (!settled && ++m_rounds < MostRounds) {
        QTimer::singleShot(0, this, &PageRenderer::grab);
        return;
    }
    const QString path = u"%1/%2-%3.png"_s.arg(m_folder).arg(++m_done, 2, 10, QLatin1Char('0')).arg(m_current);
    m_ok = now.save(path) && settled && m_ok;
    m_last = {};
    m_rounds = 0;
    next();
}

} // namespace views
