// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that may be too large to be held: known by their outlines, then gone through piece by piece as often as the format asks.
#include "importers/jsonimporter.h"

#include "importers/text/jsonpieces.h"
#include "importers/text/jsontext.h"

#include <nlohmann/json.hpp>

#include <QIODevice>

#include <algorithm>
#include <atomic>
#include <deque>
#include <map>
#include <optional>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

namespace importers {
namespace {

std::atomic<qint64> pieceSize = 512 * 1024;

} // namespace

void JsonImporter::setPieceSize(qint64 bytes)
{
    pieceSize = bytes;
}

qsizetype JsonImporter::Page::first(const json &list) const
{
    return pieces ? pieces->first(list) : 0;
}

domain::Result<void> JsonImporter::Pages::each(const Visit &visit) const
{
    if (m_walk)
        return m_walk(visit);
    for (const Page &page : m_pages) {
        auto done = visit(page);
        if (!done)
            return done;
    }
    return {};
}

void JsonImporter::Pages::find(const std::function<bool(const Page &)> &found) const
{
    // The error only ends the walk.
    (void)each([&](const Page &page) -> domain::Result<void> {
        if (found(page))
            return Error{ErrorCode::Cancelled, {}, {}};
        return {};
    }).has_value();
}

domain::SourceHeader JsonImporter::headerOfPages(const Pages &pages, const Source &source) const
{
    domain::SourceHeader said;
    pages.find([&](const Page &page) {
        said = header(*page.root, source);
        return said.scope != source.probe.fileName;
    });
    return said;
}

domain::Result<void> JsonImporter::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink,
                                             domain::JobContext &context) const
{
    return pages.each([&](const Page &page) { return read(page, ordinal, sink, context); });
}

domain::Result<void> JsonImporter::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    return readPages(Pages(std::vector<Page>(1, page)), ordinal, sink, context);
}

/// The documents of one file.
class JsonImporter::Stream
{
public:
    Stream(const JsonImporter &importer, const Source &source, domain::JobContext &context)
        : m_importer(importer), m_source(source), m_context(context)
    {
    }

    /// Goes through the whole text once: what it is, and whether each byte can be read.
    domain::Result<void> open()
    {
        JsonScanner scanner(m_source.text, m_source.probe.skippedLines);
        JsonPieces pieces = piecesOf(scanner);
        bool small = true; // all documents together
        while (scanner.skipToValue()) {
            json &document = m_held.emplace_back();
            if (!pieces.outline(document))
                return failure(scanner);
            ++m_documents;
            m_continuation = continuationOf(document);
            // A document that can't be cut is held, whatever its size.
            small = small && !pieces.isCut() && (m_documents == 1 || scanner.consumed() <= pieceSize);
            if (pieces.isCut())
                m_outlines.emplace(m_documents, std::move(document));
            if (!small)
                m_held.clear();
        }
        if (scanner.error())
            return failure(scanner);
        m_duplicates = pieces.duplicates();
        m_comments = scanner.commentLines();
        m_size = scanner.consumed();
        int number = 0;
        for (json &document : m_held) {
            const std::optional<bool> whole;
            for (auto &[root, pointer] : rootsOf(document, ++number, whole, nullptr))
                m_pages.push_back({root, pointer, &m_source, &document});
        }
        m_allStrange = m_strange;
        return {};
    }

    Pages pages()
    {
        if (m_documents == static_cast<int>(m_held.size()))
            return Pages(m_pages);
        return Pages([this](const Pages::Visit &visit) { return walk(visit, false); });
    }
    /// Of the first root alone.
    Pages firstPages()
    {
        if (m_documents == static_cast<int>(m_held.size()))
            return Pages(std::vector<Page>(m_pages.begin(), m_pages.begin() + (m_pages.empty() ? 0 : 1)));
        return Pages([this](const Pages::Visit &visit) { return walk(visit, true); });
    }

    int documents() const { return m_documents; }
    const QString &continuation() const { return m_continuation; }
    const QStringList &duplicates() const { return m_duplicates; }
    /// Of all documents, once they were gone through: elements of lists of roots that are none.
    const QStringList &strange() const { return m_allStrange; }
    int commentLines() const { return m_comments; }

private:
    using Roots = std::vector<std::pair<const json *, QString>>;

    JsonPieces piecesOf(JsonScanner &scanner) const
    {
        const auto part = [this](std::string_view pointer) {
            return m_importer.isTrunk(pointer) ? JsonPieces::Part::Trunk
                   : m_importer.mayCut(pointer) ? JsonPieces::Part::List
                                                : JsonPieces::Part::Whole;
        };
        return {scanner, {part, [this](std::string_view pointer) { return m_importer.isRead(pointer); }}, pieceSize,
                [this] { return !m_context.isCancelled(); }};
    }

    domain::Result<void> failure(const JsonScanner &scanner) const
    {
        if (!scanner.error())
            return Error{ErrorCode::Cancelled, u"stopped"_s, m_source.path};
        return Error{scanner.error()->code, scanner.error()->detail, m_source.path + u':' + scanner.error()->where};
    }

