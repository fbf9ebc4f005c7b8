// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/rejectedtext.h"

#include "domain/csvcell.h"
#include "importers/aws/credentialreport.h"
#include "importers/importer.h"
#include "importers/registers/doratable.h"
#include "importers/text/csvreader.h"
#include "importers/text/jsontext.h"
#include "importers/text/shape.h"
#include "importers/text/textdevice.h"

#include <QBuffer>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

#include <algorithm>
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
    const TableForm &form;
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

// All that is wrong with a record, in the order in which it was found.
template <class Key> void addReason(QHash<Key, QString> &reasons, const Key &record, const domain::RejectedRecord &r, const File &file)
{
    QString &text = reasons[record];
    if (text.isEmpty() && !file.form.list.isEmpty() && !file.form.list.contains(u']'))
        text = u'[' + file.form.list + u"] "_s;
    else if (!text.isEmpty())
        text += u"; "_s;
    text += reasonOf(r);
}

QByteArray csvLine(const QStringList &cells, char delimiter)
{
    QStringList line;
    for (const QString &cell : cells)
        line.append(domain::csvCell(cell, QLatin1Char(delimiter)));
    return line.join(QLatin1Char(delimiter)).toUtf8() + "\r\n";
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

/// A table as it is read again, and the lines of it that were rejected.
struct Table
{
    QIODevice *text;
    char delimiter;
    int skippedLines;
    QHash<qint64, QString> reasons;
    qint64 headerLine = 0;
    QString file = {}; ///< with its folders
};

/// "c0010" of "b_02.01.csv" is "b_02.01.0010" wherever it stands.
void nameTemplate(QStringList &titles, const QString &file)
{
    static const QRegularExpression column(u"^c(?=\\d{4}$)"_s, QRegularExpression::CaseInsensitiveOption);
    const QString name = doraTableOf(titles, file.section(u'/', -1)).name;
    for (QString &title : titles) {
        if (!name.isEmpty())
            title.replace(column, name + u'.');
    }
}

/// Whose register of information a template is of stands in its folder, which the mended file does not lie in. Empty: nothing to tell.
QString folderOf(const QStringList &titles, const QString &file)
{
    const QString keeper = titles.contains(QString(RejectedFile)) || doraTableOf(titles, file.section(u'/', -1)).name.isEmpty() ? QString() : doraKeeperIn(file);
    return keeper.isEmpty() ? QString() : u"LEI_"_s + keeper + u'/' + file.section(u'/', -1);
}

QByteArray rowsOf(const Table &table)
{
    const QHash<qint64, QString> &reasons = table.reasons;
    const char delimiter = table.delimiter;
    CsvReader reader(table.text, delimiter, table.skippedLines);
    QStringList cells;
    // What explains the columns of a template stands before the header.
    do {
        if (!reader.next(cells))
            return {};
    } while (table.headerLine > 0 ? reader.line() < table.headerLine : cells.constFirst().trimmed().startsWith(u'#'));
    // A file of rejected records that was rejected again: the old reasons go.
    const qsizetype old = cells.indexOf(QString(RejectMark));
    if (old >= 0)
        cells.removeAt(old);
    const qsizetype width = cells.size();
    const QString folder = folderOf(cells, table.file);
    nameTemplate(cells, table.file);
    cells.append(QString(RejectMark));
    if (!folder.isEmpty())
        cells.append(QString(RejectedFile));
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
        if (!folder.isEmpty())
            cells.insert(width + 1, folder);
        out += csvLine(cells, delimiter);
    }
    return out;
}

Result<QByteArray> rejectedRows(const File &file, const Probe &probe)
{
    auto device = TextDevice::openFile(file.path, {}, file.form.encoding);
    if (!device)
        return device.error();
    // What stands above the titles may have delimiters of its own.
    qsizetype titles = 0;
    for (qint64 line = probe.skippedLines + 1; line < file.form.headerLine && titles >= 0; ++line)
        titles = probe.head.indexOf('\n', titles) + 1;
    const char delimiter = file.form.delimiter ? file.form.delimiter : delimiterOf(probe.head.sliced(titles));
    Table table{device->get(), delimiter, probe.skippedLines, {}, file.form.headerLine, file.form.shown};
    for (const domain::RejectedRecord &r : file.watch.records)
        addReason(table.reasons, lineOf(r.record), r, file);
    return rowsOf(table);
}

