// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/table/columnnames.h"
#include "importers/table/tableshape.h"

#include <optional>

namespace importers {

// What the cells and the title of a column tell for and against a meaning.

/// The parts of a cell that may hold several values.
QStringList partsOfCell(const QString &cell);

/// Whether a cell could be a value of the attribute, in whatever language or form of dates.
bool fits(const QString &cell, const domain::Attribute &attribute, const ColumnNames &names);

/// Nothing where the cell is no answer.
std::optional<bool> saysYes(const QString &cell);

/// Its own name at a cloud, by which other sources know it too: the scheme of the alias; empty: none.
QString schemeOf(Look look);

/// What the values of a column make of the likeness of its title: more where they fit, much less where they can't be meant.
double evidence(const TableColumn &column, const domain::Attribute &attribute, const ColumnNames &names);

/// How many of the cells that tell something a column of the attribute would understand.
struct Understood
{
    qsizetype cells = 0;
    qsizetype told = 0;
    QStringList others; ///< the first different ones that are not
    bool none() const { return told > 0 && cells == 0; }
};
/// Nothing is told where any text would do.
Understood understoodOf(const TableColumn &column, const domain::Attribute &attribute, const ColumnNames &names);

/// One of a few words of ours stands in each cell, or several of them.
bool isOfFixedWords(const domain::Attribute &attribute);

/// "Personal data: yes, no": whether there is one of the classes of data that the attribute lists.
bool asks(const TableColumn &column, const domain::Attribute &attribute, const ColumnNames &names);

/// "RTO (min)" is no number of hours: its figures would be read as something else than they are.
bool isOtherUnit(const QString &title, const domain::Attribute &attribute);

/// Every cell that tells something names countries, one or several.
bool namesCountries(const TableColumn &column);

/// What companies are by law is written in letters that are codes of countries too: "AG" and "SE" are no Antigua and no Sweden there.
bool isLegalForm(const TableColumn &column);

} // namespace importers
