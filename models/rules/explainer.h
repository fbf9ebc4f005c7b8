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
    bool coded = false;   ///< values are codes of the catalogue
    domain::ValueType type = domain::ValueType::Text; ///< of the value, or of the list's elements
    QString unit;         ///< of a number: "days"
    QStringList values;   ///< one for a scalar; dates ISO, references by name, bools "true" and "false"; empty for a place without country
    QString saidBy;       ///< of what a person answered as a whole: who, and on which day
    std::optional<domain::Day> saidOn;
    QList<FactStep> steps; ///< from the judged entity to where the value stands, or to where the path ends since nothing is said
    bool operator==(const Fact &) const = default;
};

struct OpenWithin;

/// A related entity that decides a leaf, or leaves it open.
struct RelatedFact
{
    domain::EntityId entity;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString name;
    std::optional<bool> truth;   ///< of the condition on it
    std::shared_ptr<const OpenWithin> within = {}; ///< where it is open, and facts were traced: which of its own leaves are; none where they look back at the judged thing
};

struct LeafExplanation
{
    QString pointer;             ///< "/gap_if/all/0"
    const Condition *condition = nullptr; ///< within the rule that was explained
    std::optional<bool> truth;
    QString expected;            ///< what the pack asks, in its own words: "older_than_days 365"
    QList<Fact> facts;
    QList<RelatedFact> related;  ///< those that decide; for an unknown leaf those that are unknown
    bool open = false;           ///< it is unknown, and what it would say could decide: no alternative beside it decides already
    qint64 relatedCount = 0;     ///< all related entities (at most 1,000 are looked at)
    QString openInLaw;           ///< all that it asks is on record, and it is unknown: the point of law that is open, as a sentence without stop
};

/// Where a rule's sentence says a fact of this result: what is left is the same for all results of the rule.
struct ReasonSlot
{
    qsizetype start = 0, length = 0;
    QString label;  ///< of the fact; empty for the thing's own name and key, and for related things
    bool operator==(const ReasonSlot &) const = default;
};

/// A sentence, and what in it is of this one thing.
struct Reason
{
    QString text;
    QList<ReasonSlot> slots_; ///< in the order of the text
};

struct Explanation
{
    domain::EntityId entity;
    domain::Status status = domain::Status::Unknown;  ///< without regard to acceptances
    std::optional<bool> applies, gap;
    QList<LeafExplanation> leaves;
    QList<Fact> facts;           ///< of all leaves, each once
    QList<ReasonSlot> reasonSlots; ///< of a gap and of an unknown result
    QString reason;              ///< the rule's sentence with the facts in it; of a pass and of what does not apply, the facts that show it; empty before the rule applies
};

/// What a condition asks of a related thing, explained as a rule of its own.
struct OpenWithin
{
    std::shared_ptr<const Rule> rule; ///< whose conditions the leaves are
    Explanation explanation;
};

/// The words that stand for a fact that is not a value; the caller's language.
struct ReasonWords
{
    QString notSaid = QStringLiteral("not said"), none = QStringLiteral("none"), yes = QStringLiteral("yes"), no = QStringLiteral("no"),
            andMore = QStringLiteral("and more"), theCountry = QStringLiteral("the %1"), ///< "the United States"
            andWord = QStringLiteral("and"), all = QStringLiteral("all"), more = QStringLiteral("%1 more"),
            unrecorded = QStringLiteral("an unrecorded %1"),     ///< within a sentence: "in an unrecorded country"
            notRecorded = QStringLiteral("%1 not recorded"),     ///< in parentheses: "(kind of principal not recorded)"
            country = QStringLiteral("country"), day = QStringLiteral("day"), worldwide = QStringLiteral("worldwide"),
            useOpenMet = QStringLiteral("It is not known whether this is asked of %1. If it is, it is met: %2."),
            useOpenNotMet = QStringLiteral("It is not known whether this is asked of %1. If it is, it is not met: %2."),
            noLevel = QStringLiteral("The level of %1 reads \u201c%2\u201d, which is no level of %3."), level = QStringLiteral("Level"),
            which = QStringLiteral("Concerned"), places = QStringLiteral("Places"),
            met = QStringLiteral("Met. On record: %1."), metPlain = QStringLiteral("Met. What is asked: %1"),
            notApplicable = QStringLiteral("Does not apply. On record: %1."),
            notApplicablePlain = QStringLiteral("Does not apply: nothing on record brings it under this rule.");
    QHash<QString, QString> values; ///< of codes; one that is missing is shown with spaces for underscores
};

