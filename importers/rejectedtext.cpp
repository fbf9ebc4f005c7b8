// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/rejectedtext.h"

#include "importers/importer.h"
#include "importers/text/csvreader.h"
#include "importers/text/jsontext.h"
#include "importers/text/shape.h"
#include "importers/text/textdevice.h"

#include <QHash>
#include <QSet>

#include <nlohmann/json.hpp>

#include <vector>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using nlohmann::json;

namespace importers {
namespace {

struct File
{
    QString path;
    const domain::RejectWatch &watch;
};

constexpr qsizetype MaxText = 256 * 1024 * 1024;

Result<QByteArray> wholeText(const QString &path)
{
    auto device = TextDevice::openFile(path);
    if (!device)
        return device.error();
    QByteArray text;
    for (QByteArray part = (*device)->read(1 << 20); !part.isEmpty(); part = (*device)->read(1 << 20)) {
        text += part;
        if (text.size() > MaxText)
            return Error{ErrorCode::FileTooLarge, u"more than %1 MiB: its rejected records stand in the report only"_s.arg(MaxText >> 20), path};
    }
    return (*device)->error() ? Result<QByteArray>(*(*device)->error()) : Result<QByteArray>(text);
}

QString reasonOf(const domain::RejectedRecord &r)
{
    const QString place = r.where.isEmpty() || r.where == r.record ? QString() : u" (%1)"_s.arg(r.where);
    return r.code + u": "_s + r.message + place;
}

QByteArray csvLine(const QStringList &cells, char delimiter)
{
    QByteArray line;
    for (const QString &cell : cells) {
        if (!line.isEmpty() || &cell != &cells.first())
            line += delimiter;
        QByteArray text = cell.toUtf8();
        if (text.contains(delimiter) || text.contains('"') || text.contains('\n') || text.contains('\r'))
            text = '"' + text.replace('"', "\"\"") + '"';
        line += text;
    }
    return line + "\r\n";
}

qint64 lineOf(const QString &where)
{
    static const QString word = u"line "_s;
    qsizetype end = word.size();
    while (end < where.size() && where.at(end).isDigit())
        ++end;
    return where.startsWith(word) ? where.mid(word.size(), end - word.size()).toLongLong() : 0;
}

// The delimiter stands after the first cell in our own forms, where detecting could take the one of the lists in the cells.
char delimiterOf(const QByteArray &text)
{
    const QByteArray first = text.left(200).split('\n').value(0);
    for (qsizetype i = first.indexOf(':'); i > 0 && i < first.size(); ++i) {
        if (QByteArrayView(",;\t|").contains(first.at(i)))
            return first.at(i);
    }
    return detectDelimiter(text);
}

Result<QByteArray> rejectedRows(const File &file, const Probe &probe)
{
    QHash<qint64, QString> reasons;
    for (const domain::RejectedRecord &r : file.watch.records)
        reasons.insert(lineOf(r.record), reasonOf(r));
    auto device = TextDevice::openFile(file.path);
    if (!device)
        return device.error();
    const char delimiter = delimiterOf(probe.head);
    CsvReader reader(device->get(), delimiter, probe.skippedLines);
    QStringList cells;
    if (!reader.next(cells))
        return QByteArray();
    // A file of rejected records that was rejected again: the old reasons go.
    const qsizetype old = cells.indexOf(QString(RejectMark));
    if (old >= 0)
        cells.removeAt(old);
    const qsizetype width = cells.size();
    cells.append(QString(RejectMark));
    QByteArray out = csvLine(cells, delimiter);
    while (reader.next(cells)) {
        const auto reason = reasons.constFind(reader.line());
        if (reason == reasons.constEnd())
            continue;
        if (old >= 0 && old < cells.size())
            cells.removeAt(old);
        while (cells.size() < width)
            cells.append(QString());
        cells.insert(width, *reason);
        out += csvLine(cells, delimiter);
    }
    return out;
}

/// Decides for each place of a document whether it stays: what stands around the rejected records, and of the lists that hold records
/// only what leads to a rejected one. A callback of the parser, so that the rest is never built.
class Keeper
{
public:
    Keeper(const QHash<QString, QString> &reasons, const QSet<QString> &lists, QString base)
        : m_reasons(reasons), m_lists(lists), m_base(std::move(base))
    {
        for (auto it = reasons.constBegin(); it != reasons.constEnd(); ++it) {
            for (qsizetype slash = it.key().lastIndexOf(u'/'); slash >= 0; slash = it.key().lastIndexOf(u'/', slash - 1)) {
                m_ways.insert(it.key().left(slash));
                if (slash == 0)
                    break;
            }
        }
    }

