// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/clock.h"
#include "domain/result.h"

#include <QHash>
#include <QList>
#include <QSqlDatabase>
#include <QString>

namespace rules {

/// A law on access to data, from outside the zone, within whose reach a provider is.
struct LawReach
{
    QString law;             ///< its id
    QString name;            ///< with its country: "US CLOUD Act"
    bool partial = false;    ///< only a subsidiary or a business of the group in the country is reached
    bool uncertain = false;  ///< whether the law stands is not sure
    bool operator==(const LawReach &) const = default;
};

struct ProviderReach
{
    QList<LawReach> laws;    ///< by name, those that reach the whole first; none twice
    bool known = false;      ///< seat and parent are known and their countries' laws looked up, so that what is not here does not reach it
};

/// Which laws may reach each provider of the workspace on a day: the tables that the rules' own condition `exposed` asks.
/// Thread: the connection's; no other session on it at the time.
domain::Result<QHash<qint64, ProviderReach>> providerReach(QSqlDatabase &, const domain::Catalogue &, domain::Day asOf);

} // namespace rules
