// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/csvmapping.h"

#include "domain/cellvalues.h"
#include "importers/importer.h"

#include <QFile>
#include <QSet>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using nlohmann::json;

namespace importers {
namespace {

constexpr qint64 MaxMapping = 1024 * 1024;
constexpr qint64 MostLines = 1'048'576;

const QString DayFirst = u"day-first"_s;
const QString MonthFirst = u"month-first"_s;
const QString Newline = u"newline"_s;
const QString AttrMark = u"attr:"_s;

QString textOf(const json &value)
{
    return value.is_string() ? QString::fromStdString(value.get_ref<const std::string &>()) : QString();
}

Error wrong(const QString &path, const QString &pointer, const QString &message)
{
    return {ErrorCode::SchemaMismatch, message, path + u'#' + pointer};
}

QString pointerOf(const QString &title) { return QString(title).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s); }

Result<void> readColumns(const nlohmann::ordered_json &columns, const domain::KindInfo &kind, CsvMapping &mapping)
{
    for (auto it = columns.begin(); it != columns.end(); ++it) {
        const QString title = QString::fromStdString(it.key());
        const QString meaning = it->is_string() ? QString::fromStdString(it->get_ref<const std::string &>()) : QString();
        const bool known = it->is_null() || meaning == u"key"_s || meaning == u"name"_s || meaning.startsWith(u"alias:"_s) || attributeOf(kind, meaning);
        if (!known)
            return wrong(mapping.path, u"/columns/"_s + pointerOf(title),
                         u"'%1' is no attribute of %2; also: key, name, alias:SCHEME, and null for a column that is not to be read"_s.arg(
                             meaning, domain::kindName(kind.kind)));
        if (mapping.names(title))
            return wrong(mapping.path, u"/columns/"_s + pointerOf(title), u"the title '%1' is there twice"_s.arg(title));
        mapping.columns.append({title, meaning});
    }
    if (!mapping.hasKey())
        return wrong(mapping.path, u"/columns"_s, u"one column must be the key, or the name where nothing else tells the rows apart"_s);
    return {};
}

Result<void> readValues(const json &values, CsvMapping &mapping)
{
    if (!values.is_object())
        return wrong(mapping.path, u"/values"_s, u"an object of titles is expected"_s);
    for (auto it = values.begin(); it != values.end(); ++it) {
        const QString title = QString::fromStdString(it.key());
        if (!it->is_object() || mapping.meaningOf(title).isEmpty())
            return wrong(mapping.path, u"/values/"_s + pointerOf(title), u"words belong to a column that is mapped"_s);
        for (auto word = it->begin(); word != it->end(); ++word) {
            if (!word->is_string())
                return wrong(mapping.path, u"/values/"_s + pointerOf(title), u"a word of the table stands for a word of ours, as text"_s);
            mapping.values[title].insert(QString::fromStdString(word.key()), textOf(*word));
        }
    }
    return {};
}

/// A separator as it is, of its form in a mapping.
std::optional<QString> separatorFromWord(const QString &word)
{
    if (!word.isEmpty() && !listSeparatorWords().contains(word))
        return std::nullopt;
    return word == Newline ? u"\n"_s : word;
}
QString wordOfSeparator(const QString &separator) { return separator == u"\n"_s ? Newline : separator; }

Error noSeparator(const QString &path, const QString &pointer)
{
    return wrong(path, pointer, u"several values in a cell are separated by one of %1"_s.arg(listSeparatorWords().join(u' ')));
}

Result<void> readSeparators(const json &separators, const domain::KindInfo &kind, CsvMapping &mapping)
{
    if (!separators.is_object())
        return wrong(mapping.path, u"/list_separators"_s, u"an object of titles is expected"_s);
    for (auto it = separators.begin(); it != separators.end(); ++it) {
        const QString title = foldedTitle(QString::fromStdString(it.key()));
        const QString pointer = u"/list_separators/"_s + pointerOf(QString::fromStdString(it.key()));
        const auto column = std::find_if(mapping.columns.begin(), mapping.columns.end(), [&](const ColumnMeaning &one) { return foldedTitle(one.title) == title; });
        const domain::Attribute *attribute = column == mapping.columns.end() ? nullptr : attributeOf(kind, column->meaning);
        if (!attribute || !needsSeparator(*attribute))
            return wrong(mapping.path, pointer, u"a separator belongs to a column that is mapped to a list of words or names"_s);
        const auto separator = separatorFromWord(textOf(*it));
        if (!separator || separator->isEmpty())
            return noSeparator(mapping.path, pointer);
        column->separator = *separator;
    }
    return {};
}

/// Where the rows stand and how their cells are written.
Result<void> readForm(const json &root, CsvMapping &mapping)
{
    const QString &path = mapping.path;
    mapping.sheet = textOf(root.value("sheet", json()));
    const QString encoding = textOf(root.value("encoding", json()));
    mapping.encoding = encodingFromName(encoding);
    if (!encoding.isEmpty() && !mapping.encoding)
        return wrong(path, u"/encoding"_s, u"an encoding is one of utf-8, utf-16, utf-16be, windows-1252"_s);
    const QString delimiter = textOf(root.value("delimiter", json()));
    if (delimiter.size() > 1 || (!delimiter.isEmpty() && !QStringView(u",;\t|").contains(delimiter.at(0))))
        return wrong(path, u"/delimiter"_s, u"a delimiter is one of , ; | or a tab"_s);
    mapping.delimiter = delimiter.isEmpty() ? char(0) : delimiter.at(0).toLatin1();
    const json line = root.value("header_row", json());
    if (!line.is_null() && (!line.is_number_integer() || line.get<double>() < 1 || line.get<double>() > static_cast<double>(MostLines)))
        return wrong(path, u"/header_row"_s, u"the line on which the titles begin, from 1"_s);
    mapping.headerLine = line.is_null() ? 0 : line.get<qint64>();
    const QString dates = textOf(root.value("dates", json()));
    if (dates == u"?"_s)
        return wrong(path, u"/dates"_s, u"the dates of the table do not tell the day from the month: write %1 or %2"_s.arg(DayFirst, MonthFirst));
    if (dates == DayFirst || dates == MonthFirst)
        mapping.dayOrder = dates == DayFirst ? DayOrder::DayFirst : DayOrder::MonthFirst;
    else
        mapping.dateFormat = dates;
    const json comma = root.value("decimal_comma", json());
    if (!comma.is_null() && !comma.is_boolean())
        return wrong(path, u"/decimal_comma"_s, u"true (1.234,5) or false (1,234.5)"_s);
    if (comma.is_boolean())
        mapping.decimalComma = comma.get<bool>();
    const auto separator = separatorFromWord(textOf(root.value("list_separator", json())));
    if (!separator)
        return noSeparator(path, u"/list_separator"_s);
    mapping.listSeparator = *separator;
    return {};
}

} // namespace

