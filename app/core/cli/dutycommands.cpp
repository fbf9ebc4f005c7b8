// SPDX-License-Identifier: GPL-3.0-or-later
// transfers and ai-act: what the GDPR's Chapter V and the AI Act make of each transfer, AI use and model.
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/services.h"
#include "rules/aiactreview.h"
#include "rules/transferassessment.h"
#include "text/statustext.h"
#include "text/switchedofftext.h"
#include "text/wordtext.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

ordered_json textOr(const QString &s) { return s.isEmpty() ? ordered_json(nullptr) : ordered_json(text8(s)); }

ordered_json dayOr(const std::optional<Day> &day) { return day ? ordered_json(text8(fromDay(*day).toString(Qt::ISODate))) : ordered_json(nullptr); }

ordered_json texts(const QStringList &list)
{
    ordered_json out = ordered_json::array();
    for (const QString &one : list)
        out.push_back(text8(one));
    return out;
}

ordered_json answer(rules::Answer a) { return a == rules::Answer::Unknown ? ordered_json(nullptr) : ordered_json(a == rules::Answer::Yes); }

std::string worthName(rules::TransferBarrier::Worth worth)
{
    using Worth = rules::TransferBarrier::Worth;
    return worth == Worth::Recognised ? "recognised" : worth == Worth::StorageOnly ? "storage_only" : "not_recognised";
}

ordered_json flag(const std::optional<bool> &said) { return said ? ordered_json(*said) : ordered_json(nullptr); }

std::string groundName(rules::OnwardTransfer::Ground ground)
{
    using Ground = rules::OnwardTransfer::Ground;
    switch (ground) {
    case Ground::Inside: return "eea";
    case Ground::Adequate: return "adequate";
    case Ground::Conditional: return "adequate_on_conditions";
    case Ground::None: return "none";
    case Ground::Unknown: break;
    }
    return "unknown";
}

ordered_json transferJson(const rules::TransferAssessment &t)
{
    ordered_json o;
    o["key"] = text8(t.key);
    o["name"] = text8(t.name);
    o["standing"] = text8(rules::transferStandingName(t.standing));
    o["exporter"] = textOr(t.exporter);
    o["importer"] = textOr(t.importer);
    o["country"] = textOr(t.country);
    o["by"] = textOr(t.facet);
    o["purpose"] = textOr(t.purpose);
    o["data_classes"] = texts(t.classes);
    o["datasets"] = texts(t.datasets);
    o["tool"] = textOr(t.tool);
    o["module"] = textOr(t.module);
    o["tool_date"] = dayOr(t.toolDate);
    o["adequate"] = answer(t.adequate);
    o["reliance"] = t.adequate == rules::Answer::Yes ? textOr(t.pending) : ordered_json(nullptr);
    o["adequacy_asks"] = texts(t.conditions);
    o["adequacy_limits"] = textOr(t.limits);
    o["dpf_until"] = dayOr(t.dpfUntil);
    o["assessment"] = {{"needed", t.assessmentNeeded}, {"date", dayOr(t.assessed)}, {"age_days", t.assessed ? ordered_json(t.assessmentAge) : ordered_json(nullptr)},
                       {"current", answer(t.assessmentCurrent)}, {"law_undermines", flag(t.undermined)}};
    o["laws"] = ordered_json::array();
    for (const rules::LawReach &law : t.laws)
        o["laws"].push_back({{"id", text8(law.law)}, {"name", text8(law.name)}, {"partial", law.partial}, {"uncertain", law.uncertain}});
    o["laws_known"] = t.lawsKnown;
    o["barriers"] = ordered_json::array();
    for (const rules::TransferBarrier &barrier : t.barriers)
        o["barriers"].push_back({{"what", text8(barrier.words)}, {"worth", worthName(barrier.worth)}});
    o["systems"] = ordered_json::array();
    for (const rules::TransferSystem &system : t.systems)
        o["systems"].push_back({{"name", text8(system.name)}, {"keys", textOr(system.keys)}, {"processed_in_clear", flag(system.clear)}, {"confidential_computing", flag(system.confidential)}});
    o["systematic"] = flag(t.systematic);
    o["fallback"] = textOr(t.fallback);
    o["onward"] = {{"recorded", flag(t.onward)}, {"to", ordered_json::array()}};
    for (const rules::OnwardTransfer &to : t.onwardTo)
        o["onward"]["to"].push_back({{"key", text8(to.key)}, {"name", text8(to.name)}, {"country", textOr(to.country)}, {"ground", groundName(to.ground)}, {"reaches_data", flag(to.reaches)},
                                     {"authorised", flag(to.authorised)}});
    o["points"] = ordered_json::array();
    for (const rules::TransferPoint &point : t.points)
        o["points"].push_back({{"rule", textOr(point.rule)}, {"what", text8(point.what)}, {"mend", text8(point.mend)}, {"open", point.open}});
    return o;
}

