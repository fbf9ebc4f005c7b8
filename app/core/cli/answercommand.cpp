// SPDX-License-Identifier: GPL-3.0-or-later
// answer, ask, review: answers from a file, questionnaires to teams, and what comes back of them.
#include "core/answerfile.h"
#include "core/askedwords.h"
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/reportfindings.h"
#include "core/requirementlists.h"
#include "core/services.h"
#include "core/teamquestions.h"
#include "store/pages/pagefilter.h"
#include "store/questionnaires.h"
#include "text/questiontext.h"

#include <QMap>
#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

bool isQuestionnaire(const QString &file)
{
    const QString ending = file.section(u'.', -1).toLower();
    return ending == "xlsx"_L1 || ending == "ods"_L1 || ending == "csv"_L1;
}

QString askedText(const store::AskedItem &item) { return item.isRequirement() ? item.list + u' ' + item.key + (item.attr.isEmpty() ? QString() : u" for "_s + item.attr) : item.attr.isEmpty() ? kindName(item.kind) : kindName(item.kind) + u':' + item.key + u' ' + item.attr; }

ordered_json itemJson(const store::SentQuestionnaire &q, const store::AskedItem &item)
{
    static const char *const states[] = {"open", "waiting", "accepted", "returned"};
    ordered_json o;
    o["id"] = q.idOf(item).toStdString();
    o["kind"] = item.isRequirement() ? "requirement" : kindName(item.kind).toStdString();
    o["key"] = item.key.toStdString();
    if (item.isRequirement())
        o["framework"] = item.list.toStdString();
    if (item.isRequirement())
        o["for"] = item.attr.isEmpty() ? ordered_json(nullptr) : ordered_json(item.attr.toStdString());
    o["attr"] = item.attr.isEmpty() || item.isRequirement() ? ordered_json(nullptr) : ordered_json(item.attr.toStdString());
    o["state"] = states[static_cast<int>(item.state)];
    o["answer"] = item.typed.isEmpty() ? ordered_json(nullptr) : ordered_json(item.typed.toStdString());
    for (const auto &[name, text] : {std::pair("evidence", item.evidence), std::pair("evidence_sha256", item.sha256), std::pair("note", item.note), std::pair("who", item.who), std::pair("why", item.why)})
        o[name] = text.toStdString();
    return o;
}

void printReview(const QList<store::SentQuestionnaire> &all, Day today, bool json, const Services &services, store::AttributeStore &values, QTextStream &out)
{
    ordered_json list = ordered_json::array();
    for (const store::SentQuestionnaire &q : all) {
        if (json) {
            ordered_json o;
            o["team"] = q.team.toStdString();
            o["sent"] = q.sentOn.toStdString();
            o["due"] = isoDay(q.due).toStdString();
            o["limited_to"] = q.limitedTo.isEmpty() ? ordered_json(nullptr) : ordered_json(q.limitedTo.toStdString());
            o["overdue"] = q.isOverdue(today);
            o["reminded"] = ordered_json::array();
            for (const QString &on : q.reminded)
                o["reminded"].push_back(on.toStdString());
            o["asked"] = q.items.size();
            o["open"] = q.open();
            o["waiting"] = q.count(store::AskedItem::State::Waiting);
            o["accepted"] = q.count(store::AskedItem::State::Accepted);
            o["items"] = ordered_json::array();
            for (const store::AskedItem &item : q.items)
                o["items"].push_back(itemJson(q, item));
            list.push_back(o);
            continue;
        }
        out << q.team << (q.limitedTo.isEmpty() ? QString() : u" ("_s + q.limitedTo + u')') << ", sent " << q.sentOn << ", due " << isoDay(q.due) << (q.isOverdue(today) ? " (overdue)" : "") << ": " << q.open() << " of " << q.items.size()
            << " not answered, " << q.count(store::AskedItem::State::Waiting) << " to be reviewed\n";
        for (const store::AskedItem &item : q.items) {
            if (item.state == store::AskedItem::State::Returned)
                out << "  " << q.idOf(item).leftJustified(8) << askedText(item) << "  went back: " << item.why << '\n';
            if (item.state != store::AskedItem::State::Waiting)
                continue;
            out << "  " << q.idOf(item).leftJustified(8) << askedText(item) << "\n          " << askedWords(services, values, item).question << ' ' << item.typed
                << (item.who.isEmpty() ? QString() : u"  ["_s + item.who + u']') << (item.evidence.isEmpty() ? QString() : u"  evidence: "_s + item.evidence)
                << (item.note.isEmpty() ? QString() : u"  note: "_s + item.note) << '\n';
        }
    }
    if (json)
        out << QByteArray::fromStdString(list.dump(1, ' ', false, ordered_json::error_handler_t::replace)) << '\n';
    else if (all.isEmpty())
        out << "No team was asked.\n";
}

