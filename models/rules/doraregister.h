// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/registerform.h"
#include "domain/result.h"
#include "store/attributestore.h"

#include <QList>
#include <QString>

namespace rules {

/// A cell of a template as it is written, and the value of the inventory that it comes from.
struct RegisterCell
{
    QString text;                ///< "eba_GA:DE"; empty: nothing is said
    QString unwritten;           ///< what the inventory holds but the template has no code for
    domain::EntityKind kind = domain::EntityKind::LegalEntity;
    qint64 entity = 0;           ///< 0: made by the program (a link, the day)
    QString attr;                ///< of the entity: where a person can mend it
};

struct RegisterRow
{
    QList<RegisterCell> cells;   ///< in the order of the template's columns
    domain::EntityKind kind = domain::EntityKind::LegalEntity;
    qint64 entity = 0;           ///< the thing that the row is about
};

struct RegisterTable
{
    QString id;                  ///< "B_02.02"
    QList<RegisterRow> rows;     ///< by their keys
};

/// The register of information of one legal entity and those below it, on a day.
struct DoraRegister
{
    QString keeperKey, keeperName, keeperLei, keeperCountry, currency;
    bool consolidated = false;   ///< more than one entity is in it
    domain::Day asOf = 0;
    QList<RegisterTable> tables; ///< all templates, empty ones too
    int derivedUses = 0;         ///< rows of B_02.02 that come from IT systems, since nobody recorded the use itself

    const RegisterTable *table(QStringView id) const;
    /// The text of a cell; empty where there is no such row or column.
    QString cell(QStringView table, qsizetype row, QStringView column) const;
};

/// Fills the templates from the inventory. `keeper`: key of the legal entity that keeps the register; empty: the one of which that is said
/// ("Keeps the register"), else the only one that has no parent. Reads only. Thread: the connection's.
domain::Result<DoraRegister> buildDoraRegister(store::AttributeStore &, domain::Day asOf, const QString &keeper);

} // namespace rules
