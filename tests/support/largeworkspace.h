// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "gui/guibackend.h"
#include "store/connectionscope.h"
#include "support/fixedclock.h"
#include "support/largeinventory.h"
#include "support/threadtime.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

/// A measurement over 200,000 entities, on one fixed day. Only with BAILIWICK_BENCH=1.
class LargeWorkspaceTest : public QObject
{
protected:
    /// For initTestCase(). `more`: as largeInventoryScript(); without it BAILIWICK_WORKSPACE may name a workspace that is kept for the next time.
    void makeLarge(const QString &more = {})
    {
        if (!qEnvironmentVariableIsSet("BAILIWICK_BENCH"))
            QSKIP("a measurement: set BAILIWICK_BENCH=1");
        auto services = app::Services::load();
        QVERIFY(services.has_value());
        m_services = std::move(*services);
        m_backend = std::make_unique<app::GuiBackend>(*m_services, m_clock);
        m_path = m_folder.filePath(QStringLiteral("large.bailiwick"));
        if (more.isEmpty())
            m_path = qEnvironmentVariable("BAILIWICK_WORKSPACE", m_path);
        m_isNew = !QFile::exists(m_path);
        if (!m_isNew)
            return;
        QVERIFY(m_backend->open(m_path, true).has_value());
        store::ConnectionScope workspace(m_path, store::Access::Write);
        fillWorkspace(workspace.db(), largeInventoryScript(more));
    }
    /// Milliseconds of this thread for each of several times.
    template <class Work> static QList<double> timesOf(int times, Work work)
    {
        QList<double> out;
        for (int i = 0; i < times; ++i) {
            const double before = threadTime();
            work();
            out.append(threadTime() - before);
        }
        return out;
    }

    QTemporaryDir m_folder;
    FixedClock m_clock;
    std::unique_ptr<app::Services> m_services;
    std::unique_ptr<app::GuiBackend> m_backend;
    QString m_path;
    bool m_isNew = false;   ///< made by this run
};