    /// The importer's roots in a document: the part itself, or its elements (an array of pages). Of a piece its outline tells which.
    Roots rootsOf(json &document, int number, std::optional<bool> elementwise, const JsonPieces *pieces)
    {
        const bool several = m_source.shape == Shape::ConcatenatedJson || number > 1;
        const QString base = several ? u"document %1"_s.arg(number) : QString();
        Roots roots;
        for (const UnwrappedRoot &part : unwrap(document)) {
            QString pointer = part.pointer;
            // Lists in a list are roots each, counted in this piece.
            if (const qsizetype before = pieces && document.is_array() ? pieces->first(document) : 0; before > 0 && !pointer.isEmpty()) {
                const qsizetype cut = pointer.indexOf(u'/', 1);
                const QStringView index = QStringView(pointer).mid(1, cut < 0 ? -1 : cut - 1);
                pointer = u'/' + QString::number(index.toLongLong() + before) + (cut < 0 ? QString() : pointer.mid(cut));
            }
            const qsizetype first = pieces ? pieces->first(*part.root) : 0;
            const std::size_t begin = roots.size();
            const bool asElements = part.root->is_array() && elementwise.value_or(m_importer.score(*part.root) <= 0);
            QStringList others;
            for (std::size_t i = 0; asElements && i < part.root->size(); ++i) {
                const QString own = base + pointer + u'/' + QString::number(first + static_cast<qsizetype>(i));
                if (m_importer.score((*part.root)[i]) > 0)
                    roots.emplace_back(&(*part.root)[i], own);
                else if (isStrange((*part.root)[i]))
                    others.append(own);
            }
            if (roots.size() == begin && !(asElements && elementwise))
                roots.emplace_back(part.root, base + pointer);
            else
                m_strange += others;
        }
        return roots;
    }

    /// Are the elements of the document's list roots of their own?
    bool isElementwise(json outline) const
    {
        for (const UnwrappedRoot &part : unwrap(outline)) {
            if (!part.root->is_array() || m_importer.score(*part.root) > 0)
                return false;
            if (std::any_of(part.root->begin(), part.root->end(), [this](const json &e) { return m_importer.score(e) > 0; }))
                return true;
        }
        return false;
    }

    domain::Result<void> walk(const Pages::Visit &visit, bool firstOnly)
    {
        auto text = m_source.again();
        if (!text)
            return text.error();
        JsonScanner scanner(text->get(), m_source.probe.skippedLines);
        JsonPieces pieces = piecesOf(scanner);
        m_strange.clear();
        domain::Result<void> done;
        bool ended = false;
        for (int number = 1; !ended && scanner.skipToValue(); ++number) {
            json document;
            const auto outline = m_outlines.find(number);
            bool fine = false;
            if (outline == m_outlines.end()) {
                fine = pieces.outline(document);
                for (auto &[root, pointer] : fine ? rootsOf(document, number, std::nullopt, nullptr) : Roots()) {
                    if (!(done = visit({root, pointer, &m_source, &document})))
                        return done;
                    if ((ended = firstOnly))
                        break;
                }
            } else {
                const bool elementwise = isElementwise(outline->second);
                bool goesOn = false;
                fine = pieces.pieces(outline->second, document, [&] {
                    for (auto &[root, pointer] : rootsOf(document, number, elementwise, &pieces)) {
                        if (firstOnly && elementwise && goesOn)
                            return !(ended = true);
                        if (!(done = visit({root, pointer, &m_source, &document, goesOn && !elementwise, &pieces})))
                            return false;
                        goesOn = true;
                    }
                    return true;
                });
                ended = ended || firstOnly;
            }
            if (!done)
                return done;
            if (!fine && !ended)
                return failure(scanner);
        }
        if (scanner.error())
            return failure(scanner);
        if (!ended && scanner.consumed() != m_size)
            return Error{ErrorCode::FileUnreadable, u"the file was changed while it was read; import it again"_s, m_source.path};
        m_duplicates = pieces.duplicates();
        if (!ended)
            m_allStrange = m_strange;
        return done;
    }

    const JsonImporter &m_importer;
    const Source &m_source;
    domain::JobContext &m_context;
    std::deque<json> m_held; ///< all documents, where they are small
    std::vector<Page> m_pages;
    std::map<int, json> m_outlines; ///< of the large ones, by their number
    int m_documents = 0;
    qint64 m_size = 0;
    QString m_continuation;
    QStringList m_duplicates;
    QStringList m_strange; ///< of what was gone through so far
    QStringList m_allStrange;
    int m_comments = 0;
};

domain::Result<void> JsonImporter::runPieces(const Source &source, domain::RecordSink &sink, domain::JobContext &context) const
{
    Stream stream(*this, source, context);
    if (auto opened = stream.open(); !opened)
        return opened;
    if (stream.documents() == 0)
        sink.header({source.probe.fileName, domain::SourceRank::LiveInventory, true});
    else
        sink.header(headerOfPages(stream.firstPages(), source));
    qint64 ordinal = 0;
    if (auto done = readPages(stream.pages(), ordinal, sink, context); !done)
        return done;
    rejectStrange(stream.strange(), ordinal, sink);
    tellDuplicates(stream.duplicates(), sink);
    if (stream.commentLines() > 0)
        sink.diagnostic({u"comment-lines"_s, domain::DiagnosticLevel::Info, QString(), u"%1 comment lines passed over"_s.arg(stream.commentLines())});
    if (!stream.continuation().isEmpty())
        sink.markPage(incompleteBy(stream.continuation()));
    return {};
}

} // namespace importers
