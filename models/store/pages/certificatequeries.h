// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/pages/pagefilter.h"

#include <QSet>

#include <optional>

namespace store {

/// A certificate or report as recorded. Texts are empty where nobody has said.
struct CertificateLine
{
    qint64 id = 0, holder = 0;          ///< holder: a provider; 0: an own legal entity, or nobody has said
    QString key, name, holderName, scheme, level, reportType, evidence;
    std::optional<domain::Day> issued, expires, periodEnd;
    bool endless = false;               ///< declared to have no last day
    QList<qint64> reliedOn;             ///< services for which the organisation relies on it
};

/// A service that a provider offers and a certificate may cover.
struct OfferedService
{
    qint64 id = 0, provider = 0;
    QString key, name, providerName;    ///< name: with its region
};

/// All that stand (neither gone from their source nor out of use), by name.
QList<CertificateLine> certificateLines(AttributeStore &);
/// By provider, then by name.
QList<OfferedService> offeredServices(AttributeStore &);

} // namespace store
