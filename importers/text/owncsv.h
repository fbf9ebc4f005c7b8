// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "importers/importer.h"
#include "importers/table/dayorder.h"

#include <QSet>

#include <functional>

namespace importers {

class CsvReader;

/// Registers as CSV, one kind a file (resources/help/own-formats.md). The catalogue must outlive the importer.
class OwnCsv final : public Importer
{
public:
    static constexpr QStringView Id = u"bailiwick-csv";
    explicit OwnCsv(const domain::Catalogue &catalogue) : m_catalogue(catalogue) {}
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;

private:
    const domain::Catalogue &m_catalogue;
};

/// Answers of people as CSV: one attribute of one entity a row.
class OwnAnswers final : public Importer
{
public:
    /// What a file begins with is the header of such a table.
    static bool isAnswers(const QByteArray &head);
    explicit OwnAnswers(const domain::Catalogue &catalogue) : m_catalogue(catalogue) {}
    QString id() const override;
    QString displayName() const override;
    int probe(const Probe &) const override;
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;

private:
    const domain::Catalogue &m_catalogue;
};

/// What the rows of a register are.
struct Register
{
    const Source &source;
    const domain::KindInfo &kind;
    QString mapping;              ///< Record::mapping
    QList<qsizetype> columns = {};   ///< where each column stands in the file; empty: in this order
    QStringList separators = {};     ///< between several values in a cell, of each column; empty: any that registers have
    /// Gets each cell that is not understood: its column in the file, the cell as it stands there, and why.
    std::function<void(qsizetype column, const QString &cell, const QString &code, const QString &message)> wrongCell = {};
    DayOrder dayOrder = DayOrder::Unknown; ///< that was declared: a date that is none in it is refused, not read in the other
    QSet<qsizetype> accounts = {};   ///< columns in the file whose numbers are accounts of AWS, it seems
    QStringList titles = {};         ///< the header as it stands in the file, where that is not the one of a register
    qsizetype columnInFile(qsizetype column) const
    {
        // What lies beyond the header lies beyond it in the file too.
        return columns.isEmpty() ? column : column < columns.size() ? columns.at(column) : column - columns.size() + titles.size();
    }
};

/// Reads the rows after the header, whose first column is the key and whose others name attributes, `name` or `alias:SCHEME`.
/// `translate`, where given, makes each row's cells those of the header.
domain::Result<void> readRegister(const Register &, CsvReader &, const QStringList &header, domain::RecordSink &, domain::JobContext &,
                                  const std::function<QStringList(const QStringList &)> &translate = {});

/// What may stand in a column, in words: "one of: low | high".
QString formOf(const domain::Attribute &);

/// An empty register of a kind to fill in: the header, then remarks that explain each column and give an example; as it
/// stands it holds no entity. UTF-8, commas, CRLF.
QByteArray csvTemplate(const domain::KindInfo &);

/// The same for answers.
QByteArray answersTemplate();

} // namespace importers
