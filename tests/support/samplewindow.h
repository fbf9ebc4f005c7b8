// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "domain/clock.h"
#include "gui/guibackend.h"
#include "widgets/theme.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// A test of the window on the sample organisation, made and evaluated once for all its cases, on one fixed day.
class SampleWindowTest : public QObject
{
protected:
    static constexpr int patience = 120000; ///< ms that a job may take on a busy machine

    class FixedClock final : public domain::Clock
    {
    public:
        QDateTime now() const override { return QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC); }
    };

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

    std::unique_ptr<app::Services> m_services;
    FixedClock m_clock;
    std::unique_ptr<app::GuiBackend> m_backend;
    QTemporaryDir m_folder;
    QString m_sample;
};
