// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/importreport.h"
#include "domain/result.h"
#include "rules/conditionparser.h"
#include "rules/pack.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace rules {

/// What came of reading a pack: the pack, or every reason why not. `where` of an error is a JSON pointer.
struct LoadedPack
{
    std::optional<Pack> pack;
    QList<domain::Diagnostic> errors;
};

inline constexpr qsizetype MaxPackBytes = 16 * 1024 * 1024;

/// The bytes of a pack's file; one that is too large is refused without being read whole.
domain::Result<QByteArray> readPackFile(const QString &path);

/// Reads and checks one pack; nothing of a faulty pack is used. Thread: any.
LoadedPack loadPack(const QByteArray &json, const domain::Catalogue &, const References & = {});

/// The first error of a loaded pack as an Error (code PackInvalid, where "file#/rules/0/..."), or the pack.
domain::Result<Pack> packOrError(LoadedPack &&, const QString &file);

/// The packs in :/packs, without their examples. Fails on the first faulty one. Their form, sentences and examples were checked when they were
/// built (tst_packs): there are forty-six, and every start reads them.
domain::Result<QList<Pack>> loadBuiltinPacks(const domain::Catalogue &, const References & = {});

/// The catalogue in :/packs/attributes.json.
domain::Result<domain::Catalogue> loadBuiltinCatalogue();

/// Paths between braces in a template: "{importer.name} in {country}".
QList<Path> templatePaths(const QString &text);

} // namespace rules
