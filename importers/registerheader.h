// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"
#include "importers/importer.h"

namespace importers {

/// Of a list that people keep: known by its file's name alone, which lists of several units may share. `ownKeys`: its keys are the
/// organisation's own words.
inline domain::SourceHeader headerOfRegister(const Source &source, bool ownKeys = true)
{
    domain::SourceHeader header{source.probe.fileName, domain::SourceRank::Register};
    header.ownKeys = ownKeys;
    header.guessed = true;
    return header;
}

} // namespace importers
