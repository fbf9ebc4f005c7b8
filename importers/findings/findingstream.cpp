// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/findings/findingstream.h"

#include "domain/jobcontext.h"
#include "importers/text/jsonscanner.h"

#include <nlohmann/json.hpp>

#include <QIODevice>

#include <array>
#include <charconv>
#include <string>
#include <utility>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

constexpr int MaxNodes = 20'000;              ///< kept of one finding
constexpr std::size_t MaxText = 64 * 1024;    ///< of one text: more is no identifier and no sentence
constexpr int MaxEnvelopes = 8;               ///< within one another

bool isListName(std::string_view name)
{
    static constexpr std::array names = {"Findings", "findings", "value", "data", "EvaluationResults", "ComplianceByResources",
                                         "ComplianceByConfigRules"};
    for (const char *known : names) {
        if (name == known)
            return true;
    }
    return false;
}

} // namespace

/// One document of the stream.
class FindingStream::Document
{
public:
    using Token = JsonScanner::Token;

    Document(FindingStream &stream, JsonScanner &scanner, domain::JobContext &context, qint64 size)
        : m_stream(stream), m_scanner(scanner), m_context(context), m_size(size)
    {
    }

    /// False after an error (the scanner's) or when the job was stopped.
    bool read(const QString &base)
    {
        const Token token = m_scanner.next();
        if (token == Token::ArrayBegin) {
            ++m_stream.m_lists;
            return list(base) && m_scanner.next() == Token::End;
        }
        if (token == Token::ObjectBegin)
            return object(base, 0) && m_scanner.next() == Token::End;
        if (token == Token::Error || token == Token::End)
            return false;
        tell(scalar(token), base);
        return m_scanner.next() == Token::End;
    }
    bool stopped() const { return m_stopped; }

private:
    /// The elements of a list whose bracket was read.
    bool list(const QString &pointer, int depth = 0)
    {
        for (qint64 i = 0;; ++i) {
            const Token token = m_scanner.next();
            if (token == Token::ArrayEnd)
                return true;
            if (token == Token::Error || token == Token::End)
                return false;
            const QString where = pointer + u'/' + QString::number(i);
            if (token == Token::ObjectBegin) {
                if (!object(where, depth + 1))
                    return false;
            } else if (token == Token::ArrayBegin) {
                if (depth >= MaxEnvelopes ? !m_scanner.skipRest() : !list(where, depth + 1))
                    return false;
            } else {
                tell(scalar(token), where);
            }
            if (i % domain::PollEvery == 0 && !goOn())
                return false;
        }
    }

    /// An object whose brace was read: an envelope when a list of findings is in it, else a finding.
    bool object(const QString &pointer, int depth)
    {
        json members = json::object();
        bool envelope = false;
        int nodes = 0;
        for (;;) {
            Token token = m_scanner.next();
            if (token == Token::ObjectEnd)
                break;
            if (token != Token::Key)
                return false;
            const std::string name(m_scanner.text());
            const QString where = pointer + u'/' + QString::fromStdString(name);
            const bool maybeList = depth < MaxEnvelopes && isListName(name);
            const bool maybeEvent = depth < MaxEnvelopes && name == "detail";
            if (!maybeList && !maybeEvent && name != "Message" && name != "NextToken" && m_stream.m_callbacks.wanted &&
                !m_stream.m_callbacks.wanted(name) && !isContinuation(name)) {
                if (!m_scanner.skipValue())
                    return false;
                continue;
            }
            token = m_scanner.next();
            if (token == Token::ArrayBegin && maybeList) {
                ++m_stream.m_lists;
                if (!list(where, depth + 1))
                    return false;
                envelope = true;
                continue;
            }
            if (token == Token::ObjectBegin && (maybeEvent || (maybeList && name == "data"))) {
                m_stream.m_events = m_stream.m_events || maybeEvent;
                if (!object(where, depth + 1))
                    return false;
                envelope = true;
                continue;
            }
            json value;
            m_record = pointer;
            {
                const JsonPath::Member inside(m_stream.m_path, name);
                if (!build(token, value, nodes))
                    return false;
            }
            if (members.contains(name))
                m_stream.m_path.noteTwice(pointer, name);
            if (name == RejectedValue.data() && value.is_object())
                members.update(value);
            else if (name != RejectMark.data())
                members[name] = std::move(value);
        }
        if (const auto message = members.find("Message"); !envelope && message != members.end() && message->is_string() &&
                                                          message->get_ref<const std::string &>().starts_with('{'))
            return notification(message->get<std::string>(), pointer + u"/Message"_s);
        if (envelope) {
            if (m_stream.m_callbacks.envelope)
                m_stream.m_callbacks.envelope(members);
        } else {
            tell(members, pointer);
        }
        return true;
    }

