// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/doraregister.h"

namespace rules {

/// What a reader of the register would refuse or ask about, and how it is mended.
struct RegisterRemark
{
    QString code;                ///< "missing", "no-code", "lei", "euid", "country", "currency", "date", "number", "reference", "duplicate",
                                 ///< "chain", "function", "order", "unassessed", "unused", "empty"
    QString table;               ///< "B_02.02"
    QString column;              ///< "0120"; empty: the row, or the template
    int row = 0;                 ///< from 1, as in the file below its titles; 0: the template
    int moreRows = 0;            ///< that the same mend settles
    domain::EntityKind kind = domain::EntityKind::LegalEntity;
    qint64 entity = 0;           ///< where it is mended; 0: nowhere in particular
    QString attr;                ///< of the entity; empty: no value of it
    QString what;
    QString wayOut;
};

/// Mandatory fields, forms of codes, dates, references between templates, chains without a gap, duplicates: by template and row. Any thread.
QList<RegisterRemark> checkRegister(const DoraRegister &, const domain::Catalogue &);

} // namespace rules
