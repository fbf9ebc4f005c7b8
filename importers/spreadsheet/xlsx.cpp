// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/xlsx.h"

#include "domain/jobcontext.h"
#include "importers/archive/archivereader.h"
#include "importers/spreadsheet/rowwriter.h"
#include "importers/spreadsheet/zippart.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace importers {
namespace {

constexpr qsizetype MostTextBytes = 512LL * 1024 * 1024;
constexpr qsizetype MostSheets = 1000;
constexpr qint64 LookedAt = 256 * 1024;

// "_x000D_" is how a character that XML can't hold is written; "_x005F_" is the underscore before what only looks so.
QString unescaped(QString text)
{
    if (!text.contains(u"_x"_s))
        return text;
    static const QRegularExpression escape(u"_x([0-9A-Fa-f]{4})_"_s);
    qsizetype from = 0;
    for (auto match = escape.match(text, from); match.hasMatch(); match = escape.match(text, from)) {
        const auto code = static_cast<char16_t>(match.capturedView(1).toUInt(nullptr, 16));
        // No character 0 in a text.
        text.replace(match.capturedStart(), match.capturedLength(), code == 0 ? QString() : QString(QChar(code)));
        from = match.capturedStart() + 1;
    }
    return text.replace(u"\r\n"_s, u"\n"_s);
}

/// The text of an `si` or `is` element: plain, or in runs; readings of Asian words (rPh) are none of it.
QString richText(QXmlStreamReader &xml)
{
    QString text;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"t") {
            text += xml.readElementText(QXmlStreamReader::IncludeChildElements);
        } else if (xml.name() == u"r") {
            while (xml.readNextStartElement()) {
                if (xml.name() == u"t")
                    text += xml.readElementText(QXmlStreamReader::IncludeChildElements);
                else
                    xml.skipCurrentElement();
            }
        } else {
            xml.skipCurrentElement();
        }
    }
    return unescaped(text);
}

/// Goes into the elements of these names and calls `use` for each element of the last one.
void each(QXmlStreamReader &xml, const QStringList &path, const std::function<void()> &use)
{
    while (xml.readNextStartElement()) {
        if (xml.name() != path.constFirst())
            xml.skipCurrentElement();
        else if (path.size() == 1)
            use();
        else
            each(xml, path.mid(1), use);
    }
}

// The identity of a relationship has a namespace of its own, which differs between the two editions of the standard.
QString relationOf(const QXmlStreamAttributes &attributes)
{
    for (const QXmlStreamAttribute &a : attributes) {
        if (a.name() == u"id" && !a.namespaceUri().isEmpty())
            return a.value().toString();
    }
    return {};
}

bool isTrue(QStringView text) { return text == u"1" || text == u"true"; }

} // namespace

struct Xlsx::Cell
{
    qint64 column = 0;
    QString type;
    QString value;
    QString inlineText;
    int style = 0;
    bool formula = false;
    bool valued = false;
};

Result<void> Xlsx::read(const QString &part, const Reader &reader) const
{
    auto device = ZipPart::open(m_path, part);
    if (!device)
        return device.error();
    QXmlStreamReader xml(device->get());
    // What a document type could declare has no place in a workbook, and can be a bomb.
    while (!xml.atEnd() && !xml.isStartElement()) {
        if (xml.readNext() == QXmlStreamReader::DTD)
            return Error{ErrorCode::Refused, u"a part of the workbook declares a document type: refused"_s, m_path + MemberMark + part};
    }
    reader(xml);
    if ((*device)->error())
        return *(*device)->error();
    if (xml.hasError() && xml.error() != QXmlStreamReader::CustomError)
        return Error{ErrorCode::SyntaxError, u"damaged workbook: %1"_s.arg(xml.errorString()),
                     u"%1%2%3:line %4"_s.arg(m_path, QString(MemberMark), part).arg(xml.lineNumber())};
    return {};
}

