// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QStringList>

class QIODevice;

namespace importers {

/// The delimiter (`,` `;` tab `|`) whose count of cells is the most even over the first 50 logical records.
char detectDelimiter(QByteArrayView head);

/// Rows of a delimited text as RFC 4180 has them: quotes with "" inside, line breaks in cells, CRLF or LF. Streams.
/// Rows may be ragged: the caller decides. Does not own the device.
class CsvReader
{
public:
    CsvReader(QIODevice *text, char delimiter, int skippedLines = 0);
    /// The next row that is not empty; false at the end. An apostrophe that keeps a cell from being a formula is no part of it
    /// (domain::withoutApostrophe).
    bool next(QStringList &cells);
    qint64 line() const { return m_rowLine; } ///< line (from 1) on which the row that next() gave begins
    /// The line of the row in which reading broke off, so that the row is none: a quote was still open at the end of the text, or a cell
    /// was too long. 0: it did not.
    qint64 brokenLine() const { return m_broken; }
    /// Why it broke off, and where in the file.
    domain::Error brokenOff(const QString &path) const;

private:
    bool readRow(QStringList &cells);
    void takePlain(QStringList &cells, bool quoted);
    void append(char);
    int take();
    int peek();

    QIODevice *m_text;
    char m_delimiter;
    bool m_tooLong = false; ///< a cell; nothing is read behind it
    QByteArray m_chunk;
    QByteArray m_cell; ///< that is being read
    qsizetype m_position = 0;
    qint64 m_line;
    qint64 m_rowLine = 0;
    qint64 m_broken = 0;
};

} // namespace importers
