// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"
#include "store/entityadder.h"

#include <QDate>
#include <QList>
#include <QSet>
#include <QString>

#include <vector>

namespace store {

class AttributeStore;

/// What speaks against a record, whoever read it: one line for each fault, none for a sound record. Reads the countries once; a value after
/// that, any thread.
class RecordChecks
{
public:
    struct Fault
    {
        QString code, message;
    };

    explicit RecordChecks(AttributeStore &);
    /// `fields`: the record's own that the catalogue knows. `rank`: of its source; `today`: no answer is dated after it.
    QList<Fault> faultsOf(const domain::Record &, const std::vector<KnownField> &fields, domain::SourceRank rank, QDate today) const;

private:
    QStringList unknownCountries(const domain::Record &, const std::vector<KnownField> &fields) const;

    const domain::Catalogue &m_catalogue;
    QSet<QString> m_countries;
};

} // namespace store
