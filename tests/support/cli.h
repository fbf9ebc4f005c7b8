// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QFloat16> // QCOMPARE of a JSON value looks whether it may become one
#include <QMap>
#include <QProcess>
#include <QTest>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <sqlite3.h>

#include <algorithm>

/// What one run of bailiwick-cli said and how it ended.
struct CliRun
{
    int code = -1;
    QByteArray out;
    QByteArray err;
    nlohmann::ordered_json json() const
    {
        return nlohmann::ordered_json::parse(out.constData(), out.constData() + out.size(), nullptr, false);
    }
};

/// A member's text; nothing where it is none.
inline QString said(const nlohmann::ordered_json &o, const char *name) { return o[name].is_string() ? QString::fromStdString(o[name].get<std::string>()) : QString(); }

/// Runs the real bailiwick-cli in a folder of its own, as a script would. Paths may be relative to that folder.
class Cli
{
public:
    static constexpr int Patience = 240'000;

    CliRun run(const QStringList &arguments) const
    {
        QProcess process;
        start(process, arguments);
        return wait(process);
    }
    void start(QProcess &process, const QStringList &arguments) const
    {
        process.setWorkingDirectory(folder.path());
        process.start(program(), arguments);
    }
    static CliRun wait(QProcess &process)
    {
        CliRun run;
        if (process.waitForFinished(Patience) && process.exitStatus() == QProcess::NormalExit)
            run.code = process.exitCode();
        run.out = process.readAllStandardOutput();
        run.err = process.readAllStandardError();
        return run;
    }
    /// The command on the workspace "w", which must end with `code` (-1: any but success); else the test fails.
    CliRun onWorkspace(QStringList words, int code = 0) const
    {
        words = QStringList{words.takeFirst(), QStringLiteral("--workspace"), QStringLiteral("w")} + words;
        const CliRun done = run(words);
        if (code < 0 ? done.code == 0 : done.code != code)
            QTest::qFail(qPrintable(words.join(QLatin1Char(' ')) + QStringLiteral(": ") + QString::fromUtf8(done.out + done.err)), __FILE__, __LINE__);
        return done;
    }
    static QString program() { return qEnvironmentVariable("BAILIWICK_CLI"); }
    QString path(const QString &name) const { return folder.filePath(name); }

    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test file");
        return name;
    }
    /// Imports files of these contents into the workspace "w.bailiwick", all at once.
    void import(const QMap<QString, QByteArray> &files) const
    {
        QStringList arguments{QStringLiteral("import"), QStringLiteral("--workspace"), QStringLiteral("w.bailiwick"), QStringLiteral("--quiet")};
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            arguments.append(write(it.key(), it.value()));
        if (const CliRun run = this->run(arguments); run.code != 0)
            qFatal("%s", run.err.constData());
    }
    /// What a command of one word says of the workspace "w.bailiwick" as of a day.
    nlohmann::ordered_json review(const QString &command, const QString &asOf) const
    {
        const CliRun run = this->run({command, QStringLiteral("--workspace"), QStringLiteral("w.bailiwick"), QStringLiteral("--as-of"), asOf, QStringLiteral("--json")});
        if (run.code != 0)
            qWarning("%s", run.err.constData());
        return run.json();
    }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
};

/// A workspace looked at with plain SQLite, past all code of the program.
class Peek
{
public:
    explicit Peek(const QString &path) { sqlite3_open_v2(path.toUtf8().constData(), &m_db, SQLITE_OPEN_READWRITE, nullptr); }
    ~Peek() { sqlite3_close(m_db); }
    Peek(const Peek &) = delete;
    Peek &operator=(const Peek &) = delete;

    QList<QByteArray> rows(const QByteArray &sql)
    {
        QList<QByteArray> list;
        sqlite3_stmt *s = nullptr;
        if (sqlite3_prepare_v2(m_db, sql.constData(), -1, &s, nullptr) != SQLITE_OK)
            qFatal("%s: %s", sql.constData(), sqlite3_errmsg(m_db));
        while (sqlite3_step(s) == SQLITE_ROW) {
            QByteArrayList cells;
            for (int i = 0; i < sqlite3_column_count(s); ++i)
                cells.append(cell(s, i));
            list.append(cells.join('|'));
        }
        sqlite3_finalize(s);
        return list;
    }
    QByteArray one(const QByteArray &sql)
    {
        const QList<QByteArray> found = rows(sql);
        return found.isEmpty() ? QByteArray() : found.first();
    }
    sqlite3 *handle() { return m_db; }
    qint64 count(const QByteArray &sql) { return one(sql).toLongLong(); }

    /// Every row of every table but `without`, sorted within each table: equal dumps are equal workspaces.
    QByteArray dump(const QByteArrayList &without = {})
    {
        QByteArray text;
        for (const QByteArray &table : rows("SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%' ORDER BY name")) {
            if (without.contains(table))
                continue;
            QList<QByteArray> all = rows("SELECT * FROM \"" + table + '"');
            std::sort(all.begin(), all.end());
            for (const QByteArray &row : all)
                text += table + ": " + row + '\n';
        }
        return text;
    }

private:
    static QByteArray cell(sqlite3_stmt *s, int i)
    {
        if (sqlite3_column_type(s, i) == SQLITE_NULL)
            return "~";
        return QByteArray(static_cast<const char *>(sqlite3_column_blob(s, i)), sqlite3_column_bytes(s, i));
    }
    sqlite3 *m_db = nullptr;
};
