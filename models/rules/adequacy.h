// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QString>

#include <optional>

namespace rules {

class Session;

/// What the adequacy decisions for a country ask, on the day of the session.
struct AdequacyAsks
{
    bool certificate = false; ///< of the recipient, under the Data Privacy Framework
    bool recipient = false;   ///< what kind of recipient it is
    QString pending;          ///< a case by which a decision may fall: "appeal C-703/25 P"
    QString limits;           ///< of what a decision covers, in words, where they are for counsel to judge; empty: there are none
};
domain::Result<AdequacyAsks> adequacyAsks(Session &, const QString &country);

/// Which of a certificate's three facts decide whether it covers a transfer; what is known of the others changes nothing.
struct CertificateAsks
{
    bool certified = false, forHr = false, hrGoes = false;
};
CertificateAsks certificateAsks(std::optional<bool> certified, std::optional<bool> hrGoes);

} // namespace rules
