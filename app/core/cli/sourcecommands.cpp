// SPDX-License-Identifier: GPL-3.0-or-later
// sources, trust, conflicts, duplicates, merge: where values come from, whose word stands where sources differ, and what is one thing.
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/services.h"
#include "store/duplicates.h"
#include "store/split.h"
#include "store/trust.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <limits>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

void printJson(const ordered_json &rows, QTextStream &out)
{
    out << QByteArray::fromStdString(rows.dump(1, ' ', false, ordered_json::error_handler_t::replace)) << '\n';
}

ordered_json valueJson(const QByteArray &value)
{
    ordered_json parsed = ordered_json::parse(value.cbegin(), value.cend(), nullptr, false);
    return parsed.is_discarded() ? ordered_json(value.toStdString()) : parsed;
}

} // namespace

int commandSources(const Call &call, Console &console)
{
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const QList<store::SourceOfValues> sources = store::sourcesOfValues((*session)->store());
    if (call.has(u"json"_s)) {
        ordered_json rows = ordered_json::array();
        for (const store::SourceOfValues &s : sources)
            rows.push_back({{"format", s.format.toStdString()}, {"scope", s.scope.toStdString()}, {"rank", store::rankName(s.rank).toStdString()},
                            {"trusted_as", s.ownRank ? ordered_json(store::rankName(*s.ownRank).toStdString()) : ordered_json(nullptr)}, {"things", s.things},
                            {"contested_stands", s.stands}, {"contested_lost", s.lost}, {"last_file", s.lastFile.toStdString()}, {"last_import", s.lastImport.toStdString()}});
        printJson(rows, console.out);
        return Exit::Done;
    }
    for (const store::SourceOfValues &s : sources) {
        const QString rank = s.ownRank ? u"%1 (by itself %2)"_s.arg(store::rankName(*s.ownRank), store::rankName(s.rank)) : store::rankName(s.rank);
        console.out << s.format << (s.scope.isEmpty() ? QString() : u' ' + s.scope) << ": " << rank << ", " << s.things << " things, contested values: "
                    << s.stands << " stand, " << s.lost << " lost; last from " << (s.lastFile.isEmpty() ? u"(undone)"_s : s.lastFile) << '\n';
    }
    if (sources.isEmpty())
        console.out << "Nothing was imported yet.\n";
    return Exit::Done;
}

int commandTrust(const Call &call, Console &console)
{
    const QString word = call.arguments.at(1);
    const std::optional<qint64> rank = store::rankOfName(word);
    if (!rank && word != u"default"_s)
        return fail(console, {ErrorCode::UsageError, u"'%1' is no rank: live, state, register, reference, a number from 1 to 99 (more is more), or default"_s.arg(word), call.command});
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const auto scope = call.has(u"scope-of"_s) ? std::optional(call.value(u"scope-of"_s)) : std::nullopt;
    return inTransaction(**session, console, [&](store::AttributeStore &values) {
        return store::changeTrust(values, call.arguments.at(0), scope, rank, call.value(u"who"_s), console.clock.now());
    });
}

int commandConflicts(const Call &call, Console &console)
{
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    ordered_json rows = ordered_json::array();
    const bool json = call.has(u"json"_s);
    for (const store::Conflict &c : store::conflicts((*session)->store(), std::numeric_limits<int>::max())) {
        ordered_json words = ordered_json::array();
        if (!json)
            console.out << kindName(c.kind) << ':' << c.key << ' ' << c.attr << '\n';
        for (const store::Word &w : c.words) {
            const QString who = w.source.isEmpty() ? u"a person"_s : w.source;
            if (json)
                words.push_back({{"source", who.toStdString()}, {"value", valueJson(w.value)}, {"stands", w.stands}});
            else
                console.out << (w.stands ? "  stands  " : "  differs ") << QString::fromUtf8(w.value) << "  " << who << '\n';
        }
        if (json)
            rows.push_back({{"entity", (kindName(c.kind) + u':' + c.key).toStdString()}, {"name", c.name.toStdString()}, {"attr", c.attr.toStdString()}, {"words", words}});
    }
    if (json)
        printJson(rows, console.out);
    return Exit::Done;
}

