// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/days.h"
#include "rules/dialect.h"
#include "rules/pack.h"

#include <QHash>
#include <QList>

#include <functional>

namespace rules {

class SharedConditions;

/// What statements need, named by what it holds and prepared once: a temporary table or view of the session; or a part of a condition that is
/// answered for each thing when it is first asked for (Answers), by its one statement: of a thing, or of what a reference of a thing names.
struct Preparation
{
    enum class Kind { Table, View, Answers, AnswersOfReference };
    QString table;
    QList<Sql> statements;
    Kind kind = Kind::Table;
    qint64 name = 0; ///< of answers
};

/// The truth of one leaf as a column.
struct LeafColumn
{
    const Condition *leaf = nullptr;
    Sql value;
};

/// One rule as SQL. Columns of `statement` when compiled to judge: id, domain::Status as a number, root ("#id",
/// "@country",
/// ":text" or NULL), in the order of the ids; when compiled to explain: id, applies, gap (1, 0 or NULL), root, then the
/// leaves, and last whether the rule's day is still to come for the thing, where that is asked (startsLater).
struct CompiledRule
{
    Sql statement;
    QList<Preparation> preparations;
    QHash<QString, QVariantList> lists; ///< long lists, to be rows of bw_set
    QList<const Condition *> leaves;    ///< only when compiled to explain; in the order of the columns
};

/// Turns conditions into SQL in Kleene logic: every expression is 1, 0 or NULL, never loses an unknown, and binds every
/// value that comes from a pack. Identifiers come from the catalogue. One compiler for one rule; thread: any.
class Compiler
{
public:
    Compiler(const domain::Catalogue &, const Days &days, QHash<QString, double> parameters);

    /// What several rules ask is answered once for all things of a kind. Must outlive this.
    void share(const SharedConditions &shared) { m_shared = &shared; }

    /// Only a few things will be judged: what they need of others is looked up, and not gathered for all.
    void lookAtFew() { m_few = true; }

    /// All entities of bw_judged_KIND.
    CompiledRule compile(const Rule &);
    /// Whether a condition holds for one entity (bound last).
    CompiledRule compileTruth(domain::EntityKind, const Condition &);
    /// One entity (bound last), with a column for every leaf outside of relations.
    CompiledRule compileForExplanation(const Rule &);
    /// The related entities of a relation leaf, for one entity (bound last): id, kind, the truth of `where`.
    CompiledRule compileRelated(domain::EntityKind, const Condition &);
    /// The values by which a list minus another holds something, for one entity (bound last): one column, in their order. Surely: without those
    /// of which it is open whether the other list has them.
    CompiledRule compileLacking(domain::EntityKind, const Condition &, bool surely);
    /// What the things that a step reaches have there, for one entity (bound last): a row a value, and one of NULL and whether that is all.
    CompiledRule compileReached(domain::EntityKind, const QList<Step> &way, const Path &);
    /// The leaves of conditions for every thing of the table `ids` (a column id), reached through relations one within
    /// another. Columns: the thing; of each relation the ids that its steps reach (NULL where a step reaches nothing); the
    /// leaves in the order of `leaves`. The conditions are those of the innermost `where`, or of the thing itself.
    CompiledRule compileLeaves(domain::EntityKind, const QList<const Condition *> &relations,
                               const QList<const Condition *> &conditions, const QString &ids);
    /// Where the last rule that was compiled is nested too deep for the database's parser: the pointer of the
    /// condition, or empty. Parts that do not speak of an entity outside (`^`) are taken out into views of their own,
    /// so it is those that do.
    QString tooDeep() const { return m_tooDeep; }
    /// Facts for one entity (bound last). A scalar: value, absent. A list: one row a value.
    CompiledRule compileScalarFact(domain::EntityKind, const Path &);
    CompiledRule compileListFact(domain::EntityKind, const Path &);
    CompiledRule compileListComplete(domain::EntityKind, const Path &);

