// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/importjob.h"
#include "core/services.h"
#include "store/connectionscope.h"
#include "store/workspace.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// A test of whole imports: files of given contents into a workspace of each case's own.
class ImportTest : public QObject
{
protected:
    /// For initTestCase().
    void loadServices()
    {
        auto services = app::Services::load();
        QVERIFY(services.has_value());
        m_services = std::move(services.value());
    }
    /// For init(), or where a case begins.
    void makeWorkspace()
    {
        m_workspace = m_folder.filePath(QStringLiteral("w%1.bailiwick").arg(++m_count));
        QVERIFY(store::prepareWorkspace(m_workspace, true).has_value());
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test file");
        return file.fileName();
    }
    QList<domain::FileReport> import(const QStringList &paths, domain::JobContext &job, app::Rejects *rejects = nullptr) const
    {
        return app::importFiles(*m_services, {m_workspace, paths, {}, QStringLiteral("tester"), false}, domain::SystemClock(), job, rejects).files;
    }
    QList<domain::FileReport> import(const QStringList &paths, app::Rejects *rejects = nullptr) const
    {
        domain::QuietJob job;
        return import(paths, job, rejects);
    }
    /// The first column of what the workspace holds.
    QStringList texts(const QString &sql) const
    {
        store::ConnectionScope scope(m_workspace, store::Access::Read);
        QSqlQuery query(scope.db());
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        QStringList all;
        while (query.next())
            all += query.value(0).toString();
        return all;
    }
    /// A number, of one row; -1 where there is no row.
    qint64 count(const QString &sql) const
    {
        const QStringList rows = texts(sql);
        return rows.isEmpty() ? -1 : rows.constFirst().toLongLong();
    }

    QTemporaryDir m_folder;
    QString m_workspace;
    std::unique_ptr<app::Services> m_services;

private:
    int m_count = 0;
};