    bool operator()(int depth, json::parse_event_t event, json &parsed)
    {
        const auto open = static_cast<std::size_t>(depth);
        switch (event) {
        case json::parse_event_t::key:
            m_path.resize(std::min(open, m_path.size()));
            if (!m_path.empty())
                m_path.back().key = parsed.get<std::string>();
            return true;
        case json::parse_event_t::object_start:
        case json::parse_event_t::array_start: {
            m_path.resize(std::min(open, m_path.size()));
            const bool keep = enter();
            m_path.push_back({event == json::parse_event_t::array_start, -1, {}, m_pointer, m_inside});
            return keep;
        }
        case json::parse_event_t::object_end: {
            m_path.resize(std::min(open + 1, m_path.size()));
            const auto reason = m_path.empty() ? m_reasons.constEnd() : m_reasons.constFind(m_path.back().pointer);
            if (reason != m_reasons.constEnd())
                parsed[RejectMark.data()] = reason->toStdString();
            return true;
        }
        case json::parse_event_t::array_end:
            return true;
        case json::parse_event_t::value:
            m_path.resize(std::min(open, m_path.size()));
            return enter();
        }
        return true;
    }

private:
    struct Level
    {
        bool array;
        qint64 index;
        std::string key;
        QString pointer;
        bool inside;   ///< at or below a rejected record
    };

    // Goes to the next value of the innermost open container; true: it stays.
    bool enter()
    {
        m_inside = false;
        if (m_path.empty()) {
            m_pointer = m_base;
        } else {
            Level &parent = m_path.back();
            const QString token = parent.array ? QString::number(++parent.index)
                                               : QString::fromStdString(parent.key).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
            m_pointer = parent.pointer + u'/' + token;
            m_inside = parent.inside;
        }
        m_inside = m_inside || m_reasons.contains(m_pointer);
        if (m_inside || m_path.empty() || m_ways.contains(m_pointer))
            return true;
        const Level &parent = m_path.back();
        return !parent.array || !(m_lists.contains(parent.pointer) || m_ways.contains(parent.pointer));
    }

    const QHash<QString, QString> &m_reasons;
    const QSet<QString> &m_lists;
    QString m_base;
    QSet<QString> m_ways;   ///< proper beginnings of the rejected records' pointers
    std::vector<Level> m_path;
    QString m_pointer;
    bool m_inside = false;
};

// The text of each document and what the importers call it: nothing, "line 14" or "document 2".
struct Document
{
    QByteArrayView text;
    QString base;
};

QList<Document> documentsOf(const QByteArray &text, const Probe &probe)
{
    QList<Document> documents;
    JsonTextReader reader(text, probe.skippedLines);
    qsizetype number = 0;
    json ignored;
    while (reader.next()) {
        const qsizetype from = reader.position();
        const bool lines = probe.shape == Shape::NdJson;
        const qint64 line = reader.line();
        ++number;
        const bool whole = reader.read(ignored).has_value();
        if (!whole && !lines)
            break;
        if (!whole)
            reader.skipLine();
        documents.append({QByteArrayView(text).sliced(from, reader.position() - from),
                          lines ? u"line %1"_s.arg(line) : u"document %1"_s.arg(number)});
    }
    return documents;
}

Result<QByteArray> rejectedJson(const File &file, const Probe &probe)
{
    const Result<QByteArray> text = wholeText(file.path);
    if (!text)
        return text.error();
    QHash<QString, QString> reasons;
    QSet<QString> begun;
    for (const domain::RejectedRecord &r : file.watch.records) {
        reasons.insert(r.record, reasonOf(r));
        begun.insert(r.record.section(u'/', 0, 0));
    }
    QList<Document> documents;
    if (probe.shape == Shape::Json && !begun.contains(u"document 1"_s))
        documents.append({*text, QString()});
    else
        documents = documentsOf(*text, probe);
    QByteArray out;
    for (const Document &document : std::as_const(documents)) {
        // The first document of several has no number yet when its records are read.
        const QString base = !begun.contains(document.base) && document.base == u"document 1"_s ? QString() : document.base;
        if (!begun.contains(base))
            continue;
        const char *const end = document.text.data() + document.text.size();
        if (probe.shape == Shape::NdJson) {
            json line = json::parse(document.text.data(), end, nullptr, false);
            const QString reason = reasons.value(base, u"see the report"_s);
            if (line.is_object())
                line[RejectMark.data()] = reason.toStdString();
            out += line.is_discarded() ? document.text.toByteArray().trimmed() : QByteArray::fromStdString(line.dump());
            out += '\n';
            continue;
        }
        Keeper keeper(reasons, file.watch.lists, base);
        const json kept = json::parse(document.text.data(), end, std::ref(keeper), false);
        if (!kept.is_discarded())
            out += QByteArray::fromStdString(kept.dump(1, ' ', false, json::error_handler_t::replace)) + '\n';
    }
    return out;
}

} // namespace

Result<QByteArray> rejectedText(const QString &path, const domain::RejectWatch &watch)
{
    const File file{path, watch};
    const Result<Probe> probe = makeProbe(path);
    if (!probe)
        return probe.error();
    switch (probe->shape) {
    case Shape::Json:
    case Shape::NdJson:
    case Shape::ConcatenatedJson:
        return rejectedJson(file, *probe);
    case Shape::Delimited:
        return rejectedRows(file, *probe);
    default:
        return wholeText(path);   // one record: the file
    }
}

} // namespace importers
