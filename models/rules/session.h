// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/result.h"
#include "rules/compiler.h"
#include "rules/answers.h"
#include "rules/sharedanswers.h"
#include "store/statement.h"

#include <QSet>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>

#include <map>
#include <memory>

namespace rules {

/// Rows of a statement that a session keeps prepared: valid until the same text is asked again.
class Rows
{
public:
    explicit Rows(QSqlQuery &query) : m_query(&query) {}
    bool next() { return m_query->next(); }
    QVariant value(int column) const { return m_query->value(column); }
    void finish() { m_query->finish(); }

private:
    QSqlQuery *m_query;
};

/// The temporary tables behind compiled statements: sets, attestations, adequacy, exposure of providers, scopes of
/// certificates, and whatever a
/// statement asks to be prepared. What was answered and is due for review since before the day counts as not said. They speak of the workspace as it was at open(). One session at a time on a
/// connection; thread: the connection's. Drops its tables when it ends.
class Session
{
public:
    Session(QSqlDatabase &, const domain::Catalogue &, const Days &days);
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    domain::Result<void> open();
    domain::Result<void> prepare(const CompiledRule &);
    /// Where rules that were compiled to share their conditions find the answers. Must outlive this.
    void share(SharedAnswers &);
    /// bw_judged_KIND: what is judged, within the scope ("legal_entity:KEY", "business_service:KEY" or empty), or one thing alone.
    domain::Result<void> prepareJudged(domain::EntityKind, const QString &scope, domain::EntityId only = {});
    /// Runs a statement with its values bound.
    domain::Result<QSqlQuery> run(const Sql &);
    /// Asks of one thing after the other, bound after the statement's own values; prepared once.
    domain::Result<Rows> ask(const Sql &, const QVariant &of);
    /// The same on the driver's handle, for many rows: prepared and bound, not yet stepped. Must end before the
    /// connection.
    domain::Result<store::Statement> statement(const Sql &);
    /// Fills bw_exposure and bw_provider, for a statement that is not asked of this.
    domain::Result<void> gatherExposure();
    QStringList zone() const { return m_zone; }

private:
    domain::Result<void> exec(const Sql &);
    domain::Result<void> answer(const Preparation &);
    domain::Result<void> create(const QString &table, const QString &columns);
    domain::Result<void> standInForReference();
    domain::Result<void> standInForLapsed();
    domain::Result<void> fillSets();
    domain::Result<void> fillDatedSets();
    domain::Result<void> fillAdequacy();
    domain::Result<void> fillExposure();
    domain::Result<void> fillScopes();
    /// What is dear to gather, and few statements read, is gathered when one does.
    domain::Result<void> gatherFor(const QString &statement);

    QSqlDatabase &m_db;
    const domain::Catalogue &m_catalogue;
    Days m_days;
    std::map<QString, QSqlQuery> m_asked;
    QStringList m_tables;
    QStringList m_views; ///< of statements, and those that stand in the place of tables of the workspace
    SharedAnswers m_own;                 ///< where none are shared
    SharedAnswers *m_shared = &m_own;
    std::unique_ptr<Answers> m_answers;  ///< once a rule needs them
    QSet<QString> m_lists;
    bool m_hasScopes = false;
    bool m_hasExposure = false;
    QStringList m_zone;
    bool m_queryOnly = false;
};

} // namespace rules
