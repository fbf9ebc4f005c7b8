// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/flips.h"

#include "rules/ownrules.h"
#include "rules/resultblock.h"
#include "rules/rulereader.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

struct Known
{
    const Pack *pack = nullptr;
    const Rule *rule = nullptr;
};

QHash<QString, Known> rulesOf(const QList<Pack> &packs)
{
    QHash<QString, Known> out;
    for (const Pack &pack : packs) {
        for (const Rule *rule : pack.judged())
            out.insert(rule->id, {&pack, rule});
    }
    return out;
}

bool judgesAlike(const Known &one, const Known &other)
{
    if (one.rule->hash != other.rule->hash || one.rule->off.has_value() != other.rule->off.has_value() ||
        one.rule->onlyConcerned != other.rule->onlyConcerned || one.pack->appliesFrom != other.pack->appliesFrom)
        return false;
    const QStringList parameters = parametersOf(*one.rule);
    return std::all_of(parameters.cbegin(), parameters.cend(), [&](const QString &name) {
        const Parameter *here = one.pack->parameter(name);
        const Parameter *there = other.pack->parameter(name);
        return here && there && here->value == there->value;
    });
}

} // namespace

std::optional<Status> Verdicts::of(const QString &rule, qsizetype i) const
{
    const auto it = rules.constFind(rule);
    if (it == rules.constEnd() || it->off || i < 0 || i >= it->statuses.size() || it->statuses.at(i) == NotConcerned)
        return std::nullopt;
    return static_cast<Status>(it->statuses.at(i));
}

Result<Verdicts> verdictsOf(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const QSet<QString> &wanted,
                            domain::Day asOf, domain::JobContext &job)
{
    Verdicts out;
    RunRequest request;
    request.asOf = asOf;
    RuleReader reader(db, catalogue, request);
    if (const Result<void> opened = reader.open(); !opened)
        return opened.error();
    qint64 done = 0;
    for (const Pack &pack : packs) {
        for (const Rule *judged : pack.judged()) {
            const Rule &rule = *judged;
            if (!wanted.contains(rule.id))
                continue;
            if (job.isCancelled())
                return Error{ErrorCode::Cancelled, QString(), QString()};
            const Result<RuleOutcome> outcome = reader.ask(pack, rule);
            if (!outcome)
                return Error{outcome.error().code, outcome.error().detail, u"rule "_s + rule.id};
            out.rules.insert(rule.id, {rule.entity, outcome->statuses, rule.off.has_value()});
            if (!out.ids.contains(rule.entity)) {
                const auto ids = reader.judged(rule.entity);
                if (!ids)
                    return ids.error();
                out.ids.insert(rule.entity, **ids);
            }
            job.progress(++done, wanted.size(), rule.id);
        }
    }
    return out;
}

QList<Flip> flips(const Verdicts &before, const Verdicts &after)
{
    QSet<QString> ids(before.rules.keyBegin(), before.rules.keyEnd());
    ids.unite(QSet<QString>(after.rules.keyBegin(), after.rules.keyEnd()));
    QStringList rules(ids.cbegin(), ids.cend());
    rules.sort();
    QList<Flip> out;
    const auto add = [&out](const QString &rule, qint64 entity, domain::EntityKind kind, std::optional<Status> was, std::optional<Status> is) {
        if (was != is)
            out.append({rule, entity, kind, was, is});
    };
    for (const QString &rule : std::as_const(rules)) {
        const auto was = before.rules.constFind(rule);
        const auto is = after.rules.constFind(rule);
        const bool hadRule = was != before.rules.constEnd();
        const bool hasRule = is != after.rules.constEnd();
        // A rule that now speaks of another kind of thing turns nothing: the one ends and the other begins.
        const bool sameKind = hadRule && hasRule && was->kind == is->kind;
        if (hadRule) {
            const QList<qint64> things = before.ids.value(was->kind);
            for (qsizetype i = 0; i < things.size(); ++i)
                add(rule, things.at(i), was->kind, before.of(rule, i), sameKind ? after.of(rule, i) : std::nullopt);
        }
        if (hasRule && !sameKind) {
            const QList<qint64> things = after.ids.value(is->kind);
            for (qsizetype i = 0; i < things.size(); ++i)
                add(rule, things.at(i), is->kind, std::nullopt, after.of(rule, i));
        }
    }
    return out;
}

QSet<QString> touchedRules(const QList<Pack> &before, const QList<Pack> &after, const QStringList &sets)
{
    const QHash<QString, Known> was = rulesOf(before);
    const QHash<QString, Known> is = rulesOf(after);
    QSet<QString> out;
    const auto names = [&sets](const Rule &rule) {
        const QStringList of = setsOf(rule);
        return std::any_of(of.cbegin(), of.cend(), [&sets](const QString &name) { return sets.contains(name); });
    };
    for (auto it = was.cbegin(); it != was.cend(); ++it) {
        const auto other = is.constFind(it.key());
        if (other == is.constEnd() || !judgesAlike(*it, *other) || names(*it->rule))
            out.insert(it.key());
    }
    for (auto it = is.cbegin(); it != is.cend(); ++it) {
        if (!was.contains(it.key()))
            out.insert(it.key());
    }
    return out;
}

} // namespace rules
