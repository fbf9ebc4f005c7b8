// SPDX-License-Identifier: GPL-3.0-or-later
// frameworks: the rule sets, whom they concern, and what each of them asks.
#include "core/cli/attestation.h"
#include "core/cli/commandline.h"
#include "core/cli/frameworkcomparison.h"
#include "core/cli/workspacesession.h"
#include "core/mappedstandings.h"
#include "core/services.h"
#include "rules/concern.h"
#include "rules/evaluator.h"
#include "rules/requirements.h"
#include "store/attributestore.h"
#include "store/findings.h"
#include "store/rulereview.h"
#include "text/requirementanswertext.h"
#include "text/reviewtext.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

std::string reachName(rules::Reach reach)
{
    return reach == rules::Reach::Inventory ? "inventory" : reach == rules::Reach::Question ? "question" : "outside";
}

ordered_json headOf(const rules::Pack &pack)
{
    return {{"id", text8(pack.id)}, {"title", text8(pack.title)}, {"version", text8(pack.version)},
            {"legal_status", text8(legalStatusName(pack.legalStatus))}, {"rules", pack.rules.size()}, {"url", text8(pack.url)}};
}

/// What other frameworks and certificates say of a requirement.
ordered_json elsewhereOf(const rules::ListedRequirement &requirement, const std::optional<MappedStandings> &standings, const Services &services)
{
    ordered_json out = {{"speaks_to", ordered_json::array()}};
    const rules::Following following = standings ? standings->following(requirement) : rules::Following();
    for (const rules::Mapping &m : services.mappings().from(requirement)) {
        ordered_json one = mappingJson(m, services);
        if (standings) {
            one["serves"] = following.serves.contains(m);
            one["refutes"] = following.refutes.contains(m);
        }
        out["speaks_to"].push_back(one);
    }
    if (!standings)
        return out;
    out["served"] = following.isServed();
    out["evidence"] = ordered_json::array();
    for (const rules::Evidence &e : following.evidence)
        out["evidence"].push_back({{"whole", e.whole}, {"words", text8(standings->evidenceWords(e))}});
    return out;
}

