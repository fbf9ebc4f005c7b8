// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/jsonscanner.h"

#include <QIODevice>

#include <algorithm>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace importers {
namespace {

/// First byte that a text can't hold as it is: a quotation mark, a backslash, a control character. The zeros behind the
/// buffer's end stop the search.
const char *firstSpecial(const char *at)
{
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i slash = _mm_set1_epi8('\\');
    const __m128i blank = _mm_set1_epi8(0x1F);
    for (;; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        // max(byte, 0x1F) == 0x1F: unsigned comparison, which SSE2 lacks
        const __m128i control = _mm_cmpeq_epi8(_mm_max_epu8(bytes, blank), blank);
        const __m128i hit =
            _mm_or_si128(control, _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, slash)));
        const int mask = _mm_movemask_epi8(hit);
        if (mask != 0)
            return at + __builtin_ctz(static_cast<unsigned>(mask));
    }
#else
    while (static_cast<unsigned char>(*at) >= 0x20 && *at != '"' && *at != '\\')
        ++at;
    return at;
#endif
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?
bool isNumber(std::string_view text)
{
    std::size_t i = 0;
    const auto at = [&](std::size_t k) { return k < text.size() ? text[k] : '\0'; };
    const auto digits = [&] {
        const std::size_t from = i;
        while (isDigit(at(i)))
            ++i;
        return i > from;
    };
    if (at(i) == '-')
        ++i;
    if (at(i) == '0')
        ++i;
    else if (!digits())
        return false;
    if (at(i) == '.') {
        ++i;
        if (!digits())
            return false;
    }
    if (at(i) == 'e' || at(i) == 'E') {
        ++i;
        if (at(i) == '+' || at(i) == '-')
            ++i;
        if (!digits())
            return false;
    }
    return i == text.size();
}

bool hex4(const char *from, unsigned &unit)
{
    unit = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = from[i];
        unsigned digit = 0;
        if (isDigit(c))
            digit = static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = static_cast<unsigned>(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F')
            digit = static_cast<unsigned>(c - 'A') + 10;
        else
            return false;
        unit = unit * 16 + digit;
    }
    return true;
}

} // namespace

JsonScanner::JsonScanner(QIODevice *device, qint64 skippedLines, int maxDepth)
    : m_device(device), m_buffer(Chunk + Padding, '\0'), m_line(1 + skippedLines), m_maxDepth(maxDepth)
{
    m_at = m_end = m_buffer.data();
}

JsonScanner::JsonScanner(std::string_view text, int maxDepth)
    : m_buffer(text.size() + Padding, '\0'), m_maxDepth(maxDepth)
{
    std::copy(text.begin(), text.end(), m_buffer.begin());
    m_at = m_buffer.data();
    m_end = m_at + text.size();
}

void JsonScanner::fail(ErrorCode code, const QString &detail)
{
    if (!m_error)
        m_error = Error{code, detail, lineColumn()};
}

QString JsonScanner::lineColumn() const
{
    return u"line %1, column %2"_s.arg(m_line).arg(std::max<qint64>(consumed() - m_lineStart + 1, 1));
}

/// More bytes behind those that are kept (from m_kept, else from m_at); false at the end of the stream.
bool JsonScanner::refill()
{
    if (!m_device)
        return false;
    char *base = m_buffer.data();
    char *from = m_kept ? m_kept : m_at;
    const auto kept = static_cast<std::size_t>(m_end - from);
    const std::ptrdiff_t offset = m_at - from;
    m_before += from - base;
    if (from != base)
        std::memmove(base, from, kept);
    if (kept + Chunk / 2 > m_buffer.size() - Padding) {
        if (m_buffer.size() > MaxToken) {
            m_at = base + offset;
            m_end = base + kept;
            fail(ErrorCode::LimitExceeded, u"a text of more than %1 MiB"_s.arg(MaxToken / 1048576));
            return false;
        }
        m_buffer.resize(m_buffer.size() * 2);
        base = m_buffer.data();
    }
    const qint64 got = m_device->read(base + kept, static_cast<qint64>(m_buffer.size() - Padding - kept));
    m_end = base + kept + std::max<qint64>(got, 0);
    std::memset(m_end, 0, Padding);
    m_at = base + offset;
    if (m_kept)
        m_kept = base;
    return got > 0;
}

/// At least so many bytes from m_at on, unless the stream ends before.
bool JsonScanner::available(std::size_t bytes)
{
    while (static_cast<std::size_t>(m_end - m_at) < bytes) {
        if (!refill())
            return false;
    }
    return true;
}

