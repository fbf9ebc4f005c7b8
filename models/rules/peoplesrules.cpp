// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/peoplesrules.h"

#include "rules/evaluator.h"
#include "rules/resultblock.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Fulfilment;
using domain::RequirementAnswer;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

char statusOf(Fulfilment state)
{
    return static_cast<char>(domain::isShortcoming(state)             ? Status::Gap
                             : state == Fulfilment::NotApplicable ? Status::NotApplicable
                                                                  : Status::Pass);
}

QString iso(domain::Day day) { return domain::fromDay(day).toString(Qt::ISODate); }

QString foundWords(Fulfilment state)
{
    switch (state) {
    case Fulfilment::Met: return u"met"_s;
    case Fulfilment::Partly: return u"met in part"_s;
    case Fulfilment::NotMet: return u"not met"_s;
    case Fulfilment::NotApplicable: break;
    }
    return u"does not apply"_s;
}

} // namespace

QList<SaidOf> saidOf(const QList<RequirementAnswer> &answers)
{
    std::map<ListedRequirement, Fulfilment> worst;
    for (const RequirementAnswer &a : answers) {
        const auto [it, isNew] = worst.try_emplace({a.list, a.requirement}, a.state);
        if (!isNew)
            it->second = domain::worseOf(it->second, a.state);
    }
    QList<SaidOf> out;
    for (const auto &[of, state] : worst)
        out.append({of, state});
    return out;
}

QString toldRule(const Rule *rule, const QString &id) { return rule && rule->people ? rule->people->list + u' ' + rule->people->id : id; }

QString peoplesRuleId(const ListedRequirement &of) { return of.list + u' ' + QString(of.id).replace(u',', u';'); }

Rule peoplesRule(const Pack &pack, const RequirementList &list, const Requirement &requirement, Fulfilment worst)
{
    Rule rule;
    rule.id = peoplesRuleId({list.id, requirement.id});
    rule.people = {list.id, requirement.id};
    rule.heading = requirement.title;
    rule.title = requirement.title + (worst == Fulfilment::Partly ? u": found met in part"_s : u": found not met"_s);
    rule.requirement = requirement.title;
    rule.clause = requirement.id;
    rule.entity = EntityKind::LegalEntity;
    rule.appliesFrom = requirement.from;
    // Nobody grades articles; what is missing in part weighs less than what is missing.
    rule.severity = worst == Fulfilment::Partly ? domain::Severity::Medium : domain::Severity::High;
    rule.legalStatus = pack.legalStatus;
    rule.remediation = u"Put in place what is missing, and record what is found of it then."_s;
    rule.source = pack.source;
    return rule;
}

QString PeoplesAnswers::rootOf(const RequirementAnswer &a) { return a.entity == 0 ? u"*"_s : u'#' + QString::number(a.entity); }

Result<void> PeoplesAnswers::read()
{
    if (m_read)
        return {};
    m_read = true;
    // Without answers (what the inventory decides by itself) nobody has said anything.
    if (m_days.countAnswers()) {
        auto rows = m_session.run({u"SELECT list, requirement, coalesce(entity,0), state, who, answered_on, why, evidence, review_on FROM requirement_answer "
                                   "WHERE answered_on <= ? ORDER BY 1, 2, 3"_s,
                                   {m_days.of(Turn::Answer)}});
        if (!rows)
            return rows.error();
        while (rows->next()) {
            const auto text = [&rows](int i) { return rows->value(i).toString(); };
            RequirementAnswer a{text(0), text(1), domain::fulfilmentFromName(text(3)).value_or(Fulfilment::NotMet), text(4), rows->value(5).toInt(), text(6), text(7), std::nullopt, rows->value(2).toLongLong()};
            if (!rows->value(8).isNull())
                a.reviewOn = rows->value(8).toInt();
            m_answers[{a.list, a.requirement}].append(a);
        }
    }
    auto branches = m_session.run(Sql(u"SELECT id, parent FROM e_legal_entity WHERE kind = 'branch' AND parent IS NOT NULL"_s));
    if (!branches)
        return branches.error();
    while (branches->next())
        m_heads.insert(branches->value(0).toLongLong(), branches->value(1).toLongLong());
    auto live = m_session.run(Compiler(m_catalogue, m_days, {}).judgedIds(EntityKind::LegalEntity));
    if (!live)
        return live.error();
    while (live->next())
        m_live.append(live->value(0).toLongLong());
    std::sort(m_live.begin(), m_live.end());
    return {};
}

