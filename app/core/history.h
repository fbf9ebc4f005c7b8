// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "store/takeback.h"

namespace app {

struct Services;

/// Undoes the newest deed of the workspace, of an import all its files (or the last alone); answers its title. Blocking; opens its own
/// connection.
domain::Result<QString> undoChange(const Services &, const QString &workspace, const domain::Clock &, bool lastFileOnly = false);

/// Takes the newest undo back. An import that was undone is read from its files once more, which must be the same as they were then: else
/// the error says so and nothing changes. Blocking; opens its own connections.
domain::Result<QString> redoChange(const Services &, const QString &workspace, const domain::Clock &, domain::JobContext &);

/// The file of an import is at its place, to be read again.
bool isReadable(const store::UndoneImport &file);

/// Takes imports back, by their change sets, whatever was done since: as if their files had never been imported (store::TakeBack). Files that
/// were imported later are read again, and must be the same as then: else the error says so and nothing changes. Blocking; opens its own
/// connection; cancelled, nothing changes.
domain::Result<store::TakenBack> takeBackImports(const Services &, const QString &workspace, const QList<qint64> &sets, const QString &who, const domain::Clock &,
                                                 domain::JobContext &);

} // namespace app
