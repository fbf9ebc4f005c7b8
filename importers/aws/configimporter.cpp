// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configimporter.h"

#include "domain/jobcontext.h"
#include "importers/aws/accountzeros.h"
#include "importers/aws/configledger.h"
#include "importers/families.h"
#include "importers/jsonimporter.h"
#include "importers/text/csvreader.h"
#include "importers/text/jsonpath.h"
#include "importers/text/jsonscanner.h"
#include "importers/text/jsontree.h"
#include "importers/text/ownvalues.h"

#include <nlohmann/json.hpp>

#include <QIODevice>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

constexpr std::size_t HeldItems = 20000;
constexpr int MaxNodes = 4000;                 ///< kept of one item
constexpr std::size_t MaxString = 1024 * 1024; ///< a configuration in a text

/// The path filter: finds the lists of items, keeps of each item only what the mapping reads, and hands it to the
/// ledger. Everything else passes by unread, though checked.
class ItemFilter
{
public:
    ItemFilter(JsonScanner &scanner, ConfigLedger &ledger, domain::JobContext &context, qint64 total, bool bareRows)
        : m_scanner(scanner), m_ledger(ledger), m_context(context), m_total(total), m_bareRows(bareRows)
    {
    }

    /// One document; false after an error (the scanner's).
    bool read(const QString &base)
    {
        m_base = base;
        m_outer.clear();
        m_outerKeys.clear();
        m_continuation = false;
        m_unprocessed = false;
        m_lists = 0;
        for (;;) {
            const Token token = m_scanner.next();
            switch (token) {
            case Token::Error:
                return false;
            case Token::End:
                return true;
            case Token::Key:
                m_outerKeys.back().assign(m_scanner.text());
                continue;
            case Token::ObjectBegin:
                if (!beginObject())
                    return false;
                continue;
            case Token::ArrayBegin:
                if (!beginArray())
                    return false;
                continue;
            case Token::ObjectEnd:
            case Token::ArrayEnd:
                m_outer.pop_back();
                m_outerKeys.pop_back();
                if (!m_outer.empty() && m_outer.back() == '[')
                    ++m_pages;
                continue;
            default:
                if (!scalar(token))
                    return false;
            }
        }
    }
    bool continuation() const { return m_continuation; }
    bool unprocessed() const { return m_unprocessed; } ///< of batch-get: keys that AWS has not answered yet
    int lists() const { return m_lists; }
    /// Pointers of members that occurred twice, of which the last one counts.
    const QStringList &duplicates() const { return m_duplicates; }

private:
    using Token = JsonScanner::Token;
    using Type = JsonTree::Type;
    enum class Section { None, Item, Configuration, Supplementary, Inner };

    static bool isListName(const std::string &name)
    {
        return name == "configurationItems" || name == "baseConfigurationItems" || name == "BaseConfigurationItems" ||
               name == "Results";
    }
    bool inList() const { return !m_outer.empty() && m_outer.back() == 'L'; }
    QString where() const { return m_listPointer + QString::number(m_index); }

    QString pointer() const
    {
        QString text = m_base;
        for (std::size_t i = 0; i + 1 < m_outer.size(); ++i)
            text += m_outer[i] == '{' ? u'/' + QString::fromStdString(m_outerKeys[i]) : u'/' + QString::number(m_pages);
        return text;
    }

