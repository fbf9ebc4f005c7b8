// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace importers {

/// A member of an access policy of Google Cloud, "user:ann@example.com", under one name however an export writes it:
/// addresses are compared without case.
QString googlePrincipal(const QString &member);
/// Key of whoever that is.
QString googlePrincipalKey(const QString &member);
/// "human", "service" ... of the catalogue's words; empty: not known.
QString googlePrincipalKind(const QString &member);

} // namespace importers