Result<QHash<QString, QString>> Xlsx::relations(const QString &part, QString *officeDocument) const
{
    const QString folder = part.contains(u'/') ? part.section(u'/', 0, -2) + u'/' : QString();
    const QString name = folder + u"_rels/"_s + part.section(u'/', -1) + u".rels"_s;
    QHash<QString, QString> targets;
    const Result<void> done = read(name, [&](QXmlStreamReader &xml) {
        each(xml, {u"Relationship"_s}, [&] {
            const QXmlStreamAttributes a = xml.attributes();
            const QString target = a.value(u"Target"_s).toString();
            const QString path = target.startsWith(u'/') ? target.sliced(1) : QDir::cleanPath(folder + target);
            targets.insert(a.value(u"Id"_s).toString(), path);
            const QStringView type = a.value(u"Type"_s);
            if (officeDocument && type.endsWith(u"/officeDocument"))
                *officeDocument = path;
            // By what they are for, too: the styles and the texts have no name in the workbook.
            targets.insert(u"type:"_s + type.mid(type.lastIndexOf(u'/') + 1).toString(), path);
            xml.skipCurrentElement();
        });
    });
    if (!done)
        return done.error();
    return targets;
}

Result<void> Xlsx::readWorkbook()
{
    QString book = u"xl/workbook.xml"_s;
    if (const auto package = relations(QString(), &book); !package && package.error().code != ErrorCode::FileNotFound)
        return package.error();
    const auto targets = relations(book);
    if (!targets)
        return targets.error();
    const Result<void> done = read(book, [&](QXmlStreamReader &xml) {
        while (xml.readNextStartElement()) {
            if (xml.name() == u"workbookPr") {
                m_since1904 = isTrue(xml.attributes().value(u"date1904"_s));
                xml.skipCurrentElement();
            } else if (xml.name() == u"sheets") {
                each(xml, {u"sheet"_s}, [&] {
                    const QXmlStreamAttributes a = xml.attributes();
                    const QString part = targets->value(relationOf(a));
                    const QStringView state = a.value(u"state"_s);
                    // Sheets of charts and of old dialogs have no cells.
                    if (m_sheets.size() < MostSheets && !part.isEmpty() && !part.contains(u"chartsheets/"_s) && !part.contains(u"dialogsheets/"_s)) {
                        m_sheets.append({a.value(u"name"_s).toString(), state == u"hidden" || state == u"veryHidden"});
                        m_parts.append(part);
                    }
                    xml.skipCurrentElement();
                });
            } else {
                xml.skipCurrentElement();
            }
        }
    });
    if (!done)
        return done.error();
    m_textsPart = targets->value(u"type:sharedStrings"_s);
    const QString styles = targets->value(u"type:styles"_s);
    return styles.isEmpty() ? Result<void>() : readStyles(styles);
}

Result<void> Xlsx::readStyles(const QString &part)
{
    QHash<int, QString> codes;
    const Result<void> done = read(part, [&](QXmlStreamReader &xml) {
        while (xml.readNextStartElement()) {
            if (xml.name() == u"numFmts") {
                each(xml, {u"numFmt"_s}, [&] {
                    codes.insert(xml.attributes().value(u"numFmtId"_s).toInt(), xml.attributes().value(u"formatCode"_s).toString());
                    xml.skipCurrentElement();
                });
            } else if (xml.name() == u"cellXfs") {
                each(xml, {u"xf"_s}, [&] {
                    const int id = xml.attributes().value(u"numFmtId"_s).toInt();
                    m_formats.push_back(numberFormat(id, codes.value(id)));
                    xml.skipCurrentElement();
                });
            } else {
                xml.skipCurrentElement();
            }
        }
    });
    // Without styles days come as numbers, and everything else as it is.
    return done || done.error().code == ErrorCode::FileNotFound ? Result<void>() : done;
}

