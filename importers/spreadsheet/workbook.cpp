// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/workbook.h"

#include "importers/archive/zipkind.h"
#include "importers/spreadsheet/ods.h"
#include "importers/spreadsheet/xlsx.h"

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;

namespace importers {

domain::Result<std::unique_ptr<Workbook>> Workbook::open(const QString &path)
{
    switch (zipKind(path)) {
    case ZipKind::ExcelWorkbook: return Xlsx::open(path);
    case ZipKind::OdfTable: return Ods::open(path);
    case ZipKind::BinaryWorkbook:
        return Error{ErrorCode::UnsupportedVersion, u"binary Excel workbook (.xlsb): save it as .xlsx"_s, path};
    default: return Error{ErrorCode::UnknownFormat, u"not a workbook"_s, path};
    }
}

} // namespace importers
