// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rowvalues.h"
#include "rules/transferassessment.h"
#include "store/inventory.h"

#include <QSet>

namespace rules {

/// What the reference data says of countries on a day.
struct TransferCountries
{
    QSet<QString> eea;
    QHash<QString, QStringList> adequacy;    ///< by country: what each decision asks of the recipient; "" for nothing
    QHash<QString, QString> pending;         ///< by country: a case by which its decision may fall
    QHash<QString, QString> limits;          ///< by country: what of a decision's scope is for counsel to judge
    QHash<QString, QList<LawReach>> laws;    ///< on access to data, by country, from outside the zone
    QSet<QString> lookedUp;                  ///< countries whose laws were looked up
};
domain::Result<TransferCountries> readTransferCountries(QSqlDatabase &, const domain::Catalogue &, domain::Day asOf);

/// Reads what is recorded of transfers, and what the inventory shows that no transfer records. Thread: the connection's.
class TransferFacts
{
public:
    TransferFacts(store::AttributeStore &, const TransferCountries &, const QHash<qint64, ProviderReach> &, domain::Day asOf);

    /// Retired and vanished ones left out; standing and points are not filled in. By name.
    QList<TransferAssessment> transfers();
    QList<UnrecordedTransfer> unrecorded();

private:
    struct System
    {
        qint64 id = 0;
        QString key, name, provider, keyManagement;
        QStringList datasets;
        std::optional<bool> clear, confidential;
    };
    using Row = store::EntityRow;
    RowValues of(domain::EntityKind, const Row &) const;
    void forEach(domain::EntityKind, const std::function<void(const Row &)> &);
    void readNames();
    void readSystems();
    void readSubcontractors();
    OnwardTransfer::Ground groundOf(const QString &country) const;
    void addOnward(TransferAssessment &, const QString &provider) const;
    void addLaws(TransferAssessment &, const QString &provider) const;
    void addBarriers(TransferAssessment &, const QStringList &datasets, const QString &provider, const QStringList &measures) const;
    void addPlaces(domain::EntityKind, const Row &, const QStringList &datasets);
    /// How data gets abroad: the way, the ways of transfers that carry it (empty: any), and whose transfers may.
    struct Way
    {
        QString facet;
        QStringList carriers, providers;
    };
    void add(domain::EntityKind, qint64 id, const QString &key, const QString &name, const QString &country, const Way &, const QString &dataset);
    bool isRecorded(const Way &, const QString &country, const QString &dataset) const;
    bool isPersonal(const QStringList &classes) const;

    store::AttributeStore &m_store;
    store::Inventory m_inventory;
    const TransferCountries &m_countries;
    const QHash<qint64, ProviderReach> &m_reach;
    domain::Day m_asOf;
    struct Recipient
    {
        QString name, provider, country;
        std::optional<domain::Day> dpfUntil;
    };
    QHash<QString, QString> m_entities, m_datasets;
    QHash<QString, QString> m_roles;            ///< of a legal entity in data protection law, by its key
    QHash<QString, Recipient> m_recipients;
    QHash<QString, QStringList> m_classes;      ///< of a dataset, by its key
    QHash<QString, QString> m_seats;            ///< of a legal entity that is no branch, by its key
    QHash<QString, QString> m_at;               ///< seat of whoever answers for a dataset, by its key
    QHash<QString, qint64> m_providers, m_datasetIds;
    QList<System> m_systems;
    QHash<QString, QList<OnwardTransfer>> m_subcontractors; ///< by provider
    QHash<QString, QList<qsizetype>> m_systemsOf; ///< by dataset
    QHash<QString, QSet<QString>> m_recorded;   ///< ways ("": not said) by "dataset:key|country", and "provider:key|country" of a transfer that names no dataset
    QSet<QString> m_told;
    QList<UnrecordedTransfer> m_unrecorded;
};

} // namespace rules
