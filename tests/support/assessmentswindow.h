// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/samplewindow.h"

#include "gui/guiassessments.h"

#include <QLabel>
#include <QLineEdit>
#include <QTabBar>

/// A test of the page of sovereignty on the sample organisation.
class AssessmentsWindowTest : public SampleWindowTest
{
protected:
    /// For initTestCase().
    void makeAssessedSample()
    {
        makeSample();
        m_assessments = std::make_unique<app::GuiAssessments>(*m_services, m_clock);
    }
    /// A window of its own on the sample, at rest on a view of the page: 0 services, 1 systems, 2 concentration.
    std::unique_ptr<views::MainWindow> openView(int view)
    {
        auto window = std::make_unique<views::MainWindow>(*m_backend, views::UiSettings(), nullptr, nullptr, m_assessments.get());
        window->show();
        QSignalSpy opened(window.get(), &views::MainWindow::workspaceOpened);
        window->openWorkspace(m_sample, false);
        if (!opened.wait(patience))
            qFatal("the sample did not open");
        window->showPage(QStringLiteral("assessments"));
        settle(*window);
        window->findChild<QTabBar *>(QStringLiteral("assessViews"))->setCurrentIndex(view);
        settle(*window);
        if (auto *who = window->findChild<QLineEdit *>(QStringLiteral("assessWho")))
            who->setText(QStringLiteral("Outsourcing officer"));
        return window;
    }
    static QString text(const views::MainWindow &window, const QString &name) { return window.findChild<QLabel *>(name)->text(); }

    std::unique_ptr<app::GuiAssessments> m_assessments;
};
