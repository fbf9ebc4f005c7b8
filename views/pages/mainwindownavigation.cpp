// SPDX-License-Identifier: GPL-3.0-or-later
// From page to page: by the navigation, through doors, and back.
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "pages/topbar.h"
#include "widgets/filterbar.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {

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

bool MainWindow::fills(const QString &page) { return page == u"inventory"_s || page == u"frameworks"_s; }

void MainWindow::go(FilterState wanted, const QString &id)
{
    if (m_info.path.isEmpty() || (m_info.isEmpty() && !fills(id)))
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
    m_top->setBackEnabled(m_trail.size() > 1);
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