Result<const PeoplesAnswers::Concerned *> PeoplesAnswers::concerned(const Pack &pack)
{
    if (const auto it = m_concerned.constFind(pack.id); it != m_concerned.constEnd())
        return &*it;
    Concerned out;
    for (const qint64 id : std::as_const(m_live))
        out[id] = true;
    if (pack.concerns) {
        Compiler compiler(m_catalogue, m_days, parameterValues(pack, {}));
        compiler.lookAtFew();
        const CompiledRule compiled = compiler.compileTruth(EntityKind::LegalEntity, *pack.concerns);
        if (auto r = m_session.prepare(compiled); !r)
            return r.error();
        bool any = false;
        for (auto &[id, truth] : out) {
            auto row = m_session.ask(compiled.statement, id);
            if (!row)
                return row.error();
            truth = row->next() && !row->value(0).isNull() ? std::optional(row->value(0).toInt() != 0) : std::nullopt;
            row->finish();
            any = any || truth != std::optional(false);
        }
        for (auto &[id, truth] : out)
            truth = any ? truth : std::optional(true);
    }
    return &*m_concerned.insert(pack.id, out);
}

Result<PeoplesWord> PeoplesAnswers::of(const Pack &pack, const ListedRequirement &requirement, qint64 legalEntity)
{
    if (auto r = read(); !r)
        return r.error();
    PeoplesWord word{NotConcerned, std::nullopt, false};
    const auto found = m_answers.find(requirement);
    if (found == m_answers.end())
        return word;
    const domain::Day day = m_days.of(Turn::Answer);
    const auto said = [&](qint64 whose) {
        const auto a = std::find_if(found->second.cbegin(), found->second.cend(), [&](const RequirementAnswer &one) { return one.entity == whose && one.countsOn(day); });
        if (a != found->second.cend())
            word.answer = *a;
        return word.answer.has_value();
    };
    const qint64 head = m_heads.value(legalEntity);
    const auto concerns = concerned(pack);
    if (!concerns)
        return concerns.error();
    // Whom the framework surely leaves out, nobody's answer makes its subject.
    const auto truth = (*concerns)->find(legalEntity);
    if (truth == (*concerns)->end() || truth->second == std::optional(false))
        return word;
    const bool own = said(legalEntity) || (head != 0 && said(head));
    word.concerned = own || truth->second == std::optional(true);
    if (!own)
        said(0);
    word.status = word.answer ? statusOf(word.answer->state) : static_cast<char>(Status::Unknown);
    return word;
}

Result<bool> PeoplesAnswers::wouldHold(const Pack &pack, qint64 legalEntity)
{
    if (auto r = read(); !r)
        return r.error();
    if (!m_live.contains(legalEntity))
        return true;
    const auto concerns = concerned(pack);
    if (!concerns)
        return concerns.error();
    return std::any_of((*concerns)->cbegin(), (*concerns)->cend(), [&](const auto &one) {
        return one.second != std::optional(false) && (one.first == legalEntity || m_heads.value(one.first) == legalEntity);
    });
}

Result<bool> answerWouldHold(QSqlDatabase &db, const domain::Catalogue &catalogue, const Pack &pack, qint64 legalEntity, const Days &days)
{
    Session session(db, catalogue, days);
    if (auto r = session.open(); !r)
        return r.error();
    return PeoplesAnswers(session, catalogue, days).wouldHold(pack, legalEntity);
}

Result<PeoplesFinding> PeoplesAnswers::finding(const Pack &pack, const ListedRequirement &requirement)
{
    if (auto r = read(); !r)
        return r.error();
    PeoplesFinding out;
    if (const auto found = m_answers.find(requirement); found != m_answers.end()) {
        for (const RequirementAnswer &a : found->second) {
            const bool live = a.entity == 0 || m_live.contains(a.entity);
            if (live && a.countsOn(m_days.of(Turn::Answer)))
                out.answers.append(a);
        }
    }
    if (out.answers.isEmpty())
        return out;
    for (const qint64 id : std::as_const(m_live)) {
        const Result<PeoplesWord> word = of(pack, requirement, id);
        if (!word)
            return word.error();
        if (word->answer) {
            out.worst = domain::worseOf(out.worst.value_or(word->answer->state), word->answer->state);
            if (word->answer->state == Fulfilment::Met)
                out.met.append(id);
        } else if (word->status != NotConcerned)
            (word->concerned ? out.missing : out.perhaps).append(id);
    }
    // Nobody is recorded for whom it could hold: it is the organisation's, which has no record of its own.
    if (!out.worst && m_live.isEmpty())
        out.worst = out.answers.constFirst().state;
    return out;
}

