// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace importers {

/// A format (or a trap) that is known by its content, built or not: formats.md 0.3.
struct Signature
{
    QString id;            ///< as an importer of the format is called; traps have ids of their own
    QString name;          ///< English product name
    QString advice;        ///< what to do instead while there is no importer
    bool trap = false;     ///< never an inventory, whatever an importer thinks of it
    bool noAdvice = false; ///< the advice says only that there is no importer
};

/// The first row that matches, or nothing.
std::optional<Signature> signatureOf(const Probe &);

/// A format named by the file's name alone, for files without a row in them.
std::optional<Signature> signatureByName(const QString &fileName);

} // namespace importers