    static QString judgedTable(domain::EntityKind kind) { return QLatin1String("bw_judged_") + domain::kindName(kind); }
    static QString entityTable(domain::EntityKind kind) { return QLatin1String("e_") + domain::kindName(kind); }
    /// What is in use: assessed systems, models that are not only on offer, nothing retired. A SELECT of ids.
    Sql judgedIds(domain::EntityKind) const;

private:
    /// What leaves out those that no rule looks at, however it gets to them: supporting resources, denials, models that are only on offer.
    QString counted(domain::EntityKind, const QString &alias) const;
    struct Scope
    {
        domain::EntityKind kind = domain::EntityKind::Workload;
        QString alias;
        Scope *parent = nullptr;
        QStringList joins;
        QHash<QString, QString> joined;
        QString held = {}; ///< there is no thing: only what this reference of it names, or that it names nothing
    };
    struct Value
    {
        QString value, absent;
        const domain::Attribute *attribute = nullptr;
        domain::EntityKind owner = domain::EntityKind::Workload;
    };
    struct Chain
    {
        Scope *scope = nullptr;
        QString alias, absent; ///< absent: a reference on the way is declared absent
        domain::EntityKind kind = domain::EntityKind::Workload;
    };
    struct Piece
    {
        QString from, where, value;
        QString worldwide = {}; ///< true where the place is a route to anywhere; empty: it can't be one
        QString placesOf = {};  ///< of a facet: the alias of the entity
        domain::EntityKind kind = domain::EntityKind::Workload; ///< of that entity
        int facets = 0;         ///< that are meant; 0: no places
        bool narrowed = false;  ///< counts only under further conditions
        QString row = {};       ///< of a facet: the alias of the place
        /// With a route to anywhere as a country of its own, that is in no set.
        QString valueOrWorldwide() const
        {
            return worldwide.isEmpty() ? value : QStringLiteral("COALESCE(%1, CASE WHEN %2 THEN '%3' END)").arg(value, worldwide, Worldwide);
        }
    };
    struct Elements
    {
        QList<Piece> pieces;
        QString complete; ///< 1 or 0
        bool unknowable = false;
        /// What may be among them, where that is asked value by value: a piece whose value is NULL may be any. Empty: the pieces, once the list is complete.
        QList<Piece> possible = {};
    };
    using Predicate = std::function<Sql(const QString &)>;
    struct RelationParts
    {
        QString from, where, last, complete, innerComplete;
        Sql condition;
        QStringList reached; ///< of each step
    };

    QString next(const char *prefix) { return QLatin1String(prefix) + QString::number(++m_counter); }
    QString join(Scope &, const QString &table, const QString &id);
    Value effective(Scope &, const QString &alias, domain::EntityKind, const domain::Attribute &, int depth = 0);
    Chain chain(Scope &, const Path &, qsizetype steps);
    Value resolve(Scope &, const Path &);
    Value entityReference(Scope &, const Path &);
    QString keyOf(Scope &, const QString &id);
    QString attested(domain::EntityKind, const QString &attr) const;

    void build(const Rule &);
    /// Whether the rule's day is still to come for the thing; empty text: it is not asked on that day.
    Sql startsLaterThan(const Rule &, Scope &);
    void buildTruth(domain::EntityKind, const Condition &);
    void buildExplanation(const Rule &);
    void buildRelated(domain::EntityKind, const Condition &);
    void buildLacking(domain::EntityKind, const Condition &, bool surely);
    template <class Build> CompiledRule bounded(Build build);
    Sql condition(const Condition &, Scope &);
    Sql inlineCondition(const Condition &, Scope &);
    /// The condition in a view of its own that is read for the things that are looked at.
    Sql hoisted(const Condition &, Scope &);
    /// The condition as answers: by the thing, or by what its reference names.
    Sql answered(const Condition &, Scope &);
    Sql answeredThrough(const Condition &, Scope &, const QString &reference);
    qint64 answersOf(Preparation::Kind, const QList<Sql> &statements);
    /// The reference through which alone the condition looks, where it is worth answering for each of the few that it may name; or nothing.
    QString heldBy(const Condition &, domain::EntityKind);
    Sql leaf(const Condition &, Scope &);
    Sql scalar(const Condition &, Scope &);
    Sql compare(const QString &value, const Condition &);
    /// The value fits one of the patterns of what it surely is not.
    static Sql isSurelyNot(const QString &value, const Condition &);
    Sql member(const QString &value, const Argument &);
    double number(const Argument &) const;

