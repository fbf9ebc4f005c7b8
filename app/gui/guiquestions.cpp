// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guiquestions.h"

#include "core/answerfile.h"
#include "core/askedwords.h"
#include "core/questionwords.h"
#include "core/teamquestions.h"
#include "core/withstore.h"
#include "gui/translate.h"
#include "core/typedvalue.h"
#include "rules/decided.h"
#include "rules/questions.h"
#include "rules/switchedoff.h"
#include "store/answers.h"
#include "store/questionnaires.h"
#include "store/pages/listqueries.h"
#include "store/pages/pagefilter.h"
#include "text/issuetext.h"
#include "text/questiontext.h"
#include "text/switchedofftext.h"
#include "text/wordtext.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr qsizetype HoldersShown = 2000;

QuestionRow rowOf(const rules::Question &q, const Services &services)
{
    const KindInfo &info = services.catalogue.kind(q.kind);
    const Attribute *a = q.isRegister() ? nullptr : info.find(q.attr);
    QuestionRow row;
    row.id = q.id;
    row.kind = q.kind;
    row.attr = q.attr;
    row.sentence = text::questionSentence(info, a);
    row.form = text::answerForm(services.catalogue, a);
    row.holders = q.holderCount;
    row.kindWords = q.holderCount == 1 ? u"1 "_s + text::inSentence(info.label) : u"%1 %2"_s.arg(q.holderCount).arg(text::inSentence(info.labelPlural));
    row.decides = q.decides;
    row.decidesAlone = q.decidesAlone;
    row.decidedSoFar = q.decidedSoFar;
    QStringList ids;
    for (const rules::QuestionRule &of : q.rules) {
        ids.append(of.rule);
        const auto [pack, rule] = services.rule(of.rule);
        if (!pack)
            continue;
        row.rules.append(u"%1: %2 (%3)"_s.arg(text::clauseLabel(text::shortFramework(pack->id, pack->title), rule->clause), rule->heading.isEmpty() ? rule->title : rule->heading)
                             .arg(of.results));
    }
    row.ruleIds = ids.join(u',');
    for (const rules::QuestionHolder &h : q.holders)
        row.asked.append({h.entity, text::shownName(h.name, h.key), h.key, h.decides, h.decidesAlone});
    return row;
}

/// The things that the filter names, whatever it says of results; empty: all.
QString withinOf(store::AttributeStore &values, const FilterState &filter)
{
    FilterState about = filter;
    about.framework.clear();
    about.status.reset();
    about.severity.reset();
    return about.isEmpty() ? QString() : QString::fromUtf8(store::entityCondition(values, PageFilterOf(about).value, false));
}

} // namespace

Result<DecidedData> GuiQuestions::decided(const QString &path, const FilterState &filter, JobContext &job)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    rules::DecidedRequest request;
    {
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
        m_services.follow(values, path);
        request.within = withinOf(values, filter);
    }
    request.frameworks = filter.framework.split(u',', Qt::SkipEmptyParts);
    const Result<rules::Decided> decided = rules::countDecided(scope.db(), m_services.catalogue, m_services.packs(), request, job);
    if (!decided && decided.error().code == ErrorCode::NoRun)
        return DecidedData();
    if (!decided)
        return decided.error();
    return DecidedData{true, decided->results, decided->byInventory, decided->byAnswers, decided->open};
}

Result<QuestionsData> GuiQuestions::questions(const QString &path, const FilterState &filter, JobContext &job)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    QuestionsData out;
    out.today = m_clock.today();
    rules::QuestionRequest request;
    request.mostHolders = HoldersShown;
    {
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
        m_services.follow(values, path);
        request.within = withinOf(values, filter);
    }
    request.frameworks = filter.framework.split(u',', Qt::SkipEmptyParts);
    const Result<rules::QuestionList> list = rules::findQuestions(scope.db(), m_services.catalogue, m_services.packs(), request, job);
    if (!list && list.error().code == ErrorCode::NoRun)
        return out;
    if (!list)
        return list.error();
    out.judged = true;
    {
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
        const AskedOfPeople people = askedOfPeople(m_services, values, request.frameworks);
        out.forPeople = people.all;
        out.forPeopleAnswered = people.answered;
    }
    out.unknown = list->unknown;
    out.without = list->withoutQuestion;
    out.leftOff = list->leftOff;
    QStringList off;
    for (const rules::Pack &pack : m_services.packs()) {
        if (request.frameworks.isEmpty() || request.frameworks.contains(pack.id))
            off += rules::switchedOffRules(pack);
    }
    out.switchedOff = text::leftOutLine(off);
    out.cut = list->cut;
    out.rest = restWords(m_services.catalogue, *list);
    for (const rules::Question &q : list->questions)
        out.rows.append(rowOf(q, m_services));
    return out;
}

