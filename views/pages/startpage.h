// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace views {

/// What is seen while there is nothing to see: what the program is for, and three ways in.
class StartPage final : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);

signals:
    void importWanted();
    void sampleWanted();
    void guideWanted();
    void openWanted();

private:
    QWidget *way(const QString &name, const QString &icon, const QString &title, const QString &text, const QString &button, void (StartPage::*signal)());
};

} // namespace views
