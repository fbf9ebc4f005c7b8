// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "domain/result.h"

#include <nlohmann/json_fwd.hpp>

#include <QString>

namespace importers {

/// The records of one OSCAL document, begun in its order. What all of its models share. References must outlive it. Thread: the job's.
class OscalReader
{
public:
    OscalReader(const nlohmann::json &model, QString pointer, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context)
        : m_model(model), m_pointer(std::move(pointer)), m_ordinal(ordinal), m_sink(sink), m_context(context)
    {
    }
    domain::Result<void> componentDefinition();
    domain::Result<void> actionPlan();
    domain::Result<void> catalog();
    domain::Result<void> profile();

protected:
    bool begin(const QString &where); ///< false: cancelled
    domain::Error cancelled() const;
    bool controls(const nlohmann::json &group, const QString &where, int depth);
    void component(const nlohmann::json &, const QString &where);
    /// The people and organisations of a plan, with the record that is begun.
    void sayParties(const QString &mapping);

    const nlohmann::json &m_model;
    QString m_pointer;
    qint64 &m_ordinal;
    domain::RecordSink &m_sink;
    domain::JobContext &m_context;
};

/// The value of the first property of this name; empty where there is none.
QString oscalProperty(const nlohmann::json &object, const QString &name);
/// A title without the marks of emphasis and blanks that Markdown allows.
QString oscalTitle(const nlohmann::json &object);
/// Name of the party that has this role on the object itself, else in the document's metadata: organisations only.
QString oscalOrganisation(const nlohmann::json &model, const nlohmann::json &object, const QString &role);

} // namespace importers
