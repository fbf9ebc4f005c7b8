// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace store {

class AttributeStore;

struct Check
{
    QString name;
    bool ok = true;
    QString detail;
};

/// Integrity of the file, foreign keys, the change log's hash chain, rows without an owner, references that wait.
QList<Check> examine(AttributeStore &);

} // namespace store
