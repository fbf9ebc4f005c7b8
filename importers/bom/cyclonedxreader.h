// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "domain/result.h"

#include <nlohmann/json_fwd.hpp>

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace importers {

/// What a document is about: the package URL or name of metadata.component, else by which its file (`path`) is known: a serial number is new each time.
/// Keys of components without a package URL stand below it, so that a document made anew gives the same keys.
QString cycloneDxBase(const nlohmann::json &root, const QString &path);

/// An organisation as a component or service names it.
struct CycloneDxOrganisation
{
    QString name;
    QString country = {}; ///< of its address, as written; empty: not told
};

/// Reads one CycloneDX document, whole or in pieces. References must outlive it. Thread: the job's.
class CycloneDxReader
{
public:
    /// Which element of the whole list the first one of a piece is.
    using First = std::function<qsizetype(const nlohmann::json &list)>;
    /// `path`: of the file that it stands in, as shown to the user.
    CycloneDxReader(const nlohmann::json &root, QString pointer, const QString &path, qint64 &ordinal, domain::RecordSink &,
                    domain::JobContext &);
    /// To be called for each piece before the first record.
    void index(const nlohmann::json &piece);
    domain::Result<void> read(const nlohmann::json &piece, const First &);
    /// After the last piece.
    domain::Result<void> finish();

private:
    bool begin(const QString &where); ///< false: cancelled
    bool components(const nlohmann::json &list, const QString &where, qsizetype index = 0);
    bool component(const nlohmann::json &, const QString &where);
    bool services(const nlohmann::json &list, const QString &where, qsizetype index = 0);
    bool attestations();
    void indexDatasets(const nlohmann::json &component);
    void model(const nlohmann::json &, const QString &where);
    void dataset(const nlohmann::json &, const QString &where);
    void service(const nlohmann::json &, const QString &where);
    void attestation(const nlohmann::json &, qsizetype index, const QString &where);

    /// Says `attr` = the organisation; its entity, with what its address tells, where the reference data does not know it.
    QList<domain::Record> sayOrganisation(domain::Record &, const QString &attr, const CycloneDxOrganisation &, const QString &where);
    /// Code of the country of its address; empty: none is told, or none that is known.
    QString countryOf(const CycloneDxOrganisation &, const QString &where);
    QString keyOf(const nlohmann::json &component, const QString &where) const;
    QString datasetKey(const nlohmann::json &inlineDataset, const QString &modelKey) const;
    void sayDataset(const nlohmann::json &inlineDataset, const QString &key);

    std::shared_ptr<nlohmann::json> m_root; ///< without its components and services
    bool m_started = false;
    QString m_pointer;
    QString m_base;
    qint64 &m_ordinal;
    domain::RecordSink &m_sink;
    domain::JobContext &m_context;
    QHash<QString, QStringList> m_trains;      ///< dataset key -> models
    QHash<QString, QStringList> m_trainsByRef; ///< bom-ref of a data component -> models
    QSet<QString> m_saidModels;
    QSet<QString> m_saidDatasets;
    QSet<QString> m_unknownCountries; ///< that were told
};

} // namespace importers