    bool beginObject()
    {
        const bool within = m_outer == "{" || (m_outer == "{{" && m_outerKeys.front() == "detail");
        const bool single =
            within && (m_outerKeys.back() == "configurationItem" || m_outerKeys.back() == "ConfigurationItem");
        if (single) {
            // The answer for one resource, and a message about a change, as it is or in an event.
            if (!item())
                return false;
            const QString event = m_outer.size() > 1 ? u"/detail"_s : QString();
            m_ledger.item(m_tree, m_base + event + u'/' + QString::fromStdString(m_outerKeys.back()));
            ++m_lists;
            return advance();
        }
        if (inList() || (m_bareRows && m_outer.empty())) {
            if (!item())
                return false;
            told(inList() ? where() : m_base);
            return advance();
        }
        if (m_outer.size() >= 4)
            return m_scanner.skipRest();
        m_outer.push_back('{');
        m_outerKeys.emplace_back();
        return true;
    }
    bool beginArray()
    {
        if (inList()) {
            m_ledger.broken(where(), u"no-item"_s, u"a list stands where an item was expected"_s);
            ++m_index;
            return m_scanner.skipRest();
        }
        const bool list = m_outer.empty() ? m_bareRows : m_outer.back() == '{' && isListName(m_outerKeys.back());
        if (!list && !m_outer.empty()) {
            if (m_outerKeys.back() == "unprocessedResourceKeys" || m_outerKeys.back() == "UnprocessedResourceKeys")
                return unprocessedKeys();
            return m_scanner.skipRest();
        }
        m_outer.push_back(list ? 'L' : '[');
        m_outerKeys.emplace_back();
        if (list) {
            ++m_lists;
            m_index = 0;
            m_listPointer = pointer() + u'/';
        } else {
            m_pages = 0;
        }
        return true;
    }
    /// The list is empty where all were answered.
    bool unprocessedKeys()
    {
        const Token first = m_scanner.next();
        if (first == Token::ArrayEnd)
            return true;
        m_unprocessed = true;
        if (first == Token::ObjectBegin || first == Token::ArrayBegin)
            return m_scanner.skipRest() && m_scanner.skipRest(); // what has begun, then the list
        return first != Token::Error && m_scanner.skipRest();
    }
    bool scalar(Token token)
    {
        if (!inList()) {
            if (token == Token::String && m_outer == "{" && m_outerKeys.back() == "Message" && m_scanner.text().starts_with('{'))
                message(std::string(m_scanner.text()));
            const bool more = token == Token::String && !m_scanner.text().empty() && !m_outerKeys.empty();
            m_continuation =
                m_continuation || (more && (m_outerKeys.back() == "NextToken" || m_outerKeys.back() == "nextToken"));
            return true;
        }
        if (token == Token::String)
            row(std::string(m_scanner.text()), where());
        else
            noItem(where());
        return advance();
    }
    void noItem(const QString &where)
    {
        m_ledger.broken(where, u"no-item"_s, u"neither an object nor a JSON text stands where an item was expected"_s);
    }
    void row(const std::string &text, const QString &where)
    {
        if (m_tree.parse(text) && m_tree.root().isObject())
            m_ledger.item(m_tree, where);
        else
            m_ledger.broken(where, u"syntax-error"_s, u"the row's text is not a JSON object"_s);
    }
    /// An item as it was read, or what an earlier import rejected and handed out in an object.
    void told(const QString &where)
    {
        const JsonTree::Ref own = m_handedOut ? m_tree.root().member(RejectedValue.data()) : JsonTree::Ref();
        if (own.isString())
            row(std::string(own.text()), where);
        else if (own.isThere())
            noItem(where);
        else
            m_ledger.item(m_tree, where);
    }

    /// A notification (SNS) carries its document as a text.
    void message(const std::string &text)
    {
        JsonScanner scanner(text);
        ItemFilter inner(scanner, m_ledger, m_context, m_total, m_bareRows);
        if (!scanner.skipToValue() || !inner.read(m_base + u"/Message"_s))
            m_ledger.broken(m_base + u"/Message"_s, u"syntax-error"_s, u"the message's text is not a JSON object"_s);
        m_lists += inner.lists();
        m_continuation = m_continuation || inner.continuation();
        m_unprocessed = m_unprocessed || inner.unprocessed();
        m_duplicates += inner.duplicates().mid(0, MostDuplicates - m_duplicates.size());
    }

