// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "gui/guibackend.h"
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "support/fixedclock.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// A test of the window on the sample organisation, made and evaluated once for all its cases, on one fixed day.
class SampleWindowTest : public QObject
{
protected:
    /// ms that a job may take on a busy machine. QTRY_... waits three times as long before it fails, and Qt Test ends a function after 300 s
    /// with an abort that tells no place.
    static constexpr int patience = 90000;

    /// For initTestCase().
    void makeSample()
    {
        views::applyTheme(views::ThemeChoice::Light);
        auto services = app::Services::load();
        QVERIFY2(services, qPrintable(services ? QString() : services.error().detail));
        m_services = std::move(*services);
        m_backend = std::make_unique<app::GuiBackend>(*m_services, m_clock);
        m_sample = m_folder.filePath(QStringLiteral("sample.bailiwick"));
        domain::QuietJob job;
        const auto made = m_backend->openSample(m_sample, job);
        QVERIFY2(made, qPrintable(made ? QString() : made.error().where + QLatin1Char(' ') + made.error().detail));
        QVERIFY(made->entities > 100);
        QVERIFY(made->evaluated);
    }

    /// Waits until nothing runs.
    static void settle(views::MainWindow &window)
    {
        if (!QTest::qWaitFor([&] { return window.jobs().active() == 0; }, patience))
            qFatal("%d jobs never ended", window.jobs().active());
    }
    /// A window of its own on the sample, at rest on a page.
    std::unique_ptr<views::MainWindow> openWindow(const QString &page = {}, views::QuestionsBackend *questions = nullptr)
    {
        auto window = std::make_unique<views::MainWindow>(*m_backend, views::UiSettings(), nullptr, questions);
        window->show();
        QSignalSpy opened(window.get(), &views::MainWindow::workspaceOpened);
        window->openWorkspace(m_sample, false);
        if (!opened.wait(patience))
            qFatal("the sample did not open");
        if (!page.isEmpty())
            window->showPage(page);
        settle(*window);
        return window;
    }
    /// The window with the details of one thing, everything that was never asked unfolded.
    std::unique_ptr<views::MainWindow> showing(qint64 id, const views::FilterState &filter = {})
    {
        auto window = openWindow(QStringLiteral("inventory"));
        window->setFilter(filter);
        settle(*window);
        auto *pane = window->findChild<views::DetailsPane *>(QStringLiteral("detailsPane"));
        emit pane->entityWanted(id);
        settle(*window);
        if (auto *more = pane->findChild<QAbstractButton *>(QStringLiteral("showUnsaid")))
            more->click();
        return window;
    }

    std::unique_ptr<app::Services> m_services;
    FixedClock m_clock;
    std::unique_ptr<app::GuiBackend> m_backend;
    QTemporaryDir m_folder;
    QString m_sample;
};
