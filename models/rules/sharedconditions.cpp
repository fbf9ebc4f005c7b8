// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/sharedconditions.h"

#include "rules/pack.h"

#include <QHash>

#include <algorithm>

using domain::EntityKind;

namespace rules {
namespace {

/// What a condition costs for one thing, roughly, in comparisons of a column: below this a look into a table of answers costs as much.
constexpr int worthATable = 5;

int ownOutside(const Condition &c)
{
    int up = qMax(c.path.up, c.argument.kind == Argument::Kind::Path ? c.argument.path.up : 0);
    for (const Path &list : c.lists)
        up = qMax(up, list.up);
    for (const auto *path : {&c.dpf, &c.dpfHr, &c.hr, &c.recipientKind, &c.service})
        up = qMax(up, *path ? (*path)->up : 0);
    return up;
}

/// How many levels out of the condition its paths lead at most.
int outside(const Condition &c)
{
    int up = ownOutside(c);
    // A share's condition is about the whole workspace.
    if (c.type == Condition::Type::Share)
        return up;
    const int inner = c.relation.isEmpty() ? 0 : 1;
    for (const Condition &child : c.children)
        up = qMax(up, outside(child) - inner);
    return up;
}

int costWith(const Condition &c, int ofChildren)
{
    switch (c.type) {
    case Condition::Type::All:
    case Condition::Type::Any:
    case Condition::Type::Not:
        return ofChildren;
    case Condition::Type::Const:
        return 0;
    case Condition::Type::Scalar:
        return static_cast<int>(c.path.steps.size());
    case Condition::Type::List:
        return 3 + static_cast<int>(c.path.steps.size());
    case Condition::Type::AnyOf:
    case Condition::Type::Minus:
        return 6 * static_cast<int>(c.lists.size() + c.ways.size());
    case Condition::Type::Exists:
    case Condition::Type::Every:
    case Condition::Type::Count:
        return 4 * static_cast<int>(c.relation.size()) + ofChildren;
    case Condition::Type::Share:
        return 0; // has a table of its own
    default:
        return 6;
    }
}

size_t ownHash(const Condition &c, EntityKind kind)
{
    const Argument &a = c.argument;
    size_t hash = qHashMulti(0, static_cast<int>(kind), static_cast<int>(c.type), c.value, static_cast<int>(c.op), c.path.up, c.path.steps, c.names,
                             c.surelyNot, c.butNot, c.unclear ? 1 + static_cast<int>(*c.unclear) : 0, c.anyName, c.partial, c.region, c.bySite, static_cast<int>(c.shareKind));
    hash = qHashMulti(hash, static_cast<int>(a.kind), a.flag, a.number, a.day, a.text, a.path.up, a.path.steps, c.unsaid ? 1 + static_cast<int>(*c.unsaid) : 0);
    for (const QVariant &value : a.values)
        hash = qHashMulti(hash, value.toString());
    for (const Path &list : c.lists)
        hash = qHashMulti(hash, list.up, list.steps);
    for (const QList<Step> &way : c.ways) {
        for (const Step &step : way)
            hash = qHashMulti(hash, step.backward, step.list, static_cast<int>(step.kind), step.attr);
        hash = qHashMulti(hash, way.size());
    }
    if (c.outside) {
        hash = qHashMulti(hash, static_cast<int>(c.outside->kind), c.outside->text);
        for (const QVariant &value : c.outside->values)
            hash = qHashMulti(hash, value.toString());
    }
    for (const Step &step : c.relation)
        hash = qHashMulti(hash, step.backward, step.list, static_cast<int>(step.kind), step.attr);
    for (const auto *path : {&c.dpf, &c.dpfHr, &c.hr, &c.recipientKind, &c.service})
        hash = *path ? qHashMulti(hash, (*path)->up, (*path)->steps) : qHashMulti(hash, -1);
    return hash;
}

EntityKind innerKind(EntityKind kind, const Condition &c)
{
    if (c.type == Condition::Type::Share)
        return c.shareKind;
    return c.relation.isEmpty() ? kind : c.relation.constLast().kind;
}

/// A condition of a rule, after all that it holds.
struct Node
{
    const Condition *condition = nullptr;
    size_t hash = 0;
    int cost = 0;
    bool worth = false;         ///< dear enough, and of one thing alone
    qsizetype first = 0;        ///< where its own parts begin in the list; they end before it
};

/// Appends the condition with its parts and returns the levels out that it speaks of.
int append(QList<Node> &nodes, EntityKind kind, const Condition &c)
{
    Node node{&c, ownHash(c, kind), 0, false, nodes.size()};
    int up = ownOutside(c);
    const int inner = c.relation.isEmpty() ? 0 : 1;
    for (const Condition &child : c.children) {
        const int ofChild = append(nodes, innerKind(kind, c), child) - inner;
        if (c.type != Condition::Type::Share)
            up = qMax(up, ofChild);
        node.hash = qHashMulti(node.hash, nodes.constLast().hash);
        node.cost += nodes.constLast().cost;
    }
    node.cost = costWith(c, node.cost);
    node.worth = node.cost >= worthATable && up <= 0;
    nodes.append(node);
    return up;
}

/// What of the conditions occurs in more than one rule. Where `entered` is given, what it holds is gone into only once: a part of what is
/// shared is worth a table only where it stands elsewhere too.
QSet<size_t> inSeveral(const QList<QList<Node>> &rules, const QSet<size_t> *candidates)
{
    QHash<size_t, int> counts;
    QSet<size_t> entered;
    for (const QList<Node> &nodes : rules) {
        QSet<size_t> ofRule;
        for (qsizetype i = nodes.size() - 1; i >= 0; --i) {
            const Node &node = nodes.at(i);
            if (!node.worth)
                continue;
            ofRule.insert(node.hash);
            if (!candidates || !candidates->contains(node.hash))
                continue;
            if (entered.contains(node.hash))
                i = node.first; // on to what stands before it
            else
                entered.insert(node.hash);
        }
        for (const size_t hash : std::as_const(ofRule))
            ++counts[hash];
    }
    QSet<size_t> several;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > 1)
            several.insert(it.key());
    }
    return several;
}

