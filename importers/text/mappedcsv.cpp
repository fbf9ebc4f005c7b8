// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/mappedcsv.h"

#include "importers/text/csvreader.h"
#include "importers/text/owncsv.h"
#include "importers/text/ownvalues.h"

#include <QDate>
#include <QFile>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using nlohmann::json;

namespace importers {
namespace {

constexpr qint64 MaxMapping = 1024 * 1024;

QString textOf(const json &value)
{
    return value.is_string() ? QString::fromStdString(value.get_ref<const std::string &>()) : QString();
}

// Titles are compared as people see them: no outer blanks, no difference of case.
QString folded(const QString &title) { return cleanKey(title).toCaseFolded(); }

Error wrong(const QString &path, const QString &pointer, const QString &message)
{
    return {ErrorCode::SchemaMismatch, message, path + u'#' + pointer};
}

Result<void> readColumns(const json &columns, const domain::KindInfo &kind, CsvMapping &mapping)
{
    bool key = false;
    for (auto it = columns.begin(); it != columns.end(); ++it) {
        const QString title = QString::fromStdString(it.key());
        const QString meaning = textOf(it.value());
        const bool known = meaning == u"key"_s || meaning == u"name"_s || meaning.startsWith(u"alias:"_s) || kind.find(meaning);
        if (!known)
            return wrong(mapping.path, u"/columns/"_s + title, u"'%1' is no attribute of %2; also: key, name, alias:SCHEME"_s.arg(meaning, domain::kindName(kind.kind)));
        key = key || meaning == u"key"_s;
        mapping.columns.insert(folded(title), meaning);
    }
    if (!key)
        return wrong(mapping.path, u"/columns"_s, u"one column must be the key"_s);
    return {};
}

} // namespace

Result<CsvMapping> readCsvMapping(const QString &path, const domain::Catalogue &catalogue)
{
    QFile file(path);
    if (!file.exists())
        return Error{ErrorCode::FileNotFound, u"no such mapping"_s, path};
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, file.errorString(), path};
    const QByteArray bytes = file.read(MaxMapping);
    const json root = json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
    if (!root.is_object())
        return Error{ErrorCode::SyntaxError, u"not a JSON object"_s, path};
    CsvMapping mapping;
    mapping.path = path;
    const auto kind = domain::kindFromName(textOf(root.value("kind", json())));
    if (!kind)
        return wrong(path, u"/kind"_s, u"there is no kind '%1'"_s.arg(textOf(root.value("kind", json()))));
    mapping.kind = *kind;
    const QString delimiter = textOf(root.value("delimiter", json()));
    if (delimiter.size() > 1 || (!delimiter.isEmpty() && !QStringView(u",;\t|").contains(delimiter.at(0))))
        return wrong(path, u"/delimiter"_s, u"a delimiter is one of , ; | or a tab"_s);
    mapping.delimiter = delimiter.isEmpty() ? char(0) : delimiter.at(0).toLatin1();
    mapping.dateFormat = textOf(root.value("dates", json()));
    const json columns = root.value("columns", json());
    if (!columns.is_object())
        return wrong(path, u"/columns"_s, u"an object of titles is expected"_s);
    if (const Result<void> read = readColumns(columns, catalogue.kind(*kind), mapping); !read)
        return read.error();
    const json values = root.value("values", json::object());
    for (auto it = values.begin(); it != values.end(); ++it) {
        const QString title = QString::fromStdString(it.key());
        if (!it->is_object() || !mapping.columns.contains(folded(title)))
            return wrong(path, u"/values/"_s + title, u"words belong to a column that is mapped"_s);
        for (auto word = it->begin(); word != it->end(); ++word)
            mapping.values[folded(title)].insert(folded(QString::fromStdString(word.key())), textOf(*word));
    }
    return mapping;
}

QString MappedCsv::displayName() const { return u"table read through a mapping"_s; }

QStringList MappedCsv::translated(const QStringList &cells, const QStringList &titles, const QList<qsizetype> &order) const
{
    QStringList out;
    for (const qsizetype column : order) {
        QString cell = cells.value(column);
        const QString title = folded(titles.at(column));
        const auto words = m_mapping.values.constFind(title);
        if (words != m_mapping.values.constEnd())
            cell = words->value(folded(cell), cell);
        const domain::Attribute *attribute = m_catalogue.kind(m_mapping.kind).find(m_mapping.columns.value(title));
        if (attribute && attribute->type == domain::ValueType::Date && !m_mapping.dateFormat.isEmpty()) {
            const QDate date = QDate::fromString(cell.trimmed(), m_mapping.dateFormat);
            if (date.isValid())
                cell = date.toString(Qt::ISODate);
        }
        out.append(cell);
    }
    // More cells than titles: left for the reader of rows to find fault with.
    if (cells.size() > titles.size())
        out += cells.mid(titles.size());
    return out;
}

Result<void> MappedCsv::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    sink.header({source.probe.fileName, domain::SourceRank::Register, true, 0, true});
    CsvReader reader(source.text, m_mapping.delimiter ? m_mapping.delimiter : detectDelimiter(source.probe.head),
                     source.probe.skippedLines);
    QStringList titles;
    if (!reader.next(titles))
        return {};
    QList<qsizetype> order;
    QStringList header;
    for (qsizetype i = 0; i < titles.size(); ++i) {
        const QString meaning = m_mapping.columns.value(folded(titles.at(i)));
        if (meaning == u"key"_s && (header.isEmpty() || header.first() != u"key"_s)) {
            order.prepend(i);
            header.prepend(meaning);
        } else if (!meaning.isEmpty()) {
            order.append(i);
            header.append(meaning);
        } else if (titles.at(i) != RejectMark && !titles.at(i).trimmed().isEmpty()) {
            sink.diagnostic({u"unmapped-column"_s, domain::DiagnosticLevel::Info, u"line %1, column %2"_s.arg(reader.line()).arg(i + 1),
                             u"column '%1' is not in the mapping"_s.arg(titles.at(i).trimmed())});
        }
    }
    if (header.isEmpty() || header.first() != u"key"_s)
        return Error{ErrorCode::SchemaMismatch, u"the table has no column that the mapping %1 names as key"_s.arg(m_mapping.path),
                     u"%1:line %2"_s.arg(source.path).arg(reader.line())};
    return readRegister({source, m_catalogue.kind(m_mapping.kind), u"csv-mapped/1"_s, order}, reader, header, sink, context,
                        [&](const QStringList &cells) { return translated(cells, titles, order); });
}

} // namespace importers
