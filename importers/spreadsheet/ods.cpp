// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/ods.h"

#include "domain/jobcontext.h"
#include "importers/archive/archivereader.h"
#include "importers/spreadsheet/cellnumber.h"
#include "importers/spreadsheet/rowwriter.h"
#include "importers/spreadsheet/zippart.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace importers {
namespace {

const QString Content = u"content.xml"_s;
constexpr int MostSpaces = 1000;
constexpr qint64 MostCells = 100'000'000; ///< that repeated rows may make

// Attributes are asked for by their local name: value-type is office's or, of other programs, calcext's, which says the same.
QStringView attribute(const QXmlStreamReader &xml, QStringView name)
{
    for (const QXmlStreamAttribute &a : xml.attributes()) {
        if (a.name() == name)
            return xml.attributes().value(a.qualifiedName().toString());
    }
    return {};
}

qint64 count(const QXmlStreamReader &xml, QStringView name, qint64 most)
{
    bool ok = false;
    const qint64 number = attribute(xml, name).toLongLong(&ok);
    return ok ? std::clamp<qint64>(number, 1, most) : 1;
}

/// The text of one paragraph; blanks, tabs and line breaks are elements.
QString paragraph(QXmlStreamReader &xml)
{
    QString text;
    int depth = 1;
    while (depth > 0 && !xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::Characters: text += xml.text(); break;
        case QXmlStreamReader::StartElement:
            if (xml.name() == u"s")
                text += QString(static_cast<qsizetype>(count(xml, u"c", MostSpaces)), u' ');
            else if (xml.name() == u"tab")
                text += u'\t';
            else if (xml.name() == u"line-break")
                text += u'\n';
            if (xml.name() == u"annotation" || xml.name() == u"note")
                xml.skipCurrentElement();
            else
                ++depth;
            break;
        case QXmlStreamReader::EndElement: --depth; break;
        default: break;
        }
    }
    return text;
}

// "PT13H05M00S"
QString timeOf(QStringView duration)
{
    QString text;
    QString number;
    for (const QChar c : duration) {
        if (c.isDigit()) {
            number += c;
        } else if (!number.isEmpty() && (c == u'H' || c == u'M' || c == u'S')) {
            text += (text.isEmpty() ? QString() : u":"_s) + number.rightJustified(2, u'0');
            number.clear();
        }
    }
    return text;
}

/// OpenDocument 1.3 part 2, 4.8: of a package with a password the manifest tells by which means its parts, or all of them as one, are encrypted.
bool isEncrypted(const QString &path)
{
    auto manifest = ZipPart::open(path, u"META-INF/manifest.xml"_s);
    if (!manifest)
        return false;
    QXmlStreamReader xml(manifest->get());
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"encryption-data")
            return true;
    }
    return false;
}

} // namespace

struct Ods::Cell
{
    QString text;
    qint64 repeated = 1;
    qint64 rows = 1; ///< that it spans
};

struct Ods::Span
{
    qint64 lastRow;
    QString text;
};

struct Ods::Table
{
    RowWriter &out;
    qint64 row = 0;
    qint64 cells = 0;
    std::map<qint64, Span> spans; ///< by column
};

