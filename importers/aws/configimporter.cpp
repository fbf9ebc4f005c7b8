// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configimporter.h"

#include "importers/aws/configledger.h"
#include "importers/families.h"
#include "importers/text/csvreader.h"
#include "importers/text/jsontext.h"

#include <nlohmann/json.hpp>

#include <QIODevice>
#include <QRegularExpression>

#include <algorithm>
#include <istream>
#include <streambuf>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

constexpr std::size_t HeldItems = 20000;
constexpr qint64 PollEvery = 1000;
constexpr std::size_t MaxNodes = 4000;         ///< kept of one item
constexpr std::size_t MaxString = 1024 * 1024; ///< a configuration in a text

/// A QIODevice as the parser's input; knows the line and column that were reached.
class DeviceBuffer final : public std::streambuf
{
public:
    DeviceBuffer(QIODevice *device, qint64 skippedLines) : m_device(device), m_lines(skippedLines)
    {
        m_chunk.resize(ChunkSize);
    }
    /// Passes over blanks, whole `#` lines and a closing semicolon; false at the end.
    bool skipToValue()
    {
        for (;;) {
            const int c = sgetc();
            if (c == traits_type::eof())
                return false;
            if (c == '#') {
                for (int d = c; d != '\n' && d != traits_type::eof();)
                    d = snextc();
                continue;
            }
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != ';')
                return true;
            sbumpc();
        }
    }
    qint64 consumed() const { return m_before + (gptr() - eback()); }
    QString lineColumn() const
    {
        const QByteArrayView read(eback(), gptr() - eback());
        const qint64 line = m_lines + std::count(read.begin(), read.end(), '\n') + 1;
        const qsizetype last = read.lastIndexOf('\n');
        const qint64 column = last >= 0 ? read.size() - last - 1 : m_column + read.size();
        return u"line %1, column %2"_s.arg(line).arg(std::max<qint64>(column, 1));
    }

protected:
    int_type underflow() override
    {
        const QByteArrayView read(eback(), egptr() - eback());
        m_before += read.size();
        m_lines += std::count(read.begin(), read.end(), '\n');
        const qsizetype last = read.lastIndexOf('\n');
        m_column = last >= 0 ? read.size() - last - 1 : m_column + read.size();
        const qint64 got = m_device->read(m_chunk.data(), m_chunk.size());
        setg(m_chunk.data(), m_chunk.data(), m_chunk.data() + std::max<qint64>(got, 0));
        return got > 0 ? traits_type::to_int_type(*gptr()) : traits_type::eof();
    }

private:
    static constexpr qsizetype ChunkSize = 256 * 1024;
    QIODevice *m_device;
    QByteArray m_chunk;
    qint64 m_before = 0;
    qint64 m_lines;
    qint64 m_column = 0;
};

/// The path filter: finds the lists of items, builds of each item only what the mapping reads, and hands it to the
/// ledger. Everything else passes by without an allocation of ours.
class ItemFilter
{
public:
    ItemFilter(ConfigLedger &ledger, domain::JobContext &context, const DeviceBuffer &buffer, qint64 total,
               bool bareRows)
        : m_ledger(ledger), m_context(context), m_buffer(buffer), m_total(total), m_bareRows(bareRows)
    {
    }

    void beginDocument(const QString &base)
    {
        m_base = base;
        m_outer.clear();
        m_outerKeys.clear();
        m_continuation = false;
        m_lists = 0;
    }

