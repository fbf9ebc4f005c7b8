// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/certificatescope.h"
#include "rules/evaluator.h"
#include "rules/peoplesrules.h"
#include "rules/runwriter.h"
#include "rules/session.h"

#include <QHash>
#include <QSqlDatabase>

#include <optional>

namespace rules {

/// A service of a certificate's holder, and how surely the certificate covers product and region.
struct CertifiedService
{
    qint64 certificate = 0, service = 0;
    Cover cover = Cover::No;
};

/// Asks the rules of a run over one connection: reads only, besides temporary tables of its own. Thread: the
/// connection's. The catalogue and the request must outlive it.
class RuleReader
{
public:
    RuleReader(QSqlDatabase &, const domain::Catalogue &, const RunRequest &);
    /// As of these days instead of the request's.
    RuleReader(QSqlDatabase &, const domain::Catalogue &, const RunRequest &, const Days &);

    domain::Result<void> open() { return m_session.open(); }
    /// For statements that read by themselves whom a law reaches.
    domain::Result<void> gatherExposure() { return m_session.gatherExposure(); }
    /// What the rules have in common is asked once, whoever of the run's readers needs it first. Must outlive this.
    void share(const SharedConditions &shared, SharedAnswers &answers)
    {
        m_shared = &shared;
        m_session.share(answers);
    }
    /// What is judged of a kind within the run's scope, sorted; the same list until the reader ends.
    domain::Result<const QList<qint64> *> judged(domain::EntityKind);
    /// The rule's status for everything that is judged; a rule that the database refuses is an error of its own, not of
    /// the run.
    domain::Result<RuleOutcome> ask(const Pack &, const Rule &);
    /// As conditions see it; services that are not judged are left out.
    domain::Result<QList<CertifiedService>> certifiedServices();

private:
    domain::Result<void> read(RuleOutcome &, const QList<qint64> &ids);
    /// Of a requirement that people answered.
    domain::Result<void> readPeoples(RuleOutcome &, const QList<qint64> &ids);
    /// The same of one thing: what decides is asked first, and the rest not at all.
    domain::Result<domain::Status> readOne(const Rule &, const QHash<QString, double> &parameters);
    domain::Result<std::optional<bool>> truth(Compiler &, domain::EntityKind, const Condition &);
    domain::Result<void> accept(RuleOutcome &, const QList<qint64> &ids, const QHash<QString, double> &parameters);

    const domain::Catalogue &m_catalogue;
    const RunRequest &m_request;
    Days m_days;
    Session m_session;
    PeoplesAnswers m_people;
    const SharedConditions *m_shared = nullptr;
    QHash<QString, std::optional<bool>> m_truths; ///< of the one thing, by the statement that tells
    QHash<domain::EntityKind, QList<qint64>> m_judged;
};

} // namespace rules
