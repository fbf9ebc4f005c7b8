// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QByteArray>

namespace importers {

/// Takes away what an earlier import wrote beside the records that it rejected.
void removeRejectMarks(nlohmann::json &value);

/// What every importer looks at to tell whether a document is of its format: the sample as JSON, parsed once for all of them, as that of a
/// document whose things are not in lists has megabytes. Marks of rejected records are left out. Valid until the next call in this thread.
const nlohmann::json &sampleJson(const QByteArray &sample);

/// The sample is kept while one of these lives, which is for one recognition, and freed with it.
class SampleJsonScope
{
public:
    SampleJsonScope() = default;
    ~SampleJsonScope();
    SampleJsonScope(const SampleJsonScope &) = delete;
    SampleJsonScope &operator=(const SampleJsonScope &) = delete;
};

} // namespace importers
