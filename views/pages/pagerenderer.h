// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QImage>
#include <QObject>
#include <QString>

namespace views {

class MainWindow;

/// Shows each page in turn, waits until its jobs are done and nothing moves any more, and saves a picture of the window: 01-overview.png and so on. Driven by
/// signals only. GUI thread; `window` must outlive it.
class PageRenderer final : public QObject
{
    Q_OBJECT
public:
    PageRenderer(MainWindow &window, const QString &folder, QObject *parent = nullptr);
    /// When a workspace is open, or at once for the start page.
    void start();
    int pictures() const { return m_done; }

signals:
    void finished(bool ok);

private:
    void next();
    bool chooseContradicted();  ///< false: no other tool says otherwise
    bool chooseCompared();      ///< false: the framework is mapped to no other
    void skip();
    bool choosePart(const QString &page, const QString &parts, int part); ///< false: there is no such page
    void chooseFirst(const QString &page, const QString &list);
    void grab();
    void whenIdle();

    MainWindow &m_window;
    QString m_folder;
    QStringList m_pages;
    QString m_current;
    static constexpr int MostRounds = 50; ///< a page that still changes then is not at rest, which is a fault
    QImage m_last;
    int m_rounds = 0;
    int m_done = 0;
    bool m_waiting = false;
    bool m_ok = true;
};

} // namespace views
