// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/csvreader.h"

#include "domain/csvcell.h"

#include <QBuffer>
#include <QHash>
#include <QIODevice>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace importers {
namespace {
constexpr qint64 Chunk = 256 * 1024;
constexpr qsizetype MaxCell = 16 * 1024 * 1024;
constexpr int SniffRows = 50;
} // namespace

char detectDelimiter(QByteArrayView head)
{
    QByteArray bytes = head.toByteArray();
    char best = ',';
    double bestScore = 0;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        QBuffer buffer(&bytes);
        if (!buffer.open(QIODevice::ReadOnly))
            continue;
        CsvReader reader(&buffer, delimiter);
        QStringList cells;
        QHash<qsizetype, int> widths;
        int rows = 0;
        while (rows < SniffRows && reader.next(cells)) {
            ++widths[cells.size()];
            ++rows;
        }
        qsizetype width = 1;
        int same = 0;
        for (auto it = widths.cbegin(); it != widths.cend(); ++it) {
            if (it.key() > 1 && (it.value() > same || (it.value() == same && it.key() > width))) {
                width = it.key();
                same = it.value();
            }
        }
        if (rows == 0 || width < 2)
            continue;
        // Evenness first; among equally even ones the one that makes more cells.
        const double score =
            static_cast<double>(same) / rows + static_cast<double>(std::min<qsizetype>(width, 99)) / 1000.0;
        if (score > bestScore) {
            bestScore = score;
            best = delimiter;
        }
    }
    return best;
}

CsvReader::CsvReader(QIODevice *text, char delimiter, int skippedLines)
    : m_text(text), m_delimiter(delimiter), m_line(1 + skippedLines)
{
}

int CsvReader::peek()
{
    if (m_position >= m_chunk.size()) {
        m_chunk = m_text->read(Chunk);
        m_position = 0;
        if (m_chunk.isEmpty())
            return -1;
    }
    return static_cast<unsigned char>(m_chunk[m_position]);
}

int CsvReader::take()
{
    const int c = peek();
    if (c >= 0)
        ++m_position;
    if (c == '\n')
        ++m_line;
    return c;
}

domain::Error CsvReader::brokenOff(const QString &path) const
{
    const QString where = u"%1:line %2"_s.arg(path).arg(m_broken);
    if (m_tooLong)
        return {domain::ErrorCode::LimitExceeded, u"a cell is longer than %1 bytes, which is no value of an export; shorten or empty it"_s.arg(MaxCell), where};
    return {domain::ErrorCode::SyntaxError, u"a quote is opened and never closed"_s, where};
}

void CsvReader::append(char c)
{
    if (m_cell.size() < MaxCell)
        m_cell += c;
    else
        m_tooLong = true;
}

bool CsvReader::next(QStringList &cells)
{
    while (!m_tooLong && readRow(cells)) {
        const bool blank =
            std::all_of(cells.cbegin(), cells.cend(), [](const QString &cell) { return cell.trimmed().isEmpty(); });
        if (blank)
            continue;
        for (QString &cell : cells) {
            if (cell.startsWith(u'\''))
                cell = domain::withoutApostrophe(cell);
        }
        return true;
    }
    return false;
}

/// Takes the bytes that mean only themselves, as far as the chunk has them; the whole cell at once where it ends in the chunk.
void CsvReader::takePlain(QStringList &cells, bool quoted)
{
    const char *const begin = m_chunk.constData() + m_position;
    const char *const end = m_chunk.constData() + m_chunk.size();
    const char *at = begin;
    if (quoted) {
        while (at != end && *at != '"' && *at != '\r' && *at != '\n')
            ++at;
    } else {
        while (at != end && *at != m_delimiter && *at != '\n' && *at != '\r' && *at != '"')
            ++at;
    }
    const qsizetype size = at - begin;
    m_position += size;
    if (!quoted && m_cell.isEmpty() && at != end && *at == m_delimiter) {
        cells.append(QString::fromUtf8(begin, std::min(size, MaxCell)));
        ++m_position;
    } else if (size > 0) {
        m_tooLong = size > MaxCell - m_cell.size();
        m_cell.append(begin, std::min(size, MaxCell - m_cell.size()));
    }
}

bool CsvReader::readRow(QStringList &cells)
{
    cells.clear();
    m_rowLine = m_line;
    m_cell.resize(0); // keeps its memory
    bool quoted = false;
    bool any = false;
    for (;;) {
        if (m_tooLong) {
            m_broken = m_rowLine;
            return true;
        }
        if (peek() >= 0) {
            const qsizetype before = m_position;
            takePlain(cells, quoted);
            if (m_tooLong)
                continue;
            any = any || m_position != before;
            // After a cell comes another one, empty or not.
            if (m_position != before && m_cell.isEmpty())
                continue;
        }
        const int c = take();
        if (c < 0) {
            if (quoted)
                m_broken = m_rowLine;
            if (!any)
                return false;
            cells.append(QString::fromUtf8(m_cell));
            return true;
        }
        any = true;
        if (quoted) {
            if (c == '"' && peek() == '"') {
                take();
                append('"');
            } else if (c == '"') {
                quoted = false;
            } else if (c == '\r') {
                // However the line breaks of the file are, those in cells are one character; alone it is one inside a sheet's row.
                if (peek() != '\n')
                    append('\n');
            } else {
                append(static_cast<char>(c));
            }
        } else if (c == '"' && m_cell.isEmpty()) {
            quoted = true;
        } else if (c == static_cast<unsigned char>(m_delimiter)) {
            cells.append(QString::fromUtf8(m_cell));
            m_cell.resize(0);
        } else if (c == '\n' || (c == '\r' && peek() != '\n')) {
            cells.append(QString::fromUtf8(m_cell));
            return true;
        } else if (c != '\r') {
            append(static_cast<char>(c));
        }
    }
}

} // namespace importers
