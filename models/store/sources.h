// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <optional>

namespace store {

class AttributeStore;

/// In place of a size: of any. The sheets of a workbook are known by its hash alone.
inline constexpr qint64 AnyBytes = -1;

/// What the import of a file of this path and size told, where nothing that was done since could make the same bytes mean something else:
/// nothing at all, or imports of other scopes that spoke of none of its things. Its sha256 is that of the bytes then. `alsoSame`: sources (a
/// JSON array) that are imported together with it again, in the same bytes: what was imported together with it then is no matter.
std::optional<domain::FileReport> newestImport(AttributeStore &, const QString &path, qint64 bytes, const QByteArray &alsoSame = "[]");

struct ImportedBytes
{
    qint64 source = 0; ///< 0: no file of the path and size was imported
    QString sha256;
};
/// What the newest file of this path and size was.
ImportedBytes newestBytes(AttributeStore &, const QString &path, qint64 bytes);

struct ImportedSheet
{
    qint64 source = 0;
    QString path;
    QString sha256; ///< of the workbook
};
/// The newest import of each sheet of a workbook (of each member of an archive).
QList<ImportedSheet> sheetsOf(AttributeStore &, const QString &workbook);

} // namespace store
