// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/jsonimporter.h"

#include "importers/samplejson.h"
#include "importers/text/jsontext.h"

#include <nlohmann/json.hpp>

#include <QIODevice>

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

constexpr qsizetype MaxText = 256 * 1024 * 1024;

bool isJson(Shape shape)
{
    return shape == Shape::Json || shape == Shape::NdJson || shape == Shape::ConcatenatedJson;
}

domain::Result<QByteArray> readWhole(const Source &source)
{
    QByteArray text;
    for (;;) {
        const QByteArray part = source.text->read(1024 * 1024);
        if (part.isEmpty())
            return text;
        text += part;
        if (text.size() > MaxText)
            return Error{ErrorCode::FileTooLarge,
                         u"more than %1 MiB of text in a format that is read as a whole"_s.arg(MaxText / 1048576),
                         source.path};
    }
}

QString baseOf(Shape shape, bool several, int document, qint64 line)
{
    if (shape == Shape::NdJson)
        return u"line %1"_s.arg(line);
    return several ? u"document %1"_s.arg(document) : QString();
}

QString at(const Source &source, const QString &where)
{
    return source.path + u':' + where;
}

/// A line that is no JSON, read before it was clear what the file is.
struct BrokenLine
{
    qint64 line;
    Error error;
};

} // namespace

void tellDuplicates(const QStringList &pointers, domain::RecordSink &sink)
{
    for (const QString &pointer : pointers)
        sink.diagnostic({u"duplicate-member"_s, domain::DiagnosticLevel::Warning, pointer, u"the member occurs twice; the last one counts"_s});
}

int JsonImporter::probe(const Probe &probe) const
{
    if (!isJson(probe.shape))
        return 0;
    const json &sample = sampleJson(probe.sample);
    if (sample.is_discarded())
        return 0;
    int best = score(sample);
    if (best == 0 && sample.is_array()) {
        for (const json &element : sample) {
            if (element.is_object())
                best = std::max(best, score(element));
        }
    }
    return best;
}

bool JsonImporter::isStrange(const json &element)
{
    if (!element.is_object())
        return true;
    bool list = element.empty();
    for (const json &value : element) {
        if (value.is_array() && !value.empty())
            return true;
        list = list || value.is_array();
    }
    return !list;
}

void JsonImporter::rejectStrange(const QStringList &pointers, qint64 &ordinal, domain::RecordSink &sink) const
{
    for (const QString &pointer : pointers) {
        sink.beginRecord(ordinal++, pointer);
        sink.rejected(u"unknown-record"_s, pointer, u"it is not of the format that the others of the list have (%1): import it in a file of its own"_s.arg(displayName()));
    }
}

domain::Result<void> JsonImporter::run(const Source &source, domain::RecordSink &sink,
                                       domain::JobContext &context) const
{
    const bool marked = source.probe.sample.contains(RejectMark.data()) || source.probe.head.contains(RejectMark.data());
    const bool documents = source.shape == Shape::Json || source.shape == Shape::ConcatenatedJson;
    return readsPieces() && documents && !marked && source.again ? runPieces(source, sink, context)
                                                                 : runWhole(source, sink, context);
}