int commandDuplicates(const Call &call, Console &console)
{
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    ordered_json rows = ordered_json::array();
    const bool json = call.has(u"json"_s);
    if (call.has(u"merged"_s)) {
        for (const store::MergedPair &m : store::mergedPairs((*session)->store())) {
            const QString kind = kindName(m.kind) + u':';
            if (json)
                rows.push_back({{"name", m.name.toStdString()}, {"entity", (kind + m.key).toStdString()}, {"was_also", (kind + m.otherKey).toStdString()},
                                {"who", m.who.toStdString()}, {"at", m.at.toStdString()}});
            else
                console.out << m.name << "\n  " << kind << m.key << "\n  was also " << kind << m.otherKey << "  (" << m.at << (m.who.isEmpty() ? QString() : u", "_s + m.who) << ")\n";
        }
        if (json)
            printJson(rows, console.out);
        return Exit::Done;
    }
    for (const store::PossibleDuplicate &d : store::possibleDuplicates((*session)->store(), std::numeric_limits<int>::max())) {
        const QString kind = kindName(d.kind) + u':';
        if (json)
            rows.push_back({{"name", d.name.toStdString()}, {"one", (kind + d.oneKey).toStdString()}, {"one_sources", d.oneSources.toStdString()},
                            {"other", (kind + d.otherKey).toStdString()}, {"other_sources", d.otherSources.toStdString()}});
        else
            console.out << d.name << "\n  " << kind << d.oneKey << "  (" << d.oneSources << ")\n  " << kind << d.otherKey << "  (" << d.otherSources << ")\n";
    }
    if (json)
        printJson(rows, console.out);
    return Exit::Done;
}

namespace {

/// The two things, the one that is in the inventory first: the other may be a provider that only the reference data has so far.
Result<QList<qint64>> thingsToMerge(WorkspaceSession &session, const QStringList &arguments)
{
    QList<qint64> ids;
    for (const QString &argument : arguments) {
        const auto target = targetOf(argument);
        const qint64 reference = target && target->first == EntityKind::Provider && session.store().find(target->first, target->second) == 0
                                     ? store::referenceProviderNumber(session.store(), target->second)
                                     : 0;
        const Result<QList<qint64>> there = reference != 0 ? Result<QList<qint64>>(QList<qint64>{reference}) : session.targets({argument});
        if (!there)
            return there.error();
        ids.append(there->constFirst());
    }
    std::sort(ids.begin(), ids.end(), std::greater<>());
    return ids;
}

} // namespace

int commandMerge(const Call &call, Console &console)
{
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const Result<QList<qint64>> ids = thingsToMerge(**session, call.arguments);
    if (!ids)
        return fail(console, ids.error());
    if (call.has(u"split"_s)) {
        if (ids->size() != 1 || call.has(u"apart"_s))
            return fail(console, {ErrorCode::UsageError, u"--split takes the one thing that two were made"_s, u"merge"_s});
        const QList<store::MergedPair> pairs = store::mergedPairs((*session)->store());
        const auto pair = std::find_if(pairs.begin(), pairs.end(), [&](const store::MergedPair &p) { return p.entity == ids->constFirst(); });
        return inTransaction(**session, console, [&](store::AttributeStore &values) {
            return store::splitThings(values, pair == pairs.end() ? 0 : pair->set, call.value(u"who"_s), console.clock.now());
        });
    }
    if (ids->size() != 2)
        return fail(console, {ErrorCode::UsageError, u"two entries are one, or are two"_s, u"merge"_s});
    const auto decide = call.has(u"apart"_s) ? store::keepApart : store::mergeThings;
    return inTransaction(**session, console, [&](store::AttributeStore &values) {
        return decide(values, ids->at(0), ids->at(1), call.value(u"who"_s), console.clock.now());
    });
}

} // namespace app
