// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/textdevice.h"

#include "importers/text/shape.h"

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace importers {
namespace {

constexpr qsizetype DecisionBytes = 1024 * 1024;
constexpr qsizetype Chunk = 256 * 1024;

/// Windows-1252 0x80..0x9F; the five undefined bytes stay C1 controls as browsers have them.
constexpr std::array<char16_t, 32> HighControls = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                   0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

QByteArray fromWindows1252(QByteArrayView raw)
{
    QString text = QString::fromLatin1(raw);
    for (QChar &c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0)
            c = QChar(HighControls.at(static_cast<std::size_t>(c.unicode() - 0x80)));
    }
    return text.toUtf8();
}

struct Utf8Scan
{
    qsizetype valid = 0;     ///< bytes that are well-formed
    bool incomplete = false; ///< what follows `valid` may be the start of a sequence
    bool multibyte = false;
};

/// Strict UTF-8 (no overlong forms, no surrogates), fast over ASCII.
Utf8Scan scanUtf8(QByteArrayView bytes)
{
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    const qsizetype size = bytes.size();
    Utf8Scan scan;
    qsizetype i = 0;
    while (i < size) {
        while (i + 8 <= size) {
            quint64 word = 0;
            std::memcpy(&word, data + i, 8);
            if (word & 0x8080808080808080ULL)
                break;
            i += 8;
        }
        if (i >= size)
            break;
        const unsigned char c = data[i];
        if (c < 0x80) {
            ++i;
            continue;
        }
        qsizetype length = 0;
        unsigned char low = 0x80;
        unsigned char high = 0xBF;
        if (c >= 0xC2 && c <= 0xDF) {
            length = 2;
        } else if (c >= 0xE0 && c <= 0xEF) {
            length = 3;
            low = c == 0xE0 ? 0xA0 : 0x80;
            high = c == 0xED ? 0x9F : 0xBF;
        } else if (c >= 0xF0 && c <= 0xF4) {
            length = 4;
            low = c == 0xF0 ? 0x90 : 0x80;
            high = c == 0xF4 ? 0x8F : 0xBF;
        } else {
            break;
        }
        qsizetype k = 1;
        for (; k < length && i + k < size; ++k) {
            const unsigned char next = data[i + k];
            if (next < (k == 1 ? low : 0x80) || next > (k == 1 ? high : 0xBF))
                break;
        }
        if (k < length) {
            scan.incomplete = i + k >= size;
            break;
        }
        scan.multibyte = true;
        i += length;
    }
    scan.valid = i;
    return scan;
}

/// UTF-16 without a byte order mark: nearly every second byte of the start is 0.
std::optional<TextEncoding> utf16WithoutMark(QByteArrayView head)
{
    const qsizetype pairs = std::min<qsizetype>(head.size(), 1024) / 2;
    if (pairs < 2)
        return std::nullopt;
    qsizetype evenZeros = 0;
    qsizetype oddZeros = 0;
    for (qsizetype i = 0; i < pairs; ++i) {
        evenZeros += head[2 * i] == 0 ? 1 : 0;
        oddZeros += head[2 * i + 1] == 0 ? 1 : 0;
    }
    if (oddZeros * 10 >= pairs * 7 && evenZeros * 20 <= pairs)
        return TextEncoding::Utf16LittleEndian;
    if (evenZeros * 10 >= pairs * 7 && oddZeros * 20 <= pairs)
        return TextEncoding::Utf16BigEndian;
    return std::nullopt;
}

bool looksBinary(QByteArrayView head)
{
    qsizetype controls = 0;
    for (const char c : head) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == 0)
            return true;
        if (byte < 0x09 || (byte > 0x0D && byte < 0x20 && byte != 0x1B))
            ++controls;
    }
    return controls * 20 > head.size();
}

} // namespace

TextDevice::TextDevice(std::unique_ptr<ByteSource> bytes, const QString &path) : m_bytes(std::move(bytes)), m_path(path)
{
}

