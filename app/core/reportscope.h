// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reportbuilder.h"
#include "report/reportinput.h"
#include "rules/evaluator.h"
#include "store/pages/pagefilter.h"

#include <QSet>

namespace app {

/// The part of the organisation that a report is about: a legal entity, a business service, or both at once. A value; its
/// functions run in the connection's thread.
class ReportScope
{
public:
    ReportScope(const Services &, store::AttributeStore &, const ReportRequest &);

    bool isWhole() const { return m_whole; }
    bool has(qint64 entity) const { return m_whole || m_entities.contains(entity); }
    const store::PageFilter &filter() const { return m_filter; }
    /// "Legal entity: Corvane Vie SA"; `run` is what the evaluation itself was narrowed to ("legal_entity:corvane-vie").
    QString words(const QString &run) const;
    /// The run's results counted again for what is in the scope.
    domain::Result<void> narrow(QSqlDatabase &, rules::RunSummary &) const;

private:
    QString named(domain::EntityKind, const QString &key) const;

    const Services &m_services;
    store::AttributeStore &m_values;
    store::PageFilter m_filter;
    bool m_whole = true;
    QSet<qint64> m_entities;
};

} // namespace app