int takeIn(const Call &call, Console &console, WorkspaceSession &session)
{
    int taken = 0;
    const int code = inTransaction(session, console, [&](store::AttributeStore &values) -> Result<qint64> {
        QuietJob job;
        const Result<int> done = takeInQuestionnaire(console.services, values, call.arguments.constFirst(), call.value(u"who"_s), console.clock, job);
        if (!done)
            return done.error();
        taken = *done;
        return qint64(*done);
    });
    if (code == Exit::Done)
        console.note(u"%1 %2 for review; see bailiwick-cli review"_s.arg(taken).arg(taken == 1 ? u"answer waits"_s : u"answers wait"_s));
    return code;
}

/// ask --requirements ID NUMBER...: requirements that are asked as a whole.
Result<QList<rules::ListedRequirement>> requirementsOf(const Call &call, const Services &services)
{
    QList<rules::ListedRequirement> out;
    const bool named = call.has(u"requirements"_s);
    if (named == call.arguments.isEmpty())
        return Error{ErrorCode::UsageError, u"--requirements ID and the numbers of requirements belong together; bailiwick-cli frameworks ID lists them"_s, call.command};
    if (!named)
        return out;
    const Result<rules::RequirementList> list = listNamed(call.value(u"requirements"_s), services);
    if (!list)
        return Error{ErrorCode::UsageError, list.error().detail, call.command};
    for (const QString &number : call.arguments) {
        if (const Result<void> may = answerable(*list, number); !may)
            return Error{ErrorCode::UsageError, may.error().detail, call.command};
        if (!out.contains(rules::ListedRequirement{list->id, number}))
            out.append({list->id, number});
    }
    return out;
}

/// The part of the organisation that is asked of: "legal_entity:corvane-vie,provider:aws".
Result<AskedPart> partOf(const Call &call, store::AttributeStore &values)
{
    AskedPart part;
    for (const QString &one : call.value(u"scope"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto target = targetOf(one.trimmed());
        QString *key = !target                                       ? nullptr
                       : target->first == EntityKind::LegalEntity     ? &part.legalEntity
                       : target->first == EntityKind::BusinessService ? &part.businessService
                       : target->first == EntityKind::Provider        ? &part.provider
                                                                      : nullptr;
        if (!key || !key->isEmpty())
            return Error{ErrorCode::UsageError, u"a scope is legal_entity:KEY, business_service:KEY or provider:KEY, each once"_s, one};
        if (values.find(target->first, target->second) == 0)
            return Error{ErrorCode::UnknownEntity, {}, one};
        *key = target->second;
    }
    if (call.has(u"scope"_s) && part.isWhole())
        return Error{ErrorCode::UsageError, u"--scope names nothing"_s, call.command};
    return part;
}

/// Where no question is named a team gets those that it can answer. Whom nobody knows gets the first of all, and the sender is told whose they are.
void chooseForTeam(const rules::QuestionList &list, TeamRequest &request, Console &console)
{
    QMap<QString, qsizetype> others;
    QStringList theirs;
    for (const rules::Question &q : list.questions) {
        if (const QString who = whoAnswers(q.kind); who.compare(request.team.simplified(), Qt::CaseInsensitive) == 0)
            theirs.append(q.id);
        else
            ++others[who];
    }
    if (!theirs.isEmpty()) {
        request.questions = theirs.mid(0, FirstQuestions);
        if (theirs.size() > FirstQuestions)
            console.note(u"asked are the first %1 of %2 questions that are theirs; --questions names others"_s.arg(FirstQuestions).arg(theirs.size()));
        return;
    }
    QStringList whose;
    for (auto it = others.cbegin(); it != others.cend(); ++it)
        whose.append(u"%1 (%2)"_s.arg(it.key()).arg(*it));
    if (!whose.isEmpty())
        console.note(u"none of the open questions is known to be for %1: they are for %2; name one of these as --team, or choose with --questions"_s.arg(request.team.simplified(), whose.join(u", "_s)));
}

} // namespace

int commandAnswer(const Call &call, Console &console)
{
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    if (isQuestionnaire(call.arguments.constFirst()))
        return takeIn(call, console, **session);
    qsizetype given = 0;
    const int code = inTransaction(**session, console, [&](store::AttributeStore &values) -> Result<qint64> {
        Result<store::Answers> answers = readAnswerFile(call.arguments.constFirst(), console.services, (*session)->db(), values, toDay(console.clock.today()), call.value(u"who"_s));
        if (!answers)
            return answers.error();
        for (store::Completeness &c : answers->registers) {
            c.who = call.value(u"who"_s);
            c.at = console.clock.today().toString(Qt::ISODate);
        }
        given = answers->size();
        return store::applyAnswers(values, *answers, answersTitle(console.services.catalogue, *answers), call.value(u"who"_s), console.clock.now());
    });
    if (code == Exit::Done)
        console.note(u"%1 %2; evaluate again to see what they decide"_s.arg(given).arg(given == 1 ? u"answer"_s : u"answers"_s));
    return code;
}

