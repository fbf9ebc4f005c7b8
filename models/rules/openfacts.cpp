// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/openfacts.h"

#include "domain/insentence.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::Catalogue;
using domain::EntityKind;

namespace rules {
namespace {

/// What a condition on related things asks of them: "Country, Substitute".
void addAsked(const Condition &c, EntityKind kind, const Catalogue &catalogue, QStringList &labels)
{
    if (c.isLeaf() && !c.path.isSelf() && c.path.up == 0) {
        const Attribute *a = catalogue.attribute(kind, c.path.steps.constFirst());
        if (a && !labels.contains(a->label))
            labels.append(a->label);
    }
    for (const Condition &child : c.children) {
        if (!c.isLeaf())
            addAsked(child, kind, catalogue, labels);
    }
}

QString askedOf(const LeafExplanation &leaf, EntityKind kind, const Catalogue &catalogue)
{
    QStringList labels;
    if (leaf.condition->where())
        addAsked(*leaf.condition->where(), kind, catalogue, labels);
    return labels.isEmpty() ? u"what the rule asks of it"_s : labels.join(u", "_s);
}

/// Of the laws that may reach a provider those of which only their status is open: "US FISA s702".
QStringList lawsInDoubt(const Fact &reach)
{
    QStringList out;
    for (const QString &law : reach.values) {
        if (law.contains("status uncertain"_L1))
            out.append(law.left(law.lastIndexOf(" ("_L1)));
    }
    return out;
}

class Reader
{
public:
    Reader(const Explanation &e, EntityKind judged, const Catalogue &catalogue) : m_e(e), m_judged(judged), m_catalogue(catalogue) {}

    QList<OpenFact> read()
    {
        for (const LeafExplanation &leaf : m_e.leaves) {
            if (leaf.open)
                ofLeaf(leaf);
        }
        return m_out;
    }

private:
    void add(const LeafExplanation &leaf, OpenFact fact)
    {
        fact.ofUse = !m_e.applies && leaf.pointer.startsWith("/applies_if"_L1);
        m_out.append(fact);
    }
    void ofThing(const LeafExplanation &leaf, EntityKind kind, const QString &attr, const QString &label) { add(leaf, {m_judged, kind, attr, label, m_e.entity, {}}); }

    void ofLeaf(const LeafExplanation &leaf)
    {
        const Condition &c = *leaf.condition;
        bool lawInDoubt = !leaf.openInLaw.isEmpty();
        if (lawInDoubt)
            add(leaf, {m_judged, m_judged, {}, leaf.openInLaw, m_e.entity, {}, OpenFact::Why::InLaw});
        const bool aged = c.op == Op::OlderThanDays;
        // What levels read as is told in the sentence itself.
        const bool words = c.readsText() && c.op != Op::AtLeast && c.op != Op::Below;
        for (const Fact &fact : leaf.facts) {
            // A list of which nothing is said may count as holding nothing.
            if (c.type == Condition::Type::AnyOf && c.unsaid && fact.state == Fact::State::NotSaid)
                continue;
            const bool ahead = aged && fact.state == Fact::State::Value;
            const bool unread = words && fact.state == Fact::State::Value;
            if ((fact.state == Fact::State::Value && !ahead && !unread) || fact.state == Fact::State::None || fact.steps.isEmpty())
                continue;
            const FactStep &at = fact.steps.constLast();
            if (c.type == Condition::Type::Exposed && fact.state == Fact::State::Partial) {
                // The seats are on record, or no law would be named: what is open is the law.
                for (const QString &law : lawsInDoubt(fact))
                    add(leaf, {at.kind, at.kind, {}, u"Whether %1 stands (its status is uncertain in the reference data)"_s.arg(law), at.entity, {}, OpenFact::Why::InLaw});
                lawInDoubt = true;
                continue;
            }
            const Attribute *a = m_catalogue.attribute(at.kind, at.attr);
            const QString label = a ? a->label : at.attr.isEmpty() ? fact.label : u"All places"_s;
            add(leaf, {at.kind, at.kind, at.attr, label, at.entity, {}, ahead ? OpenFact::Why::Ahead : unread ? OpenFact::Why::Unread : OpenFact::Why::NotSaid});
        }
        for (const RelatedFact &related : leaf.related) {
            if (related.truth)
                continue;
            QList<OpenFact> own = related.within ? openFacts(related.within->explanation, related.kind, m_catalogue) : QList<OpenFact>();
            for (OpenFact &open : own) {
                if (open.entity == related.entity)
                    open.name = related.name;
                add(leaf, open);
            }
            if (own.isEmpty())
                add(leaf, {related.kind, related.kind, relationText(c.relation), askedOf(leaf, related.kind, m_catalogue), related.entity, related.name});
        }
        if (c.type == Condition::Type::Exposed && !lawInDoubt)
            ofThing(leaf, EntityKind::Provider, u"ultimate_parent_country"_s, u"Seat and ultimate parent, with the laws of their countries"_s);
        if (c.type == Condition::Type::Certified)
            ofThing(leaf, m_judged, u"certified"_s, u"Certificates that cover it"_s);
        if (leaf.related.isEmpty() && c.isRelation()) {
            const EntityKind far = c.relation.constLast().kind;
            // Nobody can say what goes with things that are not named.
            const Step &first = c.relation.constFirst();
            const Attribute *a = first.backward ? nullptr : m_catalogue.attribute(m_judged, first.attr);
            const bool named = !a || std::none_of(leaf.facts.cbegin(), leaf.facts.cend(), [&](const Fact &f) { return f.path == first.attr && f.state == Fact::State::NotSaid; });
            const Step &last = c.relation.constLast();
            const Attribute *there = last.backward ? m_catalogue.attribute(far, last.attr) : nullptr;
            const QString where = there ? u" (said of them as %1)"_s.arg(there->label) : QString();
            if (named)
                ofThing(leaf, far, relationText(c.relation), u"Which %1 go with it%2"_s.arg(domain::inSentence(m_catalogue.kind(far).labelPlural), where));
        }
    }

    const Explanation &m_e;
    EntityKind m_judged;
    const Catalogue &m_catalogue;
    QList<OpenFact> m_out;
};

} // namespace

QList<OpenFact> openFacts(const Explanation &e, EntityKind judged, const Catalogue &catalogue)
{
    return e.status == domain::Status::Unknown ? Reader(e, judged, catalogue).read() : QList<OpenFact>();
}

} // namespace rules
