// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QJsonArray>
#include <QJsonObject>

namespace store {

/// One file of :/reference, parsed. Value type. Thread: any.
struct ReferenceResource
{
    QString path;
    QJsonObject root;

    /// Reads ":/reference/<fileName>". Errors: FileNotFound, SyntaxError with the offset.
    static domain::Result<ReferenceResource> read(QLatin1String fileName);
    /// The named list; empty if it is absent.
    QJsonArray list(QLatin1String name) const { return root.value(name).toArray(); }
};

/// A hash over all of :/reference and the statements of :/sql/reference.sql: differs when any fact differs.
/// Thread: any; computed once in a process.
QString referenceVersion();

} // namespace store