    bool null() { return scalar(nullptr); }
    bool boolean(bool value) { return scalar(value); }
    bool number_integer(json::number_integer_t value) { return scalar(value); }
    bool number_unsigned(json::number_unsigned_t value) { return scalar(value); }
    bool number_float(json::number_float_t value, const std::string &text)
    {
        if (m_skip > 0 || m_skipNext)
            return scalar(nullptr);
        if (text.find_first_of(".eE") == std::string::npos)
            return scalar(text);
        return scalar(value);
    }
    bool string(std::string &value)
    {
        if (m_skip > 0)
            return true;
        if (m_stack.empty() && inList()) {
            itemText(value);
            return advance();
        }
        if (m_stack.empty()) {
            m_continuation =
                m_continuation || (!value.empty() && !m_outerKeys.empty() &&
                                   (m_outerKeys.back() == "NextToken" || m_outerKeys.back() == "nextToken"));
            return true;
        }
        if (value.size() > MaxString)
            return scalar(nullptr);
        return scalar(std::move(value));
    }
    bool binary(json::binary_t &) { return false; }
    bool key(std::string &name)
    {
        if (m_skip > 0)
            return true;
        if (m_stack.empty()) {
            m_outerKeys.back() = name;
            return true;
        }
        m_skipNext = !wanted(name);
        if (!m_skipNext) {
            auto &members = m_stack.back()->get_ref<json::object_t &>();
            m_member = &members[name];
            if (m_stack.size() == 1)
                m_section = name;
        }
        return true;
    }
    bool start_object(std::size_t)
    {
        if (!deeper())
            return false;
        if (m_skip > 0 || takeSkip())
            return skipContainer();
        if (m_stack.empty()) {
            if (inList() || (m_bareRows && m_outer.empty())) {
                m_item = json::object();
                m_nodes = 0;
                m_stack.push_back(&m_item);
                return true;
            }
            if (m_outer.size() >= 4)
                return skipContainer();
            m_outer.push_back('{');
            m_outerKeys.emplace_back();
            return true;
        }
        return open(json::value_t::object);
    }
    bool end_object() { return end(); }
    bool start_array(std::size_t)
    {
        if (!deeper())
            return false;
        if (m_skip > 0 || takeSkip())
            return skipContainer();
        if (!m_stack.empty())
            return open(json::value_t::array);
        if (inList()) {
            m_ledger.broken(where(), u"no-item"_s, u"a list stands where an item was expected"_s);
            ++m_index;
            return skipContainer();
        }
        const bool list = m_outer.empty() ? m_bareRows : m_outer.back() == '{' && isListName(m_outerKeys.back());
        if (!list && !m_outer.empty())
            return skipContainer();
        m_outer.push_back(list ? 'L' : '[');
        m_outerKeys.emplace_back();
        if (list) {
            ++m_lists;
            m_index = 0;
            m_listPointer = pointer();
        } else {
            m_pages = 0;
        }
        return true;
    }
    bool end_array() { return end(); }
    bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &error)
    {
        const QString text = QString::fromUtf8(error.what());
        const qsizetype colon = text.indexOf(u": ");
        fail(ErrorCode::SyntaxError, colon > 0 ? text.sliced(colon + 2) : text);
        return false;
    }

    const std::optional<Error> &error() const { return m_error; }
    bool continuation() const { return m_continuation; }
    int lists() const { return m_lists; }

