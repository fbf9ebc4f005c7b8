// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/shape.h"

#include "importers/text/jsontext.h"
#include "importers/text/textdevice.h"

#include <nlohmann/json.hpp>

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

constexpr qsizetype HeadBytes = 256 * 1024;
/// Documents with sorted keys tell their format at the end: the sample looks further than the head.
constexpr qsizetype SampleBytes = 8 * 1024 * 1024;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

qsizetype skipBlanks(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

/// Over blanks and whole lines that start with '#'.
qsizetype skipComments(QByteArrayView text, qsizetype at)
{
    for (;;) {
        at = skipBlanks(text, at);
        if (at >= text.size() || text[at] != '#')
            return at;
        while (at < text.size() && text[at] != '\n')
            ++at;
    }
}

std::optional<domain::Error> firstSyntaxError(QByteArrayView text, int skippedLines)
{
    JsonTextReader reader(text, skippedLines);
    nlohmann::json document;
    while (reader.next()) {
        const auto read = reader.read(document);
        if (!read)
            return read.error();
    }
    return std::nullopt;
}

bool opensJson(QByteArrayView text, qsizetype at)
{
    return at < text.size() && (text[at] == '{' || text[at] == '[');
}

} // namespace

Prefix prefixOf(QByteArrayView start)
{
    Prefix prefix;
    if (start.startsWith("\xEF\xBB\xBF"))
        prefix.bytes = 3;
    const QByteArrayView window = start.sliced(prefix.bytes, std::min<qsizetype>(start.size() - prefix.bytes, 512));
    const QString text = QString::fromLatin1(window);
    static const QRegularExpression separator(u"^sep=.\\r?(\\n|$)"_s, QRegularExpression::CaseInsensitiveOption);
    const auto line = separator.match(text);
    if (line.hasMatch()) {
        prefix.bytes += line.capturedLength();
        prefix.lines = 1;
        return prefix;
    }
    static const QRegularExpression assignment(
        u"^\\s*(?:(?:var|let|const)\\s+)?[A-Za-z_$][\\w$.]*\\s*=\\s*(?=[{\\[])"_s);
    const auto assigned = assignment.match(text);
    if (assigned.hasMatch()) {
        prefix.bytes += assigned.capturedLength();
        prefix.lines = static_cast<int>(assigned.captured().count(u'\n'));
    }
    return prefix;
}

qsizetype endOfJsonValue(QByteArrayView text)
{
    qsizetype depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth <= 0) {
            return i + 1;
        }
    }
    return -1;
}

Shape shapeOf(QByteArrayView head)
{
    const qsizetype start = skipBlanks(head, 0);
    if (start == head.size())
        return Shape::Empty;
    const qsizetype content = skipComments(head, start);
    if (opensJson(head, content)) {
        const qsizetype end = endOfJsonValue(head.sliced(content));
        if (end < 0)
            return content > start ? Shape::NdJson : Shape::Json;
        const QByteArrayView first = head.sliced(content, end);
        const qsizetype next = skipComments(head, content + end);
        const bool more = opensJson(head, next);
        if (content > start)
            return Shape::NdJson;
        if (!more)
            return Shape::Json;
        const bool oneLine = !first.contains('\n') && head.sliced(content + end, next - content - end).contains('\n');
        return oneLine ? Shape::NdJson : Shape::ConcatenatedJson;
    }
    const qsizetype lineEnd = head.indexOf('\n', start);
    const QByteArrayView line = head.sliced(start, (lineEnd < 0 ? head.size() : lineEnd) - start);
    if (lineEnd > 0 && line.trimmed() == "---")
        return Shape::FrontMatter;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        if (line.contains(delimiter))
            return Shape::Delimited;
    }
    // A register of one column has no delimiter at all.
    return line.trimmed().endsWith(":key") ? Shape::Delimited : Shape::Unknown;
}

domain::Result<Probe> makeProbe(const QString &path, std::optional<TextEncoding> chosen)
{
    auto device = TextDevice::openFile(path, {}, chosen);
    if (!device)
        return device.error();
    Probe probe;
    probe.fileName = QFileInfo(path).fileName();
    QByteArray text;
    const auto readUpTo = [&](qsizetype limit) {
        while (text.size() < limit) {
            const QByteArray part = (*device)->read(limit - text.size());
            if (part.isEmpty())
                break;
            text += part;
        }
    };
    readUpTo(HeadBytes);
    probe.head = text;
    probe.shape = shapeOf(text);
    probe.skippedLines = (*device)->skippedLines();
    const bool json =
        probe.shape == Shape::Json || probe.shape == Shape::NdJson || probe.shape == Shape::ConcatenatedJson;
    if (json) {
        readUpTo(SampleBytes);
        bool broken = false;
        probe.sample = sampleOf(text, &broken);
        if (broken && (*device)->atEnd())
            probe.syntax = firstSyntaxError(text, probe.skippedLines);
    }
    if ((*device)->error())
        return *(*device)->error();
    probe.size = (*device)->atEnd() ? (*device)->decodedSize() : 0;
    return probe;
}

} // namespace importers
