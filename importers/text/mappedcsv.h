// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"
#include "importers/table/csvmapping.h"

#include <QStringView>

#include <functional>

namespace importers {

/// A cell that was not understood: its column in the table, from 0, as it stands there, and why.
using WrongCell = std::function<void(qsizetype column, const QString &cell, const QString &code, const QString &message)>;

/// A table read through a mapping. Made for one import; not in the registry, since it claims no file by itself.
class MappedCsv final : public Importer
{
public:
    static constexpr QStringView Id = u"csv-mapped";
    MappedCsv(const domain::Catalogue &catalogue, CsvMapping mapping) : m_catalogue(catalogue), m_mapping(std::move(mapping)) {}
    /// `tell` gets every cell that is not understood, with the message that the report has.
    void watch(WrongCell tell) { m_tell = std::move(tell); }
    QString id() const override { return Id.toString(); }
    QString displayName() const override;
    int probe(const Probe &) const override { return 0; }
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;

private:
    const domain::Catalogue &m_catalogue;
    CsvMapping m_mapping;
    WrongCell m_tell;
};

/// The row of titles in the first rows of a table: its line and its cells. Where the mapping's line has not the titles (the table has
/// grown a line since), they are looked for. Nothing where no row tells the key.
struct HeaderRow
{
    qint64 line = 0;
    QStringList cells;
};
std::optional<HeaderRow> findHeader(const Probe &, const CsvMapping &);

/// The delimiter that the mapping names, or the one that is found.
char delimiterOf(const Probe &, const CsvMapping &);

} // namespace importers
