// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cli.h"

#include <QFile>
#include <QObject>
#include <QTest>

/// A test of commands on the sample organisation, which is made and evaluated once and copied for each case.
class SampleCliTest : public QObject
{
protected:
    /// For initTestCase(). An empty day: today.
    void makeSample(const QString &frameworks, const QString &day = {})
    {
        QCOMPARE(m_cli.run({QStringLiteral("demo"), QStringLiteral("--workspace"), QStringLiteral("sample")}).code, 0);
        QCOMPARE(m_cli.run({QStringLiteral("choose"), QStringLiteral("--workspace"), QStringLiteral("sample"), QStringLiteral("--frameworks"), frameworks}).code, 0);
        evaluate(day, QStringLiteral("sample"));
    }
    /// For init().
    void copySample() const
    {
        for (const QString &tail : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
            QFile::remove(m_cli.path(m_w + tail));
            QFile::copy(m_cli.path(QStringLiteral("sample") + tail), m_cli.path(m_w + tail));
        }
    }
    void evaluate(const QString &day = {}, const QString &workspace = QStringLiteral("w.bailiwick")) const
    {
        QStringList call = {QStringLiteral("evaluate"), QStringLiteral("--workspace"), workspace};
        if (!day.isEmpty())
            call << QStringLiteral("--as-of") << day;
        const CliRun done = m_cli.run(call);
        QVERIFY2(done.code == 0, done.err.constData());
    }

    Cli m_cli;
    const QString m_w = QStringLiteral("w.bailiwick");
};