    /// Which members of the object being built are kept.
    static bool wanted(Section section, std::string_view name)
    {
        switch (section) {
        case Section::Item:
            return configItemMember(name);
        case Section::Configuration:
            return configurationMember(name);
        case Section::Supplementary:
            return supplementaryMember(name);
        default:
            return true;
        }
    }
    /// "configuration.instanceType", as a query's select expression stands in some exports of its rows.
    static bool isDotted(std::string_view name)
    {
        return name.starts_with("configuration.") || name.starts_with("supplementaryConfiguration.");
    }
    void truth(int node, bool value)
    {
        m_tree.setText(node, value ? "true" : "false");
        m_tree.unfold(node);
    }
    /// Puts the value of such a member, whose name was read, where it belongs.
    bool dotted()
    {
        int node = 0;
        std::string_view rest = m_scanner.text();
        for (std::size_t dot = rest.find('.');; dot = rest.find('.')) {
            node = m_tree.findOrAdd(node, rest.substr(0, dot));
            if (dot == std::string_view::npos)
                break;
            rest.remove_prefix(dot + 1);
        }
        const Token token = m_scanner.next();
        if (token == Token::Error || token == Token::End)
            return false;
        if (token == Token::ObjectBegin || token == Token::ArrayBegin)
            return m_scanner.skipRest();
        if (token == Token::String || token == Token::Number)
            m_tree.setText(node, m_scanner.text());
        else if (token == Token::True || token == Token::False)
            truth(node, token == Token::True);
        return true;
    }
    static Section sectionOf(std::string_view name)
    {
        if (name == "configuration")
            return Section::Configuration;
        return name == "supplementaryConfiguration" ? Section::Supplementary : Section::Inner;
    }

    /// Looks at what is read of an item and of its configuration: inside of that each object is another service's, and may be long.
    void lookForTwice()
    {
        const Section section = m_open.back().section;
        if (section == Section::Inner || m_duplicates.size() >= MostDuplicates || !m_tree.has(m_open.back().node, m_name))
            return;
        const QString inside = section == Section::Configuration ? u"/configuration"_s : section == Section::Supplementary ? u"/supplementaryConfiguration"_s : QString();
        const QString item = inList() ? where() : m_outer.empty() ? m_base : pointer() + u'/' + QString::fromStdString(m_outerKeys.back());
        m_duplicates.append(item + inside + u'/' + QString::fromStdString(m_name));
    }

    /// Fills the tree with one item, whose opening brace was read.
    bool item()
    {
        m_tree.clear();
        m_handedOut = false;
        m_open.assign(1, {0, Section::Item});
        m_name.clear();
        int nodes = 0;
        while (!m_open.empty()) {
            const Token token = m_scanner.next();
            Type type = Type::Null;
            std::string_view text;
            switch (token) {
            case Token::Error:
            case Token::End:
                return false;
            case Token::Key:
                if (nodes <= MaxNodes && m_open.back().section == Section::Item && isDotted(m_scanner.text())) {
                    if (!dotted())
                        return false;
                } else if (m_open.back().section == Section::Item && m_scanner.text() == RejectedValue.data()) {
                    m_handedOut = true;
                    m_name.assign(m_scanner.text());
                } else if (nodes > MaxNodes || !wanted(m_open.back().section, m_scanner.text())) {
                    if (!m_scanner.skipValue())
                        return false;
                } else {
                    m_name.assign(m_scanner.text());
                    lookForTwice();
                }
                continue;
            case Token::ObjectEnd:
            case Token::ArrayEnd:
                m_open.pop_back();
                m_name.clear();
                continue;
            case Token::ObjectBegin:
                type = Type::Object;
                break;
            case Token::ArrayBegin:
                type = Type::Array;
                break;
            case Token::String:
                // A text that no mapping reads: longer than any identifier or policy.
                text = m_scanner.text().size() > MaxString ? std::string_view() : m_scanner.text();
                type = m_scanner.text().size() > MaxString ? Type::Null : Type::String;
                break;
            case Token::Number:
                text = m_scanner.text();
                type = Type::Number;
                break;
            case Token::True:
                text = "true";
                type = Type::Bool;
                break;
            case Token::False:
                type = Type::Bool;
                break;
            case Token::Null:
                break;
            }
            const bool container = type == Type::Object || type == Type::Array;
            if (++nodes > MaxNodes) {
                if (container && !m_scanner.skipRest())
                    return false;
                continue;
            }
            // What was rejected, mended where it stands: its members are the item's.
            if (type == Type::Object && m_name == RejectedValue.data()) {
                m_open.push_back({0, Section::Item});
                m_name.clear();
                continue;
            }
            const int node = m_tree.add(m_open.back().node, m_name, type, text);
            if (container)
                m_open.push_back({node, m_open.back().section == Section::Item ? sectionOf(m_name) : Section::Inner});
            m_name.clear();
        }
        return true;
    }
    bool advance()
    {
        ++m_index;
        if (m_ledger.count() % domain::PollEvery != 0)
            return true;
        if (m_context.isCancelled()) {
            m_scanner.fail(ErrorCode::Cancelled, u"stopped"_s);
            return false;
        }
        m_context.progress(m_scanner.consumed(), m_total, QString());
        return true;
    }