Explanation explainPeoples(const Rule &rule, domain::EntityId entity, const PeoplesWord &word)
{
    Explanation e;
    e.entity = entity;
    e.status = word.status == NotConcerned ? Status::NotApplicable : static_cast<Status>(word.status);
    e.applies = e.status == Status::NotApplicable ? std::optional(false) : e.status == Status::Unknown && !word.concerned ? std::nullopt : std::optional(true);
    LeafExplanation leaf;
    leaf.pointer = u"/answer"_s;
    leaf.condition = &rule.gapIf;
    leaf.open = e.status == Status::Unknown;
    const auto add = [&](const QString &path, const QString &label, const QString &value) {
        Fact fact;
        fact.path = path;
        fact.label = label;
        fact.state = value.isEmpty() ? Fact::State::NotSaid : Fact::State::Value;
        if (!value.isEmpty())
            fact.values = {value};
        if (word.answer) {
            fact.saidBy = word.answer->who;
            fact.saidOn = word.answer->on;
        }
        leaf.facts.append(fact);
    };
    if (!word.answer) {
        add(u"answer"_s, u"Answer"_s, {});
        e.reason = e.status == Status::NotApplicable
                       ? u"The framework does not concern it, and nobody has answered the requirement for it."_s
                   : word.concerned ? u"Nobody has answered this requirement for it, or the answer counts no longer: record what is found."_s
                                    : u"It is not known whether the framework concerns it, and nobody has answered this requirement for it."_s;
    } else {
        const RequirementAnswer &a = *word.answer;
        leaf.truth = domain::isShortcoming(a.state);
        e.gap = leaf.truth;
        add(u"answer"_s, u"Found"_s, foundWords(a.state));
        add(u"answer_by"_s, u"Who says so"_s, u"%1, on %2"_s.arg(a.who, iso(a.on)));
        add(u"answer_for"_s, u"Holds for"_s, a.entity == 0 ? u"the whole organisation"_s : a.entity == entity.value ? u"this legal entity"_s : u"the legal entity that it is a branch of"_s);
        if (!a.why.isEmpty())
            add(u"answer_why"_s, u"Reason"_s, a.why);
        if (!a.evidence.isEmpty())
            add(u"answer_evidence"_s, u"Evidence"_s, a.evidence);
        if (a.reviewOn)
            add(u"answer_until"_s, u"Counts until"_s, iso(*a.reviewOn));
        const QString found = foundWords(a.state);
        e.reason = found.at(0).toUpper() + found.mid(1) + u", says %1 on %2"_s.arg(a.who, iso(a.on)) + (a.why.isEmpty() ? u"."_s : u": "_s + a.why + (a.why.endsWith(u'.') ? QString() : u"."_s));
    }
    e.facts = leaf.facts;
    e.leaves.append(leaf);
    return e;
}

Result<FoundByPeople> foundByPeople(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const QList<RequirementAnswer> &answers, const Days &days)
{
    FoundByPeople out;
    if (answers.isEmpty())
        return out;
    Session session(db, catalogue, days);
    if (auto r = session.open(); !r)
        return r.error();
    PeoplesAnswers people(session, catalogue, days);
    for (const SaidOf &said : saidOf(answers)) {
        const QString id = said.of.list.section(u'@', 0, 0);
        const auto pack = std::find_if(packs.cbegin(), packs.cend(), [&id](const Pack &p) { return p.id == id; });
        if (pack == packs.cend())
            continue;
        Result<PeoplesFinding> found = people.finding(*pack, said.of);
        if (!found)
            return found.error();
        const auto rule = std::find_if(pack->people.cbegin(), pack->people.cend(), [&said](const Rule &r) { return r.people == PeoplesRequirement{said.of.list, said.of.id}; });
        if (rule != pack->people.cend())
            found->notYet = statusByDate(*pack, *rule, days.of(Turn::Law)) == Status::NotYetApplicable;
        if (!found->answers.isEmpty())
            out.insert_or_assign(said.of, std::move(*found));
    }
    return out;
}

} // namespace rules
