// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/jsontext.h"

#include "importers/text/jsonpath.h"
#include "importers/text/jsonpieces.h"
#include "importers/text/jsonscanner.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <istream>
#include <streambuf>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

constexpr std::size_t SampleElements = 3;
constexpr std::size_t SampleString = 300;
constexpr std::size_t SampleEnvelope = 256 * 1024;
constexpr int SampleNodes = 100000;

/// A text in memory as a stream that tells how far the parser read.
class MemoryBuffer final : public std::streambuf
{
public:
    explicit MemoryBuffer(QByteArrayView text)
    {
        char *start = const_cast<char *>(text.data()); // NOLINT: a get area is never written to
        setg(start, start, start + text.size());
    }
    qsizetype consumed() const { return gptr() - eback(); }
};

QString escapedToken(const std::string &key)
{
    return QString::fromStdString(key).replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

/// Builds a document; notes duplicate members; stops at the depth limit.
class DomBuilder
{
public:
    DomBuilder(json &root, int maxDepth) : m_root(root), m_maxDepth(maxDepth) {}

    bool null() { return scalar(nullptr); }
    bool boolean(bool value) { return scalar(value); }
    bool number_integer(json::number_integer_t value) { return scalar(value); }
    bool number_unsigned(json::number_unsigned_t value) { return scalar(value); }
    bool number_float(json::number_float_t value, const std::string &text)
    {
        if (text.find_first_of(".eE") == std::string::npos)
            return scalar(text);
        return scalar(value);
    }
    bool string(std::string &value) { return scalar(std::move(value)); }
    bool binary(json::binary_t &) { return false; }
    bool start_object(std::size_t) { return start(json::value_t::object); }
    bool start_array(std::size_t) { return start(json::value_t::array); }
    bool end_object() { return end(); }
    bool end_array() { return end(); }
    bool key(std::string &name)
    {
        auto &members = m_stack.back()->get_ref<json::object_t &>();
        const auto [it, inserted] = members.try_emplace(name);
        m_member = &it->second;
        if (!inserted && m_duplicates.size() < MostDuplicates)
            m_duplicates.append(pointer() + u'/' + escapedToken(name));
        return true;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &error)
    {
        m_errorPosition = static_cast<qsizetype>(position);
        m_error = QString::fromUtf8(error.what());
        return false;
    }

    bool tooDeep() const { return m_tooDeep; }
    const QString &error() const { return m_error; }
    qsizetype errorPosition() const { return m_errorPosition; }
    const QStringList &duplicates() const { return m_duplicates; }
    /// Of the innermost open container.
    QString pointer() const
    {
        QString text;
        for (std::size_t i = 0; i + 1 < m_stack.size(); ++i) {
            const json &parent = *m_stack[i];
            if (parent.is_array()) {
                text += u'/' + QString::number(parent.size() - 1);
                continue;
            }
            for (auto it = parent.begin(); it != parent.end(); ++it) {
                if (&*it == m_stack[i + 1])
                    text += u'/' + escapedToken(it.key());
            }
        }
        return text;
    }

private:
    /// Where the next value goes.
    json *place()
    {
        if (m_stack.empty())
            return &m_root;
        json &parent = *m_stack.back();
        return parent.is_array() ? &parent.get_ref<json::array_t &>().emplace_back() : m_member;
    }
    template <class T> bool scalar(T &&value)
    {
        *place() = std::forward<T>(value);
        return true;
    }
    bool start(json::value_t type)
    {
        if (++m_depth > m_maxDepth) {
            m_tooDeep = true;
            return false;
        }
        json *target = place();
        *target = json(type);
        m_stack.push_back(target);
        return true;
    }
    bool end()
    {
        --m_depth;
        m_stack.pop_back();
        return true;
    }

    json &m_root;
    std::vector<json *> m_stack;
    json *m_member = nullptr;
    int m_maxDepth;
    int m_depth = 0;
    bool m_tooDeep = false;
    QString m_error;
    qsizetype m_errorPosition = 0;
    QStringList m_duplicates;
};

/// A document cut to what tells its format. What was read stays when the text ends in the middle.
class SampleBuilder
{
public:
    using Token = JsonScanner::Token;
    explicit SampleBuilder(JsonScanner &scanner) : m_scanner(scanner) {}

    bool document(json &out) { return value(m_scanner.next(), out, 0, false) && m_scanner.next() == Token::End; }

private:
    /// `envelope`: the text may be what the document is about.
    bool value(Token token, json &out, int depth, bool envelope)
    {
        switch (token) {
        case Token::ObjectBegin:
            out = json::object();
            return members(out, depth + 1);
        case Token::ArrayBegin:
            out = json::array();
            return elements(out, depth + 1, envelope);
        case Token::String: {
            std::string text(m_scanner.text());
            if (text.size() > (envelope ? SampleEnvelope : SampleString)) {
                std::size_t end = SampleString;
                while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
                    --end;
                text.resize(end);
            }
            out = std::move(text);
            return true;
        }
        default:
            return jsonScalar(m_scanner, token, out);
        }
    }
    bool members(json &object, int depth)
    {
        for (;;) {
            Token token = m_scanner.next();
            if (token != Token::Key)
                return token == Token::ObjectEnd;
            const std::string name(m_scanner.text());
            json &member = object[name];
            const bool envelope = depth == 1 && (name == "Message" || name == "body");
            if (!fits(depth) ? !m_scanner.skipValue() : !value(m_scanner.next(), member, depth, envelope))
                return false;
        }
    }
    bool elements(json &list, int depth, bool envelope)
    {
        for (;;) {
            const Token token = m_scanner.next();
            if (token == Token::ArrayEnd)
                return true;
            if (list.size() < SampleElements && fits(depth)) {
                list.push_back(nullptr);
                if (!value(token, list.back(), depth, envelope))
                    return false;
            } else if (token == Token::ObjectBegin || token == Token::ArrayBegin) {
                if (!m_scanner.skipRest())
                    return false;
            } else if (token == Token::Error || token == Token::End) {
                return false;
            }
        }
    }
    bool fits(int depth) { return ++m_nodes <= SampleNodes || depth <= 3; }

    JsonScanner &m_scanner;
    int m_nodes = 0;
};

/// nlohmann's "[json.exception.parse_error.101] parse error at line 3, column 5: syntax error ..." without its own
/// place.
QString reason(const QString &message)
{
    const qsizetype colon = message.indexOf(u": ");
    QString text = message.startsWith(u'[') && colon > 0 ? message.sliced(colon + 2) : message;
    text.replace(QChar(0), u"\\0"_s);
    return text;
}

bool isText(const json &object, const char *name)
{
    const auto it = object.find(name);
    return it != object.end() && it->is_string() && !it->get_ref<const std::string &>().empty();
}

json *memberOf(json &object, const char *name)
{
    const auto it = object.find(name);
    return it == object.end() ? nullptr : &*it;
}

/// One step out of an envelope: the inner value and its pointer, or null.
json *unwrapOnce(json &root, QString &pointer)
{
    if (!root.is_object())
        return nullptr;
    json *data = memberOf(root, "data");
    if (data && data->is_structured() && root.contains("status_code")) {
        pointer += "/data"_L1;
        return data;
    }
    json *body = memberOf(root, "body");
    if (body && root.contains("headers")) {
        if (body->is_string()) {
            json parsed = json::parse(body->get_ref<const std::string &>(), nullptr, false);
            if (parsed.is_structured())
                *body = std::move(parsed);
        }
        if (body->is_structured()) {
            pointer += "/body"_L1;
            return body;
        }
    }
    json *value = memberOf(root, "value");
    if (value && value->is_array() &&
        (root.size() == 1 || root.contains("nextLink") || root.contains("@odata.nextLink") ||
         root.contains("@odata.context"))) {
        pointer += "/value"_L1;
        return value;
    }
    if (data && data->is_array() &&
        (root.contains("count") || root.contains("total_records") || root.contains("skip_token"))) {
        pointer += "/data"_L1;
        return data;
    }
    json *items = memberOf(root, "items");
    const json *kind = memberOf(root, "kind");
    if (items && items->is_array() && kind && *kind == "List") {
        pointer += "/items"_L1;
        return items;
    }
    json *detail = memberOf(root, "detail");
    if (detail && detail->is_object()) {
        json *findings = memberOf(*detail, "findings");
        if (findings && findings->is_array()) {
            pointer += "/detail/findings"_L1;
            return findings;
        }
    }
    json *message = memberOf(root, "Message");
    if (message && message->is_string() && (root.contains("TopicArn") || root.contains("Type"))) {
        json parsed = json::parse(message->get_ref<const std::string &>(), nullptr, false);
        if (parsed.is_structured()) {
            *message = std::move(parsed);
            pointer += "/Message"_L1;
            return message;
        }
    }
    return nullptr;
}

void unwrapInto(json &root, const QString &pointer, int depth, std::vector<UnwrappedRoot> &roots)
{
    QString inner = pointer;
    json *current = &root;
    for (int i = 0; i < 5; ++i) {
        json *next = unwrapOnce(*current, inner);
        if (!next)
            break;
        current = next;
    }
    const bool nested = current->is_array() && !current->empty() && depth < 3 &&
                        std::all_of(current->begin(), current->end(), [](const json &e) { return e.is_array(); });
    if (!nested) {
        roots.push_back({inner, current});
        return;
    }
    for (std::size_t i = 0; i < current->size(); ++i)
        unwrapInto((*current)[i], inner + u'/' + QString::number(i), depth + 1, roots);
}

/// What is wrong with a document in the words that large ones get, rather than in those of the library.
QString plainReason(QByteArrayView text)
{
    JsonScanner scanner(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
    if (scanner.skipToValue()) {
        for (auto token = scanner.next(); token != JsonScanner::Token::End && token != JsonScanner::Token::Error; token = scanner.next()) {
        }
    }
    return scanner.error() && scanner.error()->code == ErrorCode::SyntaxError ? scanner.error()->detail : QString();
}

} // namespace

JsonTextReader::JsonTextReader(QByteArrayView text, int skippedLines, int maxDepth)
    : m_text(text), m_line(1 + skippedLines), m_maxDepth(maxDepth)
{
}

void JsonTextReader::advance(qsizetype to)
{
    m_line += std::count(m_text.begin() + m_position, m_text.begin() + to, '\n');
    m_position = to;
}

bool JsonTextReader::next()
{
    qsizetype at = m_position;
    while (at < m_text.size()) {
        const char c = m_text[at];
        const bool closing = c == ';' && at > 0;
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || closing) {
            ++at;
        } else if (c == '#') {
            ++m_commentLines;
            const qsizetype end = m_text.indexOf('\n', at);
            at = end < 0 ? m_text.size() : end;
        } else {
            break;
        }
    }
    advance(at);
    return at < m_text.size();
}