    struct Open
    {
        int node;
        Section section;
    };
    JsonScanner &m_scanner;
    ConfigLedger &m_ledger;
    domain::JobContext &m_context;
    qint64 m_total;
    bool m_bareRows;
    QString m_base;
    std::string m_outer; ///< containers around the items: '{', '[' or 'L', a list of items
    std::vector<std::string> m_outerKeys;
    QString m_listPointer;
    qint64 m_index = 0;
    qint64 m_pages = 0;
    int m_lists = 0;
    bool m_continuation = false;
    bool m_unprocessed = false;
    QStringList m_duplicates;
    bool m_handedOut = false; ///< the item is what an earlier import rejected, in an object of its own
    JsonTree m_tree;
    std::vector<Open> m_open;
    std::string m_name;
};

bool isList(const json &object, const char *name)
{
    return object.is_object() && object.contains(name) && object.at(name).is_array();
}

bool isRow(const json &element)
{
    // An element that was rejected and mended where it was handed out.
    const bool mended = element.is_object() && element.contains(RejectedValue.data());
    const json &item = mended ? element.at(RejectedValue.data()) : element;
    return item.is_object() && item.contains("resourceType") &&
           (item.contains("resourceId") || item.contains("arn") || item.contains("ARN"));
}

json sampleOf(const Probe &probe)
{
    json sample = json::parse(probe.sample.cbegin(), probe.sample.cend(), nullptr, false);
    return sample.is_discarded() ? json() : sample;
}

/// A row of the API's answer is JSON in a text; of a sample its start.
bool isRowText(const json &element)
{
    if (!element.is_string())
        return false;
    const auto &text = element.get_ref<const std::string &>();
    return text.starts_with('{') &&
           (text.find("\"resourceType\"") != std::string::npos || text.find("\"resourceId\"") != std::string::npos ||
            text.find("\"configuration\"") != std::string::npos || text.find("\"arn\"") != std::string::npos ||
            text.find("\"accountId\"") != std::string::npos);
}

/// Rows that stand in no `configurationItems`: the console's JSON list of a query, and what --query leaves of an answer.
bool isBare(const json &sample)
{
    if (sample.is_array())
        return !sample.empty() && (isRow(sample.front()) || isRowText(sample.front()));
    return isRow(sample);
}

bool isConsoleTable(const Probe &probe)
{
    const QByteArray line = probe.head.left(probe.head.indexOf('\n')).toLower();
    return probe.shape == Shape::Delimited && line.contains("resourcetype") &&
           (line.contains("resourceid") || line.contains("arn"));
}

/// "account/region" where the first items agree on them; what has no region of its own ("global") is in the snapshot of each.
QString scopeOf(const json &sample)
{
    QString scope;
    if (!isList(sample, "configurationItems"))
        return scope;
    const auto textOf = [](const json &item, const char *name) {
        return item.is_object() && item.contains(name) && item.at(name).is_string()
                   ? QString::fromStdString(item.at(name).get<std::string>())
                   : QString();
    };
    for (const json &item : sample.at("configurationItems")) {
        const QString account = textOf(item, "awsAccountId");
        const QString region = textOf(item, "awsRegion");
        if (account.isEmpty() || region.isEmpty() || region == "global"_L1)
            continue;
        const QString its = account + u'/' + region;
        if (!scope.isEmpty() && scope != its)
            return {};
        scope = its;
    }
    return scope;
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
    else if (const QString scope = snapshot ? scopeOf(sample) : QString(); !scope.isEmpty())
        header.scope = scope;
    return header;
}

Error stopped(const Source &source)
{
    return {ErrorCode::Cancelled, u"stopped"_s, source.path};
}

bool isAccount(const QString &column)
{
    return column == "accountId"_L1 || column == "awsAccountId"_L1;
}

