// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/bookwriter.h"

#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>

#include <xlsxwriter.h>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace importers {

Result<void> writeWorkbook(const QString &path, const std::function<void(lxw_workbook *)> &fill)
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return Error{ErrorCode::WriteFailed, folder.errorString(), path};
    const QString made = folder.filePath(u"made.xlsx"_s);
    lxw_workbook *book = workbook_new(QFile::encodeName(made).constData());
    if (!book)
        return Error{ErrorCode::WriteFailed, u"the workbook can't be begun"_s, path};
    fill(book);
    if (const lxw_error closed = workbook_close(book); closed != LXW_NO_ERROR)
        return Error{ErrorCode::WriteFailed, QString::fromUtf8(lxw_strerror(closed)), path};
    QFile from(made);
    QSaveFile to(path);
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly) || to.write(from.readAll()) != from.size() || !to.commit())
        return Error{ErrorCode::WriteFailed, to.error() == QFileDevice::NoError ? from.errorString() : to.errorString(), path};
    return {};
}

} // namespace importers
