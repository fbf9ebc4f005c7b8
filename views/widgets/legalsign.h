// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"

#include <QIcon>

class QPalette;

namespace views {

/// The sign of what stands behind a framework, a shape for each so that colour is never alone: law a full square, programme a full lozenge,
/// standard a full disc, scheme a ring, proposal a dotted ring, own policy a triangle. It goes beside the word, never in its place.
QIcon legalSign(domain::LegalStatus, const QPalette &);

} // namespace views