/// `edition`: a further edition's list; nullptr: the one that the rule set's rules follow.
int listRequirements(const rules::Pack &pack, const rules::RequirementList *edition, const Call &call, Console &console)
{
    const Result<rules::RequirementList> list = edition ? Result<rules::RequirementList>(*edition) : rules::requirementsOf(pack);
    if (!list)
        return fail(console, list.error());
    store::RuleReviews reviews;
    const auto standings = newestStandings(call, console, &reviews);
    if (!standings)
        return fail(console, standings.error());
    const bool judged = standings->has_value();
    const rules::Coverage coverage = judged ? (*standings)->coverage(*list) : rules::Coverage();
    const QStringList unrecorded = judged ? (*standings)->unrecordedOf(pack) : QStringList();
    ordered_json rows = ordered_json::array();
    QString part;
    for (const rules::Requirement &r : list->requirements) {
        const rules::ListedRequirement listed{list->id, r.id};
        const rules::RequirementResult result = judged ? (*standings)->result(listed) : rules::resultOf(r, {});
        if (call.has(u"json"_s)) {
            ordered_json row = {{"id", text8(r.id)}, {"title", text8(r.title)}, {"part", text8(r.part)}, {"reach", reachName(r.reach)}, {"partly", r.partly}};
            row["rules"] = ordered_json::array();
            for (const QString &rule : r.rules)
                row["rules"].push_back(text8(rule));
            if (judged) {
                row["standing"] = standingName(result.standing);
                const rules::PeoplesFinding *found = (*standings)->found(listed);
                row["answers"] = ordered_json::array();
                for (const domain::RequirementAnswer &a : found ? found->answers : QList<domain::RequirementAnswer>())
                    row["answers"].push_back(attestationJson(a, (*standings)->keyOf(a.entity)));
                row["answer_missing_for"] = ordered_json::array();
                for (const QString &name : (*standings)->missing(listed))
                    row["answer_missing_for"].push_back(text8(name));
                row["worst"] = result.worst ? ordered_json(text8(statusName(*result.worst))) : ordered_json(nullptr);
            }
            row.update(elsewhereOf(listed, *standings, console.services));
            rows.push_back(row);
            continue;
        }
        if (r.part != part)
            console.out << r.part << '\n';
        part = r.part;
        console.out << "  " << r.id.leftJustified(18) << ' ' << QString::fromStdString(judged ? standingName(result.standing) : reachName(r.reach)).leftJustified(14) << ' ';
        if (judged)
            console.out << (result.worst ? text::statusWord(*result.worst, pack.legalStatus) : u"-"_s).leftJustified(18) << ' ';
        const rules::Following following = judged ? (*standings)->following(listed) : rules::Following();
        if (following.isServed())
            console.out << "(served by " << console.services.listName(following.serves.constFirst().to.list) << ' ' << following.serves.constFirst().to.id << ") ";
        else if (following.isRefuted())
            console.out << "(not while " << console.services.listName(following.refutes.constFirst().to.list) << ' ' << following.refutes.constFirst().to.id
                        << " is not met) ";
        console.out << r.title << (r.rules.isEmpty() ? QString() : (r.partly ? u"  [in part: "_s : u"  ["_s) + r.rules.join(u", "_s) + u']') << '\n';
        if (const rules::PeoplesFinding *found = judged ? (*standings)->found(listed) : nullptr) {
            for (const domain::RequirementAnswer &a : found->answers)
                console.out << "    " << text::requirementAnswerWords(a, toDay(console.clock.today()), a.entity == 0 ? QString() : (*standings)->forWhom(a))
                            << (a.why.isEmpty() ? QString() : u": "_s + a.why) << '\n';
            if (!found->isForAll())
                console.out << "    not answered for " << (*standings)->missing(listed).join(u", "_s) << '\n';
        }
        for (const QString &id : r.rules) {
            if (const rules::Rule *rule = pack.rule(id); rule && rule->off)
                console.out << "    " << id << " switched off" << (rule->off->who.isEmpty() ? QString() : u" by "_s + rule->off->who)
                            << (rule->off->since == 0 ? QString() : u" since "_s + fromDay(rule->off->since).toString(Qt::ISODate)) << ": " << rule->off->why << '\n';
        }
    }
    if (call.has(u"json"_s)) {
        ordered_json o = headOf(pack);
        o["list"] = text8(list->id);
        o["edition"] = text8(list->version);
        o["editions"] = ordered_json::array();
        for (const rules::RequirementList &l : console.services.requirements()) {
            if (l.id == pack.id || l.id.startsWith(pack.id + u'@'))
                o["editions"].push_back(text8(l.id));
        }
        o["whole"] = list->whole;
        o["note"] = text8(list->note);
        if (judged)
            o["coverage"] = {{"all", coverage.all}, {"beside", coverage.beside}, {"decided", coverage.decided}, {"answered", coverage.answered}, {"open", coverage.open},
                             {"not_concerned", coverage.notConcerned}, {"not_yet", coverage.notYet}, {"out_of_reach", coverage.outOfReach},
                             {"served", coverage.served}, {"evidenced", coverage.evidenced}, {"refuted", coverage.refuted}};
        o["requirements"] = rows;
        if (judged) {
            o["never_recorded"] = ordered_json::array();
            for (const QString &kind : unrecorded)
                o["never_recorded"].push_back(text8(kind));
            int reviewed = 0, disagreed = 0;
            o["reviews"] = ordered_json::object();
            for (const rules::Rule &rule : pack.rules) {
                const Review review = reviews.of(rule.id, rule.hash);
                reviewed += review.counts() ? 1 : 0;
                disagreed += review.disagrees() ? 1 : 0;
                const bool said = review.state != ReviewState::NotReviewed;
                o["reviews"][text8(rule.id)] = {{"state", text8(reviewStateName(review.state))},
                                                {"reviewer", said ? ordered_json(text8(review.reviewer)) : ordered_json(nullptr)},
                                                {"date", said ? ordered_json(text8(fromDay(review.on).toString(Qt::ISODate))) : ordered_json(nullptr)},
                                                {"remark", text8(review.remark)},
                                                {"before_it_changed", review.outdated}};
            }
            o["reviewed"] = reviewed;
            o["disagreed"] = disagreed;
        }
        console.out << QByteArray::fromStdString(o.dump(1)) << '\n';
        return Exit::Done;
    }
    if (judged) {
        int reviewed = 0, disagreed = 0;
        for (const rules::Rule &rule : pack.rules) {
            const Review review = reviews.of(rule.id, rule.hash);
            reviewed += review.counts() ? 1 : 0;
            disagreed += review.disagrees() ? 1 : 0;
            if (review.state != ReviewState::NotReviewed)
                console.out << rule.id << ": " << text::reviewWords(review) << '\n';
        }
        console.out << u"%1 of %2 rules are reviewed by your counsel%3\n"_s.arg(reviewed).arg(pack.rules.size()).arg(disagreed == 0 ? QString() : u", and it disagrees with %1"_s.arg(disagreed));
    }
    if (judged)
        console.out << u"%1 of %2 fully decided from the inventory, %3 answered%8, %4 undecided, %5 concern nothing here, %6 apply later, %7 out of a dashboard's reach.%9\n"_s
                           .arg(coverage.decided).arg(coverage.all).arg(coverage.answered).arg(coverage.open).arg(coverage.notConcerned).arg(coverage.notYet)
                           .arg(coverage.outOfReach).arg(text::servedWords(coverage.served), text::apartWords(coverage.evidenced, coverage.refuted) + text::besideWords(coverage.beside) + text::unrecordedWords(unrecorded));
    for (const rules::RequirementList &l : console.services.requirements()) {
        if ((l.id == pack.id || l.id.startsWith(pack.id + u'@')) && l.id != list->id)
            console.out << u"Edition %1: frameworks %2\n"_s.arg(l.version, l.id);
    }
    if (!list->whole)
        console.out << "only what rules speak to: the list is not the whole framework\n";
    return Exit::Done;
}

} // namespace