    /// The document that a notification carries as a text.
    bool notification(const std::string &text, const QString &pointer)
    {
        JsonScanner scanner(text);
        Document inner(m_stream, scanner, m_context, m_size);
        if (!scanner.skipToValue() || !inner.read(pointer))
            m_stream.m_callbacks.broken(pointer, pointer, u"the message's text is no JSON object"_s);
        m_stopped = inner.stopped();
        return !m_stopped;
    }

    static bool isContinuation(std::string_view name)
    {
        return name == "nextToken" || name == "nextLink" || name == "@odata.nextLink" || name == "skip_token" || name == "skipToken" ||
               name == "$skipToken" || name == "resultTruncated" || name == RejectedValue.data();
    }

    json scalar(Token token) const
    {
        switch (token) {
        case Token::String:
            return std::string(m_scanner.text().substr(0, MaxText));
        case Token::Number: {
            const std::string_view text = m_scanner.text();
            qint64 whole = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
            if (error == std::errc() && end == text.data() + text.size())
                return whole;
            double real = 0;
            const auto [tail, wrong] = std::from_chars(text.data(), text.data() + text.size(), real);
            if (wrong == std::errc() && tail == text.data() + text.size() && text.find_first_of(".eE") != std::string_view::npos)
                return real;
            return std::string(text); // an identifier beyond 64 bits
        }
        case Token::True:
            return true;
        case Token::False:
            return false;
        default:
            return nullptr;
        }
    }

    /// The value whose first token was read.
    bool build(Token token, json &out, int &nodes)
    {
        if (++nodes > MaxNodes) {
            out = nullptr;
            return token == Token::ObjectBegin || token == Token::ArrayBegin ? m_scanner.skipRest() : isValue(token);
        }
        if (token == Token::ObjectBegin) {
            out = json::object();
            for (;;) {
                token = m_scanner.next();
                if (token == Token::ObjectEnd)
                    return true;
                if (token != Token::Key)
                    return false;
                const std::string name(m_scanner.text());
                const auto [at, first] = out.get_ref<json::object_t &>().try_emplace(name);
                if (!first)
                    m_stream.m_path.noteTwice(m_record, name);
                const JsonPath::Member inside(m_stream.m_path, name);
                if (!build(m_scanner.next(), at->second, nodes))
                    return false;
            }
        }
        if (token == Token::ArrayBegin) {
            out = json::array();
            for (;;) {
                token = m_scanner.next();
                if (token == Token::ArrayEnd)
                    return true;
                m_stream.m_path.element(out.size());
                out.push_back(nullptr);
                if (!build(token, out.back(), nodes))
                    return false;
            }
        }
        if (!isValue(token))
            return false;
        out = scalar(token);
        return true;
    }
    static bool isValue(Token token)
    {
        return token == Token::String || token == Token::Number || token == Token::True || token == Token::False || token == Token::Null;
    }

    void tell(const json &value, const QString &where) { m_stream.m_callbacks.finding(value, where); }
    bool goOn()
    {
        m_context.progress(m_scanner.consumed(), m_size, {});
        m_stopped = m_stopped || m_context.isCancelled();
        return !m_stopped;
    }

    FindingStream &m_stream;
    JsonScanner &m_scanner;
    domain::JobContext &m_context;
    qint64 m_size;
    QString m_record; ///< where the record is that is being read
    bool m_stopped = false;
};

FindingStream::FindingStream(Callbacks callbacks) : m_callbacks(std::move(callbacks)) {}

domain::Result<void> FindingStream::read(const Source &source, domain::JobContext &context)
{
    const auto failed = [&source](const JsonScanner &scanner) {
        const Error error = scanner.error().value_or(Error{ErrorCode::SyntaxError, u"the document ends too early"_s, scanner.lineColumn()});
        return Error{error.code, error.detail, source.path + u':' + error.where};
    };
    if (source.shape == Shape::NdJson) {
        qint64 line = source.probe.skippedLines;
        while (!source.text->atEnd()) {
            const QByteArray text = source.text->readLine();
            if (text.isEmpty())
                break;
            ++line;
            const QByteArray trimmed = text.trimmed();
            if (trimmed.isEmpty() || trimmed.startsWith('#'))
                continue;
            JsonScanner scanner(std::string_view(trimmed.constData(), static_cast<std::size_t>(trimmed.size())));
            Document document(*this, scanner, context, source.probe.size);
            const QString where = u"line %1"_s.arg(line);
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
            if (!scanner.skipToValue() || !document.read(where))
                m_callbacks.broken(where, where, scanner.error() ? scanner.error()->detail : u"the line is no JSON"_s);
        }
        return {};
    }
    JsonScanner scanner(source.text, source.probe.skippedLines);
    for (int number = 1; scanner.skipToValue(); ++number) {
        Document document(*this, scanner, context, source.probe.size);
        if (!document.read(source.shape == Shape::ConcatenatedJson || number > 1 ? u"document %1"_s.arg(number) : QString()))
            return document.stopped() ? Error{ErrorCode::Cancelled, u"stopped"_s, source.path} : failed(scanner);
    }
    if (scanner.error())
        return failed(scanner);
    return {};
}

} // namespace importers
