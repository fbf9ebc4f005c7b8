// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificatestates.h"

using namespace Qt::StringLiterals;

namespace app {

CertificateStanding certificateStanding(const store::CertificateLine &line, domain::Day asOf)
{
    if (line.expires && *line.expires < asOf)
        return {CertificateState::Expired, {}};
    if (line.reportType == u"self"_s)
        return {CertificateState::Claimed, u"a statement of the holder's own"_s};
    if (line.evidence.isEmpty())
        return {CertificateState::Claimed, u"no evidence is recorded"_s};
    if (line.issued && *line.issued > asOf)
        return {CertificateState::Unclear, u"it starts later"_s};
    if (!line.expires && !line.endless)
        return {CertificateState::Unclear, u"its last day is not recorded"_s};
    if (line.reportType == u"type1"_s)
        return {CertificateState::Unclear, u"type 1: it looks at the design alone"_s};
    if (line.expires && *line.expires <= asOf + WarnDays)
        return {CertificateState::ExpiresSoon, {}};
    return {CertificateState::Valid, {}};
}

QString certificateWord(CertificateState state)
{
    switch (state) {
    case CertificateState::Valid: return u"valid"_s;
    case CertificateState::ExpiresSoon: return u"expires soon"_s;
    case CertificateState::Unclear: return u"not clear"_s;
    case CertificateState::Claimed: return u"claimed without evidence"_s;
    case CertificateState::Expired: return u"expired"_s;
    case CertificateState::None: break;
    }
    return u"none known"_s;
}

QString certificateBrief(CertificateState state)
{
    switch (state) {
    case CertificateState::ExpiresSoon: return u"soon"_s;
    case CertificateState::Unclear: return u"unclear"_s;
    case CertificateState::Claimed: return u"claimed"_s;
    case CertificateState::None: return u"not known"_s; // "none" is what somebody has declared
    case CertificateState::Valid:
    case CertificateState::Expired: break;
    }
    return certificateWord(state);
}

} // namespace app
