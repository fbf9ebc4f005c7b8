// SPDX-License-Identifier: GPL-3.0-or-later
// frameworks ID --with OTHER: two lists of requirements side by side.
#include "core/cli/frameworkcomparison.h"

#include "core/cli/workspacesession.h"
#include "rules/listcomparison.h"
#include "rules/evaluator.h"
#include "store/findings.h"
#include "text/mappingtext.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

ordered_json sideJson(const rules::RequirementList &list, int mapped, const QStringList &only, const Services &services)
{
    ordered_json out = {{"id", text8(list.id)}, {"name", text8(services.listName(list.id))}, {"requirements", list.requirements.size()}, {"mapped", mapped},
                        {"whole", list.whole}, {"note", text8(list.note)}};
    out["only"] = ordered_json::array();
    for (const QString &id : only)
        out["only"].push_back(text8(id));
    return out;
}

/// "A.5.19  decided" in its column.
QString cell(const QString &id, const rules::RequirementList &list, const std::optional<MappedStandings> &standings)
{
    return id.leftJustified(18) + (standings ? QString::fromStdString(standingName(standings->result({list.id, id}).standing)).leftJustified(14) : QString());
}

} // namespace

std::string standingName(rules::Standing standing)
{
    switch (standing) {
    case rules::Standing::Decided: return "decided";
    case rules::Standing::Answered: return "answered";
    case rules::Standing::Open: return "open";
    case rules::Standing::NotConcerned: return "not_concerned";
    case rules::Standing::NotYet: return "not_yet";
    case rules::Standing::OutOfReach: return "out_of_reach";
    }
    return {};
}

ordered_json mappingJson(const rules::Mapping &m, const Services &services)
{
    const rules::MappingSource &source = services.mappings().sourceOf(m);
    ordered_json out = {{"framework", text8(m.to.list)}, {"id", text8(m.to.id)}, {"relation", text8(setRelationName(m.relation))}, {"words", text8(m.words)},
                        {"confidence", text8(source.confidence)}, {"source", text8(source.note)}};
    out["by_way_of"] = m.by ? ordered_json{{"framework", text8(m.by->list)}, {"id", text8(m.by->id)}} : ordered_json(nullptr);
    return out;
}

Result<std::optional<MappedStandings>> newestStandings(const Call &call, Console &console, store::RuleReviews *reviews)
{
    if (!call.has(u"workspace"_s))
        return std::optional<MappedStandings>();
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return session.error();
    if (reviews)
        *reviews = store::RuleReviews((*session)->store());
    const std::optional<store::RunInfo> run = store::newestRun((*session)->store());
    if (!run)
        return Error{ErrorCode::NoRun, {}, {}};
    const Result<rules::RunSummary> summary = rules::RunSummary::fromJson(run->summary);
    if (!summary)
        return summary.error();
    QHash<QString, rules::StatusCounts> results;
    for (const rules::RuleResult &r : summary->rules)
        results.insert(r.rule, r.counts);
    Result<MappedStandings> standings = MappedStandings::of(console.services, (*session)->db(), (*session)->store(), results, run->asOf);
    if (!standings)
        return standings.error();
    return std::optional<MappedStandings>(std::move(*standings));
}

int compareFrameworks(const Call &call, Console &console)
{
    const QString names[] = {call.arguments.constFirst(), call.value(u"with"_s)};
    const rules::RequirementList *lists[] = {console.services.requirementList(names[0]), console.services.requirementList(names[1])};
    for (int i = 0; i < 2; ++i) {
        if (!lists[i])
            return fail(console, {ErrorCode::UsageError, u"there is no framework \"%1\""_s.arg(names[i]), call.command});
    }
    if (lists[0] == lists[1])
        return fail(console, {ErrorCode::UsageError, u"--with names another framework than %1"_s.arg(names[0]), call.command});
    const auto standings = newestStandings(call, console);
    if (!standings)
        return fail(console, standings.error());
    const rules::RequirementList &left = *lists[0];
    const rules::RequirementList &right = *lists[1];
    const rules::ListComparison compared = rules::compareLists(left, right, console.services.mappings());
    if (call.has(u"json"_s)) {
        ordered_json out = {{"left", sideJson(left, compared.leftMapped, compared.onlyLeft, console.services)},
                            {"right", sideJson(right, compared.rightMapped, compared.onlyRight, console.services)}};
        out["pairs"] = ordered_json::array();
        for (const rules::Mapping &m : compared.pairs) {
            ordered_json one = {{"left", text8(m.from.id)}};
            ordered_json mapping = mappingJson(m, console.services);
            one["right"] = mapping["id"];
            mapping.erase("framework");
            mapping.erase("id");
            one.update(mapping);
            if (*standings) {
                one["left_standing"] = standingName((*standings)->result(m.from).standing);
                one["right_standing"] = standingName((*standings)->result(m.to).standing);
            }
            out["pairs"].push_back(one);
        }
        console.out << QByteArray::fromStdString(out.dump(1)) << '\n';
        return Exit::Done;
    }
    for (const rules::Mapping &m : compared.pairs)
        console.out << cell(m.from.id, left, *standings) << text::relationShort(m.relation).leftJustified(10) << cell(m.to.id, right, *standings) << m.words << '\n';
    console.out << u"%1 of %2 requirements of %3 speak to %4 of %5 of %6\n"_s.arg(compared.leftMapped).arg(left.requirements.size())
                       .arg(console.services.listName(left.id)).arg(compared.rightMapped).arg(right.requirements.size()).arg(console.services.listName(right.id));
    for (const rules::MappingSource &s : compared.sources)
        console.out << s.note << ' ' << s.answersStay << (s.answersStay.isEmpty() ? "" : " ") << "[confidence " << s.confidence << "]\n";
    for (const rules::RequirementList *list : lists) {
        if (!list->whole && !list->note.isEmpty())
            console.out << console.services.listName(list->id) << ": " << list->note << '\n';
    }
    return Exit::Done;
}

} // namespace app
