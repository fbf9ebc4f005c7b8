// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "importers/importer.h"

#include <QHash>
#include <QStringView>

namespace importers {

/// How a table that nobody made for this program is to be read: which kind its rows are and what its columns mean.
struct CsvMapping
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    char delimiter = 0;                       ///< 0: detected
    QString dateFormat;                       ///< as Qt has it ("dd.MM.yyyy"); empty: 2026-11-20
    QHash<QString, QString> columns;          ///< title -> "key", "name", "alias:SCHEME" or an attribute
    QHash<QString, QHash<QString, QString>> values;   ///< title -> cell -> the word of our own form
    QString path;                             ///< of the mapping, for messages
};

/// Reads a mapping (resources/help/own-formats.md) and checks its words against the catalogue.
domain::Result<CsvMapping> readCsvMapping(const QString &path, const domain::Catalogue &);

/// A table read through a mapping. Made for one import; not in the registry, since it claims no file by itself.
class MappedCsv final : public Importer
{
public:
    static constexpr QStringView Id = u"csv-mapped";
    MappedCsv(const domain::Catalogue &catalogue, CsvMapping mapping) : m_catalogue(catalogue), m_mapping(std::move(mapping)) {}
    QString id() const override { return Id.toString(); }
    QString displayName() const override;
    int probe(const Probe &) const override { return 0; }
    domain::Result<void> run(const Source &, domain::RecordSink &, domain::JobContext &) const override;

private:
    QStringList translated(const QStringList &cells, const QStringList &titles, const QList<qsizetype> &order) const;

    const domain::Catalogue &m_catalogue;
    CsvMapping m_mapping;
};

} // namespace importers
