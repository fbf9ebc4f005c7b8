// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"

#include <QWidget>

class QDateEdit;
class QLabel;
class QMenu;
class QTimer;
class QToolButton;

namespace views {

class SearchBox;

/// The line above the pages: the workspace's name, its scope, the day that counts, the frameworks, search and import. It only shows
/// and asks; the window decides. GUI thread.
class TopBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent);
    void showWorkspace(const WorkspaceInfo &info);
    /// Where the window is narrow, words give way before the controls do.
    void fit(int windowWidth);
    void setScope(const QString &words);
    void setFrameworks(int chosen);
    void setBackEnabled(bool enabled);
    /// Shows the day without asking for it.
    void setAsOf(QDate day);
    QDate asOf() const;
    /// Asks for the day once more after a while, since something else was running.
    void askAgain();
    QMenu *scopeMenu() const;
    QMenu *frameworkMenu() const;
    SearchBox *search() const { return m_search; }

signals:
    void backWanted();
    void evaluateWanted();
    void importWanted();
    /// Another day was typed or chosen, and stayed.
    void asOfWanted(QDate day);

private:
    WorkspaceInfo m_info;
    int m_windowWidth = 0;
    QString m_scopeWords;
    QToolButton *m_back;
    QLabel *m_name;
    QToolButton *m_scope;
    QToolButton *m_evaluate;
    QLabel *m_asOfLabel;
    QDateEdit *m_asOf;
    QTimer *m_waiting;
    QToolButton *m_frameworks;
    SearchBox *m_search;
    QToolButton *m_import;
};

} // namespace views
