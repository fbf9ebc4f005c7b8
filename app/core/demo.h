// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/importreport.h"
#include "domain/jobcontext.h"
#include "domain/result.h"

#include <QString>

namespace app {

struct Services;

/// Makes a new workspace with the sample organisation: applies the manifest's settings and imports its files (:/demo) with the
/// importers that real files go through; then accepts the gaps that the manifest names, and answers
/// the criteria of its self-assessments, as the window does. Blocking. The file must not exist.
domain::Result<domain::ImportReport> makeDemoWorkspace(const Services &, const QString &path, const domain::Clock &, domain::JobContext &);

} // namespace app
