// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace views {

/// What is seen while there is nothing to see: what the program is for, and three ways in.
class StartPage final : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);
    /// The open workspace, which has nothing in it yet (empty: none is open), and those that were opened before.
    void setWorkspace(const QString &name, const QStringList &recent);

signals:
    void importWanted();
    void sampleWanted();
    void guideWanted();
    void openWanted();
    void newWanted();
    void recentWanted(const QString &path);

private:
    QWidget *way(const QString &name, const QString &icon, const QString &title, const QString &text, const QString &button, void (StartPage::*signal)());

    QLabel *m_title;
    QLabel *m_lead;
    QPushButton *m_new;
    QVBoxLayout *m_recent;
    QStringList m_shown;
};

} // namespace views
