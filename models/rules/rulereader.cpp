// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rulereader.h"

#include "rules/resultblock.h"
#include "rules/sharedconditions.h"
#include "rules/waivers.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Result;
using domain::Status;

namespace rules {

RuleReader::RuleReader(QSqlDatabase &db, const domain::Catalogue &catalogue, const RunRequest &request)
    : RuleReader(db, catalogue, request, request.asOf)
{
}

RuleReader::RuleReader(QSqlDatabase &db, const domain::Catalogue &catalogue, const RunRequest &request, const Days &days)
    : m_catalogue(catalogue), m_request(request), m_days(days), m_session(db, catalogue, days), m_people(m_session, catalogue, days)
{
}

Result<const QList<qint64> *> RuleReader::judged(EntityKind kind)
{
    const auto it = m_judged.constFind(kind);
    if (it != m_judged.constEnd())
        return &*it;
    if (auto r = m_session.prepareJudged(kind, m_request.scope, m_request.only); !r)
        return r.error();
    auto rows = m_session.statement(u"SELECT id FROM "_s + Compiler::judgedTable(kind) + u" ORDER BY id"_s);
    if (!rows)
        return rows.error();
    QList<qint64> ids;
    while (rows->next())
        ids.append(rows->integer(0));
    if (!rows->ok())
        return domain::Error{domain::ErrorCode::DatabaseError, rows->error(), QString()};
    return &*m_judged.insert(kind, ids);
}

Result<QList<CertifiedService>> RuleReader::certifiedServices()
{
    if (const auto services = judged(EntityKind::Service); !services)
        return services.error();
    auto rows = m_session.statement(u"SELECT sc.certificate, sc.service, MIN(sc.product, sc.region) FROM bw_scope sc JOIN e_certification c ON c.id = sc.certificate "
                                    "JOIN e_service s ON s.id = sc.service AND s.provider = c.holder JOIN %1 j ON j.id = sc.service ORDER BY 1, 2"_s.arg(
                                        Compiler::judgedTable(EntityKind::Service)));
    if (!rows)
        return rows.error();
    QList<CertifiedService> out;
    while (rows->next())
        out.append({rows->integer(0), rows->integer(1), static_cast<Cover>(rows->integer(2))});
    if (!rows->ok())
        return domain::Error{domain::ErrorCode::DatabaseError, rows->error(), QString()};
    return out;
}

Result<RuleOutcome> RuleReader::ask(const Pack &pack, const Rule &rule)
{
    const auto ids = judged(rule.entity);
    if (!ids)
        return ids.error();
    RuleOutcome outcome{&pack, &rule, {}, {}};
    const qsizetype count = (*ids)->size();
    if (const auto dated = statusByDate(pack, rule, m_days.of(Turn::Law))) {
        outcome.statuses = QByteArray(count, static_cast<char>(*dated));
        // What a rule to come will not concern either isn't counted before its day.
        if (rule.onlyConcerned && count > 0) {
            RuleOutcome then = outcome;
            if (read(then, **ids)) {
                for (qsizetype i = 0; i < count; ++i) {
                    if (then.statuses.at(i) == NotConcerned)
                        outcome.statuses[i] = NotConcerned;
                }
            }
        }
        return outcome;
    }
    outcome.statuses = QByteArray(count, static_cast<char>(Status::NotApplicable));
    if (count == 0)
        return outcome;
    if (auto r = read(outcome, **ids); !r) {
        // The one refusal that a checked pack can meet: nested too deep for the database's parser.
        if (!r.error().detail.startsWith("parser stack overflow"_L1))
            return r.error();
        outcome.statuses = QByteArray(count, static_cast<char>(Status::Error));
        outcome.roots.clear();
    }
    return outcome;
}

Result<void> RuleReader::read(RuleOutcome &outcome, const QList<qint64> &ids)
{
    const Rule &rule = *outcome.rule;
    const QHash<QString, double> parameters = parameterValues(*outcome.pack, m_request.parameters);
    if (rule.people) {
        if (auto r = readPeoples(outcome, ids); !r)
            return r;
        return accept(outcome, ids, parameters);
    }
    if (m_request.only.value != 0) {
        const auto status = readOne(rule, parameters);
        if (!status)
            return status.error();
        outcome.statuses[0] = rule.onlyConcerned && *status == Status::NotApplicable ? NotConcerned : static_cast<char>(*status);
        return accept(outcome, ids, parameters);
    }
    Compiler compiler(m_catalogue, m_days, parameters);
    if (m_shared)
        compiler.share(*m_shared);
    const CompiledRule compiled = compiler.compile(rule);
    if (auto r = m_session.prepare(compiled); !r)
        return r;
    auto rows = m_session.statement(compiled.statement);
    if (!rows)
        return rows.error();
    qsizetype at = 0;
    constexpr int gap = static_cast<int>(Status::Gap);
    constexpr int notApplicable = static_cast<int>(Status::NotApplicable);
    while (rows->next()) {
        const qint64 id = rows->integer(0);
        if (at >= ids.size() || ids.at(at) != id) // the rows come in the order of the ids
            at = std::lower_bound(ids.begin(), ids.end(), id) - ids.begin();
        if (at >= ids.size() || ids.at(at) != id)
            continue;
        const int status = static_cast<int>(rows->integer(1));
        outcome.statuses[at] = rule.onlyConcerned && status == notApplicable ? NotConcerned : static_cast<char>(status);
        if (status == gap)
            outcome.roots.append(rows->text(2));
        ++at;
    }
    if (!rows->ok())
        return domain::Error{domain::ErrorCode::DatabaseError, rows->error(), rule.id};
    return accept(outcome, ids, parameters);
}

Result<void> RuleReader::readPeoples(RuleOutcome &outcome, const QList<qint64> &ids)
{
    const ListedRequirement of{outcome.rule->people->list, outcome.rule->people->id};
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const Result<PeoplesWord> word = m_people.of(*outcome.pack, of, ids.at(i));
        if (!word)
            return word.error();
        outcome.statuses[i] = word->status;
        if (word->status == static_cast<char>(Status::Gap))
            outcome.roots.append(PeoplesAnswers::rootOf(*word->answer));
    }
    return {};
}

