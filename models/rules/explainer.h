// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/result.h"
#include "rules/pack.h"
#include "rules/session.h"
#include "store/attributestore.h"

#include <QSqlDatabase>

#include <memory>
#include <optional>

namespace rules {

/// One place that was looked at for a fact: an attribute of an entity. A path of several steps has one for each entity on it.
struct FactStep
{
    domain::EntityId entity;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString attr;
    bool operator==(const FactStep &) const = default;
};

/// A fact as a rule sees it.
struct Fact
{
    enum class State : int { NotSaid, None, Value, Partial }; ///< Partial: a list of which more may exist
    QString path;         ///< "importer.dpf_certified"
    QString label;        ///< of the attribute, from the catalogue
    State state = State::NotSaid;
    bool isList = false;
    domain::ValueType type = domain::ValueType::Text; ///< of the value, or of the list's elements
    QStringList values;   ///< one for a scalar; dates ISO, references by name, bools "true" and "false"; empty for a place without country
    QList<FactStep> steps; ///< from the judged entity to where the value stands, or to where the path ends since nothing is said
    bool operator==(const Fact &) const = default;
};

/// A related entity that decides a leaf, or leaves it open.
struct RelatedFact
{
    domain::EntityId entity;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString name;
    std::optional<bool> truth;   ///< of the condition on it
};

struct LeafExplanation
{
    QString pointer;             ///< "/gap_if/all/0"
    const Condition *condition = nullptr; ///< within the rule that was explained
    std::optional<bool> truth;
    QString expected;            ///< what the pack asks, in its own words: "older_than_days 365"
    QList<Fact> facts;
    QList<RelatedFact> related;  ///< those that decide; for an unknown leaf those that are unknown
    qint64 relatedCount = 0;     ///< all related entities (at most 1,000 are looked at)
};

struct Explanation
{
    domain::EntityId entity;
    domain::Status status = domain::Status::Unknown;  ///< without regard to acceptances
    std::optional<bool> applies, gap;
    QList<LeafExplanation> leaves;
    QList<Fact> facts;           ///< of all leaves, each once
    QString reason;              ///< the rule's sentence with the facts in it; empty for pass and not applicable
};

/// The words that stand for a fact that is not a value; the caller's language.
struct ReasonWords
{
    QString notSaid = QStringLiteral("not said"), none = QStringLiteral("none"), yes = QStringLiteral("yes"), no = QStringLiteral("no"),
            andMore = QStringLiteral("and more");
};

/// Says why a rule stands where it does for an entity, from the same compiled leaves that decide. The rule must outlive the
/// result. Thread: the connection's. Needs no run, and no write to the file.
domain::Result<Explanation> explain(QSqlDatabase &, const domain::Catalogue &, const Pack &, const Rule &, domain::EntityId, domain::Day asOf,
                                    const ReasonWords & = {});
/// The same for many entities at once: tables are prepared and the statement is compiled only once.
domain::Result<QList<Explanation>> explainMany(QSqlDatabase &, const domain::Catalogue &, const Pack &, const Rule &,
                                               const QList<domain::EntityId> &, domain::Day asOf, const ReasonWords & = {});

/// One rule's explainer within an open session.
class Explainer
{
public:
    Explainer(Session &, const domain::Catalogue &, const Pack &, const Rule &, domain::Day asOf, QHash<QString, double> parameters,
              ReasonWords words);
    /// From now on each fact says through which entities it was found, and a law's reach is a fact too. The connection must be
    /// the session's and outlive this.
    void traceOn(QSqlDatabase &);
    domain::Result<Explanation> explain(domain::EntityId);

private:
    domain::Result<Fact> fact(const Path &, domain::EntityId);
    QList<FactStep> steps(const Path &, domain::EntityId);
    domain::Result<Fact> reach(const Condition &, domain::EntityId);
    domain::Result<void> related(LeafExplanation &, domain::EntityId);
    domain::Result<QString> fill(const QString &text, domain::EntityId);
    QString expected(const Condition &) const;
    QString textOf(const Fact &) const;

    Session &m_session;
    const domain::Catalogue &m_catalogue;
    const Pack &m_pack;
    const Rule &m_rule;
    domain::Day m_asOf;
    QHash<QString, double> m_parameters;
    ReasonWords m_words;
    std::optional<CompiledRule> m_compiled;
    QHash<QString, CompiledRule> m_statements;
    std::unique_ptr<store::AttributeStore> m_values; ///< follows references, where tracing was asked for
};

} // namespace rules
