// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/heading.h"

#include "importers/table/tableshape.h"
#include "importers/text/shape.h"

namespace importers {

using namespace Qt::StringLiterals;

std::optional<BelowHeading> belowHeading(const Probe &probe)
{
    if (probe.shape != Shape::Delimited && probe.shape != Shape::Unknown)
        return std::nullopt;
    const TableShape shape = tableShape(probe.head, probe.skippedLines, probe.size > 0);
    const qint64 lines = shape.headerLine - probe.skippedLines - 1;
    if (lines < 1 || shape.columns.size() < 2 || shape.rowsSeen < 1)
        return std::nullopt;
    qsizetype bytes = 0;
    for (qint64 i = 0; i < lines; ++i) {
        const qsizetype end = probe.head.indexOf('\n', bytes);
        if (end < 0)
            return std::nullopt;
        bytes = end + 1;
    }
    BelowHeading below{probe, bytes, shape.above.join(u", "_s).simplified()};
    below.probe.head = probe.head.sliced(bytes);
    below.probe.skippedLines += static_cast<int>(lines);
    below.probe.shape = shapeOf(below.probe.head);
    below.probe.size = probe.size > 0 ? probe.size - bytes : 0;
    return below.probe.shape == Shape::Delimited ? std::optional(below) : std::nullopt;
}

} // namespace importers
