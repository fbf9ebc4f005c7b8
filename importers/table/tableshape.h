// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/table/csvmapping.h"

namespace importers {

/// What most cells of a column look like.
enum class Look { Empty, Text, Date, YesNo, WholeNumber, Number, Country, Arn, AzureId, GoogleName, Email, SpoiltNumber };

/// "a date", "yes or no": of a column, for people.
QString lookName(Look);
Look lookOf(const QString &cell);

/// One column by its first rows.
struct TableColumn
{
    QString title;          ///< as tableTitles() has it
    Look look = Look::Empty;
    qsizetype filled = 0;   ///< rows that have a cell, of those that were seen
    bool distinct = true;   ///< no two of them are the same
    QStringList values;     ///< the different ones, in their order; at most MostValues
    QList<qsizetype> counts; ///< in how many rows each of them stands
    DayOrder dayOrder = DayOrder::Unknown; ///< of dates with slashes or hyphens, where one of them can be read in one way only
    bool bothOrders = false;     ///< one says this, another that
    QString ambiguousDay;        ///< a date that does not tell the day from the month
    bool decimalComma = false;   ///< some number can be read with a decimal comma only
    bool decimalPoint = false;
    bool severalLines = false;   ///< a cell has ; | or a line break: several values, it seems
    bool commaLists = false;     ///< none has, but some have short words between commas
};

struct TableRow
{
    qint64 line = 0;
    QStringList cells;
};

/// What a person may say otherwise than it was detected.
struct TableOptions
{
    std::optional<TextEncoding> encoding;
    char delimiter = 0;
    qint64 headerLine = 0;
    bool operator==(const TableOptions &) const = default;
};

/// A table of no known form by its first rows.
struct TableShape
{
    TextEncoding encoding = TextEncoding::Utf8;
    bool encodingGuessed = false;
    char delimiter = ',';
    qint64 headerLine = 0;          ///< line on which the titles begin; 0: there is no row at all
    QList<TableColumn> columns;
    QList<TableRow> rows;           ///< the first ones, also those above the titles; at most RowsKept
    qint64 rowsSeen = 0;            ///< below the titles, of which the columns tell
    bool whole = true;              ///< there are no others
    QStringList above;              ///< what is written above the titles
    DayOrder dayOrder = DayOrder::Unknown; ///< of all columns of dates together
    bool daysAreAmbiguous() const;  ///< some date can be read in two ways, and no other says in which
    QStringList titles() const;

    static constexpr qsizetype RowsKept = 40;
    static constexpr qsizetype MostValues = 200;
};

/// Delimiter, row of titles and what the columns hold, by the first rows. Titles stand in the first row of mostly different words that is
/// followed by rows of its width; what is above is a heading.
TableShape tableShape(const QByteArray &head, int skippedLines, bool whole, const TableOptions & = {});

/// The same of a file. Blocking.
domain::Result<TableShape> lookAtTable(const QString &path, const TableOptions & = {});

/// Whether the text could be a table that a mapping reads: at least two columns.
bool isTableLike(const QByteArray &head);

} // namespace importers