/// The next byte that is no blank, or -1 at the end. Line breaks can stand nowhere else, so lines are counted here.
int JsonScanner::peek()
{
    for (;;) {
        const char c = *m_at;
        if (c == ' ' || c == '\t' || c == '\r') {
            ++m_at;
        } else if (c == '\n') {
            ++m_at;
            ++m_line;
            m_lineStart = consumed();
        } else if (m_at == m_end) {
            if (!refill())
                return -1;
        } else {
            return static_cast<unsigned char>(c);
        }
    }
}

bool JsonScanner::skipToValue()
{
    m_state = State::Value;
    m_open.clear();
    for (;;) {
        const int c = peek();
        if (c < 0)
            return false;
        if (c == ';') {
            ++m_at;
        } else if (c == '#') {
            ++m_comments;
            do {
                ++m_at;
            } while ((m_at != m_end || refill()) && *m_at != '\n');
        } else {
            return true;
        }
    }
}

JsonScanner::Token JsonScanner::syntax(const char *what)
{
    if (m_at == m_end)
        fail(ErrorCode::SyntaxError, u"the text ends where %1 was expected"_s.arg(QLatin1StringView(what)));
    else
        fail(ErrorCode::SyntaxError, u"%1 was expected"_s.arg(QLatin1StringView(what)));
    return Token::Error;
}

JsonScanner::Token JsonScanner::next()
{
    if (m_error)
        return Token::Error;
    const int c = m_state == State::Done ? 0 : peek();
    switch (m_state) {
    case State::Done:
        return Token::End;
    case State::Value:
        return value(c);
    case State::FirstElement:
        return c == ']' ? close('[') : value(c);
    case State::FirstKey:
        return c == '}' ? close('{') : key();
    case State::AfterValue:
        break;
    }
    const bool object = m_open.back() == '{';
    if (c == ',') {
        ++m_at;
        const int after = peek();
        return object ? key() : value(after);
    }
    if (c == (object ? '}' : ']'))
        return close(m_open.back());
    return syntax(object ? "a comma or the object's end" : "a comma or the list's end");
}

JsonScanner::Token JsonScanner::value(int first)
{
    switch (first) {
    case '{':
    case '[':
        return open(static_cast<char>(first));
    case '"':
        if (!string())
            return Token::Error;
        m_state = m_open.empty() ? State::Done : State::AfterValue;
        return Token::String;
    case 't':
        return literal("true", Token::True);
    case 'f':
        return literal("false", Token::False);
    case 'n':
        return literal("null", Token::Null);
    default:
        return first == '-' || (first >= '0' && first <= '9') ? number() : syntax("a value");
    }
}

JsonScanner::Token JsonScanner::open(char kind)
{
    if (static_cast<int>(m_open.size()) >= m_maxDepth) {
        fail(ErrorCode::TooDeep, u"nested deeper than %1 levels"_s.arg(m_maxDepth));
        return Token::Error;
    }
    ++m_at;
    m_open.push_back(kind);
    m_state = kind == '{' ? State::FirstKey : State::FirstElement;
    return kind == '{' ? Token::ObjectBegin : Token::ArrayBegin;
}

JsonScanner::Token JsonScanner::close(char kind)
{
    ++m_at;
    m_open.pop_back();
    m_state = m_open.empty() ? State::Done : State::AfterValue;
    return kind == '{' ? Token::ObjectEnd : Token::ArrayEnd;
}

JsonScanner::Token JsonScanner::key()
{
    if (peek() != '"')
        return syntax("a member's name");
    if (!string())
        return Token::Error;
    if (*m_at != ':') {
        // The name may lie in the buffer, which looking further may move.
        if (!m_discard && !m_decoded) {
            m_scratch.assign(m_text);
            m_text = m_scratch;
        }
        if (peek() != ':')
            return syntax("a colon");
    }
    ++m_at;
    m_state = State::Value;
    return Token::Key;
}

