// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "domain/recordsink.h"
#include "store/entityadder.h"

#include <QHash>
#include <QPair>
#include <QString>

#include <vector>

namespace store {

class AttributeStore;
class ReferenceLookup;

/// Providers and regions of the records of one file as the reference data names them: "azure/West Europe" and "microsoft/westeurope" are one
/// place, "Amazon Web Services EMEA SARL" is of the group "aws". The connection's thread, within the caller's transaction.
class CanonicalNames
{
public:
    /// `changeSet`: in which providers that the reference data brings along are added. What is passed must outlive it.
    CanonicalNames(AttributeStore &, const ReferenceLookup &, qint64 changeSet);

    /// Renames in place; `fields` point at the record's own. What is not known is told to the sink, with `where`.
    void apply(domain::Record &, const std::vector<KnownField> &fields, const domain::SourceHeader &, const QString &where, domain::RecordSink &);

private:
    void provider(QString &key, const domain::SourceHeader &);
    /// Who operates a region, and under whose name exports have it.
    struct Operator
    {
        QString by;
        QString technologyOf;
    };
    Operator operatorOf(const QList<domain::Place> &) const;
    void regions(domain::Record &, const QString &where, domain::RecordSink &);

    AttributeStore &m_store;
    const ReferenceLookup &m_reference;
    qint64 m_changeSet;
    QPair<QString, QString> m_lastRegion;   ///< provider and region as the reference data has them
    QHash<QPair<QString, QString>, QPair<QString, QString>> m_regionKeys; ///< provider and region as written -> as the reference data has them
    QHash<QPair<QString, QString>, QStringList> m_members; ///< dual region -> its regions
    QHash<QPair<QString, QString>, Operator> m_operators; ///< of regions that another than their provider operates
    QHash<QString, QString> m_providerKeys;
};

/// Of a certificate: the scheme as rules know it, with edition, level and kind of report in the fields that they have, where they stand in its name alone
/// ("BSI C5:2020 Type 2"). What the record says of them in those fields stays. A scheme that cannot be read is told to the sink, with `where`. Thread: any.
void readCertificateName(domain::Record &, const QString &where, domain::RecordSink &);

} // namespace store