domain::Result<std::unique_ptr<TextDevice>> TextDevice::openFile(const QString &path, const ByteLimits &limits,
                                                                     std::optional<TextEncoding> chosen)
{
    auto bytes = ByteSource::open(path, limits);
    if (!bytes)
        return bytes.error();
    std::unique_ptr<TextDevice> device(new TextDevice(std::move(*bytes), path));
    device->readHead();
    if (device->m_error)
        return *device->m_error;
    if (auto refused = device->decideEncoding(chosen))
        return *refused;
    device->QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    return device;
}

void TextDevice::readHead()
{
    m_head.resize(DecisionBytes);
    qsizetype filled = 0;
    while (filled < m_head.size()) {
        const qint64 got = m_bytes->read(m_head.data() + filled, m_head.size() - filled);
        if (got < 0)
            m_error = m_bytes->error();
        if (got <= 0)
            break;
        filled += got;
    }
    m_head.truncate(filled);
}

QString encodingName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8: return u"utf-8"_s;
    case TextEncoding::Utf16LittleEndian: return u"utf-16"_s;
    case TextEncoding::Utf16BigEndian: return u"utf-16be"_s;
    case TextEncoding::Windows1252: break;
    }
    return u"windows-1252"_s;
}

std::optional<TextEncoding> encodingFromName(const QString &name)
{
    const QString wanted = name.trimmed().toLower();
    if (wanted == u"utf-16le"_s)
        return TextEncoding::Utf16LittleEndian;
    for (const TextEncoding encoding : {TextEncoding::Utf8, TextEncoding::Utf16LittleEndian, TextEncoding::Utf16BigEndian, TextEncoding::Windows1252}) {
        if (encodingName(encoding) == wanted)
            return encoding;
    }
    return std::nullopt;
}

std::optional<Error> TextDevice::decideEncoding(std::optional<TextEncoding> chosen)
{
    if (m_head.startsWith("\xEF\xBB\xBF")) {
        m_head.remove(0, 3);
    } else if (m_head.startsWith("\xFF\xFE")) {
        m_encoding = TextEncoding::Utf16LittleEndian;
        m_head.remove(0, 2);
    } else if (m_head.startsWith("\xFE\xFF")) {
        m_encoding = TextEncoding::Utf16BigEndian;
        m_head.remove(0, 2);
    } else if (chosen) {
        m_encoding = *chosen;
        const bool wide = m_encoding == TextEncoding::Utf16LittleEndian || m_encoding == TextEncoding::Utf16BigEndian;
        return !wide && looksBinary(m_head) ? std::optional(Error{ErrorCode::UnknownFormat, u"binary file: not a text export"_s, m_path}) : std::nullopt;
    } else if (const auto bare = utf16WithoutMark(m_head)) {
        m_encoding = *bare;
        guessed(u"UTF-16 without a byte order mark"_s);
    }
    if (m_encoding != TextEncoding::Utf8)
        return std::nullopt;
    if (looksBinary(m_head))
        return Error{ErrorCode::UnknownFormat, u"binary file: not a text export"_s, m_path};
    const Utf8Scan scan = scanUtf8(m_head);
    const bool whole = m_head.size() < DecisionBytes - 3;
    if (scan.valid < m_head.size() && (whole || !scan.incomplete)) {
        m_encoding = TextEncoding::Windows1252;
        guessed(u"not valid UTF-8 (byte %1): read as Windows-1252"_s.arg(scan.valid));
    }
    return std::nullopt;
}

void TextDevice::guessed(const QString &message)
{
    m_diagnostics.append({u"encoding-guessed"_s, domain::DiagnosticLevel::Warning, QString(), message});
}

