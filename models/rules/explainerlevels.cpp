// SPDX-License-Identifier: GPL-3.0-or-later
// Levels of certificates that are on record in no known form, and so leave a result open.
#include "rules/explainer.h"

#include "rules/levels.h"
#include "rules/reasontext.h"

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Result;

namespace rules {
namespace {

/// Of so many certificates it is said.
constexpr qsizetype mostSaid = 3;

/// What asks the thing itself for its level.
void gatherAsked(const Condition &c, QList<const Condition *> &out)
{
    if ((c.op == Op::AtLeast || c.op == Op::Below) && c.path.up == 0 && c.path.steps.size() == 1)
        out.append(&c);
    if (c.isLeaf())
        return;
    for (const Condition &child : c.children)
        gatherAsked(child, out);
}

} // namespace

Result<void> Explainer::sayLevelsUnread(Explanation &e)
{
    struct Asked
    {
        EntityKind kind;
        domain::EntityId entity;
        const Condition *level;
    };
    QList<Asked> all;
    for (const LeafExplanation &leaf : std::as_const(e.leaves)) {
        if (!leaf.open)
            continue;
        QList<const Condition *> levels;
        const bool ofRelated = leaf.condition->isRelation();
        if (!ofRelated)
            gatherAsked(*leaf.condition, levels);
        else if (leaf.condition->where())
            gatherAsked(*leaf.condition->where(), levels);
        for (const Condition *level : std::as_const(levels)) {
            if (!ofRelated)
                all.append({m_rule.entity, e.entity, level});
            for (const RelatedFact &related : leaf.related) {
                if (!related.truth)
                    all.append({related.kind, related.entity, level});
            }
        }
    }
    QStringList said;
    for (const Asked &one : std::as_const(all)) {
        const Level asked = levelNamed(one.level->argument.text).value_or(Level{});
        auto row = m_session.ask(Sql(u"SELECT %1, COALESCE(NULLIF(e.name,''),e.key) FROM %2 t JOIN entity e ON e.id = t.id WHERE t.id = ?"_s.arg(
                                     SqliteDialect::column(u"t"_s, one.level->path.steps.constFirst()), Compiler::entityTable(one.kind))),
                                 one.entity.value);
        if (!row)
            return row.error();
        if (!row->next() || row->value(0).isNull() || levelRead(asked.ladder, row->value(0).toString()))
            continue;
        const QString name = row->value(1).toString();
        const QString text = row->value(0).toString();
        const QString sentence = m_text->levelUnread(name, text, asked.ladderTitle);
        if (said.contains(sentence) || said.size() == mostSaid)
            continue;
        said.append(sentence);
        e.reason += u' ';
        e.reasonSlots.append({e.reason.size(), sentence.size(), m_text->levelWord()});
        e.reason += sentence;
    }
    return {};
}

} // namespace rules
