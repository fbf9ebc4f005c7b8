// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QString>
#include <QStringList>

#include <map>

namespace store {

/// What the report of one file says line by line: some hundred lines at most, the rest counted, and one line for each reason why records
/// were ignored. The report outlives it. One thread.
class ReportLines
{
public:
    explicit ReportLines(domain::FileReport &report) : m_report(report) {}

    void add(const domain::Diagnostic &);
    /// A record was ignored for a reason.
    void ignored(const QString &code, const QString &where, const QString &message);
    /// Writes into the lines of ignored records how many they were and what was said of the first different ones:
    /// "line 5: A: suspended; line 9: B: withdrawn (2 records)". At the end of the file.
    void tellIgnored();

private:
    /// Records that were ignored for one reason.
    struct Ignored
    {
        qint64 records = 0;
        qint64 unnamed = 0;        ///< records whose message is not among those kept
        qsizetype line = -1;       ///< of the report's diagnostics; -1: there was no more room
        QStringList messages;      ///< a few different ones
        QStringList places;        ///< of the first record that each was said of
    };
    domain::FileReport &m_report;
    std::map<QString, Ignored> m_ignored; ///< by code
};

} // namespace store