Ods::Cell Ods::readCell(QXmlStreamReader &xml, Table &table, qint64 column) const
{
    Cell cell;
    cell.repeated = count(xml, u"number-columns-repeated", MostColumns);
    cell.rows = count(xml, u"number-rows-spanned", MostRows);
    const QString type = attribute(xml, u"value-type").toString();
    const QString value = attribute(xml, u"value").toString();
    const QString day = attribute(xml, u"date-value").toString();
    const QString time = attribute(xml, u"time-value").toString();
    const QString truth = attribute(xml, u"boolean-value").toString();
    const bool formula = !attribute(xml, u"formula").isEmpty();
    QStringList lines;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"p")
            lines += paragraph(xml);
        else
            xml.skipCurrentElement();
    }
    const QString shown = lines.join(u'\n');
    if (formula && (shown.startsWith(u"#"_s) || shown.startsWith(u"Err:"_s))) {
        table.out.note(u"cell-error"_s, table.row, column, u"the cell shows the error %1: it counts as empty"_s.arg(shown));
        return cell;
    }
    if (formula && type.isEmpty() && shown.isEmpty())
        table.out.noteFormula(table.row, column);
    if (type == u"date")
        cell.text = day.endsWith(u"T00:00:00"_s) ? day.chopped(9) : day;
    else if (type == u"time")
        cell.text = timeOf(time);
    else if (type == u"boolean")
        cell.text = truth;
    else if (type == u"percentage")
        cell.text = cellNumber(value, {.percent = true}, false);
    else if (type == u"float" || type == u"currency")
        // Leading zeros are a matter of the format, which only what is shown tells.
        cell.text = shown.size() > 1 && shown.startsWith(u'0') && shown.toLongLong() == value.toLongLong() && shown.toLongLong() > 0 ? shown : cellNumber(value, {}, false);
    else
        cell.text = shown;
    return cell;
}

bool Ods::readRow(QXmlStreamReader &xml, Table &table) const
{
    const qint64 repeated = count(xml, u"number-rows-repeated", MostRows);
    QList<std::pair<qint64, QString>> cells;
    qint64 column = 0;
    const bool begun = table.out.begin(table.row);
    while (xml.readNextStartElement()) {
        const bool covered = xml.name() == u"covered-table-cell";
        if (!covered && xml.name() != u"table-cell") {
            xml.skipCurrentElement();
            continue;
        }
        const Cell cell = readCell(xml, table, column);
        for (qint64 i = 0; i < cell.repeated && column + i < MostColumns && !cell.text.isEmpty(); ++i) {
            cells.append({column + i, cell.text});
            if (cell.rows > 1)
                table.spans.insert_or_assign(column + i, Span{table.row + cell.rows - 1, cell.text});
        }
        column = std::min(column + cell.repeated, MostColumns);
    }
    for (auto it = table.spans.begin(); it != table.spans.end();) {
        if (it->second.lastRow < table.row) {
            it = table.spans.erase(it);
            continue;
        }
        cells.append({it->first, it->second.text});
        ++it;
    }
    // Rows of nothing are often repeated to the end of the sheet, and beyond it where the program thinks so.
    if (cells.isEmpty()) {
        table.row += repeated;
        return true;
    }
    table.cells += repeated * cells.size();
    if (!begun || table.row + repeated > MostRows || table.cells > MostCells)
        return false;
    for (qint64 i = 0; i < repeated; ++i) {
        if (!table.out.begin(table.row++))
            return false;
        for (const auto &[at, text] : std::as_const(cells))
            table.out.cell(at, text);
        table.out.end();
    }
    return true;
}

/// "register.ods!/Systems" of the sheet that is being read; the file where none is yet.
QString Ods::sheetPath() const
{
    return m_sheet < 0 ? m_path : m_path + MemberMark + m_sheets.at(m_sheet).name;
}

void Ods::readTable(QXmlStreamReader &xml, RowWriter &out, domain::JobContext &context, std::optional<Error> &stopped) const
{
    Table table{out, 0, 0, {}};
    int depth = 1; // rows lie in groups, in header rows, or loose
    while (depth > 0 && !xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::EndElement)
            --depth;
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"table-row") {
            if (!readRow(xml, table))
                stopped = Error{ErrorCode::LimitExceeded, u"more rows or cells than a sheet can have"_s, u"%1:%2"_s.arg(sheetPath(), cellName(table.row, 0))};
            else if (table.row % domain::PollEvery == 0 && context.isCancelled())
                stopped = Error{ErrorCode::Cancelled, u"cancelled while the sheet was read"_s, m_path};
            if (stopped)
                return;
        } else if (xml.name() == u"table-rows" || xml.name() == u"table-row-group" || xml.name() == u"table-header-rows") {
            ++depth;
        } else {
            xml.skipCurrentElement();
        }
    }
}