int commandAsk(const Call &call, Console &console)
{
    for (const QString &name : {u"team"_s, u"due"_s, u"out"_s}) {
        if (call.value(name).isEmpty())
            return fail(console, {ErrorCode::UsageError, u"--%1 is needed"_s.arg(name), call.command});
    }
    const Result<std::optional<Day>> due = dayOption(call, u"due"_s);
    if (!due)
        return fail(console, due.error());
    if (!*due)
        return fail(console, {ErrorCode::UsageError, u"--due is needed"_s, call.command});
    const Result<QList<rules::ListedRequirement>> requirements = requirementsOf(call, console.services);
    if (!requirements)
        return fail(console, requirements.error());
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const Result<AskedPart> part = partOf(call, (*session)->store());
    if (!part)
        return fail(console, part.error());
    QuietJob job;
    rules::QuestionRequest asked;
    if (!part->isWhole()) {
        store::PageFilter filter;
        filter.legalEntity = part->legalEntity;
        filter.businessService = part->businessService;
        filter.provider = part->provider;
        asked.within = QString::fromUtf8(store::entityCondition((*session)->store(), filter, false));
    }
    // Of requirements as a whole nothing has to be found.
    const bool asWhole = !requirements->isEmpty() && !call.has(u"questions"_s);
    const Result<rules::QuestionList> list = asWhole ? Result<rules::QuestionList>(rules::QuestionList())
                                                     : rules::findQuestions((*session)->db(), console.services.catalogue, console.services.packs(), asked, job);
    if (!list)
        return fail(console, list.error());
    TeamRequest request{call.value(u"team"_s), fromDay(**due), {}, call.value(u"out"_s), *requirements};
    request.part = *part;
    for (const QString &id : call.value(u"questions"_s).split(u',', Qt::SkipEmptyParts))
        request.questions.append(id.trimmed());
    for (const QString &thing : call.value(u"things"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto target = targetOf(thing.trimmed());
        if (!target)
            return fail(console, target.error());
        const qint64 id = (*session)->store().find(target->first, target->second);
        if (id == 0)
            return fail(console, {ErrorCode::UnknownEntity, {}, thing});
        request.things.insert(id);
    }
    if (request.questions.isEmpty() && request.requirements.isEmpty())
        chooseForTeam(*list, request, console);
    return inTransaction(**session, console, [&](store::AttributeStore &values) {
        return askTeam(console.services, values, *list, request, call.value(u"who"_s), console.clock);
    });
}

int commandRemind(const Call &call, Console &console)
{
    for (const QString &name : {u"team"_s, u"out"_s}) {
        if (call.value(name).isEmpty())
            return fail(console, {ErrorCode::UsageError, u"--%1 is needed"_s.arg(name), call.command});
    }
    ReminderRequest request{call.value(u"team"_s), {}, call.value(u"out"_s)};
    const Result<std::optional<Day>> due = dayOption(call, u"due"_s);
    if (!due)
        return fail(console, due.error());
    if (*due)
        request.due = fromDay(**due);
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    return inTransaction(**session, console, [&](store::AttributeStore &values) {
        return remindTeam(console.services, values, request, call.value(u"who"_s), console.clock);
    });
}

int commandReview(const Call &call, Console &console)
{
    const bool accept = call.has(u"accept"_s);
    const bool back = call.has(u"return"_s);
    if (accept && back)
        return fail(console, {ErrorCode::UsageError, u"either --accept or --return"_s, call.command});
    if (call.has(u"why"_s) != back)
        return fail(console, {ErrorCode::UsageError, u"--return and --why belong together: say why it goes back"_s, call.command});
    if (call.has(u"review-on"_s) && !accept)
        return fail(console, {ErrorCode::UsageError, u"--review-on belongs to --accept"_s, call.command});
    ReviewRequest request;
    request.accept = accept;
    request.why = call.value(u"why"_s);
    request.who = call.value(u"who"_s);
    for (const QString &id : call.value(accept ? u"accept"_s : u"return"_s).split(u',', Qt::SkipEmptyParts))
        request.ids.append(id.trimmed());
    const Result<std::optional<Day>> until = dayOption(call, u"review-on"_s);
    if (!until)
        return fail(console, until.error());
    if (*until && **until < toDay(console.clock.today()))
        return fail(console, {ErrorCode::UsageError, u"--review-on is over already"_s, call.command});
    if (*until)
        request.reviewOn = **until;
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    if (accept || back) {
        return inTransaction(**session, console, [&](store::AttributeStore &values) { return reviewAnswers(console.services, values, request, console.clock); });
    }
    printReview(store::sentQuestionnaires((*session)->store()), toDay(console.clock.today()), call.has(u"json"_s), console.services, (*session)->store(), console.out);
    return Exit::Done;
}

} // namespace app