ordered_json dutiesJson(const QList<rules::AiDuty> &duties)
{
    ordered_json out = ordered_json::array();
    for (const rules::AiDuty &duty : duties)
        out.push_back({{"rule", text8(duty.rule)}, {"article", text8(duty.clause)}, {"title", text8(duty.title)}, {"from", dayOr(duty.from)}, {"status", text8(statusName(duty.now))},
                       {"on_that_day", duty.then ? ordered_json(text8(statusName(*duty.then))) : ordered_json(nullptr)}});
    return out;
}

ordered_json useJson(const rules::AiUseReview &u)
{
    ordered_json o;
    o["key"] = text8(u.key);
    o["name"] = text8(u.name);
    o["legal_entity"] = textOr(u.entity);
    o["purpose"] = textOr(u.purpose);
    o["role"] = textOr(u.role);
    o["role_reason"] = text8(u.roleReason);
    o["becomes_provider"] = u.becomesProvider;
    o["recorded_class"] = textOr(u.recordedClass);
    o["class"] = text8(rules::aiClassName(u.found));
    o["reason"] = text8(u.reason);
    o["differs"] = u.differs;
    o["suggested_point"] = textOr(u.proposal);
    o["persons_concerned"] = texts(u.persons);
    o["models"] = texts(u.models);
    o["duties"] = dutiesJson(u.duties);
    return o;
}

ordered_json modelJson(const rules::AiModelReview &m)
{
    using Systemic = rules::AiModelReview::Systemic;
    ordered_json o;
    o["key"] = text8(m.key);
    o["name"] = text8(m.name);
    o["developer"] = textOr(m.developer);
    o["general_purpose"] = m.unsaid ? ordered_json(nullptr) : ordered_json(m.generalPurpose);
    o["role"] = textOr(m.role);
    o["systemic_risk"] = m.systemic == Systemic::Yes ? "yes" : m.systemic == Systemic::Presumed ? "presumed" : m.systemic == Systemic::No ? "no" : "unknown";
    o["training_flop"] = m.compute ? ordered_json(*m.compute) : ordered_json(nullptr);
    o["fine_tuned"] = m.fineTuned;
    o["open_source"] = textOr(m.openSource);
    o["notification"] = textOr(m.notification);
    o["reason"] = text8(m.reason);
    o["duties"] = dutiesJson(m.duties);
    return o;
}

/// A workspace, and the day as of which it is looked at.
struct Look
{
    std::unique_ptr<WorkspaceSession> session;
    Day asOf = 0;
};

Result<Look> open(const Call &call, const Console &console)
{
    const Result<std::optional<Day>> asOf = dayOption(call, u"as-of"_s);
    if (!asOf)
        return asOf.error();
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return session.error();
    return Look{std::move(*session), asOf->value_or(toDay(console.clock.today()))};
}

void noteLeftOut(Console &console, const QStringList &switchedOff)
{
    if (const QString line = text::leftOutLine(switchedOff); !line.isEmpty())
        console.note(line);
}

void printDuties(const QList<rules::AiDuty> &duties, QTextStream &out)
{
    for (const rules::AiDuty &duty : duties) {
        out << "    " << duty.clause << ", " << duty.title << ": " << text::statusWord(duty.now, LegalStatus::Law);
        if (duty.from && duty.then)
            out << "; from " << fromDay(*duty.from).toString(Qt::ISODate) << ": " << text::statusWord(*duty.then, LegalStatus::Law);
        out << '\n';
    }
}

} // namespace