Result<void> Xlsx::readTexts()
{
    if (m_textsRead || m_textsPart.isEmpty())
        return {};
    m_textsRead = true;
    bool tooMuch = false;
    const Result<void> done = read(m_textsPart, [&](QXmlStreamReader &xml) {
        each(xml, {u"si"_s}, [&] {
            m_texts += richText(xml).toUtf8();
            m_textEnds.push_back(m_texts.size());
            if (m_texts.size() > MostTextBytes) {
                tooMuch = true;
                xml.raiseError();
            }
        });
    });
    if (tooMuch)
        return Error{ErrorCode::LimitExceeded, u"the workbook has more than %1 MiB of texts; save its sheets as CSV"_s.arg(MostTextBytes >> 20), m_path};
    return done || done.error().code == ErrorCode::FileNotFound ? Result<void>() : done;
}

QString Xlsx::shared(qint64 number) const
{
    if (number < 0 || number >= static_cast<qint64>(m_textEnds.size()))
        return {};
    const auto i = static_cast<std::size_t>(number);
    const qsizetype from = i == 0 ? 0 : m_textEnds[i - 1];
    return QString::fromUtf8(QByteArrayView(m_texts).sliced(from, m_textEnds[i] - from));
}

// They stand behind the cells that they are about, hence the sheet is read twice. By their first row.
Result<QMultiHash<qint64, Xlsx::Merged>> Xlsx::readMerged(const QString &part) const
{
    QMultiHash<qint64, Merged> merged;
    auto device = ZipPart::open(m_path, part);
    if (!device)
        return device.error();
    // Most sheets have none; to look for the word is much quicker than to read the elements.
    const QByteArray word("mergeCells");
    QByteArray window;
    bool any = false;
    for (QByteArray chunk = (*device)->read(LookedAt); !any && !chunk.isEmpty(); chunk = (*device)->read(LookedAt)) {
        window = window.right(word.size()) + chunk;
        any = window.contains(word);
    }
    if ((*device)->error())
        return *(*device)->error();
    if (!any)
        return merged;
    const Result<void> done = read(part, [&](QXmlStreamReader &xml) {
        while (xml.readNextStartElement()) {
            if (xml.name() != u"mergeCells") {
                xml.skipCurrentElement();
                continue;
            }
            each(xml, {u"mergeCell"_s}, [&] {
                const QString range = xml.attributes().value(u"ref"_s).toString();
                const auto from = cellPlace(range.section(u':', 0, 0));
                const auto to = cellPlace(range.section(u':', 1));
                if (from && to && to->first > from->first)
                    merged.insert(from->first, {to->first, from->second});
                xml.skipCurrentElement();
            });
        }
    });
    if (!done)
        return done.error();
    return merged;
}

Xlsx::Cell Xlsx::readCell(QXmlStreamReader &xml, qint64 row, qint64 next) const
{
    const QXmlStreamAttributes a = xml.attributes();
    Cell cell;
    cell.column = next;
    if (const auto place = cellPlace(a.value(u"r"_s)); place && place->first == row)
        cell.column = place->second;
    cell.type = a.value(u"t"_s).toString();
    cell.style = a.value(u"s"_s).toInt();
    while (xml.readNextStartElement()) {
        if (xml.name() == u"v") {
            cell.value = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            cell.valued = true;
        } else if (xml.name() == u"is") {
            cell.inlineText = richText(xml);
        } else {
            cell.formula = cell.formula || xml.name() == u"f";
            xml.skipCurrentElement();
        }
    }
    return cell;
}

