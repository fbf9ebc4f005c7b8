// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "domain/result.h"
#include "importers/aws/arn.h"
#include "importers/fieldforms.h"
#include "importers/importer.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <span>
#include <vector>

namespace importers {

/// The answers of Bedrock that tell of one kind of things: the list, and the description of one. A value, any thread.
struct BedrockAnswer
{
    const char *list;   ///< member that lists several; an array without one is a list, too
    const char *single; ///< member that holds the one that is described; null: the root is it
    const char *arn;    ///< member of an item's ARN
    const char *what;   ///< what scopes call them
    std::span<const FieldForm> forms; ///< that the members of an item are documented to have

    using One = std::function<void(const nlohmann::json &item, const Arn &, domain::RecordSink &)>;

    const nlohmann::json &first(const nlohmann::json &root) const;
    /// Of a list account and region of its first ARN, as those of each of its items are said with it; a description is a scope of its own,
    /// so that the description of another thing does not push it out.
    domain::SourceHeader header(const nlohmann::json &root, const Source &) const;
    /// Begins a record for each item and calls `one` with the sink that knows its scope; items without an ARN are
    /// rejected, and members of another type than is documented are warned of and not read.
    domain::Result<void> each(const nlohmann::json &root, const QString &pointer, qint64 &ordinal, domain::RecordSink &, domain::JobContext &,
                              const One &one) const;

private:
    bool isList(const nlohmann::json &root) const;
    std::vector<const nlohmann::json *> items(const nlohmann::json &root) const;
    QString pointerOf(const nlohmann::json &root, const QString &base) const;
};

} // namespace importers
