// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/pages/certificatequeries.h"

namespace app {

/// So many days before its last one a certificate is warned of.
inline constexpr domain::Day WarnDays = 90;

/// How a certificate stands on a day; what is better comes first.
enum class CertificateState : int { Valid, ExpiresSoon, Unclear, Claimed, Expired, None };

struct CertificateStanding
{
    CertificateState state = CertificateState::None;
    QString why;    ///< what stands behind an unclear or claimed one; else empty
};

/// Expired the day after its last one. Claimed: it has not expired, but there is no evidence of it, or it is a statement of the holder's own. Unclear: its last day is not
/// recorded, it starts later, or it looks at the design alone (type 1).
CertificateStanding certificateStanding(const store::CertificateLine &, domain::Day asOf);
/// "valid", "expires soon", "claimed without evidence", "none known".
QString certificateWord(CertificateState);
/// The same in one word, for narrow cells.
QString certificateBrief(CertificateState);

} // namespace app
