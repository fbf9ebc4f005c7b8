// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/result.h"

namespace importers {

/// Writes a workbook (.xlsx) that a team can fill in and send back: a sheet for each kind, with the columns of its register, what each
/// means and may hold (as remarks of the heads and as input help), drop-downs for closed lists, formats for days, and one example row, which
/// is a remark and not read. `answers`: with a sheet for answers to questions, too. A sheet of explanations comes last. No macros. As it stands it
/// holds no entity. Replaces the file as a whole.
domain::Result<void> writeTemplateWorkbook(const QString &path, const QList<const domain::KindInfo *> &kinds, bool answers = false);

} // namespace importers
