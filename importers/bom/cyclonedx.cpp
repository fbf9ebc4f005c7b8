// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/bom/cyclonedx.h"

#include "importers/bom/cyclonedxreader.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <deque>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using nlohmann::json;

QString CycloneDx::id() const
{
    return u"cyclonedx"_s;
}

QString CycloneDx::displayName() const
{
    return u"CycloneDX bill of materials"_s;
}

int CycloneDx::score(const json &root) const
{
    if (text(root, "bomFormat") != "CycloneDX"_L1)
        return 0;
    return 2 + static_cast<int>(root.contains("specVersion"));
}

domain::SourceHeader CycloneDx::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    header.scope = cycloneDxBase(root, source.path);
    header.rank = domain::SourceRank::Register;
    return header;
}

bool CycloneDx::mayCut(std::string_view pointer) const
{
    // What is attested, and by which standard, is looked up again and again.
    return !pointer.starts_with("/metadata/") && !pointer.starts_with("/declarations/") && !pointer.starts_with("/definitions/");
}

domain::Result<void> CycloneDx::check(const Page &page, domain::RecordSink &sink) const
{
    const json &root = *page.root;
    if (text(root, "bomFormat") != "CycloneDX"_L1)
        return Error{ErrorCode::SchemaMismatch, u"bomFormat is not \"CycloneDX\""_s, page.pointer + u"/bomFormat"_s};
    for (const char *list : {"components", "services"}) {
        const json &value = member(root, list);
        if (!value.is_null() && !value.is_array())
            return Error{ErrorCode::SchemaMismatch, u"not a list"_s, page.pointer + u'/' + QLatin1String(list)};
    }
    const QString version = text(root, "specVersion");
    if (version.section(u'.', 0, 0) != "1"_L1 || version.section(u'.', 1, 1).toInt() > 7)
        sink.diagnostic({u"newer-version"_s, domain::DiagnosticLevel::Warning, page.pointer + u"/specVersion"_s,
                         u"specVersion %1 is not known; read as 1.7"_s.arg(version)});
    return {};
}

domain::Result<void> CycloneDx::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    // What a component says of another counts wherever it stands in the document.
    std::deque<CycloneDxReader> readers;
    auto done = pages.each([&](const Page &page) -> domain::Result<void> {
        if (!page.goesOn) {
            if (auto checked = check(page, sink); !checked)
                return checked;
            readers.emplace_back(*page.root, page.pointer, page.source ? page.source->path : QString(), ordinal, sink, context);
        }
        readers.back().index(*page.root);
        return {};
    });
    if (!done)
        return done;
    std::size_t next = 0;
    done = pages.each([&](const Page &page) -> domain::Result<void> {
        if (!page.goesOn && next > 0) {
            if (auto ended = readers[next - 1].finish(); !ended)
                return ended;
        }
        next += page.goesOn ? 0 : 1;
        return readers[next - 1].read(*page.root, [&page](const json &list) { return page.first(list); });
    });
    return done && next > 0 ? readers[next - 1].finish() : done;
}

} // namespace importers