bool standsInLines(const domain::RejectWatch &watch)
{
    return std::all_of(watch.records.cbegin(), watch.records.cend(),
                       [](const domain::RejectedRecord &r) { return lineOf(r.record) > 0; });
}

constexpr QLatin1StringView ReportLine{"/Content line "};

/// The rows of a credential report that came in a text of an answer: the table alone, which the importer reads too.
Result<QByteArray> rejectedReportRows(const File &file, const QByteArray &text)
{
    const Result<QByteArray> report = CredentialReport::table(text, file.path);
    if (!report)
        return report.error();
    QByteArray bytes = *report;
    QBuffer device(&bytes);
    if (!device.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, device.errorString(), file.path};
    Table table{&device, detectDelimiter(QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 65536))), 0, {}};
    for (const domain::RejectedRecord &r : file.watch.records) {
        domain::RejectedRecord row = r;
        row.record = r.record.mid(r.record.indexOf(ReportLine) + ReportLine.size() - 5);
        if (row.where.contains(ReportLine))
            row.where = row.where.mid(row.where.indexOf(ReportLine) + ReportLine.size() - 5);
        addReason(table.reasons, lineOf(row.record), row, file);
    }
    return rowsOf(table);
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
        case json::parse_event_t::object_end:
        case json::parse_event_t::array_end:
            m_path.resize(std::min(open + 1, m_path.size()));
            if (!m_path.empty())
                mark(m_path.back().pointer, parsed, m_path.size() > 1 && m_path[m_path.size() - 2].array);
            return true;
        case json::parse_event_t::value: {
            m_path.resize(std::min(open, m_path.size()));
            const bool keep = enter();
            if (keep && parsed.is_string() && m_ways.contains(m_pointer))
                parsed = inner(parsed.get_ref<const std::string &>());
            if (keep)
                mark(m_pointer, parsed, !m_path.empty() && m_path.back().array);
            return keep;
        }
        }
        return true;
    }
    bool marked() const { return m_marked; }

private:
    // Only an object can carry the mark: of a text that holds one it does, other elements of a list get one around them, and of what
    // is a member the object that has it tells.
    void mark(const QString &pointer, json &value, bool element)
    {
        if (value.is_object() && m_members.contains(pointer))
            value[RejectMark.data()] = m_members.take(pointer).toStdString();
        const auto reason = m_reasons.constFind(pointer);
        if (reason == m_reasons.constEnd())
            return;
        m_marked = true;
        if (value.is_object()) {
            value[RejectMark.data()] = reason->toStdString();
        } else if (!element) {
            m_members.insert(pointer.left(pointer.lastIndexOf(u'/')), *reason);
        } else {
            const json row = value.is_string() ? json::parse(value.get_ref<const std::string &>(), nullptr, false) : json();
            if (row.is_object()) {
                // First of all, where the start of a long text shows it.
                nlohmann::ordered_json text;
                text[RejectMark.data()] = reason->toStdString();
                text.update(row);
                text[RejectMark.data()] = reason->toStdString();
                value = text.dump(-1, ' ', false, json::error_handler_t::replace);
            } else {
                json around;
                around[RejectMark.data()] = reason->toStdString();
                around[RejectedValue.data()] = std::move(value);
                value = std::move(around);
            }
        }
    }

    // A document in a text, as a notification carries one.
    json inner(const std::string &text)
    {
        Keeper keeper(m_reasons, m_lists, m_pointer);
        const json kept = json::parse(text, std::ref(keeper), false);
        m_marked = m_marked || keeper.marked();
        return kept.is_discarded() ? json(text) : json(kept.dump(-1, ' ', false, json::error_handler_t::replace));
    }

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
    QHash<QString, QString> m_members;   ///< objects that tell what is wrong with a member of theirs
    bool m_inside = false;
    bool m_marked = false;
};

// The text of each document and what the importers may call it: nothing, "line 14" or "document 2".
struct Document
{
    QByteArrayView text;
    QStringList names;
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
        const QString numbered = u"document %1"_s.arg(number);
        const QByteArrayView own = QByteArrayView(text).sliced(from, reader.position() - from);
        // The first document of several has no number yet when its records are read.
        if (lines)
            documents.append({own, {u"line %1"_s.arg(line), numbered}});
        else
            documents.append({own, number == 1 ? QStringList{numbered, QString()} : QStringList{numbered}});
    }
    return documents;
}

