// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/requirementlinks.h"

namespace views {

/// "served", "not while a gap stands", "evidence" for a requirement that is undecided or out of reach; else empty.
QString elsewhereMark(const RequirementLinks &);
/// What it speaks to, each with a link, what serves it, and certificates. Rich text.
QString elsewhereHtml(const RequirementLinks &);
/// The same in a tooltip, without links.
QString elsewherePlain(const RequirementLinks &);
/// What the other one asks, why it is mapped, and where that comes from.
QString linkTip(const RequirementLinks &, const QString &link);
rules::ListedRequirement requirementOfLink(const QString &link);
/// "met", "gap", "undecided", "out of reach": how a requirement stands, in a word.
QString standingWord(const rules::RequirementResult &, bool judged, domain::LegalStatus);

} // namespace views