domain::Result<void> runTable(const Source &source, ConfigLedger &ledger, domain::RecordSink &sink,
                              domain::JobContext &context)
{
    AccountZeros zeros(sink);
    CsvReader reader(source.text, detectDelimiter(source.probe.head), source.probe.skippedLines);
    QStringList names;
    QStringList cells;
    JsonTree item;
    if (!reader.next(names))
        return {};
    for (QString &name : names)
        name = name.trimmed();
    while (reader.next(cells)) {
        if (ledger.count() % domain::PollEvery == 0 && context.isCancelled())
            return stopped(source);
        item.clear();
        bool spoilt = false;
        for (qsizetype i = 0; i < std::min(cells.size(), names.size()); ++i) {
            if (cells.at(i).isEmpty())
                continue;
            if (isAccount(names.at(i)))
                zeros.restore(cells[i], u"line %1, column %2"_s.arg(reader.line()).arg(names.at(i)));
            // A spreadsheet that saved the table has shortened the account's twelve digits.
            spoilt = spoilt || isSpoiltNumber(cells.at(i));
            // "configuration.instanceType" becomes a nested member, as in the API's rows.
            int node = 0;
            const QStringList path = names.at(i).split(u'.');
            for (const QString &step : path)
                node = item.findOrAdd(node, step.toStdString());
            item.setText(node, cells.at(i).toStdString());
            const QChar first = cells.at(i).front();
            if (first == u'{' || first == u'[' || cells.at(i) == "true"_L1 || cells.at(i) == "false"_L1)
                item.unfold(node);
        }
        const QString where = u"line %1"_s.arg(reader.line());
        if (spoilt)
            ledger.broken(where, u"spoilt-key"_s,
                          u"a long number that a spreadsheet has shortened (1.23457E+11): export the query again"_s);
        else
            ledger.item(item, where);
    }
    if (reader.brokenLine() > 0)
        return reader.brokenOff(source.path);
    return {};
}

} // namespace

QString ConfigImporter::id() const
{
    return u"aws-config"_s;
}
QString ConfigImporter::displayName() const
{
    return u"AWS Config (compliance items: untested with real exports)"_s;
}

int ConfigImporter::probe(const Probe &probe) const
{
    if (isConsoleTable(probe))
        return 3;
    const json sample = sampleOf(probe);
    const json &root = sample.is_array() && !sample.empty() ? sample.front() : sample;
    int score = 0;
    if (isList(root, "configurationItems") || isList(root, "baseConfigurationItems") ||
        isList(root, "BaseConfigurationItems"))
        score = root.contains("fileVersion") ? 3 : 2;
    if (isList(root, "Results") && root.contains("QueryInfo"))
        score = 2;
    const json &message = root.is_object() && root.contains("detail") ? root.at("detail") : root;
    for (const char *one : {"configurationItem", "ConfigurationItem"}) {
        if (message.is_object() && message.contains(one) && isRow(message.at(one)))
            score = 2;
    }
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
        auto done = runTable(source, ledger, sink, context);
        if (done)
            ledger.finish(context);
        return done && context.isCancelled() ? domain::Result<void>(stopped(source)) : done;
    }

    JsonScanner scanner(source.text, source.probe.skippedLines);
    ItemFilter filter(scanner, ledger, context, source.probe.size, isBare(sample));
    int document = 0;
    int lists = 0;
    while (scanner.skipToValue()) {
        ++document;
        if (!filter.read(source.shape == Shape::Json ? QString() : u"document %1"_s.arg(document)))
            break;
        lists += filter.lists();
    }
    if (const auto &error = scanner.error())
        return Error{error->code, error->detail, source.path + u':' + error->where};
    if (document > 0 && lists == 0 && ledger.count() == 0)
        return Error{ErrorCode::SchemaMismatch, u"no list of configuration items, results or rows"_s, source.path};
    ledger.finish(context);
    if (context.isCancelled())
        return stopped(source);
    tellDuplicates(filter.duplicates(), sink);
    // A file that was put together of several: what it lacks of the first one's region is not gone.
    if (header.complete && header.scope != source.probe.fileName && ledger.leaves(header.scope))
        sink.markSelection();
    if (filter.continuation())
        sink.markPage(u"incomplete inventory: the export says that more pages exist (NextToken); fetch them and import all of them together"_s);
    if (filter.unprocessed())
        sink.markIncomplete(u"incomplete inventory: AWS did not answer for all that was asked (unprocessedResourceKeys); ask for the rest again"_s);
    return {};
}

void appendAwsConfig(std::vector<std::unique_ptr<Importer>> &registry)
{
    registry.push_back(std::make_unique<ConfigImporter>());
}

} // namespace importers
