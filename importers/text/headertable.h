// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <QHash>
#include <QStringList>

#include <functional>

namespace importers {

/// A column of a table that people or programs keep, by the titles that it is known by, in any language.
struct TitledColumn
{
    QString id;         ///< how the importer calls it
    QStringList titles; ///< as written; compared without case, accents, blanks and punctuation
};

/// "Gültig bis:" and "gueltig_bis" are one title.
QString plainTitle(const QString &);

/// Which column of a table is which. A title that is known twice stands for the first.
class TableHeader
{
public:
    TableHeader() = default;
    TableHeader(const QStringList &titles, const QList<TitledColumn> &);
    qsizetype column(const QString &id) const { return m_columns.value(id, -1); }
    bool has(const QString &id) const { return m_columns.contains(id); }
    bool hasAll(const QStringList &ids) const;
    qsizetype count() const { return m_columns.size(); }
    /// The column as the table calls it; the importer's name where there is none.
    QString title(const QString &id) const { return m_titles.value(id, id); }
    /// Titles that are of no column, with their places.
    const QList<std::pair<qsizetype, QString>> &others() const { return m_others; }

private:
    QHash<QString, qsizetype> m_columns;
    QHash<QString, QString> m_titles;
    QList<std::pair<qsizetype, QString>> m_others;
};

/// One data row, its cells by the importer's names.
class TitledRow
{
public:
    TitledRow(const TableHeader &header, const QStringList &cells, qint64 line) : m_header(header), m_cells(cells), m_line(line) {}
    QString operator[](const QString &id) const; ///< cleaned of blanks around; empty where there is none or it says "N/A"
    QStringList list(const QString &id) const;   ///< items of a cell, one after ; or | or a line break
    QString title(const QString &id) const { return m_header.title(id); } ///< of the column, as the table has it
    QString where(const QString &id) const;      ///< "line 14, column 3"
    QString where() const;
    bool isTooLong(qsizetype titles) const;      ///< it has cells where there is no title

private:
    const TableHeader &m_header;
    const QStringList &m_cells;
    qint64 m_line;
};

/// The header of the file's first row, where it is a table; without columns otherwise.
TableHeader headerOf(const Probe &, const QList<TitledColumn> &);

/// Reads the rows below the header: each is begun as a record with an ordinal from 0. Columns that are not known are told once. `needed`
/// columns must be there. `headed` comes before the first row.
domain::Result<void> readTable(const Source &, const QList<TitledColumn> &, const QStringList &needed, domain::RecordSink &,
                               domain::JobContext &, const std::function<void(const TableHeader &)> &headed,
                               const std::function<void(const TitledRow &)> &row);

} // namespace importers