Result<void> GuiQuestions::answer(const QString &path, const AnswerRequest &request)
{
    const KindInfo &info = m_services.catalogue.kind(request.kind);
    const std::optional<Day> review = request.reviewOn.isValid() ? std::optional(toDay(request.reviewOn)) : std::nullopt;
    const Result<QString> evidence = evidenceOf(request.evidenceFile, request.note);
    if (!evidence)
        return evidence.error();
    const Result<qint64> done = withStore<qint64>(m_services, path, true, [&](store::AttributeStore &values) -> Result<qint64> {
        store::Answers answers;
        if (request.attr.isEmpty()) {
            store::Completeness c;
            c.kind = request.kind;
            c.who = request.who;
            c.at = m_clock.today().toString(Qt::ISODate);
            c.until = review;
            c.evidence = *evidence;
            answers.registers.append(c);
        } else {
            const Attribute *a = info.find(request.attr);
            if (!a)
                return Error{ErrorCode::UnknownAttribute, request.attr, kindName(request.kind)};
            const Result<store::MaybeValue> value = typedValue(values, m_services.catalogue, m_services.countries, *a, request.typed);
            if (!value)
                return value.error();
            if (!*value)
                return Error{ErrorCode::InvalidValue, u"An answer is needed."_s, a->name};
            for (const qint64 id : request.entities) {
                if (const auto head = store::entityHead(values, id))
                    answers.edits.append({head->kind, head->key, a->name, *value, {}, *evidence, review});
            }
        }
        return store::applyAnswers(values, answers, answersTitle(m_services.catalogue, answers), request.who, m_clock.now());
    });
    return done ? Result<void>() : Result<void>(done.error());
}

Result<TeamsData> GuiQuestions::teams(const QString &path)
{
    return withStore<TeamsData>(m_services, path, false, [&](store::AttributeStore &values) -> Result<TeamsData> {
        TeamsData out;
        out.today = m_clock.today();
        const Day today = toDay(out.today);
        for (const store::SentQuestionnaire &q : store::sentQuestionnaires(values)) {
            SentRow row{q.team, q.sentOn, fromDay(q.due), static_cast<int>(q.items.size()), q.open(), q.count(store::AskedItem::State::Waiting),
                        q.count(store::AskedItem::State::Accepted), q.isOverdue(today), {}, {}, q.reminded};
            for (const store::AskedItem &item : q.items) {
                const AskedWords asked = askedWords(m_services, values, item);
                const qint64 id = item.attr.isEmpty() ? 0 : values.find(item.kind, item.key);
                const QString question = item.isRequirement() ? item.list + u' ' + item.key : item.attr.isEmpty() ? kindName(item.kind) : kindName(item.kind) + u'.' + item.attr;
                if (item.isOpen() && !row.openQuestions.contains(question))
                    row.openQuestions.append(question);
                if (item.isOpen())
                    row.unanswered.append((item.attr.isEmpty() ? u"%2: %1"_s : u"%1: %2"_s).arg(asked.name, asked.label) +
                                          (item.why.isEmpty() ? QString() : u" (went back: %1)"_s.arg(item.why)));
                if (item.state != store::AskedItem::State::Waiting)
                    continue;
                const QString answer = item.typed == "none"_L1 ? u"there is none"_s : item.typed == "?"_L1 ? u"asked, no answer"_s : item.typed;
                out.queue.append({q.idOf(item), q.team, asked.name, asked.question, answer, item.evidence, item.note, item.who, item.sha256, fromDay(q.due), id});
            }
            out.sent.append(row);
        }
        return out;
    });
}

Result<void> GuiQuestions::askTeam(const QString &path, const AskRequest &request, JobContext &job)
{
    rules::QuestionList list;
    {
        store::ConnectionScope scope(path, store::Access::Read);
        if (!scope.isOpen())
            return scope.error();
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
        m_services.follow(values, path);
        rules::QuestionRequest within;
        within.within = withinOf(values, request.filter);
        within.frameworks = request.filter.framework.split(u',', Qt::SkipEmptyParts);
        // Of requirements as a whole nothing has to be found.
        Result<rules::QuestionList> found = request.questions.isEmpty() ? Result<rules::QuestionList>(rules::QuestionList()) : rules::findQuestions(scope.db(), m_services.catalogue, m_services.packs(), within, job);
        if (!found)
            return found.error();
        list = std::move(*found);
    }
    const auto done = withStore<qint64>(m_services, path, true, [&](store::AttributeStore &values) {
        return app::askTeam(m_services, values, list, {request.team, request.due, request.questions, request.out, request.requirements, QSet<qint64>(request.things.cbegin(), request.things.cend()),
                                                {request.filter.legalEntity, request.filter.businessService, request.filter.provider}}, {}, m_clock);
    });
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> GuiQuestions::remind(const QString &path, const RemindRequest &request)
{
    const auto done = withStore<qint64>(m_services, path, true, [&](store::AttributeStore &values) {
        return remindTeam(m_services, values, {request.team, request.due, request.out}, {}, m_clock);
    });
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> GuiQuestions::review(const QString &path, const ReviewDecision &decision)
{
    const auto done = withStore<qint64>(m_services, path, true, [&](store::AttributeStore &values) {
        const std::optional<Day> until = decision.reviewOn.isValid() ? std::optional(toDay(decision.reviewOn)) : std::nullopt;
        return reviewAnswers(m_services, values, {decision.ids, decision.accept, decision.why, {}, until}, m_clock);
    });
    return done ? Result<void>() : Result<void>(done.error());
}

} // namespace app