private:
    static bool isListName(const std::string &name)
    {
        return name == "configurationItems" || name == "baseConfigurationItems" || name == "Results";
    }
    bool inList() const { return !m_outer.empty() && m_outer.back() == 'L'; }
    QString where() const { return m_listPointer + u'/' + QString::number(m_index); }

    QString pointer() const
    {
        QString text = m_base;
        for (std::size_t i = 0; i + 1 < m_outer.size(); ++i)
            text += m_outer[i] == '{' ? u'/' + QString::fromStdString(m_outerKeys[i]) : u'/' + QString::number(m_pages);
        return text;
    }

    void fail(ErrorCode code, const QString &detail)
    {
        if (!m_error)
            m_error = Error{code, detail, m_buffer.lineColumn()};
    }
    bool deeper()
    {
        if (++m_depth <= MaxJsonDepth)
            return true;
        fail(ErrorCode::TooDeep, u"nested deeper than %1 levels"_s.arg(MaxJsonDepth));
        return false;
    }
    bool takeSkip() { return std::exchange(m_skipNext, false); }
    bool skipContainer()
    {
        ++m_skip;
        return true;
    }

    /// Which members of the object being built are kept.
    bool wanted(const std::string &name) const
    {
        if (m_nodes > MaxNodes)
            return false;
        if (m_stack.size() == 1)
            return configItemMember(name);
        if (m_stack.size() == 2 && m_section == "configuration")
            return configurationMember(name);
        if (m_stack.size() == 2 && m_section == "supplementaryConfiguration")
            return supplementaryMember(name);
        return true;
    }
    json *place()
    {
        ++m_nodes;
        json &parent = *m_stack.back();
        if (!parent.is_array())
            return m_member;
        return m_nodes > MaxNodes ? nullptr : &parent.get_ref<json::array_t &>().emplace_back();
    }
    bool open(json::value_t type)
    {
        json *target = place();
        if (!target)
            return skipContainer();
        *target = json(type);
        m_stack.push_back(target);
        return true;
    }
    template <class T> bool scalar(T &&value)
    {
        if (m_skip > 0 || takeSkip())
            return true;
        if (!m_stack.empty()) {
            if (json *target = place())
                *target = std::forward<T>(value);
            return true;
        }
        if (inList()) {
            m_ledger.broken(where(), u"no-item"_s,
                            u"neither an object nor a JSON text stands where an item was expected"_s);
            return advance();
        }
        return true;
    }
    void itemText(const std::string &text)
    {
        json item = json::parse(text, nullptr, false);
        if (item.is_object())
            m_ledger.item(item, where());
        else
            m_ledger.broken(where(), u"syntax-error"_s, u"the row's text is not a JSON object"_s);
    }
    bool end()
    {
        --m_depth;
        if (m_skip > 0) {
            --m_skip;
            return true;
        }
        if (m_stack.size() > 1) {
            m_stack.pop_back();
            return true;
        }
        if (m_stack.size() == 1) {
            m_stack.clear();
            m_ledger.item(m_item, inList() ? where() : m_base);
            return advance();
        }
        m_outer.pop_back();
        m_outerKeys.pop_back();
        if (!m_outer.empty() && m_outer.back() == '[')
            ++m_pages;
        return true;
    }
    bool advance()
    {
        ++m_index;
        if (m_ledger.count() % PollEvery != 0)
            return true;
        if (m_context.isCancelled()) {
            fail(ErrorCode::Cancelled, u"stopped"_s);
            return false;
        }
        m_context.progress(m_buffer.consumed(), m_total, QString());
        return true;
    }

    ConfigLedger &m_ledger;
    domain::JobContext &m_context;
    const DeviceBuffer &m_buffer;
    qint64 m_total;
    bool m_bareRows;
    QString m_base;
    std::string m_outer; ///< containers around the items: '{', '[' or 'L', a list of items
    std::vector<std::string> m_outerKeys;
    QString m_listPointer;
    qint64 m_index = 0;
    qint64 m_pages = 0;
    int m_lists = 0;
    int m_depth = 0;
    int m_skip = 0;
    bool m_skipNext = false;
    bool m_continuation = false;
    json m_item;
    json *m_member = nullptr;
    std::vector<json *> m_stack;
    std::string m_section;
    std::size_t m_nodes = 0;
    std::optional<Error> m_error;
};

bool isList(const json &object, const char *name)
{
    return object.is_object() && object.contains(name) && object.at(name).is_array();
}

bool isRow(const json &item)
{
    return item.is_object() && item.contains("resourceType") &&
           (item.contains("resourceId") || item.contains("arn") || item.contains("ARN"));
}

json sampleOf(const Probe &probe)
{
    json sample = json::parse(probe.sample.cbegin(), probe.sample.cend(), nullptr, false);
    return sample.is_discarded() ? json() : sample;
}

/// Rows that stand in no `configurationItems`: the console's JSON list of a query.
bool isBare(const json &sample)
{
    if (sample.is_array())
        return !sample.empty() && isRow(sample.front());
    return isRow(sample);
}

bool isConsoleTable(const Probe &probe)
{
    const QByteArray line = probe.head.left(probe.head.indexOf('\n')).toLower();
    return probe.shape == Shape::Delimited && line.contains("resourcetype") &&
           (line.contains("resourceid") || line.contains("arn"));
}

/// Account and region when the file's name or its first items agree on them, else the file's name.
domain::SourceHeader headerOf(const Source &source, const json &sample)
{
    domain::SourceHeader header;
    header.scope = source.probe.fileName;
    header.rank = domain::SourceRank::LiveInventory;
    static const QRegularExpression snapshotName(u"(\\d{12})_Config_([a-z0-9-]+)_Config(Snapshot|History)_"_s);
    const auto named = snapshotName.match(source.probe.fileName);
    const bool snapshot = named.hasMatch() ? named.captured(3) == "Snapshot"_L1
                                           : sample.is_object() && sample.contains("configSnapshotId");
    // Histories, API answers and queries are selections: what they lack is not gone.
    header.complete = snapshot;
    if (named.hasMatch())
        header.scope = named.captured(1) + u'/' + named.captured(2);
    return header;
}