JsonScanner::Token JsonScanner::number()
{
    m_kept = m_at;
    for (;;) {
        const char c = *m_at;
        if (isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E')
            ++m_at;
        else if (m_at != m_end || !refill())
            break;
    }
    m_text = std::string_view(m_kept, static_cast<std::size_t>(m_at - m_kept));
    const bool good = isNumber(m_text);
    if (!good)
        m_at = m_kept;
    m_kept = nullptr;
    m_state = m_open.empty() ? State::Done : State::AfterValue;
    return good ? Token::Number : syntax("a number");
}

JsonScanner::Token JsonScanner::literal(std::string_view word, Token token)
{
    available(word.size());
    if (std::string_view(m_at, std::min(word.size(), static_cast<std::size_t>(m_end - m_at))) != word)
        return syntax("a value");
    m_at += word.size();
    m_state = m_open.empty() ? State::Done : State::AfterValue;
    return token;
}

/// From the opening quotation mark to behind the closing one.
bool JsonScanner::string()
{
    ++m_at;
    m_decoded = false;
    m_kept = m_discard ? nullptr : m_at;
    for (;;) {
        char *special = m_buffer.data() + (firstSpecial(m_at) - m_buffer.data());
        if (special >= m_end) {
            if (m_decoded)
                m_scratch.append(m_at, static_cast<std::size_t>(m_end - m_at));
            m_at = m_end;
            if (m_decoded)
                m_kept = nullptr;
            if (!refill()) {
                m_kept = nullptr;
                syntax("the text's closing quotation mark");
                return false;
            }
            continue;
        }
        if (*special == '"') {
            if (m_decoded) {
                m_scratch.append(m_at, static_cast<std::size_t>(special - m_at));
                m_text = m_scratch;
            } else if (!m_discard) {
                m_text = std::string_view(m_kept, static_cast<std::size_t>(special - m_kept));
            }
            m_at = special + 1;
            m_kept = nullptr;
            return true;
        }
        if (*special != '\\') {
            m_at = special;
            m_kept = nullptr;
            fail(ErrorCode::SyntaxError, u"a control character stands unescaped in a text"_s);
            return false;
        }
        if (m_decoded) {
            m_scratch.append(m_at, static_cast<std::size_t>(special - m_at));
        } else if (!m_discard) {
            m_scratch.assign(m_kept, static_cast<std::size_t>(special - m_kept));
            m_decoded = true;
        }
        m_kept = nullptr;
        m_at = special;
        if (!escape())
            return false;
        if (m_scratch.size() > MaxToken) {
            fail(ErrorCode::LimitExceeded, u"a text of more than %1 MiB"_s.arg(MaxToken / 1048576));
            return false;
        }
    }
}

void JsonScanner::append(unsigned code)
{
    if (m_discard)
        return;
    const auto byte = [this](unsigned value) { m_scratch.push_back(static_cast<char>(value)); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | (code >> 6));
        byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | (code >> 12));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | (code >> 18));
        byte(0x80 | ((code >> 12) & 0x3F));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
}

/// At a backslash. A pair of surrogates must be whole.
bool JsonScanner::escape()
{
    available(12);
    const auto left = static_cast<std::size_t>(m_end - m_at);
    const char kind = left > 1 ? m_at[1] : '\0';
    static constexpr std::string_view plain = "\"\\/bfnrt";
    static constexpr std::string_view meaning = "\"\\/\b\f\n\r\t";
    const std::size_t known = kind == '\0' ? std::string_view::npos : plain.find(kind);
    if (known != std::string_view::npos) {
        append(static_cast<unsigned>(meaning[known]));
        m_at += 2;
        return true;
    }
    unsigned unit = 0;
    if (kind == 'u' && left >= 6 && hex4(m_at + 2, unit)) {
        const bool high = unit >= 0xD800 && unit < 0xDC00;
        unsigned low = 0;
        const bool pair = high && left >= 12 && m_at[6] == '\\' && m_at[7] == 'u' && hex4(m_at + 8, low) &&
                          low >= 0xDC00 && low < 0xE000;
        if (pair || unit < 0xD800 || unit > 0xDFFF) {
            append(pair ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : unit);
            m_at += pair ? 12 : 6;
            return true;
        }
    }
    fail(ErrorCode::SyntaxError, u"an escape in a text is not valid"_s);
    return false;
}

bool JsonScanner::skipRest()
{
    const std::size_t depth = m_open.size();
    m_discard = true;
    while (m_open.size() >= depth) {
        if (next() == Token::Error)
            break;
    }
    m_discard = false;
    return !m_error;
}

bool JsonScanner::skipValue()
{
    m_discard = true;
    const Token token = next();
    m_discard = false;
    if (token == Token::ObjectBegin || token == Token::ArrayBegin)
        return skipRest();
    return token != Token::Error;
}

} // namespace importers