QString Xlsx::textOf(const Cell &cell, qint64 row, RowWriter &out) const
{
    // An empty text is a value too where the cell says that it is one; other programs leave an empty one where they calculate nothing.
    if (cell.formula && (!cell.valued || (cell.value.isEmpty() && cell.type != u"str"))) {
        out.noteFormula(row, cell.column);
        return {};
    }
    if (cell.type == u"s")
        return shared(cell.value.trimmed().isEmpty() ? -1 : cell.value.trimmed().toLongLong());
    if (cell.type == u"inlineStr")
        return cell.inlineText;
    if (cell.type == u"str" || cell.type == u"d")
        return unescaped(cell.value);
    if (cell.type == u"b")
        return isTrue(cell.value.trimmed()) ? u"true"_s : u"false"_s;
    if (cell.type == u"e") {
        out.note(u"cell-error"_s, row, cell.column, u"the cell shows the error %1: it counts as empty"_s.arg(cell.value));
        return {};
    }
    if (!cell.valued)
        return cell.inlineText;
    const auto style = static_cast<std::size_t>(std::max(cell.style, 0));
    return cellNumber(cell.value, style < m_formats.size() ? m_formats[style] : NumberFormat(), m_since1904);
}

void Xlsx::readRow(QXmlStreamReader &xml, qint64 row, RowWriter &out, const QMultiHash<qint64, Merged> &merged, std::map<qint64, Running> &running) const
{
    QHash<qint64, qint64> begins; // column -> last row
    for (auto it = merged.constFind(row); it != merged.cend() && it.key() == row; ++it)
        begins.insert(it->column, it->lastRow);
    qint64 next = 0;
    while (xml.readNextStartElement()) {
        if (xml.name() != u"c") {
            xml.skipCurrentElement();
            continue;
        }
        const Cell cell = readCell(xml, row, next);
        next = cell.column + 1;
        const QString text = textOf(cell, row, out);
        if (const auto begin = begins.constFind(cell.column); begin != begins.cend())
            running.insert_or_assign(cell.column, Running{*begin, text});
        else if (running.contains(cell.column) && text.isEmpty())
            continue;
        out.cell(cell.column, text);
    }
    for (auto it = running.begin(); it != running.end();) {
        if (it->second.lastRow < row) {
            it = running.erase(it);
            continue;
        }
        out.cell(it->first, it->second.text);
        ++it;
    }
}

Result<QList<domain::Diagnostic>> Xlsx::writeCsv(qsizetype sheet, QIODevice &to, domain::JobContext &context)
{
    if (const Result<void> texts = readTexts(); !texts)
        return texts.error();
    const QString part = m_parts.value(sheet);
    const auto merged = readMerged(part);
    if (!merged)
        return merged.error();
    RowWriter out(to);
    std::map<qint64, Running> running;
    std::optional<Error> stopped;
    qint64 next = 0;
    const Result<void> done = read(part, [&](QXmlStreamReader &xml) {
        each(xml, {u"sheetData"_s, u"row"_s}, [&] {
            bool numbered = false;
            const qint64 said = xml.attributes().value(u"r"_s).toLongLong(&numbered);
            const qint64 row = numbered ? said - 1 : next;
            if (!stopped && !out.begin(row))
                stopped = Error{ErrorCode::SchemaMismatch, u"its rows are not in their order, or more than a sheet can have"_s, u"%1%2%3:row %4"_s.arg(m_path, QString(MemberMark), part).arg(row + 1)};
            if (row % domain::PollEvery == 0 && context.isCancelled())
                stopped = Error{ErrorCode::Cancelled, u"cancelled while the sheet was read"_s, m_path};
            if (stopped) {
                xml.raiseError();
                return;
            }
            next = row + 1;
            readRow(xml, row, out, *merged, running);
            out.end();
        });
    });
    if (stopped)
        return *stopped;
    if (!done)
        return done.error();
    if (!out.finish())
        return Error{ErrorCode::WriteFailed, u"it can't be unpacked to the temporary folder: %1"_s.arg(to.errorString()), m_path};
    return out.takeNotes();
}

Result<std::unique_ptr<Workbook>> Xlsx::open(const QString &path)
{
    std::unique_ptr<Xlsx> book(new Xlsx(path));
    if (const Result<void> read = book->readWorkbook(); !read)
        return read.error();
    return std::unique_ptr<Workbook>(std::move(book));
}

} // namespace importers
