// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace store {

/// A provider's region, zone or multi-region location. `country` is empty when it is unknown or more than one.
struct RegionFact
{
    QString provider;
    QString code;
    QString name;
    QString country;
    QString city;
    std::optional<double> lat;
    std::optional<double> lon;
    QString kind; ///< region, sovereign_cloud, government, local_zone, edge, multi_region, global, ...
    QString parentRegion;
    QString partition;
    QString confidence;
    QString source;
    QString operatedBy; ///< the provider's id, where another than `provider` operates and sells it (the clouds in China)
    QStringList members = {}; ///< codes of the regions that a dual region keeps its data in; empty: none, or the provider's choice
};

/// What a machine type or accelerator type holds. `count` 0 is a fraction of one accelerator.
struct InstanceFact
{
    QString provider;
    QString type;
    QString chip;
    int count = 0;
    std::optional<int> memoryMibEach;
    QString confidence;
};

struct ChipFact
{
    QString id;
    QString vendor;
    QString model;
    QString vendorCountry;
    QString fabCountry;
    QString fabNote;
    QString eccn;
    QString exportNote;
    QString confidence;
};

struct DeveloperFact
{
    QString pattern;   ///< the piece of the name that decided
    QString developer; ///< provider id
    QString country;   ///< empty when the developer is of no single country
    bool isWord = false; ///< the pattern is a word that people call other things by as well
};

struct ProviderFact
{
    QString id;
    QString name;
    QString legalCountry;
    QString hqCountry;
    QString ultimateParent;
    QString ultimateParentCountry;
    QString confidence;
    bool sells = false; ///< clouds, software or services, and not only models or chips
};

/// Whom a name in a register may mean.
struct NamedProvider
{
    QString id;        ///< of the reference data; empty: nobody that it knows
    bool sure = false; ///< the name is its own; else only begins with it, or is also a word or the name of a model
};

/// The reference facts in memory, with the spellings that exports use resolved. A value: copies share their
/// data. Thread: any, once made. Everything that is not known gives an empty answer, never a guess.
class ReferenceLookup
{
public:
    ReferenceLookup() = default; ///< knows nothing
    /// Reads :/reference. Errors: FileNotFound, SyntaxError.
    static domain::Result<ReferenceLookup> fromResources();

    /// Provider id of a name as exports write it ("AI21 Labs", "mistralai", "azurerm"); empty if unknown.
    QString resolveProvider(QStringView name) const;
    /// Whom an organisation's own register means by "AWS", "OVH SAS" or "Amazon (AWS), Dublin".
    NamedProvider providerOfName(QStringView name) const;
    std::optional<ProviderFact> provider(QStringView id) const;
    /// Region of a code, zone or display name: "West Europe" of microsoft, "us-east-1a" of aws,
    /// "us-west-2-lax-1a", "europe-west8-b" of google. `provider` may be an id or an alias. A Local Zone that
    /// is not listed comes back with its parent region and without a country.
    std::optional<RegionFact> region(QStringView provider, QStringView code) const;
    std::optional<InstanceFact> instance(QStringView provider, QStringView type) const;
    /// "NVIDIA-A100-SXM4-80GB", "Tesla T4", "nvidia-h100": case, vendor and memory size do not matter.
    std::optional<ChipFact> chip(QStringView alias) const;
    /// By the longest pattern in a model's name or id ("eu.anthropic.claude-3", "Qwen/Qwen2.5-7B").
    std::optional<DeveloperFact> developerOfModel(QStringView name) const;
    QString countryName(QStringView code) const; ///< empty if the code is not ISO 3166-1

private:
    using RegionKey = QPair<QString, QString>;
    std::optional<RegionFact> exactRegion(const QString &provider, const QString &code) const;
    std::optional<RegionFact> awsZone(const QString &provider, const QString &code) const;
    std::optional<RegionFact> partnerRegion(const QString &code) const;

    QHash<QString, QString> m_countries;
    QHash<QString, ProviderFact> m_providers;
    QHash<QString, QString> m_providerAliases;
    QHash<RegionKey, RegionFact> m_regions;
    QHash<RegionKey, QString> m_regionNames;
    QHash<QString, QString> m_partnerRegions; ///< of clouds that partners run with Google's technology: code -> whose it is
    QHash<RegionKey, InstanceFact> m_instances;
    QHash<QString, QString> m_sameInstances;
    QHash<QString, QStringList> m_instancePrefixes;
    QHash<QString, ChipFact> m_chips;
    QHash<QString, QString> m_chipAliases;
    QList<DeveloperFact> m_developers; ///< longest pattern first
};

} // namespace store