int commandTransfers(const Call &call, Console &console)
{
    const Result<Look> look = open(call, console);
    if (!look)
        return fail(console, look.error());
    QuietJob job;
    const Result<rules::TransferReview> review = rules::reviewTransfers(look->session->db(), look->session->store(), console.services.packs(), look->asOf, job);
    if (!review)
        return fail(console, review.error());
    if (call.has(u"json"_s)) {
        ordered_json o;
        o["as_of"] = text8(fromDay(look->asOf).toString(Qt::ISODate));
        o["transfers"] = ordered_json::array();
        for (const rules::TransferAssessment &t : review->transfers)
            o["transfers"].push_back(transferJson(t));
        o["unrecorded"] = ordered_json::array();
        for (const rules::UnrecordedTransfer &u : review->unrecorded)
            o["unrecorded"].push_back({{"entity", text8(kindName(u.kind) + u':' + u.key)}, {"name", text8(u.name)}, {"country", text8(u.country)}, {"by", text8(u.facet)},
                                       {"dataset", text8(u.datasetKey)}, {"dataset_name", text8(u.dataset)}, {"missing", text8(rules::missingOf(u))}});
        o["switched_off"] = texts(review->switchedOff);
        console.out << QString::fromStdString(o.dump(1)) << '\n';
        return Exit::Done;
    }
    for (const rules::TransferAssessment &t : review->transfers) {
        console.out << t.key << ' ' << t.name << " (" << console.services.countries.value(t.country, t.country) << "): " << text::valueWord(rules::transferStandingName(t.standing)) << '\n';
        for (auto point = t.points.cbegin(); point != t.points.cend(); ++point) {
            // One mend settles several points: it is told with the last of them.
            const bool again = std::any_of(std::next(point), t.points.cend(), [point](const rules::TransferPoint &later) { return later.mend == point->mend; });
            console.out << "    " << point->what << (again ? QString() : u"; "_s + point->mend) << '\n';
        }
        if (t.adequate == rules::Answer::Yes && !t.pending.isEmpty())
            console.out << "    reliance: the adequacy decision may fall (" << t.pending << " is pending)\n";
    }
    for (const rules::UnrecordedTransfer &u : review->unrecorded)
        console.out << "not recorded: " << u.dataset << ", " << text::valueWord(u.facet) << " in " << console.services.countries.value(u.country, u.country) << " (" << kindName(u.kind) << ':' << u.key << ")\n    "
                    << rules::missingOf(u) << '\n';
    noteLeftOut(console, review->switchedOff);
    console.note(u"%1 transfers, %2 ways to third countries that no transfer records"_s.arg(review->transfers.size()).arg(review->unrecorded.size()));
    return Exit::Done;
}

int commandAiAct(const Call &call, Console &console)
{
    const Result<Look> look = open(call, console);
    if (!look)
        return fail(console, look.error());
    QuietJob job;
    const Result<rules::AiActReview> review = rules::reviewAiAct(look->session->db(), look->session->store(), console.services.packs(), look->asOf, job);
    if (!review)
        return fail(console, review.error());
    if (call.has(u"json"_s)) {
        ordered_json o;
        o["as_of"] = text8(fromDay(look->asOf).toString(Qt::ISODate));
        o["uses"] = ordered_json::array();
        for (const rules::AiUseReview &u : review->uses)
            o["uses"].push_back(useJson(u));
        o["models"] = ordered_json::array();
        for (const rules::AiModelReview &m : review->models)
            o["models"].push_back(modelJson(m));
        o["switched_off"] = texts(review->switchedOff);
        console.out << QString::fromStdString(o.dump(1)) << '\n';
        return Exit::Done;
    }
    for (const rules::AiUseReview &u : review->uses) {
        console.out << u.key << ' ' << u.name << ": " << text::valueWord(rules::aiClassName(u.found)) << (u.differs ? u" (recorded as %1)"_s.arg(text::valueWord(u.recordedClass)) : QString()) << ": " << u.reason << '\n'
                    << "    " << (u.role.isEmpty() ? u"no role"_s : text::valueWord(u.role)) << ": " << u.roleReason << '\n';
        printDuties(u.duties, console.out);
    }
    for (const rules::AiModelReview &m : review->models) {
        console.out << m.key << ' ' << m.name << ": " << m.reason << '\n';
        printDuties(m.duties, console.out);
    }
    noteLeftOut(console, review->switchedOff);
    console.note(u"%1 %2, %3 %4 of general purpose, or of which that is not said"_s.arg(review->uses.size()).arg(review->uses.size() == 1 ? u"AI use"_s : u"AI uses"_s).arg(review->models.size()).arg(review->models.size() == 1 ? u"model"_s : u"models"_s));
    return Exit::Done;
}

} // namespace app
