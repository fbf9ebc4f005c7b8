// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "importers/table/dayorder.h"
#include "importers/text/textencoding.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace importers {

/// What a column of a foreign table is.
struct ColumnMeaning
{
    QString title;   ///< as written; compared as foldedTitle() has it
    QString meaning; ///< "key", "name", "alias:SCHEME" or an attribute ("attr:key" for one called key); empty: not read, on purpose
    QString separator = {}; ///< between several values in a cell of this column; empty: that of the mapping
    bool operator==(const ColumnMeaning &) const = default;
};

/// How a table that nobody made for this program is to be read: where its rows stand, which kind they are and what its columns mean.
struct CsvMapping
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString sheet;                            ///< of a workbook; empty: every one that has the titles
    std::optional<TextEncoding> encoding;     ///< empty: detected
    char delimiter = 0;                       ///< 0: detected
    qint64 headerLine = 0;                    ///< line on which the row of titles begins; 0: where the titles are
    DayOrder dayOrder = DayOrder::Unknown;
    QString dateFormat;                       ///< as Qt has it ("dd.MM.yyyy"); empty: 2026-11-20 and dayOrder
    std::optional<bool> decimalComma;         ///< empty: as in registers, where it can be nothing else
    QString listSeparator;                    ///< between several values in a cell; empty: as in registers
    QList<ColumnMeaning> columns;
    QMap<QString, QMap<QString, QString>> values; ///< title -> cell -> the word of our own form
    QString path;                             ///< of the mapping, for messages

    QString meaningOf(const QString &title) const;
    QString separatorOf(const QString &title) const; ///< the column's own, else the mapping's
    bool names(const QString &title) const;   ///< the title is spoken of, were it only to be passed over
    /// Whether something tells the rows apart: a key, or a name that serves as one.
    bool hasKey() const;
    bool operator==(const CsvMapping &) const = default;
};

/// The attribute that a meaning names, "attr:key" where it is called as something else is; nothing for key, name and aliases.
const domain::Attribute *attributeOf(const domain::KindInfo &, const QString &meaning);
/// The other way.
QString meaningOf(const domain::Attribute &);

/// Titles are compared as people see them: no outer blanks, no difference of case, line breaks or hidden characters.
QString foldedTitle(const QString &title);
/// The titles of a row, each one different: "column 4" for an empty one, "Country (2)" for the second of a name.
QStringList tableTitles(const QStringList &cells);
/// What a table is known by: the titles of its row of titles, folded, sorted and joined; the mark of rejected records is none.
QString titleSet(const QStringList &cells);

/// Lists of words or names, of which a cell does not tell by itself where one ends. Codes and countries are taken apart by any separator.
bool needsSeparator(const domain::Attribute &);

/// The forms of a listSeparator in mappings: ";", ",", "|", "newline".
QStringList listSeparatorWords();

/// Reads a mapping (resources/help/own-formats.md) and checks its words against the catalogue.
domain::Result<CsvMapping> readCsvMapping(const QString &path, const domain::Catalogue &);
domain::Result<CsvMapping> csvMappingFromJson(const QByteArray &json, const QString &path, const domain::Catalogue &);
/// `remarks`: what a person should look at, by title; they are passed over where the mapping is read.
QByteArray csvMappingToJson(const CsvMapping &, const QMap<QString, QString> &remarks = {});

} // namespace importers
