// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/pagefilter.h"

#include <optional>

namespace store {

/// Where a pool stands, in words and by ids of sites, as placeCounts() has them.
struct PoolPlace
{
    QString site, label, country;
};

/// An accelerator pool with what is known of its chip. Texts are empty where nobody has said; `absent` names what is declared absent.
struct PoolLine
{
    qint64 id = 0;
    QString key, name, vendor, model;
    std::optional<qint64> count, plannedCount;
    std::optional<domain::Day> plannedFor;
    QString vendorCountry, fabCountry, exportClass, stage, criticality, provider, absent;
    QString exportNote, fabNote, confidence; ///< of the reference data on the chip
    bool seen = false;                  ///< in a live export, a state file or the machine type of a system; else a register or a person says so alone
    QList<PoolPlace> places;            ///< that it is hosted at
    QStringList systems, models;        ///< what runs on it: IT systems, and the AI models that these use
};

/// Pools under the filter, and with a legal entity or business service those on which its systems run; by name.
QList<PoolLine> poolLines(AttributeStore &, const PageFilter &);

/// The critical IT systems under the filter that run on accelerators, each with the vendors of these; an empty name is not recorded. Critical: by itself, or by a
/// business service with a critical function.
struct CriticalSystem
{
    qint64 id = 0;
    QStringList vendors;
};
QList<CriticalSystem> criticalSystemsOnAccelerators(AttributeStore &, const PageFilter &);

} // namespace store