/// Says why a rule stands where it does for an entity, from the same compiled leaves that decide. The rule must outlive the
/// result. Thread: the connection's. Needs no run, and no write to the file.
domain::Result<Explanation> explain(QSqlDatabase &, const domain::Catalogue &, const Pack &, const Rule &, domain::EntityId, domain::Day asOf,
                                    const ReasonWords & = {});
/// What one rule is to be explained for; without a rule, nothing.
struct ExplainedOf
{
    const Pack *pack = nullptr;
    const Rule *rule = nullptr;
    QList<domain::EntityId> ids;
};
/// The same for many at once, one answer for each thing that has a rule, in their order: tables are prepared once, and each rule's statement is compiled once.
domain::Result<QList<Explanation>> explainMany(QSqlDatabase &, const domain::Catalogue &, const QList<ExplainedOf> &, domain::Day asOf,
                                               const ReasonWords & = {});

class PeoplesAnswers;
class ReasonText;

/// One rule's explainer within an open session.
class Explainer
{
public:
    Explainer(Session &, const domain::Catalogue &, const Pack &, const Rule &, const Days &, QHash<QString, double> parameters,
              ReasonWords words);
    ~Explainer();
    /// From now on each fact says through which entities it was found, and a law's reach is a fact too. The connection must be
    /// the session's and outlive this.
    void traceOn(QSqlDatabase &);
    domain::Result<Explanation> explain(domain::EntityId);

private:
    static constexpr qsizetype MostRelated = 20; ///< related things that are named
    static constexpr qsizetype MostLookedInto = 5; ///< of those that are open
    enum class Naming : int { Names, Keys }; ///< how the references of a list are shown

    domain::Result<Fact> fact(const Path &, domain::EntityId, Naming = Naming::Names);
    QList<FactStep> steps(const Path &, domain::EntityId);
    domain::Result<QList<Path>> pathsAsked(const Condition &, domain::EntityId);
    domain::Result<Fact> reach(const Condition &, domain::EntityId);
    domain::Result<QString> openInLaw(const Condition &, domain::EntityId);
    domain::Result<void> related(LeafExplanation &, domain::EntityId);
    domain::Result<void> lookInto(const Condition &, RelatedFact &);
    domain::Result<QString> nameOf(domain::EntityKind, const QString &key);
    /// What the things have to which a list leads by a relation.
    domain::Result<QList<Fact>> farFacts(const Condition &, domain::EntityId);
    /// The things that a relation leads to; not all of very many.
    domain::Result<QList<domain::EntityId>> reachedBy(const QList<Step> &way, domain::EntityId);
    domain::Result<QStringList> objectedTo(const Condition &, domain::EntityId);
    domain::Result<QStringList> deciding(const LeafExplanation &, domain::EntityId);
    domain::Result<Reason> fill(const QString &text, const Explanation &);
    /// Of an unknown result: the levels that are on record in no known form, as sentences.
    domain::Result<void> sayLevelsUnread(Explanation &);
    QString expected(const Condition &) const;

    Session &m_session;
    const domain::Catalogue &m_catalogue;
    const Pack &m_pack;
    const Rule &m_rule;
    Days m_days;
    QHash<QString, double> m_parameters;
    std::unique_ptr<ReasonText> m_text;
    QHash<std::pair<int, QString>, QString> m_names; ///< by kind and key
    std::optional<CompiledRule> m_compiled;
    QHash<QString, CompiledRule> m_statements;
    struct Inner
    {
        std::shared_ptr<const Rule> rule;
        std::shared_ptr<Explainer> explainer;
    };
    QHash<QString, Inner> m_inner; ///< of conditions on related things, by pointer
    QSqlDatabase *m_traced = nullptr;
    std::unique_ptr<PeoplesAnswers> m_people;
    std::unique_ptr<store::AttributeStore> m_values; ///< follows references, where tracing was asked for
};

} // namespace rules