domain::Result<void> JsonImporter::runWhole(const Source &source, domain::RecordSink &sink,
                                            domain::JobContext &context) const
{
    const auto text = readWhole(source);
    if (!text)
        return text.error();
    JsonTextReader reader(*text, source.probe.skippedLines);
    bool headed = false;
    bool understood = false;
    qint64 ordinal = 0;
    int document = 0;
    QList<BrokenLine> broken;
    QString continuation;
    const bool marked = text->contains(RejectMark.data());
    const bool lines = source.shape == Shape::NdJson;
    bool several = source.shape == Shape::ConcatenatedJson;
    // The document that is being read, or all of them where they are read together.
    const bool together = readsPagesTogether();
    std::deque<json> documents;
    std::deque<std::vector<UnwrappedRoot>> unwrapped;
    std::vector<Page> pages;
    QStringList strange;
    QStringList duplicates;
    qsizetype told = 0; ///< of the reader's duplicates

    while (reader.next()) {
        if (context.isCancelled())
            return Error{ErrorCode::Cancelled, u"stopped"_s, source.path};
        const qint64 line = reader.line();
        if (!together) {
            documents.clear();
            unwrapped.clear();
        }
        json &root = documents.emplace_back();
        auto parsed = reader.read(root);
        // Of many lines it matters which one it is.
        for (qsizetype i = told; i < reader.duplicates().size(); ++i)
            duplicates.append((lines ? u"line %1"_s.arg(line) : QString()) + reader.duplicates().at(i));
        told = reader.duplicates().size();
        if (!parsed) {
            const Error error{parsed.error().code, parsed.error().detail, at(source, parsed.error().where)};
            if (!lines)
                return error;
            // One bad line of many: said as a record, once the header is out.
            if (headed) {
                sink.beginRecord(ordinal++, u"line %1"_s.arg(line));
                sink.rejected(u"syntax-error"_s, parsed.error().where, parsed.error().detail);
            } else {
                broken.append({line, error});
            }
            reader.skipLine();
            continue;
        }
        if (marked)
            removeRejectMarks(root);
        ++document;
        several = several || document > 1;
        const QString base = baseOf(source.shape, several, document, line);
        continuation = continuationOf(root);
        for (const UnwrappedRoot &part : unwrapped.emplace_back(unwrap(root))) {
            // The importer's roots: the part itself, its elements (an array of pages), or the part as a list of one (a
            // line).
            std::vector<std::pair<const json *, QString>> roots;
            if (score(*part.root) > 0) {
                roots.emplace_back(part.root, base + part.pointer);
            } else if (part.root->is_array()) {
                QStringList others;
                for (std::size_t i = 0; i < part.root->size(); ++i) {
                    const QString pointer = base + part.pointer + u'/' + QString::number(i);
                    if (score((*part.root)[i]) > 0)
                        roots.emplace_back(&(*part.root)[i], pointer);
                    else if (isStrange((*part.root)[i]))
                        others.append(pointer);
                }
                if (!roots.empty())
                    strange += others;
                else
                    roots.emplace_back(part.root, base + part.pointer);
            } else if (lines) {
                const json &list = documents.emplace_back(json::array({*part.root}));
                roots.emplace_back(score(list) > 0 ? &list : part.root, base + part.pointer);
            } else {
                roots.emplace_back(part.root, base + part.pointer);
            }
            for (const auto &[value, pointer] : roots) {
                if (!headed) {
                    sink.header(header(*value, source));
                    headed = true;
                    for (const BrokenLine &one : std::as_const(broken)) {
                        sink.beginRecord(ordinal++, u"line %1"_s.arg(one.line));
                        sink.rejected(u"syntax-error"_s, one.error.where, one.error.detail);
                    }
                }
                understood = true;
                if (together) {
                    pages.push_back({value, pointer, &source, &root});
                    continue;
                }
                auto done = read({value, pointer, &source, &root}, ordinal, sink, context);
                if (!done)
                    return done;
            }
        }
    }
    if (!understood && !broken.isEmpty())
        return broken.constFirst().error;
    if (together) {
        auto done = readPages(Pages(std::move(pages)), ordinal, sink, context);
        if (!done)
            return done;
    }
    if (!headed)
        sink.header({source.probe.fileName, domain::SourceRank::LiveInventory, true});
    rejectStrange(strange, ordinal, sink);
    tellDuplicates(duplicates, sink);
    if (reader.commentLines() > 0)
        sink.diagnostic({u"comment-lines"_s, domain::DiagnosticLevel::Info, QString(),
                         u"%1 comment lines passed over"_s.arg(reader.commentLines())});
    if (!continuation.isEmpty())
        sink.markPage(incompleteBy(continuation));
    return {};
}

} // namespace importers