void TextDevice::decodeUtf8(const QByteArray &raw, bool last)
{
    const QByteArray input = m_carry.isEmpty() ? raw : m_carry + raw;
    m_carry.clear();
    const Utf8Scan scan = scanUtf8(input);
    m_multibyteSeen = m_multibyteSeen || scan.multibyte;
    m_text.append(input.constData(), scan.valid);
    if (scan.valid == input.size())
        return;
    const QByteArray rest = input.sliced(scan.valid);
    if (scan.incomplete && !last) {
        m_carry = rest;
        return;
    }
    const qint64 offset = m_rawOffset - rest.size();
    if (m_multibyteSeen) {
        m_error = Error{ErrorCode::EncodingError,
                        u"not valid UTF-8 at byte %1, though valid UTF-8 came before"_s.arg(offset), m_path};
        return;
    }
    // All that came before is ASCII, which both encodings share: going on in Windows-1252 is exact.
    m_encoding = TextEncoding::Windows1252;
    guessed(u"not valid UTF-8 (byte %1): read as Windows-1252"_s.arg(offset));
    m_text.append(fromWindows1252(rest));
}

void TextDevice::decodeUtf16(const QByteArray &raw, bool last)
{
    const QByteArray input = m_carry.isEmpty() ? raw : m_carry + raw;
    m_carry.clear();
    const qsizetype low = m_encoding == TextEncoding::Utf16LittleEndian ? 0 : 1;
    QString text;
    text.reserve(input.size() / 2);
    const auto unitAt = [&](qsizetype i) {
        const auto small = static_cast<unsigned char>(input[i + low]);
        const auto large = static_cast<unsigned char>(input[i + 1 - low]);
        return QChar(static_cast<char16_t>((large << 8) | small));
    };
    qsizetype i = 0;
    bool bad = false;
    for (; i + 1 < input.size() && !bad; i += 2) {
        const QChar unit = unitAt(i);
        if (unit.isHighSurrogate()) {
            if (i + 3 >= input.size())
                break;
            const QChar second = unitAt(i + 2);
            bad = !second.isLowSurrogate();
            text.append(unit);
            text.append(second);
            i += 2;
        } else {
            bad = unit.isLowSurrogate();
            text.append(unit);
        }
    }
    if (bad || (last && i < input.size())) {
        m_error = Error{ErrorCode::EncodingError, u"not valid UTF-16 before byte %1"_s.arg(m_rawOffset), m_path};
        return;
    }
    m_carry = input.sliced(i);
    m_text.append(text.toUtf8());
}

void TextDevice::decode(const QByteArray &raw, bool last)
{
    m_rawOffset += raw.size();
    switch (m_encoding) {
    case TextEncoding::Utf8:
        decodeUtf8(raw, last);
        break;
    case TextEncoding::Windows1252:
        m_text.append(fromWindows1252(raw));
        break;
    case TextEncoding::Utf16LittleEndian:
    case TextEncoding::Utf16BigEndian:
        decodeUtf16(raw, last);
        break;
    }
}

void TextDevice::stripPrefix()
{
    m_started = true;
    const Prefix prefix = prefixOf(m_text);
    m_position = prefix.bytes;
    m_skippedLines = prefix.lines;
}

bool TextDevice::fill()
{
    m_text.remove(0, m_position);
    m_position = 0;
    if (!m_head.isEmpty() || !m_started) {
        const QByteArray head = std::exchange(m_head, {});
        const bool whole = head.size() < DecisionBytes - 3;
        decode(head, whole);
        m_finished = whole;
        m_decoded += m_text.size();
        stripPrefix();
        return !m_error;
    }
    QByteArray raw(Chunk, Qt::Uninitialized);
    const qint64 got = m_bytes->read(raw.data(), raw.size());
    if (got < 0) {
        m_error = m_bytes->error();
        return false;
    }
    raw.truncate(got);
    const qsizetype kept = m_text.size();
    decode(raw, got == 0);
    m_decoded += m_text.size() - kept;
    m_finished = got == 0;
    return !m_error;
}

qint64 TextDevice::readData(char *data, qint64 max)
{
    while (m_position >= m_text.size() && !m_finished) {
        if (m_error || !fill())
            return -1;
    }
    if (m_error)
        return -1;
    const qint64 count = std::min<qint64>(max, m_text.size() - m_position);
    if (count > 0)
        std::memcpy(data, m_text.constData() + m_position, static_cast<std::size_t>(count));
    m_position += count;
    if (count == 0 && max > 0)
        return m_finished ? -1 : 0;
    return count;
}

} // namespace importers
