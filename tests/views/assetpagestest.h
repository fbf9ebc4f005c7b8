// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/samplewindow.h"

#include <QFile>

#include <sqlite3.h>

/// A workspace read past the program.
class ByHand
{
public:
    explicit ByHand(const QString &path) { sqlite3_open(path.toUtf8().constData(), &m_db); }
    ~ByHand() { sqlite3_close(m_db); }
    ByHand(const ByHand &) = delete;
    ByHand &operator=(const ByHand &) = delete;

    QList<QStringList> rows(const QString &sql)
    {
        QList<QStringList> out;
        sqlite3_stmt *s = nullptr;
        if (sqlite3_prepare_v2(m_db, sql.toUtf8().constData(), -1, &s, nullptr) != SQLITE_OK)
            qFatal("%s: %s", sqlite3_errmsg(m_db), qPrintable(sql));
        while (sqlite3_step(s) == SQLITE_ROW) {
            QStringList row;
            for (int c = 0; c < sqlite3_column_count(s); ++c)
                row.append(QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(s, c))));
            out.append(row);
        }
        sqlite3_finalize(s);
        return out;
    }
    qint64 number(const QString &sql)
    {
        const QList<QStringList> all = rows(sql);
        return all.isEmpty() ? 0 : all.constFirst().constFirst().toLongLong();
    }

private:
    sqlite3 *m_db = nullptr;
};

/// A test of the pages of accelerators, certificates and AI on the sample organisation.
class AssetPagesTest : public SampleWindowTest
{
protected:
    views::AcceleratorsData accelerators(const QString &path, const views::FilterState &filter = {}, const views::ChipChoice &choice = {})
    {
        const auto found = m_backend->accelerators(path, filter, choice);
        if (!found)
            qFatal("%s", qPrintable(found.error().detail));
        return *found;
    }
    views::CertificatesData certificates(const QString &path, const views::FilterState &filter = {})
    {
        const auto found = m_backend->certificates(path, filter);
        if (!found)
            qFatal("%s", qPrintable(found.error().detail));
        return *found;
    }
    views::AiData ai(const QString &path, const views::FilterState &filter = {})
    {
        const auto found = m_backend->aiState(path, filter);
        if (!found)
            qFatal("%s", qPrintable(found.error().detail));
        return *found;
    }
    /// The sample to change at will.
    QString copyOfSample(const QString &name)
    {
        const QString to = m_folder.filePath(name + QStringLiteral(".bailiwick"));
        QFile::remove(to);
        ByHand(m_sample).rows(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
        if (!QFile::copy(m_sample, to))
            qFatal("no copy");
        return to;
    }
    /// How many things the inventory lists behind a door.
    int behind(const QString &path, const views::AssetsPageData &data, const QString &id)
    {
        const auto it = data.doors.constFind(id);
        if (it == data.doors.constEnd())
            return 0;
        views::InventoryQuery query;
        query.kind = it->filter.kind.value();
        query.filter = it->filter;
        const auto found = m_backend->inventory(path, query);
        return found ? found->total : -1;
    }
    static double sumOf(const figures::StackedBarsData &bars)
    {
        double sum = 0;
        for (const figures::Bar &bar : bars.bars) {
            for (const figures::BarSegment &segment : bar.segments)
                sum += segment.value;
        }
        return sum;
    }
};
