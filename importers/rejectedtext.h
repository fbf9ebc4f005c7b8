// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rejects.h"
#include "domain/result.h"

#include <QByteArray>

namespace importers {

/// The rejected records of a file as they were read, in the format that they came in, so that they can be mended and imported again:
/// JSON keeps what stands around them, a table its header. Each carries what is wrong in a member or column of its own (RejectMark), by
/// which an importer also knows that the file is not the whole export. UTF-8. Reads the file again.
domain::Result<QByteArray> rejectedText(const QString &path, const domain::RejectWatch &);

} // namespace importers
