// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/assesswishes.h"
#include "core/cli/csfcommands.h"
#include "core/cli/workspacesession.h"
#include "core/csfassess.h"
#include "core/csfways.h"
#include "core/csfwords.h"
#include "core/services.h"
#include "text/sealtext.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

constexpr int MostChanges = 10'000;

ordered_json answerJson(const std::optional<store::CsfAnswer> &a)
{
    if (!a)
        return nullptr;
    return {{"answer", a->answer}, {"confidence", text8(csfConfidenceWord(a->confidence))}, {"evidence", text8(a->evidence)}, {"justification", text8(a->justification)},
            {"proposed", a->proposed == 0 ? ordered_json(nullptr) : ordered_json(a->proposed)}, {"fact", text8(a->fact)}, {"who", text8(a->who)}, {"at", text8(a->at)}};
}

/// "documented by CISO; seen by us; evidence: Report of 2026; by the inventory: 14 of 14 keys ..."
QString groundWords(const store::CsfAnswer &a)
{
    QStringList words{csfConfidenceWord(a.confidence) + (a.who.isEmpty() ? QString() : u" by "_s + a.who)};
    if (!a.justification.isEmpty())
        words.append(a.justification);
    if (!a.evidence.isEmpty())
        words.append(u"evidence: "_s + a.evidence);
    if (!a.fact.isEmpty())
        words.append(u"by the inventory: "_s + a.fact);
    return words.join(u"; "_s);
}

ordered_json headJson(const store::EntityHead &head)
{
    return {{"entity", text8(kindName(head.kind))}, {"key", text8(head.key)}, {"name", text8(head.name)}};
}

std::optional<store::CsfAnswer> ownAnswer(const CsfLink &link, const QString &criterion)
{
    const auto it = std::find_if(link.answers.begin(), link.answers.end(), [&](const store::CsfAnswer &a) { return a.criterion == criterion; });
    return it == link.answers.end() ? std::nullopt : std::optional(*it);
}

ordered_json criterionJson(const csf::Calculator &calculator, const CsfAssessed &assessed, int index)
{
    const csf::Criterion &c = calculator.criteria.at(index);
    const int number = assessed.weakest.decided.at(index);
    const int most = assessed.weakest.weakest.at(index);
    const int from = assessed.weakest.from.at(index);
    ordered_json o;
    o["id"] = text8(c.id);
    o["title"] = text8(c.title);
    o["answer"] = number == 0 ? ordered_json(nullptr) : ordered_json(number);
    o["label"] = number == 0 ? std::string() : text8(c.answer(number)->label);
    o["seal"] = number == 0 ? ordered_json(nullptr) : ordered_json(c.answer(number)->seal);
    o["from"] = from < 0 ? ordered_json(nullptr) : headJson(assessed.links.at(from).thing);
    o["ground"] = from < 0 ? ordered_json(nullptr) : answerJson(ownAnswer(assessed.links.at(from), c.id));
    o["open_with"] = assessed.weakest.open.at(index);
    // Open with a part of it, but another part has an answer that it can't rise above.
    o["at_most"] = number != 0 || most == 0 ? ordered_json(nullptr) : ordered_json{{"answer", most}, {"seal", c.answer(most)->seal}, {"open_parts", text8(csfOpenParts(assessed, index))}};
    const auto p = std::find_if(assessed.proposals.begin(), assessed.proposals.end(), [index](const csf::Proposal &one) { return one.criterion == index; });
    o["proposal"] = nullptr;
    if (p != assessed.proposals.end())
        o["proposal"] = {{"answer", p->answer}, {"at_most", p->atMost}, {"fact", text8(p->fact)}, {"sentence", text8(p->sentence(calculator))}};
    return o;
}

ordered_json scoresJson(const QList<CsfScore> &scores)
{
    ordered_json list = ordered_json::array();
    for (const CsfScore &s : scores)
        list.push_back({{"weights", text8(s.weights)}, {"label", text8(s.label)}, {"score_pct", s.low.rounded()}, {"possible_pct", s.high.rounded()}});
    return list;
}

