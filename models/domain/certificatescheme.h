// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// What the name of a certificate says, as auditors and providers write it. A value; any thread.
struct CertificateScheme
{
    QString scheme;     ///< "SECNUMCLOUD", "C5", "CSA_STAR": by which rules know it; of a scheme that is not known, what was written without case and signs
    QString version;    ///< "3.2" of "SecNumCloud 3.2"
    QString level;      ///< "alto" of "ENS Alto"
    QString reportType; ///< type1, type2, certificate or self; empty: nothing is said
    bool isKnown = false; ///< every word of it was read
};

/// "ANSSI SecNumCloud 3.2", "BSI C5:2020 Type 2", "ISO/IEC 27001:2022": the scheme, apart from issuer, edition, level and kind of report. A text of which a word
/// is not understood ("SOC 2 readiness assessment") is no scheme that is known. Any thread.
CertificateScheme certificateScheme(const QString &written);

} // namespace domain