/// What stays of one document; its root carries the mark where no record in it could.
json keptOf(const Document &document, const QString &base, const QHash<QString, QString> &reasons, const QSet<QString> &lists)
{
    Keeper keeper(reasons, lists, base);
    json kept = json::parse(document.text.data(), document.text.data() + document.text.size(), std::ref(keeper), false);
    if (keeper.marked() || !kept.is_object())
        return kept;
    QStringList all;
    for (auto it = reasons.cbegin(); it != reasons.cend(); ++it) {
        if (it.key() == base || it.key().startsWith(base + u'/'))
            all.append(*it);
    }
    all.sort();
    kept = json::parse(document.text.data(), document.text.data() + document.text.size(), nullptr, false);
    kept[RejectMark.data()] = all.join(u"; "_s).toStdString();
    return kept;
}

Result<QByteArray> rejectedJson(const File &file, const Probe &probe)
{
    const Result<QByteArray> text = wholeText(file.path);
    if (!text)
        return text.error();
    if (file.watch.records.constFirst().record.contains(ReportLine))
        return rejectedReportRows(file, *text);
    QHash<QString, QString> reasons;
    QSet<QString> begun;
    for (const domain::RejectedRecord &r : file.watch.records) {
        addReason(reasons, r.record, r, file);
        begun.insert(r.record.section(u'/', 0, 0));
    }
    QList<Document> documents;
    if (probe.shape == Shape::Json && !begun.contains(u"document 1"_s))
        documents.append({*text, {QString()}});
    else
        documents = documentsOf(*text, probe);
    QByteArray out;
    for (const Document &document : std::as_const(documents)) {
        const auto name = std::find_if(document.names.cbegin(), document.names.cend(), [&](const QString &n) { return begun.contains(n); });
        if (name == document.names.cend())
            continue;
        const bool line = probe.shape == Shape::NdJson;
        json kept = keptOf(document, *name, reasons, file.watch.lists);
        // A bill of materials may be known by its file's name alone.
        if (kept.is_object() && kept.contains("bomFormat") && !kept.contains(RejectedFile.data()))
            kept[RejectedFile.data()] = file.path.section(u'/', -2).toStdString();
        if (!kept.is_discarded())
            out += QByteArray::fromStdString(kept.dump(line ? -1 : 1, ' ', false, json::error_handler_t::replace)) + '\n';
        else if (line)   // no JSON: what is wrong stands before it, in a line that is not read
            out += u"# %1: %2\n"_s.arg(RejectMark, reasons.value(*name).simplified()).toUtf8() + document.text.toByteArray().trimmed() + '\n';
    }
    return out;
}

} // namespace

Result<QByteArray> rejectedText(const QString &path, const domain::RejectWatch &watch, const TableForm &form)
{
    const File file{path, watch, form};
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
    case Shape::Unknown:   // a table of one column has no shape of its own
        return standsInLines(watch) ? rejectedRows(file, *probe) : wholeText(path);
    default:
        return wholeText(path);   // one record: the file
    }
}

QString listOfRejected(const Probe &probe)
{
    static const QRegularExpression begin(u"^\\[([^\\]]+)\\] "_s);
    if (!probe.head.contains(RejectMark.data()))
        return {};
    if (probe.shape != Shape::Delimited) {
        // As a member, also of an object in a text, or in a remark before a line that is no JSON.
        static const QRegularExpression member(u"_bailiwick_rejected(?:\\\\*\"\\s*:\\s*\\\\*\"|: )\\[([^\\]\"\\\\]+)\\] "_s);
        return member.match(QString::fromUtf8(probe.head)).captured(1);
    }
    QByteArray head = probe.head;
    QBuffer buffer(&head);
    if (!buffer.open(QIODevice::ReadOnly))
        return {};
    CsvReader reader(&buffer, delimiterOf(head));
    QStringList cells;
    qsizetype column = -1;
    while (reader.next(cells)) {
        if (column < 0)
            column = cells.indexOf(QString(RejectMark));
        else if (const auto match = begin.match(cells.value(column)); match.hasMatch())
            return match.captured(1);
    }
    return {};
}

} // namespace importers
