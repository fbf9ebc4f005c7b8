// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/requirementanswer.h"
#include "domain/result.h"
#include "rules/explainer.h"
#include "rules/pack.h"
#include "rules/requirements.h"
#include "rules/session.h"

#include <QHash>
#include <QList>

#include <map>
#include <optional>

namespace rules {

/// What is kept of people's answers that rules are made of: a requirement, and the worst that anybody has said of it.
struct SaidOf
{
    ListedRequirement of;
    domain::Fulfilment worst = domain::Fulfilment::Met;
    bool operator==(const SaidOf &) const = default;
};
/// By requirement, in their order.
QList<SaidOf> saidOf(const QList<domain::RequirementAnswer> &);

/// "dora Art. 5": without commas, since lists of rules are written with them.
QString peoplesRuleId(const ListedRequirement &);
/// How a rule is named where it is told of: what people answered by the requirement as it is listed, which may have commas.
QString toldRule(const Rule *, const QString &id);

/// The rule by which such answers are judged, as any other is: for each legal entity that the framework concerns.
Rule peoplesRule(const Pack &, const RequirementList &, const Requirement &, domain::Fulfilment worst);

/// What people's answers make of a requirement for one legal entity.
struct PeoplesWord
{
    char status = 0;                                    ///< domain::Status, or NotConcerned
    std::optional<domain::RequirementAnswer> answer;    ///< the one that holds for it
    bool concerned = false;                             ///< for certain; else it isn't known
};

/// Reads within an open session what people found of requirements that no rule decides. An entity's own answer goes before that of the legal entity
/// whose branch it is, and that before the organisation's. An answer holds for every legal entity that the framework doesn't surely leave out; of a
/// framework that surely concerns none of them, for all: who answers it applies it of his own accord. Thread: the session's; it must outlive this.
class PeoplesAnswers
{
public:
    PeoplesAnswers(Session &session, const domain::Catalogue &catalogue, const Days &days) : m_session(session), m_catalogue(catalogue), m_days(days) {}

    domain::Result<PeoplesWord> of(const Pack &, const ListedRequirement &, qint64 legalEntity);
    /// Of all live legal entities.
    domain::Result<PeoplesFinding> finding(const Pack &, const ListedRequirement &);
    /// Would an answer for this legal entity hold for anybody: for itself, or for a branch that takes it over? One that is retired may be answered for.
    domain::Result<bool> wouldHold(const Pack &, qint64 legalEntity);
    /// Whose shortcoming it is: "#ID" of a legal entity, or "*" of the organisation.
    static QString rootOf(const domain::RequirementAnswer &);

private:
    using Concerned = std::map<qint64, std::optional<bool>>;
    domain::Result<void> read();
    domain::Result<const Concerned *> concerned(const Pack &);

    Session &m_session;
    const domain::Catalogue &m_catalogue;
    Days m_days;
    bool m_read = false;
    std::map<ListedRequirement, QList<domain::RequirementAnswer>> m_answers; ///< begun by the day
    QHash<qint64, qint64> m_heads;                                           ///< of branches
    QList<qint64> m_live;                                                    ///< legal entities
    QHash<QString, Concerned> m_concerned;                                   ///< by rule set
};

/// PeoplesAnswers::wouldHold() on a connection on which no session is open. Thread: the connection's.
domain::Result<bool> answerWouldHold(QSqlDatabase &, const domain::Catalogue &, const Pack &, qint64 legalEntity, const Days &);

/// The facts and the sentence behind such a result.
Explanation explainPeoples(const Rule &, domain::EntityId, const PeoplesWord &);

/// What people found of all requirements, over the legal entities. Thread: the connection's; no session may be open on it.
domain::Result<FoundByPeople> foundByPeople(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const QList<domain::RequirementAnswer> &, const Days &);

} // namespace rules
