// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// When an export was made, by the day (and time, UTC) in its file's name: "assets_2026-10-01.csv", "..._20261101T071500Z_...", of a month
/// ("cmdb-2026-10.csv", "Systems October 2026.csv") its first day. In seconds since 1970; 0: the name tells no day. Only the file's own name
/// counts, not its folders'.
qint64 exportedByName(const QString &path);

/// What the names of one list's exports have in common: without day, time, month (also in words of the languages that registers come in),
/// "_v2" and "(1)" at the end. "cmdb-2026-10.csv" and "cmdb-2026-11 (1).csv" -> "cmdb.csv". Of a name that is nothing else the name of the folder,
/// archive or workbook with the ending: "cmdb/2026-10.csv" -> "cmdb.csv". A year alone stays: it is rather what the list is of.
QString lastingName(const QString &path);

/// "october", "okt": a month, in words of the languages that registers come in.
bool isMonthWord(const QString &word);

} // namespace domain