/// To the end of the table; where it breaks off, "C7" is the cell that it came to, and empty where it came to none.
QString Ods::passTable(QXmlStreamReader &xml)
{
    qint64 row = -1, column = -1, rows = 1, columns = 1;
    for (int depth = 1; depth > 0 && !xml.atEnd();) {
        const auto token = xml.readNext();
        depth += token == QXmlStreamReader::StartElement ? 1 : token == QXmlStreamReader::EndElement ? -1 : 0;
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"table-row") {
            row = row < 0 ? 0 : row + rows;
            rows = count(xml, u"number-rows-repeated", MostRows);
            column = -1;
        } else if (xml.name() == u"table-cell" || xml.name() == u"covered-table-cell") {
            column = column < 0 ? 0 : column + columns;
            columns = count(xml, u"number-columns-repeated", MostColumns);
        }
    }
    return row < 0 ? QString() : cellName(row, std::max<qint64>(0, column));
}

Result<void> Ods::readContent(qsizetype wanted, RowWriter *out, domain::JobContext *context)
{
    m_sheet = wanted;
    auto device = ZipPart::open(m_path, Content);
    if (!device)
        return device.error();
    QXmlStreamReader xml(device->get());
    QSet<QString> hiddenStyles;
    QString style;
    qsizetype number = 0;
    QString cell; // that was passed last
    std::optional<Error> stopped;
    while (!xml.atEnd() && !stopped) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::DTD) {
            stopped = Error{ErrorCode::Refused, u"the table declares a document type: refused"_s, m_path};
        } else if (token == QXmlStreamReader::StartElement && xml.name() == u"style") {
            style = attribute(xml, u"name").toString();
        } else if (token == QXmlStreamReader::StartElement && xml.name() == u"table-properties") {
            if (attribute(xml, u"display") == u"false")
                hiddenStyles.insert(style);
        } else if (token == QXmlStreamReader::StartElement && xml.name() == u"table") {
            if (!out) {
                m_sheets.append({attribute(xml, u"name").toString(), hiddenStyles.contains(attribute(xml, u"style-name").toString())});
                m_sheet = m_sheets.size() - 1;
                cell = passTable(xml);
            } else if (number == wanted) {
                readTable(xml, *out, *context, stopped);
                break;
            } else {
                xml.skipCurrentElement();
            }
            ++number;
        }
    }
    if (stopped)
        return *stopped;
    if ((*device)->error())
        return *(*device)->error();
    if (xml.hasError())
        return Error{ErrorCode::SyntaxError, u"damaged table: %1 (%2, line %3)"_s.arg(xml.errorString(), Content).arg(xml.lineNumber()),
                     cell.isEmpty() ? sheetPath() : u"%1:%2"_s.arg(sheetPath(), cell)};
    return {};
}

Result<QList<domain::Diagnostic>> Ods::writeCsv(qsizetype sheet, QIODevice &to, domain::JobContext &context)
{
    RowWriter out(to);
    if (const Result<void> done = readContent(sheet, &out, &context); !done)
        return done.error();
    if (!out.finish())
        return Error{ErrorCode::WriteFailed, u"it can't be unpacked to the temporary folder: %1"_s.arg(to.errorString()), m_path};
    return out.takeNotes();
}

Result<std::unique_ptr<Workbook>> Ods::open(const QString &path)
{
    std::unique_ptr<Ods> book(new Ods(path));
    if (isEncrypted(path))
        return encryptedWorkbook(path);
    if (const Result<void> read = book->readContent(-1, nullptr, nullptr); !read)
        return read.error();
    return std::unique_ptr<Workbook>(std::move(book));
}

} // namespace importers
