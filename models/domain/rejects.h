// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSet>
#include <QString>

#include <utility>

namespace domain {

/// A record that was rejected: the record's place, the place of what is wrong in it, and what is wrong.
struct RejectedRecord
{
    QString record;
    QString where;
    QString code;
    QString message;
};

/// Collects what is needed to hand the rejected records of a file out again: all of them, which a report does not list, and the lists
/// in which the file's records stand (their parents' pointers). A value; thread: the import's.
struct RejectWatch
{
    static constexpr qsizetype MaxRecords = 100'000;
    static constexpr qsizetype MaxLists = 10'000;
    QList<RejectedRecord> records;
    QSet<QString> lists;
    qint64 cut = 0;   ///< rejected beyond MaxRecords
    QString lastList;

    void saw(const QString &record)
    {
        const qsizetype slash = record.lastIndexOf(u'/');
        if (slash < 0 || lists.size() >= MaxLists || QStringView(record).left(slash) == lastList)
            return;
        lastList = record.left(slash);
        lists.insert(lastList);
    }
    void add(RejectedRecord &&record)
    {
        if (records.size() < MaxRecords)
            records.append(std::move(record));
        else
            ++cut;
    }
};

} // namespace domain
