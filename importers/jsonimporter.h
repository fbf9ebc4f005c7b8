// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string_view>
#include <vector>

namespace importers {

class JsonPieces;

/// Base of the formats that are documents: parses with depth and size limits, reports duplicate members, unwraps envelopes
/// (formats.md 0.2) and calls read() for each root document; where it can be large, in pieces.
class JsonImporter : public Importer
{
public:
    int probe(const Probe &) const final;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const final;

protected:
    /// Score of an unwrapped root (arrays cut to 3 elements): 0 = not mine.
    virtual int score(const nlohmann::json &root) const = 0;
    /// Called once before the first document.
    virtual domain::SourceHeader header(const nlohmann::json &root, const Source &) const = 0;

    /// One of the roots of a file.
    struct Page
    {
        const nlohmann::json *root;
        QString pointer; ///< in the file: "" of a single one, "/3" in an array of pages, "line 7"
        const Source *source = nullptr; ///< of a file's own reading: names it
        const nlohmann::json *document = nullptr; ///< the root with what was around it
        bool goesOn = false; ///< a further piece of the root before: all that is around its lists, and more of their elements
        const JsonPieces *pieces = nullptr;

        /// Which element of the whole list this piece's first one is.
        qsizetype first(const nlohmann::json &list) const;
    };
    /// All roots of a file, in its order. May be gone through several times; large ones are then read anew, piece by piece.
    class Pages
    {
    public:
        using Visit = std::function<domain::Result<void>(const Page &)>;
        explicit Pages(std::vector<Page> pages) : m_pages(std::move(pages)) {}
        explicit Pages(const nlohmann::json &root) : m_pages(1, Page{&root, {}}) {}
        explicit Pages(std::function<domain::Result<void>(const Visit &)> walk) : m_walk(std::move(walk)) {}
        domain::Result<void> each(const Visit &) const;
        /// Until one is what was looked for; an error shows when they are read.
        void find(const std::function<bool(const Page &)> &) const;

    private:
        std::vector<Page> m_pages;
        std::function<domain::Result<void>(const Visit &)> m_walk;
    };

    /// Does what one page says need another one? Then all are kept and readPages() gets them at once.
    virtual bool readsPagesTogether() const { return false; }
    /// Can a file be too large to be held? Then readPages() gets it in pieces, and holds to Page::first and Page::goesOn.
    virtual bool readsPieces() const { return false; }
    /// May the array of this pointer in the document be cut into pieces ("": the document itself)? Others stand whole in every piece.
    virtual bool mayCut(std::string_view) const { return true; }
    /// Is it a list of few things that have long lists? It stands in every piece, and those lists are cut.
    virtual bool isTrunk(std::string_view) const { return false; }
    /// Is the member, which is no object, read? What isn't is checked and takes no memory.
    virtual bool isRead(std::string_view) const { return true; }
    /// The name at the end of a pointer.
    static std::string_view nameOf(std::string_view pointer) { return pointer.substr(pointer.rfind('/') + 1); }
    /// As header(), where more than the first page must be known. Of a large document header() gets pieces, until one tells a scope.
    virtual domain::SourceHeader headerOfPages(const Pages &, const Source &) const;
    /// `ordinal` counts the records across documents: take and increase it. A format has the one for each root, or that for all.
    virtual domain::Result<void> read(const Page &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const;
    virtual domain::Result<void> readPages(const Pages &, qint64 &ordinal, domain::RecordSink &, domain::JobContext &) const;

public:
    /// How large a document may be without being cut. For tests: a piece for each element shows what pieces change (nothing).
    static void setPieceSize(qint64 bytes);

private:
    domain::Result<void> runWhole(const Source &, domain::RecordSink &, domain::JobContext &) const;
    domain::Result<void> runPieces(const Source &, domain::RecordSink &, domain::JobContext &) const;
    class Stream;

    /// An element of a list of roots that is none. A page on which nothing stood is no record.
    static bool isStrange(const nlohmann::json &element);
    void rejectStrange(const QStringList &pointers, qint64 &ordinal, domain::RecordSink &) const;
};

/// Tells of members that occurred twice, by their pointers.
void tellDuplicates(const QStringList &pointers, domain::RecordSink &);

} // namespace importers
