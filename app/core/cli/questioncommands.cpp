// SPDX-License-Identifier: GPL-3.0-or-later
// questions: what has to be asked so that unknown results are decided.
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/questionwords.h"
#include "core/runresults.h"
#include "core/services.h"
#include "rules/decided.h"
#include "rules/questions.h"
#include "rules/switchedoff.h"
#include "store/findings.h"
#include "text/issuetext.h"
#include "text/questiontext.h"
#include "text/switchedofftext.h"
#include "text/wordtext.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

const char *typeName(ValueType type)
{
    switch (type) {
    case ValueType::Bool:
        return "bool";
    case ValueType::Int:
        return "int";
    case ValueType::Number:
        return "number";
    case ValueType::Date:
        return "date";
    case ValueType::Country:
        return "country";
    case ValueType::Enum:
        return "enum";
    case ValueType::Ref:
        return "ref";
    case ValueType::List:
        return "list";
    case ValueType::Text:
        break;
    }
    return "text";
}

ordered_json questionJson(const rules::Question &q, const Services &services)
{
    const KindInfo &info = services.catalogue.kind(q.kind);
    const Attribute *a = q.isRegister() ? nullptr : info.find(q.attr);
    ordered_json o;
    o["id"] = q.id.toStdString();
    o["question"] = text::questionSentence(info, a).toStdString();
    o["kind"] = kindName(q.kind).toStdString();
    o["attr"] = a ? ordered_json(q.attr.toStdString()) : ordered_json(nullptr);
    o["type"] = a ? typeName(a->type) : "register";
    o["values"] = ordered_json::array();
    for (const QString &value : a ? a->values : QStringList())
        o["values"].push_back(value.toStdString());
    o["holders"] = ordered_json::array();
    for (const rules::QuestionHolder &holder : q.holders)
        o["holders"].push_back({{"key", holder.key.toStdString()}, {"name", holder.name.toStdString()},
                                {"decides", holder.decides}, {"decides_alone", holder.decidesAlone}});
    o["holders_in_all"] = q.holderCount;
    o["decides"] = q.decides;
    o["decides_alone"] = q.decidesAlone;
    o["decided_so_far"] = q.decidedSoFar;
    o["rules"] = ordered_json::array();
    for (const rules::QuestionRule &rule : q.rules) {
        const auto [pack, known] = services.rule(rule.rule);
        o["rules"].push_back({{"rule", rule.rule.toStdString()},
                              {"framework", pack ? pack->id.toStdString() : std::string()},
                              {"clause", known ? known->clause.toStdString() : std::string()},
                              {"results", rule.results}});
    }
    return o;
}

void print(const rules::Question &q, qsizetype nr, const Services &services, QTextStream &out)
{
    constexpr qsizetype named = 3;
    const KindInfo &info = services.catalogue.kind(q.kind);
    const Attribute *a = q.isRegister() ? nullptr : info.find(q.attr);
    out << QString::number(nr).rightJustified(4) << ". " << text::questionSentence(info, a) << "  [" << q.id << "]\n      ";
    if (!q.isRegister()) {
        QStringList names;
        for (const rules::QuestionHolder &holder : q.holders.mid(0, named))
            names.append(text::shownName(holder.name, holder.key));
        out << q.holderCount << ' ' << text::inSentence(q.holderCount == 1 ? info.label : info.labelPlural) << ": " << names.join(u", "_s)
            << (q.holderCount > named ? u" and %1 more"_s.arg(q.holderCount - named) : QString()) << "\n      ";
    }
    QStringList rules;
    for (const rules::QuestionRule &rule : q.rules.mid(0, named))
        rules.append(rule.rule);
    const qsizetype more = q.rules.size() - rules.size();
    out << q.decides << (q.decides == 1 ? " result rests" : " results rest") << " on it, for " << q.decidesAlone << " nothing else is missing; needed by "
        << rules.join(u", "_s) << (more > 0 ? u" and %1 more %2"_s.arg(more).arg(more == 1 ? u"rule"_s : u"rules"_s) : QString()) << '\n';
}

} // namespace

int commandQuestions(const Call &call, Console &console)
{
    const Services &services = console.services;
    const Result<QStringList> frameworks = frameworksOption(call, services);
    if (!frameworks)
        return fail(console, frameworks.error());
    auto session = WorkspaceSession::open(services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    if (const Result<void> judged = judgedInLastRun((*session)->db(), *frameworks); !judged)
        return fail(console, judged.error());
    if (const auto run = store::newestRun((*session)->store()); run && run->stale)
        console.note(u"the inventory has changed since the last run; evaluate again to ask of everything"_s);
    QuietJob job;
    rules::QuestionRequest request;
    request.frameworks = *frameworks;
    const Result<rules::QuestionList> list = rules::findQuestions((*session)->db(), services.catalogue, services.packs(), request, job);
    if (!list)
        return fail(console, list.error());
    for (const rules::Pack &pack : services.packs()) {
        if (const QString line = text::leftOutLine(rules::switchedOffRules(pack)); !line.isEmpty() && (frameworks->isEmpty() || frameworks->contains(pack.id)))
            console.note(pack.id + u": "_s + line);
    }
    if (list->leftOff > 0)
        console.note(u"%1 more unknown results were not looked at"_s.arg(list->leftOff));
    if (list->cut > 0)
        console.note(u"of %1 unknown results not all was looked at that is missing: it is too much"_s.arg(list->cut));
    if (call.has(u"json"_s)) {
        console.out << '[';
        bool first = true;
        for (const rules::Question &q : list->questions) {
            console.out << (first ? "\n" : ",\n")
                        << QByteArray::fromStdString(questionJson(q, services).dump(-1, ' ', false, ordered_json::error_handler_t::replace));
            first = false;
        }
        console.out << "\n]\n";
        return Exit::Done;
    }
    const Result<rules::Decided> decided = rules::countDecided((*session)->db(), services.catalogue, services.packs(), {*frameworks, {}, {}}, job);
    if (!decided)
        return fail(console, decided.error());
    for (const QString &sentence : {decidedWords(*decided), restWords(services.catalogue, *list), peopleWords(askedOfPeople(services, (*session)->store(), *frameworks))}) {
        if (!sentence.isEmpty())
            console.out << sentence << '\n';
    }
    console.out << list->unknown << " results are unknown; " << list->questions.size() << " questions decide them";
    if (list->withoutQuestion > 0)
        console.out << ", but for " << list->withoutQuestion << " that no answer of yours settles (an uncertain law, say)";
    console.out << ".\n\n";
    for (qsizetype i = 0; i < list->questions.size(); ++i)
        print(list->questions.at(i), i + 1, services, console.out);
    return Exit::Done;
}

} // namespace app
