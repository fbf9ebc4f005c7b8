// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"
#include "importers/text/textencoding.h"

#include <QByteArrayView>

namespace importers {

/// What stands before the content proper: a byte order mark, Excel's `sep=;` line, `scoutsuite_results =`, `var x =`.
struct Prefix
{
    qsizetype bytes = 0;
    int lines = 0;
};
Prefix prefixOf(QByteArrayView start);

/// The shape by the first 256 KiB of decoded text (formats.md 0.2).
Shape shapeOf(QByteArrayView head);

/// Position after the first complete JSON object or array, or -1 when the text ends inside it. Brackets and strings
/// only.
qsizetype endOfJsonValue(QByteArrayView text);

/// Opens the file, reads its start and says what is known of it before an importer is chosen.
domain::Result<Probe> makeProbe(const QString &path, std::optional<TextEncoding> chosen = {});

} // namespace importers
