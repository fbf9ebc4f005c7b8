// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/csfcommands.h"
#include "core/cli/workspacesession.h"
#include "core/services.h"
#include "core/sovereignty.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

const QString RuleSet = u"ai-sov"_s;

double twoDecimals(double value) { return std::round(value * 100) / 100; }

QString rangeWords(const rules::ScoreRange &r)
{
    return r.low == r.high ? QString::number(r.low, 'f', 1) : u"%1 to %2"_s.arg(QString::number(r.low, 'f', 1), QString::number(r.high, 'f', 1));
}

ordered_json rangeJson(const rules::ScoreRange &r) { return {{"low", twoDecimals(r.low)}, {"high", twoDecimals(r.high)}}; }

ordered_json namesJson(const QStringList &names)
{
    ordered_json list = ordered_json::array();
    for (const QString &name : names)
        list.push_back(text8(name));
    return list;
}

ordered_json systemJson(const SystemSovereignty &s)
{
    ordered_json o;
    o["key"] = text8(s.system.key);
    o["name"] = text8(s.system.name);
    o["critical"] = s.critical;
    o["score"] = s.score.range ? rangeJson(*s.score.range) : ordered_json(nullptr);
    o["parts"] = ordered_json::array();
    for (int i = 0; i < rules::SovereigntyPartCount; ++i) {
        const rules::PartScore &p = s.score.parts.at(std::size_t(i));
        o["parts"].push_back({{"id", text8(rules::sovereigntyPartName(static_cast<rules::SovereigntyPart>(i)))},
                              {"weight_pct", rules::SovereigntyWeights.at(std::size_t(i))},
                              {"score", p.applies() ? rangeJson(p.range()) : ordered_json(nullptr)},
                              {"unmet", namesJson(p.unmet)},
                              {"unknown", namesJson(p.open)}});
    }
    o["unsaid"] = ordered_json::array();
    for (const EntityKind kind : s.unsaid)
        o["unsaid"].push_back(text8(kindName(kind)));
    return o;
}

ordered_json lineJson(const ConcentrationLine &line)
{
    const rules::Concentration &c = line.found;
    ordered_json o;
    o["by"] = text8(concentrationName(line.by));
    o["of"] = line.criticalOnly ? "critical" : "estate";
    o["systems"] = c.systems;
    o["unrecorded"] = twoDecimals(c.unrecorded);
    o["own_operation"] = twoDecimals(c.own);
    o["hhi"] = {{"low", std::round(c.indexLow)}, {"high", std::round(c.indexHigh)}};
    o["warnings"] = ordered_json::array();
    if (c.shareWarns())
        o["warnings"].push_back("share");
    if (c.indexWarns())
        o["warnings"].push_back("index");
    if (c.mayWarn())
        o["warnings"].push_back("possible");
    o["shares"] = ordered_json::array();
    for (const rules::ConcentrationShare &s : c.shares)
        o["shares"].push_back({{"name", text8(s.name)}, {"systems", twoDecimals(s.systems)}, {"share_pct", {{"low", twoDecimals(s.low)}, {"high", twoDecimals(s.high)}}}});
    return o;
}

void printLine(const ConcentrationLine &line, QTextStream &out)
{
    const rules::Concentration &c = line.found;
    if (c.systems == 0)
        return;
    out << "By " << concentrationName(line.by).replace(u'_', u' ') << ", " << (line.criticalOnly ? "critical systems (" : "all systems (") << c.systems << "): ";
    if (c.shares.isEmpty())
        out << (c.own < c.systems ? "nothing is recorded" : "own operation alone");
    else
        out << c.shares.constFirst().name << ' ' << rangeWords({c.shares.constFirst().low, c.shares.constFirst().high}) << " %";
    out << ", index " << QString::number(c.indexLow, 'f', 0) << " to " << QString::number(c.indexHigh, 'f', 0);
    if (c.shareWarns() || c.indexWarns())
        out << "  WARNING: above our standard (share " << rules::ConcentratedShare << " %, index " << rules::ConcentratedIndex << ')';
    else if (c.mayWarn())
        out << "  may be above our standard: too little is recorded";
    out << '\n';
}

} // namespace

int commandSovereignty(const Call &call, Console &console)
{
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    store::AttributeStore &values = (*session)->store();
    qint64 only = 0;
    if (!call.arguments.isEmpty()) {
        const auto target = targetOf(call.arguments.constFirst());
        if (!target || target->first != EntityKind::Workload)
            return fail(console, Error{ErrorCode::UsageError, u"a score is that of a system: workload:KEY"_s, call.arguments.constFirst()});
        only = values.find(EntityKind::Workload, target->second);
        if (only == 0)
            return fail(console, Error{ErrorCode::UnknownEntity, {}, call.arguments.constFirst()});
    }
    const rules::Pack *pack = console.services.pack(RuleSet);
    if (!pack)
        return fail(console, Error{ErrorCode::UnknownFramework, u"the rule set ai-sov is not there"_s, {}});
    const Day today = toDay(console.clock.today());
    Result<QList<SystemSovereignty>> systems = systemSovereignty((*session)->db(), values, *pack, today);
    if (!systems)
        return fail(console, systems.error());
    if (only != 0)
        systems->removeIf([only](const SystemSovereignty &s) { return s.system.id != only; });
    const QList<ConcentrationLine> lines = only == 0 ? concentrations(values, console.services.countries, today) : QList<ConcentrationLine>();
    if (call.has(u"json"_s)) {
        ordered_json o;
        o["systems"] = ordered_json::array();
        for (const SystemSovereignty &s : *systems)
            o["systems"].push_back(systemJson(s));
        o["concentration"] = ordered_json::array();
        for (const ConcentrationLine &line : lines)
            o["concentration"].push_back(lineJson(line));
        console.out << QByteArray::fromStdString(o.dump(1)) << '\n';
        return Exit::Done;
    }
    if (console.quiet)
        return Exit::Done;
    for (const SystemSovereignty &s : *systems) {
        console.out << (s.score.range ? rangeWords(*s.score.range) : u"no score"_s).leftJustified(16) << s.system.key << "  " << s.system.name << '\n';
        for (int i = 0; only != 0 && i < rules::SovereigntyPartCount; ++i) {
            const rules::PartScore &p = s.score.parts.at(std::size_t(i));
            console.out << "    " << rules::sovereigntyPartName(static_cast<rules::SovereigntyPart>(i)).leftJustified(12)
                        << (p.applies() ? rangeWords(p.range()) : u"no rule applies"_s) << (p.unmet.isEmpty() ? QString() : u"  weak: "_s + p.unmet.join(u", "_s))
                        << (p.open.isEmpty() ? QString() : u"  unknown: "_s + p.open.join(u", "_s)) << '\n';
        }
        QStringList unsaid;
        for (const EntityKind kind : only != 0 ? s.unsaid : QList<EntityKind>())
            unsaid.append(kind == EntityKind::Grant ? u"who has access"_s : attributeOfUse(kind));
        if (!unsaid.isEmpty())
            console.out << "    not said, so that what is asked of them counts as unknown: " << unsaid.join(u", "_s) << '\n';
    }
    for (const ConcentrationLine &line : lines)
        printLine(line, console.out);
    return Exit::Done;
}

} // namespace app