const domain::Attribute *attributeOf(const domain::KindInfo &kind, const QString &meaning)
{
    if (meaning == u"key"_s || meaning == u"name"_s)
        return nullptr;
    return kind.find(meaning.startsWith(AttrMark) ? meaning.sliced(AttrMark.size()) : meaning);
}

QString meaningOf(const domain::Attribute &attribute)
{
    const bool taken = attribute.name == u"key"_s || attribute.name == u"name"_s;
    return taken ? AttrMark + attribute.name : attribute.name;
}

QString foldedTitle(const QString &title) { return domain::cleanKey(title).simplified().toCaseFolded(); }

bool needsSeparator(const domain::Attribute &attribute) { return attribute.isList() && !domain::isOfCountries(attribute) && attribute.values.isEmpty(); }

QStringList listSeparatorWords() { return {u";"_s, u","_s, u"|"_s, Newline}; }

QStringList tableTitles(const QStringList &cells)
{
    QStringList titles;
    QSet<QString> taken;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString plain = domain::cleanKey(cells.at(i)).simplified();
        const QString title = plain.isEmpty() ? u"column %1"_s.arg(i + 1) : plain;
        QString unique = title;
        for (int n = 2; taken.contains(foldedTitle(unique)); ++n)
            unique = u"%1 (%2)"_s.arg(title).arg(n);
        taken.insert(foldedTitle(unique));
        titles.append(unique);
    }
    return titles;
}

QString titleSet(const QStringList &cells)
{
    QStringList folded;
    for (const QString &title : cells) {
        if (title != RejectMark && !foldedTitle(title).isEmpty())
            folded.append(foldedTitle(title));
    }
    folded.sort();
    folded.removeDuplicates();
    return folded.join(QChar(0x1F));
}

QString CsvMapping::meaningOf(const QString &title) const
{
    const QString wanted = foldedTitle(title);
    for (const ColumnMeaning &column : columns) {
        if (foldedTitle(column.title) == wanted)
            return column.meaning;
    }
    return {};
}

QString CsvMapping::separatorOf(const QString &title) const
{
    const QString wanted = foldedTitle(title);
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const ColumnMeaning &column) { return foldedTitle(column.title) == wanted; });
    return found == columns.end() || found->separator.isEmpty() ? listSeparator : found->separator;
}

bool CsvMapping::names(const QString &title) const
{
    const QString wanted = foldedTitle(title);
    return std::any_of(columns.begin(), columns.end(), [&](const ColumnMeaning &column) { return foldedTitle(column.title) == wanted; });
}

