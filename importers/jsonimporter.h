// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace importers {

/// Base of the formats that are read as a whole document (not the very large ones): parses with depth and size limits,
/// reports duplicate members, unwraps envelopes (formats.md 0.2) and calls read() for each root document.
class JsonImporter : public Importer
{
public:
    int probe(const Probe &) const final;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const final;

protected:
    /// Score of an unwrapped root (arrays cut to 3 elements): 0 = not mine.
    virtual int score(const nlohmann::json &root) const = 0;
    /// Called once before the first document: say the header.
    virtual domain::SourceHeader header(const nlohmann::json &root, const Source &) const = 0;
    /// `pointerBase` is the pointer of this document in the file ("" for a single one, "/3" in an array of pages, "line
    /// 7"). `ordinal` counts the records across documents: take and increase it.
    virtual domain::Result<void> read(const nlohmann::json &root, const QString &pointerBase, qint64 &ordinal,
                                      domain::RecordSink &, domain::JobContext &) const = 0;

    /// One of the roots of a file and its pointer, as read() gets them.
    struct Page
    {
        const nlohmann::json *root;
        QString pointer;
        const Source *source = nullptr; ///< of a file's own reading: names it
        const nlohmann::json *document = nullptr; ///< the root with what was around it
    };
    /// Does what one page says need another one? Then all are kept and readPages() gets them at once.
    virtual bool readsPagesTogether() const { return false; }
    virtual domain::Result<void> readPages(const std::vector<Page> &, qint64 &ordinal, domain::RecordSink &,
                                           domain::JobContext &) const;
};

} // namespace importers
