// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace store {
class ReferenceLookup;
}

namespace rules {

/// How surely what a certificate states covers a service. The numbers are those of the session's table bw_scope.
enum class Cover : int { No = 0, Unknown = 1, Yes = 2 };

/// A list as a certificate's annex gives it; not complete while nobody has said that there is no more.
struct StatedScope
{
    QStringList entries;
    bool complete = false;
};

/// A service as a certificate may name it: a product, as a rule in one region.
struct ScopedService
{
    QString key;
    QString name;
    QString product;
    QString provider;    ///< a name or id by which the reference data knows the provider
    QString region;      ///< as the officer wrote it; empty where unsaid or absent
    bool global = false; ///< declared to have no region
    QStringList countries; ///< where it is offered from
    bool countriesComplete = false;
};

/// Compares the scope of certificates with services. Certificates name products and places in words of their own: the key, the name
/// or the product of a service, `*`, a region by its code or display name, a country, the EU or the EEA. What may mean
/// the service without saying so is unknown, never in and never out. A value; any thread. The reference data outlives it.
class CertificateScope
{
public:
    /// `groups`: countries of a group by its name ("EEA"). `named`: every key, name and product of the workspace's services.
    CertificateScope(const store::ReferenceLookup &, QHash<QString, QSet<QString>> groups, const QStringList &named);

    Cover product(const StatedScope &services, const ScopedService &) const;
    Cover region(const StatedScope &regions, const ScopedService &) const;

private:
    Cover inEntry(const QString &entry, const ScopedService &) const;
    QSet<QString> countriesOf(const QString &entry) const;

    const store::ReferenceLookup &m_reference;
    QHash<QString, QSet<QString>> m_groups;
    QSet<QString> m_named;
};

} // namespace rules
