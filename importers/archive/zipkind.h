// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace importers {

/// What a zip is, by the names of its members: office documents are zips too.
enum class ZipKind {
    None,           ///< no zip
    Archive,        ///< a bundle of files
    ExcelWorkbook,  ///< .xlsx, .xlsm
    OdfTable,       ///< .ods
    BinaryWorkbook, ///< .xlsb
    OtherDocument   ///< a text or slides, of Office or OpenDocument
};
ZipKind zipKind(const QString &path);

} // namespace importers