QString JsonTextReader::lineColumn(qsizetype position) const
{
    const qsizetype at = std::clamp<qsizetype>(position, m_position, m_text.size());
    const qint64 line = m_line + std::count(m_text.begin() + m_position, m_text.begin() + at, '\n');
    const qsizetype lineStart = at == 0 ? 0 : m_text.lastIndexOf('\n', at - 1) + 1;
    return u"line %1, column %2"_s.arg(line).arg(at - lineStart + 1);
}

domain::Result<void> JsonTextReader::read(json &out)
{
    const qsizetype begin = m_position;
    MemoryBuffer buffer(m_text.sliced(begin));
    std::istream stream(&buffer);
    out = json();
    DomBuilder builder(out, m_maxDepth);
    const bool good = json::sax_parse(stream, &builder, json::input_format_t::json, false);
    m_duplicates +=
        builder.duplicates().first(std::min(builder.duplicates().size(), MostDuplicates - m_duplicates.size()));
    if (builder.tooDeep())
        return Error{ErrorCode::TooDeep, u"nested deeper than %1 levels"_s.arg(m_maxDepth),
                     lineColumn(begin + buffer.consumed())};
    if (!good) {
        const qsizetype bad = begin + std::max<qsizetype>(builder.errorPosition() - 1, 0);
        const QString plain = plainReason(m_text.sliced(begin));
        return Error{ErrorCode::SyntaxError, plain.isEmpty() ? reason(builder.error()) : plain, lineColumn(bad)};
    }
    // After a number the parser has read one character too far; objects and arrays end exactly.
    advance(begin + buffer.consumed());
    return {};
}

