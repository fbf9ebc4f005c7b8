// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/table/columnnames.h"
#include "importers/table/tableshape.h"

namespace importers {

/// What a column seems to be.
struct ProposedColumn
{
    QString title;
    QString meaning;   ///< empty: nothing that it could be
    double score = 0;  ///< how sure, 0 to 1
    bool byValues = false; ///< its values told, not its title
    QString titleFits = {};   ///< nothing is proposed: what it would be by its title, were any of its cells understood
    qsizetype understood = 0; ///< cells, of those that tell something
    qsizetype told = 0;       ///< 0: any text would do, or none tells anything
    QStringList others = {};  ///< the first that are not understood
    /// "title fits service_type, 0 of 3 cells understood: Support, ..."; empty: there is nothing to look at.
    QString remark() const;
};

/// How a table of no known form could be read: to be looked at, changed and agreed to by a person.
struct MappingProposal
{
    CsvMapping mapping;
    QList<ProposedColumn> columns;      ///< as in the table
    double score = 0;                   ///< how sure the kind is, 0 to 1
    QList<domain::EntityKind> others;   ///< kinds that it could be as well, the likeliest first
    bool nameServes = false;            ///< no column tells the rows apart but the name
    bool dayOrderAsked = false;         ///< dates do not tell the day from the month: somebody must
};

/// What a table is, and how it could be read.
struct TableLook
{
    QString shown;          ///< as reports name it
    QStringList sheets;     ///< of a workbook: all of its sheets, as reports would name them
    TableShape shape;
    MappingProposal proposal;
    QString partOf = {};    ///< as domain::FileReport has it
};

/// `name`: of the file or sheet, a hint to the kind. `kind`: where a person has said what the rows are.
MappingProposal proposeMapping(const TableShape &, const domain::Catalogue &, const ColumnNames &, const QString &name,
                               std::optional<domain::EntityKind> kind = {});

/// How a table is read by a mapping that there is already: what a person said before, or keeps for tables with these titles.
MappingProposal proposalOf(const TableShape &, const CsvMapping &);

/// The mapping with the words of its columns that nobody has spoken of yet, where they mean a value in one of the five languages.
CsvMapping withWords(CsvMapping, const TableShape &, const domain::Catalogue &, const ColumnNames &);

/// What to look at in the proposed columns, by title.
QMap<QString, QString> remarksOf(const MappingProposal &);

/// Words of a column that mean a value of the attribute in one of the five languages but are no value of ours: cell -> value. Where it asks by
/// yes and no, what answers neither is left open ("n/a").
QMap<QString, QString> proposeWords(const TableColumn &, const domain::Attribute &, const ColumnNames &);

} // namespace importers