ordered_json assessedJson(const csf::Calculator &calculator, const CsfAssessed &assessed, const QList<CsfScore> &scores, const QList<store::CsfChange> &history, const QList<LeftAlone> &left)
{
    ordered_json o;
    o["status"] = text8(text::selfAssessmentWords());
    o["subject"] = headJson(assessed.thing);
    const auto seal = [](std::optional<int> s) { return s ? ordered_json(*s) : ordered_json(nullptr); };
    o["seal"] = seal(assessed.claimed.seal);
    o["evidenced_seal"] = seal(assessed.evidenced.seal);
    o["score_pct"] = assessed.claimed.score.rounded();
    o["possible_pct"] = assessed.claimed.possible.rounded();
    o["scores"] = scoresJson(scores);
    o["stands_on"] = ordered_json::array();
    for (const CsfLink &link : assessed.links) {
        ordered_json line = headJson(link.thing);
        line["via"] = text8(link.via);
        line["answered"] = link.answers.size();
        line["adds"] = link.adds;
        o["stands_on"].push_back(line);
    }
    o["not_followed"] = ordered_json::array();
    for (const QString &words : assessed.notFollowed)
        o["not_followed"].push_back(text8(words));
    o["criteria"] = ordered_json::array();
    for (int i = 0; i < calculator.criteria.size(); ++i)
        o["criteria"].push_back(criterionJson(calculator, assessed, i));
    o["left_alone"] = ordered_json::array();
    for (const LeftAlone &one : left)
        o["left_alone"].push_back({{"criterion", text8(calculator.criteria.at(one.criterion).id)}, {"ground", answerJson(one.given)}, {"proposed", one.proposed}, {"at_most", one.atMost}});
    o["history"] = ordered_json::array();
    for (const store::CsfChange &c : history)
        o["history"].push_back({{"revision", c.changeSet}, {"at", text8(c.at)}, {"who", text8(c.who)}, {"deed", text8(c.deed)}, {"criterion", text8(c.criterion)},
                                {"before", answerJson(c.before)}, {"after", answerJson(c.after)}});
    o["attribution"] = text8(calculator.attribution);
    return o;
}

void printAssessed(const csf::Calculator &calculator, const CsfAssessed &assessed, const QList<CsfScore> &scores, const QList<store::CsfChange> &history, QTextStream &out)
{
    out << text::selfAssessmentWords() << ": " << (assessed.thing.name.isEmpty() ? assessed.thing.key : assessed.thing.name) << '\n';
    out << "Claimed " << csfShortSeal(assessed.claimed) << "; evidenced " << csfShortSeal(assessed.evidenced) << '\n'
        << csfScoreWords(scores) << '\n';
    if (!assessed.claimed.seal)
        out << csfHeldWords(calculator, assessed, *calculator.weights(u"calculator"_s)) << '\n';
    for (const CsfLink &link : assessed.links) {
        if (link.via.isEmpty() && assessed.links.size() > 1)
            out << "  answered for itself: " << link.answers.size() << " of " << calculator.criteria.size()
                << (link.adds ? "; these can lower what it stands on, and close nothing that is open there\n" : "\n");
        if (!link.via.isEmpty())
            out << "  stands on " << kindName(link.thing.kind) << ':' << link.thing.key << " (" << link.via << "): " << link.answers.size() << " of "
                << calculator.criteria.size() << " answered\n";
    }
    for (const QString &words : assessed.notFollowed)
        out << "  not followed: " << words << '\n';
    for (int i = 0; i < calculator.criteria.size(); ++i) {
        const csf::Criterion &c = calculator.criteria.at(i);
        const csf::Answer *answer = c.answer(assessed.weakest.decided.at(i));
        const csf::Answer *most = c.answer(assessed.weakest.weakest.at(i));
        const auto p = std::find_if(assessed.proposals.begin(), assessed.proposals.end(), [i](const csf::Proposal &one) { return one.criterion == i; });
        out << c.id << ' ' << c.title << ": " << (answer ? u"answer %1, SEAL-%2, \"%3\""_s.arg(answer->number).arg(answer->seal).arg(answer->label)
                                                     : most ? u"open with %1; at most answer %2, SEAL-%3"_s.arg(csfOpenParts(assessed, i), QString::number(most->number), QString::number(most->seal))
                                                            : u"open"_s) << '\n';
        const int from = assessed.weakest.from.at(i);
        if (const auto ground = from < 0 ? std::nullopt : ownAnswer(assessed.links.at(from), c.id))
            out << "    " << groundWords(*ground) << '\n';
        if (p != assessed.proposals.end())
            out << "    proposed " << p->answer << "; " << p->sentence(calculator) << '\n';
    }
    for (const store::CsfChange &c : history)
        out << c.at << "  " << (c.who.isEmpty() ? u"-"_s : c.who) << "  " << c.criterion << ": " << (c.before ? QString::number(c.before->answer) : u"open"_s) << " -> "
            << (c.after ? QString::number(c.after->answer) + u" ("_s + groundWords(*c.after) + u')' : u"open"_s) << "  " << c.deed << '\n';
    out << calculator.attribution << '\n';
}