Result<void> RuleReader::accept(RuleOutcome &outcome, const QList<qint64> &ids, const QHash<QString, double> &parameters)
{
    QList<qint64> open;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (outcome.statuses.at(i) == static_cast<char>(Status::Gap))
            open.append(ids.at(i));
    }
    const auto accepted = acceptedGaps(m_catalogue, m_session, *outcome.pack, *outcome.rule, open, m_days, parameters);
    if (!accepted)
        return accepted.error();
    if (!accepted->isEmpty()) {
        for (qsizetype i = 0; i < ids.size(); ++i) {
            if (outcome.statuses.at(i) == static_cast<char>(Status::Gap) && accepted->contains(ids.at(i)))
                outcome.statuses[i] = static_cast<char>(Status::Accepted);
        }
    }
    return {};
}

Result<Status> RuleReader::readOne(const Rule &rule, const QHash<QString, double> &parameters)
{
    Compiler compiler(m_catalogue, m_days, parameters);
    // What much of the inventory names is found sooner by gathering once who does than by looking it all through for each question.
    if (!isNamedByMany(rule.entity))
        compiler.lookAtFew();
    const auto applies = truth(compiler, rule.entity, rule.appliesIf);
    if (!applies)
        return applies.error();
    if (*applies && !**applies)
        return Status::NotApplicable;
    for (const Condition *later : startsLater(rule, m_days.of(Turn::Law))) {
        const auto holds = truth(compiler, rule.entity, *later);
        if (!holds)
            return holds.error();
        if (*holds && **holds)
            return Status::NotYetApplicable;
    }
    if (!*applies)
        return rule.appliesSurely ? Status::NotApplicable : Status::Unknown;
    const auto gap = truth(compiler, rule.entity, rule.gapIf);
    if (!gap)
        return gap.error();
    return !*gap ? Status::Unknown : **gap ? Status::Gap : Status::Pass;
}

/// Kleene logic down to what only the database can tell; the cheapest part first, since any may decide.
Result<std::optional<bool>> RuleReader::truth(Compiler &compiler, EntityKind kind, const Condition &c)
{
    using Truth = std::optional<bool>;
    switch (c.type) {
    case Condition::Type::Const:
        return Truth(c.value);
    case Condition::Type::Not: {
        const auto inner = truth(compiler, kind, c.children.constFirst());
        return !inner || !*inner ? inner : Result<Truth>(Truth(!**inner));
    }
    case Condition::Type::All:
    case Condition::Type::Any: {
        const bool decides = c.type == Condition::Type::Any;
        QList<std::pair<int, const Condition *>> parts;
        for (const Condition &child : c.children)
            parts.append({costOf(child), &child});
        std::stable_sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        Truth all = !decides;
        for (const auto &part : std::as_const(parts)) {
            const auto one = truth(compiler, kind, *part.second);
            if (!one || *one == Truth(decides))
                return one;
            if (!*one)
                all = std::nullopt;
        }
        return all;
    }
    default:
        break;
    }
    const CompiledRule compiled = compiler.compileTruth(kind, c);
    QString key = compiled.statement.text;
    for (const QVariant &value : compiled.statement.binds)
        key += QChar(0x1f) + QLatin1String(value.typeName()) + value.toString();
    if (const auto known = m_truths.constFind(key); known != m_truths.constEnd())
        return *known;
    if (auto r = m_session.prepare(compiled); !r)
        return r.error();
    auto row = m_session.statement(compiled.statement);
    if (!row)
        return row.error();
    row->bind(static_cast<int>(compiled.statement.binds.size()) + 1, m_request.only.value);
    Truth found;
    if (row->next() && !row->isNull(0))
        found = row->integer(0) != 0;
    if (!row->ok())
        return domain::Error{domain::ErrorCode::DatabaseError, row->error(), c.pointer};
    m_truths.insert(key, found);
    return found;
}

} // namespace rules
