// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "importers/text/jsontext.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QIODevice;

namespace importers {

/// Reads JSON token by token from a stream of any size, in constant memory. Every byte is checked (strict JSON, depth,
/// escapes), also of what is passed over, but only texts that the caller asks for are decoded. Made for exports of
/// hundreds of megabytes. One thread; the device must outlive it.
class JsonScanner
{
public:
    enum class Token {
        ObjectBegin,
        ObjectEnd,
        ArrayBegin,
        ArrayEnd,
        Key,
        String,
        Number,
        True,
        False,
        Null,
        End,
        Error
    };

    /// `skippedLines`: lines that the text layer dropped, for right line numbers.
    explicit JsonScanner(QIODevice *device, qint64 skippedLines = 0, int maxDepth = MaxJsonDepth);
    /// Of a text in memory; the text is copied.
    explicit JsonScanner(std::string_view text, int maxDepth = MaxJsonDepth);

    /// Passes over blanks, whole `#` lines and a closing semicolon between documents; false at the end of the stream.
    bool skipToValue();
    /// The next token of the document. End: the document is complete, and the next one may be asked for.
    Token next();
    /// Passes over the value that follows a key, or the next element of a list. False after an error.
    bool skipValue();
    /// Passes over the rest of the innermost open object or list. False after an error.
    bool skipRest();
    /// Of the last Key, String or Number; valid until the next call. A number stands as it was written.
    std::string_view text() const { return m_text; }

    const std::optional<domain::Error> &error() const { return m_error; }
    void fail(domain::ErrorCode, const QString &detail); ///< where: the place reached
    QString lineColumn() const;
    qint64 line() const { return m_line; }
    int commentLines() const { return m_comments; } ///< whole `#` lines that were passed over
    qint64 consumed() const { return m_before + (m_at - m_buffer.data()); } ///< bytes of the decoded text

private:
    enum class State { Value, FirstElement, FirstKey, AfterValue, Done };
    static constexpr std::size_t Chunk = 256 * 1024;
    static constexpr std::size_t Padding = 64; ///< of zeros behind the text, for reads of 16 bytes
    static constexpr std::size_t MaxToken = 16 * 1024 * 1024;

    bool refill();
    bool available(std::size_t bytes);
    int peek();
    Token syntax(const char *what);
    Token value(int first);
    Token open(char kind);
    Token close(char kind);
    Token key();
    Token number();
    Token literal(std::string_view word, Token token);
    bool string();
    bool escape();
    void append(unsigned codePoint);

    QIODevice *m_device = nullptr;
    std::vector<char> m_buffer;
    char *m_at = nullptr;
    char *m_end = nullptr;
    char *m_kept = nullptr; ///< start of the token being read: kept when the buffer moves
    qint64 m_before = 0;    ///< bytes before the buffer's first
    qint64 m_line = 1;
    qint64 m_lineStart = 0;
    int m_maxDepth;
    int m_comments = 0;
    bool m_discard = false; ///< texts are checked, not kept
    bool m_decoded = false; ///< the text being read had an escape, so m_scratch holds it
    State m_state = State::Value;
    std::string m_open; ///< '{' and '[' from the outside in
    std::string m_scratch;
    std::string_view m_text;
    std::optional<domain::Error> m_error;
};

} // namespace importers
