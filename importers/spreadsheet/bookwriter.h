// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QString>

#include <functional>

struct lxw_workbook;

namespace importers {

/// Makes an XLSX workbook with libxlsxwriter (https://libxlsxwriter.github.io) and puts it at `path` when it is whole: the library
/// writes where it is told to, and half a workbook must not replace a whole one. `fill` adds the sheets; the workbook is closed after it.
/// Any thread. Errors: WriteFailed with `path`.
domain::Result<void> writeWorkbook(const QString &path, const std::function<void(lxw_workbook *)> &fill);

} // namespace importers