    static Piece placePiece(const QString &p, const QString &alias, domain::EntityKind, int facets);
    Elements ownElements(const QString &alias, domain::EntityKind, const domain::Attribute &, const QString &absent);
    Elements effectiveElements(Scope &, const QString &alias, domain::EntityKind, const domain::Attribute &,
                               const QString &chainAbsent, int depth = 0);
    Elements elements(Scope &, const Path &);
    /// The same of the things that the steps of a relation reach.
    Elements elementsOf(Scope &, const QList<Step> &way, const Path &);
    /// Is all recorded that the steps of a relation reach?
    static QString completeOf(const RelationParts &);
    /// The one value of each of those things of which a condition holds.
    Elements elementsWhere(Scope &, const Condition &, const Path &);
    Elements elementsOf(Scope &, const Condition &, qsizetype list);
    /// A value of the first list is known, and not one that is set aside.
    Sql counts(const QString &value, const Condition &);
    /// A value of the first list that counts and that the second lacks: true of what is surely so, apart from values that are unknown.
    Sql isLacking(const QString &value, const Elements &lacking, const Condition &);
    /// The same where nothing that may be among them (`possible`) is that value either.
    Sql isSurelyLacking(const QString &value, const Elements &lacking, const Condition &);
    Sql exists(const Elements &, const Predicate &) const;
    Sql anyElement(const Elements &, const Predicate &) const;
    Sql list(const Condition &, Scope &);
    Sql anyOf(const Condition &, Scope &);
    Sql minus(const Condition &, Scope &);

    RelationParts relationParts(const Condition &, Scope &, const std::function<Sql(Scope &)> &within = {});
    void buildLeaves(domain::EntityKind, const QList<const Condition *> &relations,
                     const QList<const Condition *> &conditions, const QString &ids);
    Sql relation(const Condition &, Scope &);
    Sql count(const Condition &, Scope &);
    QString backTable(const Step &);

    Sql adequate(const Condition &, Scope &);
    Sql exposed(const Condition &, Scope &);
    Sql certified(const Condition &, Scope &);
    Sql covered(const Condition &, Scope &);
    Sql minusBySite(const Condition &, Scope &);
    Sql share(const Condition &, Scope &);
    Sql names(const QString &column, const Condition &);

    Sql rootColumn(const Rule &, Scope &);
    static QString fromClause(const Scope &, const QString &base);
    void prepare(const Preparation &);

    const domain::Catalogue &m_catalogue;
    Days m_days;
    QHash<QString, double> m_parameters;
    int m_counter = 0;
    bool m_explain = false;
    bool m_few = false;
    bool m_early = true;                         ///< ask what is cheap first
    const SharedConditions *m_shared = nullptr;
    const Scope *m_leavesOf = nullptr; ///< whose leaves are columns; none: those outside of relations
    bool m_hoist = false;                        ///< take deep parts out
    QHash<const Condition *, QString> m_hoisted; ///< what was taken out, by the view that holds it
    QHash<const Condition *, qint64> m_answered; ///< by the name of the answers
    QHash<const Condition *, qint64> m_through;  ///< the same of what a reference names
    QHash<const Condition *, QString> m_heldBy;
    QString m_tooDeep;
    QList<LeafColumn> m_leaves;
    CompiledRule m_out;
};

} // namespace rules