int listAssessed(const Call &call, Console &console, const csf::Calculator &calculator, store::AttributeStore &values)
{
    const csf::Weights &weights = *calculator.weights(u"calculator"_s);
    ordered_json list = ordered_json::array();
    QList<CsfAssessed> all;
    for (const qint64 entity : store::csfAssessed(values, toDay(console.clock.today()))) {
        const Result<CsfAssessed> one = csfAssess({calculator, console.services.countries}, values, entity, weights, {}, toDay(console.clock.today()));
        if (!one)
            return fail(console, one.error());
        const auto seal = [](std::optional<int> s) { return s ? ordered_json(*s) : ordered_json(nullptr); };
        ordered_json line = headJson(one->thing);
        line["seal"] = seal(one->claimed.seal);
        line["evidenced_seal"] = seal(one->evidenced.seal);
        line["score_pct"] = one->claimed.score.rounded();
        line["possible_pct"] = one->claimed.possible.rounded();
        line["scores"] = scoresJson(csfScores(calculator, values, one->weakest));
        line["open"] = one->claimed.open.size();
        list.push_back(line);
        all.append(*one);
        if (!call.has(u"json"_s))
            console.out << kindName(one->thing.kind) << ':' << one->thing.key << "  claimed " << csfShortSeal(one->claimed) << "; evidenced "
                        << csfShortSeal(one->evidenced) << "; score " << one->claimed.score.text() << " to " << one->claimed.possible.text() << " %, "
                        << one->claimed.open.size() << " open\n";
    }
    if (call.has(u"json"_s))
        console.out << QByteArray::fromStdString(list.dump(1)) << '\n';
    else if (const QString places = csfPlacesWords(calculator, all, weights); !places.isEmpty())
        console.out << places << '\n';
    return Exit::Done;
}

} // namespace

int commandAssess(const Call &call, Console &console)
{
    const Result<csf::Calculator> &shipped = csf::Calculator::shipped();
    if (!shipped)
        return fail(console, shipped.error());
    const csf::Calculator &calculator = *shipped;
    const int writes = int(call.has(u"answers"_s)) + int(call.has(u"confirm"_s)) + int(call.has(u"withdraw"_s));
    if (writes > 1)
        return fail(console, wrongAssess(u"one of --answers, --confirm and --withdraw"_s));
    if (writes == 0 && (call.has(u"evidence"_s) || call.has(u"why"_s) || call.has(u"confidence"_s)))
        return fail(console, wrongAssess(u"--evidence, --why and --confidence go with --answers or --confirm"_s));
    if (writes == 1 && call.arguments.isEmpty())
        return fail(console, wrongAssess(u"say of what: KIND:KEY"_s));
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    store::AttributeStore &values = (*session)->store();
    if (call.arguments.isEmpty())
        return listAssessed(call, console, calculator, values);
    const auto targets = (*session)->targets(call.arguments);
    if (!targets)
        return fail(console, targets.error());
    const auto assess = [&] {
        return csfAssess({calculator, console.services.countries}, values, targets->first(), *calculator.weights(u"calculator"_s), {}, toDay(console.clock.today()));
    };
    Result<CsfAssessed> assessed = assess();
    if (!assessed)
        return fail(console, assessed.error());
    QList<LeftAlone> left;
    if (writes == 1) {
        const Result<AssessWishes> wishes = assessWishes(call, calculator, *assessed);
        if (!wishes)
            return fail(console, wishes.error());
        left = wishes->left;
        const int code = inTransaction(**session, console, [&](store::AttributeStore &s) {
            return csfAnswer({calculator, console.services.countries}, s, targets->first(), wishes->answers, call.value(u"who"_s), console.clock.now());
        });
        if (code != Exit::Done)
            return code;
        assessed = assess();
        if (!assessed)
            return fail(console, assessed.error());
    }
    const QList<store::CsfChange> history = call.has(u"history"_s) ? store::csfHistory(values, targets->first(), MostChanges) : QList<store::CsfChange>();
    const QList<CsfScore> scores = csfScores(calculator, values, assessed->weakest);
    if (call.has(u"json"_s)) {
        console.out << QByteArray::fromStdString(assessedJson(calculator, *assessed, scores, history, left).dump(1)) << '\n';
    } else if (!console.quiet) {
        if (!left.isEmpty())
            console.out << leftAloneWords(calculator, left) << '\n';
        printAssessed(calculator, *assessed, scores, history, console.out);
    }
    return Exit::Done;
}

} // namespace app