/// Gathers the first steps out of the thing that is `level` levels out; false where the condition leaves it on no step, or speaks of what is further out.
bool gatherSteps(const Condition &c, int level, QStringList &steps)
{
    const auto takes = [&](const Path &path) {
        if (path.up < level)
            return true;
        if (path.up > level || path.isSelf())
            return false;
        steps.append(path.steps.constFirst());
        return true;
    };
    bool ok = true;
    switch (c.type) {
    case Condition::Type::All:
    case Condition::Type::Any:
    case Condition::Type::Not:
    case Condition::Type::Const:
        break;
    case Condition::Type::Scalar:
    case Condition::Type::List:
    case Condition::Type::Adequate:
    case Condition::Type::Exposed:
    case Condition::Type::Certified:
        ok = takes(c.path) && (c.argument.kind != Argument::Kind::Path || takes(c.argument.path));
        break;
    case Condition::Type::AnyOf:
    case Condition::Type::Minus:
        for (const Path &list : c.lists)
            ok = ok && takes(list);
        // What is reached by a relation is more than a reference names.
        ok = ok && c.ways.isEmpty();
        break;
    case Condition::Type::Exists:
    case Condition::Type::Every:
    case Condition::Type::Count:
        if (level == 0) {
            const Step &first = c.relation.constFirst();
            ok = !first.backward && !first.list;
            steps.append(first.attr);
        }
        break;
    case Condition::Type::Covered:
        ok = level > 0 && takes(c.path);
        break;
    case Condition::Type::Share:
        return false;
    }
    for (const auto *path : {&c.dpf, &c.dpfHr, &c.hr, &c.recipientKind, &c.service})
        ok = ok && (!*path || takes(**path));
    const int inner = c.relation.isEmpty() ? 0 : 1;
    for (const Condition &child : c.children)
        ok = ok && gatherSteps(child, level + inner, steps);
    return ok;
}

} // namespace

int costOf(const Condition &c)
{
    int ofChildren = 0;
    for (const Condition &child : c.children)
        ofChildren += costOf(child);
    return costWith(c, ofChildren);
}

QString onlyReference(const Condition &c)
{
    QStringList steps;
    return gatherSteps(c, 0, steps) && std::all_of(steps.cbegin(), steps.cend(), [&](const QString &s) { return s == steps.constFirst(); }) ? steps.value(0) : QString();
}

bool isNamedByMany(EntityKind kind)
{
    switch (kind) {
    case EntityKind::LegalEntity:
    case EntityKind::BusinessService:
    case EntityKind::Provider:
    case EntityKind::ContractingEntity:
    case EntityKind::Contract:
    case EntityKind::Service:
        return true;
    default:
        return false;
    }
}

bool speaksOfOutside(const Condition &c)
{
    return outside(c) > 0;
}

SharedConditions::SharedConditions(const QList<const Rule *> &ruleList)
{
    QList<QList<Node>> nodes;
    for (const Rule *rule : ruleList) {
        nodes.append(QList<Node>());
        append(nodes.last(), rule->entity, rule->appliesIf);
        append(nodes.last(), rule->entity, rule->gapIf);
    }
    const QSet<size_t> candidates = inSeveral(nodes, nullptr);
    const QSet<size_t> shared = inSeveral(nodes, &candidates);
    for (const QList<Node> &ofRule : std::as_const(nodes)) {
        for (const Node &node : ofRule) {
            if (node.worth && shared.contains(node.hash))
                m_shared.insert(node.condition);
        }
    }
}

} // namespace rules
