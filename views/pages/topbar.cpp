// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/topbar.h"

#include "widgets/dialogparts.h"
#include "widgets/iconloader.h"
#include "widgets/plaintext.h"
#include "widgets/searchbox.h"
#include "widgets/theme.h"

#include <QDateEdit>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

TopBar::TopBar(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"topBar"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(grid(6), grid(2), grid(6), grid(2));
    row->setSpacing(grid(3));
    m_back = new QToolButton(this);
    m_back->setObjectName(u"back"_s);
    m_back->setAutoRaise(true);
    m_back->setAccessibleName(tr("Back"));
    m_back->setToolTip(tr("Back (Alt+Left)"));
    m_back->setEnabled(false);
    connect(m_back, &QToolButton::clicked, this, &TopBar::backWanted);
    m_name = makeLabel({}, TextRole::Title, false, true, this);
    m_name->setObjectName(u"workspaceName"_s);
    m_scope = new QToolButton(this);
    m_scope->setObjectName(u"scope"_s);
    m_scope->setPopupMode(QToolButton::InstantPopup);
    m_scope->setMenu(new QMenu(m_scope));
    m_evaluate = new QToolButton(this);
    m_evaluate->setObjectName(u"evaluate"_s);
    m_evaluate->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_evaluate->hide();
    connect(m_evaluate, &QToolButton::clicked, this, &TopBar::evaluateWanted);
    m_asOf = makeDayField(u"asOf"_s, tr("As of"), QDate::currentDate(), this);
    m_asOf->setToolTip(tr("The day for which laws, certificates and deadlines are looked at; another day evaluates anew"));
    // Typing a date passes through others: only the one that stays is evaluated.
    m_waiting = new QTimer(this);
    m_waiting->setSingleShot(true);
    m_waiting->setInterval(800);
    connect(m_asOf, &QDateEdit::dateChanged, this, [this] {
        if (m_info.evaluated)
            m_waiting->start();
    });
    connect(m_waiting, &QTimer::timeout, this, [this] { emit asOfWanted(m_asOf->date()); });
    m_frameworks = new QToolButton(this);
    m_frameworks->setObjectName(u"frameworks"_s);
    m_frameworks->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_frameworks->setPopupMode(QToolButton::InstantPopup);
    m_frameworks->setToolTip(tr("Which frameworks the inventory is compared with"));
    m_frameworks->setMenu(new QMenu(m_frameworks));
    m_search = new SearchBox(this);
    m_search->setObjectName(u"search"_s);
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Search  (Ctrl+K)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(grid(64));
    // Never so short that what one types, or what it is for, cannot be read.
    m_search->setMinimumWidth(qMin(m_search->fontMetrics().horizontalAdvance(m_search->placeholderText()) + grid(6), grid(56)));
    m_import = new QToolButton(this);
    m_import->setObjectName(u"import"_s);
    m_import->setText(tr("Import"));
    m_import->setAccessibleName(tr("Import files"));
    m_import->setToolTip(tr("Import files (Ctrl+I), or drop them on the window"));
    m_import->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_import, &QToolButton::clicked, this, &TopBar::importWanted);
    row->addWidget(m_back);
    row->addWidget(m_name);
    row->addWidget(m_scope);
    row->addWidget(m_evaluate);
    row->addStretch(1);
    m_asOfLabel = makeLabel(tr("As of"), TextRole::Body, true, false, this);
    m_asOfLabel->setBuddy(m_asOf);
    row->addWidget(m_asOfLabel);
    row->addWidget(m_asOf);
    row->addWidget(m_frameworks);
    row->addWidget(m_search, 3);
    row->addWidget(m_import);
}

void TopBar::showWorkspace(const WorkspaceInfo &info)
{
    m_info = info;
    const bool open = !info.path.isEmpty();
    const bool filled = open && !info.isEmpty();
    m_name->setText(!open ? tr("No workspace yet") : info.organisation.isEmpty() ? QFileInfo(info.path).completeBaseName() : info.organisation);
    m_evaluate->setToolTip(info.evaluated ? tr("The data changed since the last evaluation, or that was of a part only (F5)") : tr("Compare the inventory with the chosen frameworks (F5)"));
    m_scope->setVisible(filled);
    m_frameworks->setEnabled(filled);
    m_asOf->setEnabled(filled);
    m_search->setEnabled(filled);
    m_evaluate->setIcon(loadIcon(u"run"_s));
    m_back->setIcon(loadIcon(u"back"_s));
    m_import->setIcon(loadIcon(u"imports"_s));
    m_frameworks->setIcon(loadIcon(u"frameworks"_s));
}

void TopBar::fit(int windowWidth)
{
    m_windowWidth = windowWidth;
    const bool narrow = windowWidth < grid(300);
    m_evaluate->setVisible(!m_info.path.isEmpty() && m_info.entities > 0 && (!m_info.evaluated || m_info.stale));
    m_evaluate->setText(m_info.evaluated && !narrow ? tr("Evaluate again") : tr("Evaluate"));
    m_asOfLabel->setVisible(!narrow || m_evaluate->isHidden());
    m_import->setToolButtonStyle(narrow && !m_evaluate->isHidden() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    setScope(m_scopeWords);
}

void TopBar::setScope(const QString &words)
{
    m_scopeWords = words;
    m_scope->setText(plain(m_scope->fontMetrics().elidedText(words, Qt::ElideRight, m_windowWidth < grid(300) ? grid(28) : grid(60))) + u' ');
    m_scope->setAccessibleName(tr("Scope: %1").arg(words));
    m_scope->setToolTip(words + u'\n' + tr("Which part of the organisation all pages and the report are about"));
}

void TopBar::setFrameworks(int chosen)
{
    m_frameworks->setText(chosen == 0 ? tr("All frameworks") : chosen == 1 ? tr("1 framework") : tr("%1 frameworks").arg(chosen));
    m_frameworks->setAccessibleName(tr("Chosen frameworks: %1").arg(m_frameworks->text()));
}

void TopBar::setBackEnabled(bool enabled) { m_back->setEnabled(enabled); }

void TopBar::setAsOf(QDate day)
{
    m_waiting->stop();
    const QSignalBlocker quiet(m_asOf);
    m_asOf->setDate(day);
}

QDate TopBar::asOf() const { return m_asOf->date(); }

void TopBar::askAgain() { m_waiting->start(); }

QMenu *TopBar::scopeMenu() const { return m_scope->menu(); }

QMenu *TopBar::frameworkMenu() const { return m_frameworks->menu(); }

} // namespace views
