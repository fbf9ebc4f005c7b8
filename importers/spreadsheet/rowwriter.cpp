// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/rowwriter.h"

#include <QIODevice>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace importers {
namespace {
constexpr qsizetype Chunk = 256 * 1024;
constexpr int MostNotesOfAKind = 100;
} // namespace

QString cellName(qint64 row, qint64 column)
{
    QString letters;
    for (qint64 c = column + 1; c > 0; c = (c - 1) / 26)
        letters.prepend(QChar(u'A' + static_cast<ushort>((c - 1) % 26)));
    return letters + QString::number(row + 1);
}

std::optional<std::pair<qint64, qint64>> cellPlace(QStringView name)
{
    qint64 row = 0;
    qint64 column = 0;
    for (const QChar c : name) {
        const char16_t u = c.unicode();
        if (u == u'$')
            continue;
        const bool lower = u >= u'a' && u <= u'z';
        if (row == 0 && ((u >= u'A' && u <= u'Z') || lower))
            column = column * 26 + (u - (lower ? u'a' : u'A')) + 1;
        else if (u >= u'0' && u <= u'9' && column > 0)
            row = row * 10 + (u - u'0');
        else
            return std::nullopt;
        if (row > MostRows || column > MostColumns)
            return std::nullopt;
    }
    if (row == 0 || column == 0)
        return std::nullopt;
    return std::pair(row - 1, column - 1);
}

bool RowWriter::begin(qint64 row)
{
    if (row < m_written || row >= MostRows)
        return false;
    m_row = row;
    m_cells.clear();
    return true;
}

void RowWriter::cell(qint64 column, const QString &text)
{
    if (text.isEmpty() || column < 0 || column >= MostColumns)
        return;
    while (m_cells.size() <= column)
        m_cells.append(QString());
    m_cells[column] = text;
}

void RowWriter::end()
{
    // Empty rows at the end are not there; those between keep the numbers of the others true.
    if (m_cells.isEmpty())
        return;
    m_buffer.append(QByteArray(m_row - m_written, '\n'));
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        if (i > 0)
            m_buffer += ',';
        QByteArray text = m_cells.at(i).toUtf8();
        if (std::none_of(text.cbegin(), text.cend(), [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; })) {
            m_buffer += text;
            continue;
        }
        text.replace('"', "\"\"").replace("\r\n", "\r").replace('\n', '\r');
        m_buffer += '"' + text + '"';
    }
    m_buffer += '\n';
    m_written = m_row + 1;
    if (m_buffer.size() > Chunk)
        flush();
}

void RowWriter::flush()
{
    m_failed = m_failed || m_to.write(m_buffer) != m_buffer.size();
    m_buffer.clear();
}

bool RowWriter::finish()
{
    flush();
    return !m_failed;
}

void RowWriter::note(const QString &code, qint64 row, qint64 column, const QString &message)
{
    if (m_noted[code]++ < MostNotesOfAKind)
        m_notes.append({code, domain::DiagnosticLevel::Warning, cellName(row, column), message});
}

void RowWriter::noteFormula(qint64 row, qint64 column)
{
    note(u"formula-without-value"_s, row, column, u"a formula whose value was not saved counts as empty; open and save the workbook in a spreadsheet program"_s);
}

QList<domain::Diagnostic> RowWriter::takeNotes()
{
    for (auto it = m_noted.cbegin(); it != m_noted.cend(); ++it) {
        if (it.value() > MostNotesOfAKind)
            m_notes.append({it.key(), domain::DiagnosticLevel::Warning, {}, u"and %1 more cells"_s.arg(it.value() - MostNotesOfAKind)});
    }
    return std::exchange(m_notes, {});
}

} // namespace importers