domain::Result<void> runTable(const Source &source, ConfigLedger &ledger, domain::JobContext &context)
{
    CsvReader reader(source.text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    QStringList names;
    QStringList cells;
    if (!reader.next(names))
        return {};
    for (QString &name : names)
        name = name.trimmed();
    while (reader.next(cells)) {
        if (ledger.count() % PollEvery == 0 && context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
        json item = json::object();
        for (qsizetype i = 0; i < std::min(cells.size(), names.size()); ++i) {
            if (cells.at(i).isEmpty())
                continue;
            json value = cells.at(i).toStdString();
            const QChar first = cells.at(i).front();
            if (first == u'{' || first == u'[' || cells.at(i) == "true"_L1 || cells.at(i) == "false"_L1) {
                json parsed = json::parse(cells.at(i).toStdString(), nullptr, false);
                if (!parsed.is_discarded())
                    value = std::move(parsed);
            }
            // "configuration.instanceType" becomes a nested member, as in the API's rows.
            json *target = &item;
            const QStringList path = names.at(i).split(u'.');
            for (const QString &step : path) {
                if (!target->is_object())
                    *target = json::object();
                target = &(*target)[step.toStdString()];
            }
            *target = std::move(value);
        }
        ledger.item(item, u"line %1"_s.arg(reader.line()));
    }
    if (reader.openQuoteLine() > 0)
        return Error{ErrorCode::SyntaxError, u"a quoted cell is not closed"_s,
                     u"%1:line %2"_s.arg(source.path).arg(reader.openQuoteLine())};
    return {};
}

} // namespace

QString ConfigImporter::id() const
{
    return u"aws-config"_s;
}
QString ConfigImporter::displayName() const
{
    return u"AWS Config"_s;
}

int ConfigImporter::probe(const Probe &probe) const
{
    if (isConsoleTable(probe))
        return 3;
    const json sample = sampleOf(probe);
    const json &root = sample.is_array() && !sample.empty() ? sample.front() : sample;
    int score = 0;
    if (isList(root, "configurationItems") || isList(root, "baseConfigurationItems"))
        score = root.contains("fileVersion") ? 3 : 2;
    if (isList(root, "Results") && root.contains("QueryInfo"))
        score = 2;
    return score > 0 ? score : isBare(sample) ? 1 : 0;
}

domain::Result<void> ConfigImporter::run(const Source &source, domain::RecordSink &sink,
                                         domain::JobContext &context) const
{
    const json sample = sampleOf(source.probe);
    const domain::SourceHeader header = headerOf(source, sample);
    sink.header(header);
    ConfigLedger ledger(sink, header.complete ? 0 : HeldItems);
    if (source.shape == Shape::Delimited) {
        auto done = runTable(source, ledger, context);
        if (done)
            ledger.finish();
        return done;
    }

    DeviceBuffer buffer(source.text, source.probe.skippedLines);
    std::istream stream(&buffer);
    ItemFilter filter(ledger, context, buffer, source.probe.size, isBare(sample));
    int document = 0;
    int lists = 0;
    while (buffer.skipToValue()) {
        ++document;
        const QString base = source.shape == Shape::Json ? QString() : u"document %1"_s.arg(document);
        filter.beginDocument(base);
        const bool good = json::sax_parse(stream, &filter, json::input_format_t::json, false);
        if (!good || filter.error()) {
            const Error error =
                filter.error().value_or(Error{ErrorCode::SyntaxError, u"not valid JSON"_s, buffer.lineColumn()});
            return Error{error.code, error.detail, source.path + u':' + error.where};
        }
        lists += filter.lists();
    }
    if (document > 0 && lists == 0 && ledger.count() == 0)
        return Error{ErrorCode::SchemaMismatch, u"no list of configuration items, results or rows"_s, source.path};
    ledger.finish();
    if (filter.continuation())
        sink.markIncomplete(u"the export says that more pages exist (NextToken)"_s);
    return {};
}

void appendAwsConfig(std::vector<std::unique_ptr<Importer>> &registry)
{
    registry.push_back(std::make_unique<ConfigImporter>());
}

} // namespace importers
