// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "domain/result.h"

#include <nlohmann/json_fwd.hpp>

#include <QHash>
#include <QMultiHash>
#include <QString>
#include <QStringList>

#include <memory>

namespace importers {

/// Reads the elements of one SPDX 3 document, whole or in pieces. Relationships between files count for the packages that contain them: a model's file that was
/// trained on a dataset's file. References must outlive it. Thread: the job's.
class SpdxGraph
{
public:
    SpdxGraph(QString pointer, qint64 &ordinal, domain::RecordSink &, domain::JobContext &);
    /// To be called for the elements of each piece before the first record; `first`: the number of the first one.
    void index(const nlohmann::json &elements, qsizetype first);
    /// After all are indexed.
    void relate();
    domain::Result<void> read(const nlohmann::json &elements, qsizetype first);

private:
    struct Relation
    {
        QString name, from, to;
    };
    /// What is known of an element by its identifier.
    struct Known
    {
        qsizetype number = 0; ///< in the document; of several the last one
        QString name;
        QString licence;      ///< expression
        std::shared_ptr<const nlohmann::json> package = {}; ///< of models and datasets the whole
    };
    void element(const nlohmann::json &, qsizetype number, const QString &where);
    void model(const nlohmann::json &);
    void dataset(const nlohmann::json &);

    const nlohmann::json *packageOf(const QString &id) const;
    QString keyOf(const nlohmann::json &package) const;
    QString licenceOf(const QString &id) const;
    bool hasNoLicence(const QString &id) const;
    QString agentName(const QString &id) const;
    QString makerOf(const nlohmann::json &package) const;
    bool hasNoMaker(const nlohmann::json &package) const;
    QStringList related(const QString &id, const QString &relation) const; ///< packages, by their spdxId
    QStringList relating(const QString &id, const QString &relation) const;
    QStringList keysOf(const QStringList &ids, const QString &type) const;
    void start(domain::Record &, const nlohmann::json &package) const;

    QString m_pointer;
    qint64 &m_ordinal;
    domain::RecordSink &m_sink;
    domain::JobContext &m_context;
    QHash<QString, Known> m_elements;
    QList<Relation> m_relations;
    QHash<QString, QString> m_container;          ///< what is contained -> what contains it
    QMultiHash<QString, QString> m_from;          ///< "relation id" -> the other side, as the document has it
    QHash<QString, QStringList> m_related, m_relating; ///< the same of packages, by what they contain as well
};

} // namespace importers
