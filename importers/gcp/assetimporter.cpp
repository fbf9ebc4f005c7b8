// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/assetimporter.h"

#include "importers/gcp/assetrows.h"
#include "importers/jsonimporter.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QIODevice>

#include <algorithm>
#include <cstring>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace {

constexpr qsizetype MaxLine = 64 * 1024 * 1024;

/// Lines of a text of any size.
class Lines
{
public:
    explicit Lines(QIODevice *text) : m_text(text) {}

    bool next(QByteArray &line)
    {
        for (;;) {
            const char *from = m_chunk.constData() + m_at;
            if (const void *end = std::memchr(from, '\n', static_cast<std::size_t>(m_chunk.size() - m_at))) {
                const auto size = static_cast<const char *>(end) - from;
                line = QByteArray(from, size);
                m_at += size + 1;
                m_consumed += size + 1;
                return true;
            }
            if (m_chunk.size() - m_at > MaxLine) {
                m_tooLong = true;
                return false;
            }
            const QByteArray more = m_text->read(1024 * 1024);
            m_chunk = m_chunk.mid(m_at) + more;
            m_at = 0;
            if (more.isEmpty()) {
                line = m_chunk;
                m_consumed += m_chunk.size();
                m_chunk.clear();
                return !line.isEmpty();
            }
        }
    }
    bool tooLong() const { return m_tooLong; }
    qint64 consumed() const { return m_consumed; }

private:
    QIODevice *m_text;
    QByteArray m_chunk;
    qsizetype m_at = 0;
    qint64 m_consumed = 0;
    bool m_tooLong = false;
};

bool isBlank(const QByteArray &line)
{
    return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

struct Reading
{
    const Source &source;
    AssetReader &reader;
    domain::RecordSink &sink;
    domain::JobContext &context;
    QString continuation;
    QStringList duplicates; ///< pointers of members that occurred twice
};

/// One row a line; a line that can't be read does not take the others along.
domain::Result<void> readLines(Reading &reading)
{
    Lines lines(reading.source.text);
    QByteArray line;
    qint64 number = reading.source.probe.skippedLines;
    qint64 comments = 0;
    std::optional<Error> broken;
    bool understood = false;
    while (lines.next(line)) {
        ++number;
        if (isBlank(line))
            continue;
        if (line.startsWith('#')) {
            ++comments;
            continue;
        }
        const QString where = u"line %1"_s.arg(number);
        JsonScanner scanner(std::string_view(line.constData(), static_cast<std::size_t>(line.size())));
        AssetRows rows(scanner, reading.reader, reading.context, reading.source.probe.size);
        rows.startAt(lines.consumed() - line.size());
        bool fine = scanner.skipToValue() && rows.read(where);
        if (fine && scanner.skipToValue()) {
            scanner.fail(ErrorCode::SyntaxError, u"the end of the line was expected"_s);
            fine = false;
        }
        if (!rows.continuation().isEmpty())
            reading.continuation = rows.continuation();
        reading.duplicates += rows.duplicates().mid(0, MostDuplicates - reading.duplicates.size());
        understood = understood || fine;
        if (fine || !scanner.error())
            continue;
        if (scanner.error()->code == ErrorCode::Cancelled)
            return Error{ErrorCode::Cancelled, scanner.error()->detail, reading.source.path};
        const QString at = where + scanner.error()->where.mid(scanner.error()->where.indexOf(u','));
        if (!broken)
            broken = Error{scanner.error()->code, scanner.error()->detail, reading.source.path + u':' + at};
        reading.reader.broken(where, u"syntax-error"_s, at, scanner.error()->detail);
    }
    if (lines.tooLong())
        return Error{ErrorCode::FileTooLarge, u"line %1 is longer than %2 MiB"_s.arg(number + 1).arg(MaxLine / 1048576),
                     reading.source.path};
    if (!understood && broken)
        return *broken;
    if (comments > 0)
        reading.sink.diagnostic({u"comment-lines"_s, domain::DiagnosticLevel::Warning, QString(),
                                 u"%1 comment lines passed over"_s.arg(comments)});
    return {};
}

domain::Result<void> readDocuments(Reading &reading)
{
    JsonScanner scanner(reading.source.text, reading.source.probe.skippedLines);
    AssetRows rows(scanner, reading.reader, reading.context, reading.source.probe.size);
    int document = 0;
    while (scanner.skipToValue()) {
        ++document;
        if (!rows.read(reading.source.shape == Shape::Json ? QString() : u"document %1"_s.arg(document)))
            break;
    }
    reading.continuation = rows.continuation();
    reading.duplicates = rows.duplicates();
    if (const auto &error = scanner.error())
        return Error{error->code, error->detail, reading.source.path + u':' + error->where};
    return {};
}

} // namespace

QString CloudAssets::id() const
{
    return u"gcp-cai"_s;
}

QString CloudAssets::displayName() const
{
    return u"Google Cloud Asset Inventory, gcloud asset export and list (searches, Vertex AI and policies on locations: untested with real exports)"_s;
}

int CloudAssets::probe(const Probe &probe) const
{
    if (probe.shape != Shape::Json && probe.shape != Shape::NdJson && probe.shape != Shape::ConcatenatedJson)
        return 0;
    const json sample = json::parse(probe.sample.cbegin(), probe.sample.cend(), nullptr, false);
    const auto isOurs = [](const json &value) {
        if (isAssetRow(value))
            return true;
        for (const char *list : {"assets", "results"}) {
            for (const json *row : elements(member(value, list))) {
                if (isAssetRow(*row))
                    return true;
            }
        }
        return false;
    };
    if (isOurs(sample) || isOurs(member(sample, "body")) || isOurs(member(sample, RejectedValue.data())))
        return 3;
    if (!sample.is_array())
        return 0;
    return std::any_of(sample.begin(), sample.end(), isOurs) ? 3 : 0;
}

domain::Result<void> CloudAssets::run(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    AssetReader reader(sink, u"gcp-cai/1"_s, source.probe.fileName);
    Reading reading{source, reader, sink, context, {}, {}};
    if (source.shape != Shape::Empty) {
        auto done = source.shape == Shape::NdJson ? readLines(reading) : readDocuments(reading);
        if (!done)
            return done;
    }
    if (auto done = reader.finish(context); !done)
        return Error{done.error().code, done.error().detail, source.path};
    tellDuplicates(reading.duplicates, sink);
    if (!reading.continuation.isEmpty())
        sink.markPage(
            u"incomplete inventory: the export says that more pages exist (%1); fetch them and import them together"_s
                .arg(reading.continuation));
    return {};
}

} // namespace importers