int commandFrameworks(const Call &call, Console &console)
{
    if (!call.arguments.isEmpty()) {
        if (call.has(u"with"_s))
            return compareFrameworks(call, console);
        const QString id = call.arguments.constFirst();
        const rules::RequirementList *edition = id.contains(u'@') ? console.services.requirementList(id) : nullptr;
        const rules::Pack *pack = console.services.pack(edition ? id.section(u'@', 0, 0) : id);
        if (!pack)
            return fail(console, {ErrorCode::UsageError, u"there is no framework \"%1\""_s.arg(id), call.command});
        return listRequirements(*pack, edition, call, console);
    }
    if (call.has(u"with"_s))
        return fail(console, {ErrorCode::UsageError, u"--with compares one framework (ID) with another"_s, call.command});
    QHash<QString, rules::Concern> concerns;
    std::unique_ptr<WorkspaceSession> session;
    if (call.has(u"workspace"_s)) {
        auto opened = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
        if (!opened)
            return fail(console, opened.error());
        session = std::move(*opened);
        const std::optional<store::RunInfo> run = store::newestRun(session->store());
        const auto found = rules::concernedEntities(session->db(), console.services.catalogue, console.services.packs(), run ? run->asOf : toDay(console.clock.today()));
        if (!found)
            return fail(console, found.error());
        for (const rules::Concern &c : *found)
            concerns.insert(c.framework, c);
    }
    const auto keysOf = [&](const QList<qint64> &ids) {
        QStringList keys;
        for (const qint64 id : ids)
            keys.append(session->store().keyOf(id));
        keys.sort();
        return keys;
    };
    ordered_json list = ordered_json::array();
    for (const rules::Pack &pack : console.services.packs()) {
        const rules::Concern concern = concerns.value(pack.id);
        if (call.has(u"json"_s)) {
            ordered_json o = headOf(pack);
            if (concerns.contains(pack.id)) {
                o["why"] = text8(pack.concernsWords);
                o["concerned"] = ordered_json::array();
                o["perhaps"] = ordered_json::array();
                for (const QString &key : keysOf(concern.entities))
                    o["concerned"].push_back(text8(key));
                for (const QString &key : keysOf(concern.perhaps))
                    o["perhaps"].push_back(text8(key));
            }
            list.push_back(o);
            continue;
        }
        console.out << pack.id.leftJustified(19) << pack.version.leftJustified(9) << legalStatusName(pack.legalStatus).leftJustified(12)
                    << QString::number(pack.rules.size()).rightJustified(4) << " rules  " << pack.title << '\n';
        if (!concern.entities.isEmpty())
            console.out << "    concerns " << keysOf(concern.entities).join(u", "_s) << ": " << pack.concernsWords << '\n';
        if (!concern.perhaps.isEmpty())
            console.out << "    perhaps " << keysOf(concern.perhaps).join(u", "_s) << ", of which too little is recorded: " << pack.concernsWords << '\n';
    }
    if (call.has(u"json"_s))
        console.out << QByteArray::fromStdString(list.dump(1)) << '\n';
    return Exit::Done;
}

} // namespace app
