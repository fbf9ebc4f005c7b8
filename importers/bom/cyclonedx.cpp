// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/bom/cyclonedx.h"

#include "importers/bom/cyclonedxreader.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

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
    header.scope = cycloneDxBase(root);
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    header.rank = domain::SourceRank::Register;
    return header;
}

domain::Result<void> CycloneDx::read(const json &root, const QString &pointerBase, qint64 &ordinal,
                                     domain::RecordSink &sink, domain::JobContext &context) const
{
    if (text(root, "bomFormat") != "CycloneDX"_L1)
        return Error{ErrorCode::SchemaMismatch, u"bomFormat is not \"CycloneDX\""_s, pointerBase + u"/bomFormat"_s};
    for (const char *list : {"components", "services"}) {
        const json &value = member(root, list);
        if (!value.is_null() && !value.is_array())
            return Error{ErrorCode::SchemaMismatch, u"not a list"_s, pointerBase + u'/' + QLatin1String(list)};
    }
    const QString version = text(root, "specVersion");
    if (version.section(u'.', 0, 0) != "1"_L1 || version.section(u'.', 1, 1).toInt() > 7)
        sink.diagnostic({u"newer-version"_s, domain::DiagnosticLevel::Warning, pointerBase + u"/specVersion"_s,
                         u"specVersion %1 is not known; read as 1.7"_s.arg(version)});
    return CycloneDxReader(root, pointerBase, ordinal, sink, context).run();
}

} // namespace importers
