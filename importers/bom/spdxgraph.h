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

namespace importers {

/// Reads the elements of one SPDX 3 document. Relationships between files count for the packages that contain them: a model's file that was
/// trained on a dataset's file. Lives for one call of run(); references must outlive it. Thread: the job's.
class SpdxGraph
{
public:
    SpdxGraph(const nlohmann::json &root, QString pointer, qint64 &ordinal, domain::RecordSink &, domain::JobContext &);
    domain::Result<void> run();

private:
    void index();
    void element(const nlohmann::json &, const QString &where);
    void model(const nlohmann::json &);
    void dataset(const nlohmann::json &);

    const nlohmann::json *packageOf(const QString &id) const;
    QString typeOf(const QString &id) const;
    QString keyOf(const nlohmann::json &package) const;
    QString licenceOf(const QString &id) const;
    QString agentName(const QString &id) const;
    QString makerOf(const nlohmann::json &package) const;
    QStringList related(const QString &id, const QString &relation) const; ///< packages, by their spdxId
    QStringList relating(const QString &id, const QString &relation) const;
    QStringList keysOf(const QStringList &ids, const QString &type) const;
    void start(domain::Record &, const nlohmann::json &package) const;

    const nlohmann::json &m_root;
    QString m_pointer;
    qint64 &m_ordinal;
    domain::RecordSink &m_sink;
    domain::JobContext &m_context;
    QHash<QString, const nlohmann::json *> m_elements;
    QHash<QString, QString> m_container;          ///< what is contained -> what contains it
    QMultiHash<QString, QString> m_from;          ///< "relation id" -> the other side, as the document has it
    QHash<QString, QStringList> m_related, m_relating; ///< the same of packages, by what they contain as well
};

} // namespace importers