void JsonTextReader::skipLine()
{
    const qsizetype end = m_text.indexOf('\n', m_position);
    advance(end < 0 ? m_text.size() : end);
}

QByteArray sampleOf(QByteArrayView text, bool *broken)
{
    std::vector<json> documents;
    bool truncated = false;
    JsonScanner scanner(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
    while (!truncated && documents.size() < SampleElements && scanner.skipToValue()) {
        json &document = documents.emplace_back();
        truncated = !SampleBuilder(scanner).document(document);
    }
    if (broken)
        *broken = truncated;
    std::vector<json> roots;
    for (json &document : documents) {
        for (const UnwrappedRoot &root : unwrap(document))
            roots.push_back(std::move(*root.root));
    }
    if (roots.empty())
        return "null";
    json sample = json::array();
    if (roots.size() == 1) {
        sample = std::move(roots.front());
    } else if (std::all_of(roots.begin(), roots.end(), [](const json &r) { return r.is_array(); })) {
        for (json &root : roots) {
            for (json &element : root) {
                if (sample.size() < SampleElements)
                    sample.push_back(std::move(element));
            }
        }
    } else {
        for (json &root : roots) {
            if (sample.size() < SampleElements)
                sample.push_back(std::move(root));
        }
    }
    return QByteArray::fromStdString(sample.dump(-1, ' ', false, json::error_handler_t::replace));
}

std::vector<UnwrappedRoot> unwrap(json &document)
{
    std::vector<UnwrappedRoot> roots;
    unwrapInto(document, QString(), 0, roots);
    return roots;
}

QString incompleteBy(const QString &continuation)
{
    if (continuation == "Count.Complete"_L1)
        return u"incomplete inventory: AWS says that it has not looked through all (Count.Complete is false), mostly as a search answers with 1,000 at most: search region by region, or export all"_s;
    return u"incomplete inventory: the export says that more pages exist (%1); fetch them and import all of them together"_s.arg(continuation);
}

QString continuationOf(const json &document)
{
    if (!document.is_object())
        return {};
    static constexpr std::array names = {"nextLink",   "@odata.nextLink", "NextToken",     "nextToken",
                                         "skip_token", "$skipToken",      "nextPageToken", "NextMarker",
                                         "skipToken",  "SkipToken"};
    for (const char *name : names) {
        if (isText(document, name))
            return QString::fromLatin1(name);
    }
    const auto truncated = document.find("IsTruncated");
    if (truncated != document.end() && truncated->is_boolean() && truncated->get<bool>())
        return u"IsTruncated"_s;
    // Azure Resource Graph writes the truth value as a text.
    const auto cut = document.find("resultTruncated");
    if (cut != document.end() && (*cut == "true" || *cut == json(true)))
        return u"resultTruncated"_s;
    const auto count = document.find("Count");
    if (count != document.end() && count->is_object() && count->value("Complete", json(true)) == json(false))
        return u"Count.Complete"_s;
    for (const char *name : {"data", "body"}) {
        const auto inner = document.find(name);
        if (inner != document.end() && inner->is_object()) {
            const QString found = continuationOf(*inner);
            if (!found.isEmpty())
                return found;
        }
    }
    return {};
}

} // namespace importers
