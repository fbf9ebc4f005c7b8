// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/samplewindow.h"

/// A test of the window on the sample organisation and on workspaces of a case's own.
class WindowTest : public SampleWindowTest
{
protected:
    std::unique_ptr<views::MainWindow> open(const QString &path, bool create = false)
    {
        auto window = std::make_unique<views::MainWindow>(*m_backend);
        window->show();
        QSignalSpy opened(window.get(), &views::MainWindow::workspaceOpened);
        QSignalSpy failed(window.get(), &views::MainWindow::workspaceFailed);
        window->openWorkspace(path, create);
        if (!QTest::qWaitFor([&] { return !opened.isEmpty() || !failed.isEmpty(); }, patience) || opened.isEmpty())
            qFatal("the workspace did not open: %s", failed.isEmpty() ? "no answer" : qPrintable(failed.constFirst().constFirst().value<domain::Error>().detail));
        if (!settle(*window))
            qFatal("%d jobs never ended", window->jobs().active());
        return window;
    }
    static bool settle(views::MainWindow &window)
    {
        return QTest::qWaitFor([&] { return window.jobs().active() == 0; }, patience);
    }
};