bool CsvMapping::hasKey() const
{
    return std::any_of(columns.begin(), columns.end(), [](const ColumnMeaning &column) { return column.meaning == u"key"_s || column.meaning == u"name"_s; });
}

Result<CsvMapping> csvMappingFromJson(const QByteArray &bytes, const QString &path, const domain::Catalogue &catalogue)
{
    // In order: where a title is there twice in other spelling, the message is about the later one.
    const auto ordered = nlohmann::ordered_json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
    const json root = json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
    if (!root.is_object())
        return Error{ErrorCode::SyntaxError, u"not a JSON object"_s, path};
    constexpr std::array members = {"kind", "sheet", "encoding", "delimiter", "header_row", "dates", "decimal_comma", "list_separator", "list_separators", "columns", "values", "remarks"};
    QStringList known;
    for (const char *member : members)
        known.append(QLatin1StringView(member));
    for (auto it = root.begin(); it != root.end(); ++it) {
        const QString member = QString::fromStdString(it.key());
        if (!known.contains(member))
            return wrong(path, u'/' + pointerOf(member), u"a mapping has no '%1', but %2"_s.arg(member, known.join(u", "_s)));
    }
    CsvMapping mapping;
    mapping.path = path;
    const auto kind = domain::kindFromName(textOf(root.value("kind", json())));
    if (!kind)
        return wrong(path, u"/kind"_s, u"there is no kind '%1'"_s.arg(textOf(root.value("kind", json()))));
    mapping.kind = *kind;
    if (const Result<void> read = readForm(root, mapping); !read)
        return read.error();
    if (!root.contains("columns") || !root["columns"].is_object())
        return wrong(path, u"/columns"_s, u"an object of titles is expected"_s);
    if (const Result<void> read = readColumns(ordered["columns"], catalogue.kind(*kind), mapping); !read)
        return read.error();
    if (const Result<void> read = readSeparators(root.value("list_separators", json::object()), catalogue.kind(*kind), mapping); !read)
        return read.error();
    if (const Result<void> read = readValues(root.value("values", json::object()), mapping); !read)
        return read.error();
    return mapping;
}

Result<CsvMapping> readCsvMapping(const QString &path, const domain::Catalogue &catalogue)
{
    QFile file(path);
    if (!file.exists())
        return Error{ErrorCode::FileNotFound, u"no such mapping"_s, path};
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, file.errorString(), path};
    return csvMappingFromJson(file.read(MaxMapping), path, catalogue);
}

QByteArray csvMappingToJson(const CsvMapping &mapping, const QMap<QString, QString> &remarks)
{
    nlohmann::ordered_json root;
    root["kind"] = domain::kindName(mapping.kind).toStdString();
    if (!mapping.sheet.isEmpty())
        root["sheet"] = mapping.sheet.toStdString();
    if (mapping.encoding)
        root["encoding"] = encodingName(*mapping.encoding).toStdString();
    if (mapping.delimiter)
        root["delimiter"] = std::string(1, mapping.delimiter);
    if (mapping.headerLine > 0)
        root["header_row"] = mapping.headerLine;
    const QString dates = mapping.dayOrder == DayOrder::DayFirst ? DayFirst : mapping.dayOrder == DayOrder::MonthFirst ? MonthFirst : mapping.dateFormat;
    if (!dates.isEmpty())
        root["dates"] = dates.toStdString();
    if (mapping.decimalComma)
        root["decimal_comma"] = *mapping.decimalComma;
    if (!mapping.listSeparator.isEmpty())
        root["list_separator"] = wordOfSeparator(mapping.listSeparator).toStdString();
    for (const ColumnMeaning &column : mapping.columns) {
        if (!column.separator.isEmpty())
            root["list_separators"][column.title.toStdString()] = wordOfSeparator(column.separator).toStdString();
    }
    root["columns"] = nlohmann::ordered_json::object();
    for (const ColumnMeaning &column : mapping.columns)
        root["columns"][column.title.toStdString()] = column.meaning.isEmpty() ? nlohmann::ordered_json() : nlohmann::ordered_json(column.meaning.toStdString());
    for (auto title = mapping.values.cbegin(); title != mapping.values.cend(); ++title) {
        for (auto word = title->cbegin(); word != title->cend(); ++word)
            root["values"][title.key().toStdString()][word.key().toStdString()] = word.value().toStdString();
    }
    for (auto remark = remarks.cbegin(); remark != remarks.cend(); ++remark)
        root["remarks"][remark.key().toStdString()] = remark.value().toStdString();
    return QByteArray::fromStdString(root.dump(1));
}

} // namespace importers
