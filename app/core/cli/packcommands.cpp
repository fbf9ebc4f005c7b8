// SPDX-License-Identifier: GPL-3.0-or-later
// packs: rule sets of the workspace's own, and what it changes of those that the program carries.
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/rulesets.h"
#include "core/services.h"
#include "rules/packloader.h"
#include "store/findings.h"
#include "store/settings.h"
#include "store/workspace.h"
#include "text/statustext.h"

#include <QSaveFile>
#include <QTextStream>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

using Kind = rules::PackChange::Kind;

QString number(double value) { return QString::number(value, 'g', 15); }
QString dayOrNone(Day d) { return d == 0 ? QString() : isoDay(d); }

/// What is done; `work` is empty where the call asks for nothing but a list.
struct Deed
{
    std::function<Result<qint64>(store::AttributeStore &)> work;
    QStringList sets;
    QString done; ///< in words
    bool whole = false; ///< of a whole rule set: what comes or goes is counted, not listed
};

/// The rule set that has the rule.
Result<QString> packOfRule(const Services &services, const QString &rule)
{
    const rules::Pack *pack = services.rule(rule).first;
    if (!pack)
        return Error{ErrorCode::UsageError, u"no rule called '%1'; see bailiwick-cli packs --workspace W ID"_s.arg(rule), u"packs"_s};
    return pack->id;
}

Error wrong(const QString &what) { return {ErrorCode::UsageError, what, u"packs"_s}; }

Result<Deed> changeDeed(const Call &call, const Services &services, const Author &author)
{
    rules::PackChange change;
    change.by.why = call.value(u"why"_s);
    if (call.has(u"switch-off"_s) || call.has(u"switch-on"_s)) {
        const bool off = call.has(u"switch-off"_s);
        change.name = call.value(off ? u"switch-off"_s : u"switch-on"_s);
        const Result<QString> pack = packOfRule(services, change.name);
        if (!pack)
            return pack.error();
        change.pack = *pack;
        if (off && change.by.why.trimmed().isEmpty())
            return wrong(u"--switch-off needs --why TEXT: the reason stands in the report"_s);
        if (off)
            return Deed{[&services, change, author](store::AttributeStore &v) { return changePack(services, v, change, author); }, {}, u"Switched off "_s + change.name};
        return Deed{[&services, change, author](store::AttributeStore &v) { return unchangePack(services, v, Kind::Off, change.pack, change.name, author); }, {},
                    u"Switched on "_s + change.name};
    }
    const bool parameter = call.has(u"parameter"_s);
    const QString said = call.value(parameter ? u"parameter"_s : u"scope"_s);
    const qsizetype equals = said.indexOf(u'=');
    const QString target = said.left(equals).trimmed();
    const QString value = said.mid(equals + 1).trimmed();
    if (equals <= 0 || value.isEmpty())
        return wrong(parameter ? u"--parameter needs ID/NAME=VALUE, for example gdpr/tia_max_age_days=180"_s : u"--scope needs RULE=CONDITION, or RULE=all"_s);
    if (parameter) {
        change.kind = Kind::Parameter;
        change.pack = target.section(u'/', 0, 0);
        change.name = target.section(u'/', 1);
        if (value == u"shipped"_s)
            return Deed{[&services, change, author](store::AttributeStore &v) { return unchangePack(services, v, Kind::Parameter, change.pack, change.name, author); }, {},
                        u"As shipped: "_s + target};
        bool ok = false;
        change.value = value.toDouble(&ok);
        if (!ok || !std::isfinite(change.value))
            return wrong(u"'%1' is no number"_s.arg(value));
        if (change.by.why.trimmed().isEmpty() && !call.has(u"dry-run"_s))
            return wrong(u"--parameter needs --why TEXT: the reason stands in the report"_s);
        return Deed{[&services, change, author](store::AttributeStore &v) { return changePack(services, v, change, author); }, {}, u"%1 is %2"_s.arg(target, value)};
    }
    change.kind = Kind::Scope;
    change.name = target;
    const Result<QString> pack = packOfRule(services, target);
    if (!pack)
        return pack.error();
    change.pack = *pack;
    if (value == u"all"_s)
        return Deed{[&services, change, author](store::AttributeStore &v) { return unchangePack(services, v, Kind::Scope, change.pack, change.name, author); }, {},
                    u"No longer narrowed: "_s + target};
    if (change.by.why.trimmed().isEmpty())
        return wrong(u"--scope needs --why TEXT: the reason stands in the report"_s);
    change.condition = value.toUtf8();
    return Deed{[&services, change, author](store::AttributeStore &v) { return changePack(services, v, change, author); }, {}, u"Narrowed "_s + target};
}

Result<Deed> deedOf(const Call &call, const Services &services, const Author &author)
{
    const QStringList ways = {u"copy"_s, u"new"_s, u"import"_s, u"export"_s, u"remove"_s, u"switch-off"_s, u"switch-on"_s, u"parameter"_s, u"scope"_s, u"value-set"_s};
    QStringList given;
    for (const QString &way : ways) {
        if (call.has(way))
            given.append(u"--"_s + way);
    }
    if (given.size() > 1)
        return wrong(u"one at a time: %1"_s.arg(given.join(u" or "_s)));
    if (!given.isEmpty() && !call.arguments.isEmpty())
        return wrong(u"'%1' is too much"_s.arg(call.arguments.constFirst()));
    const QString title = call.value(u"title"_s);
    if (call.has(u"copy"_s)) {
        const QString id = call.value(u"copy"_s);
        const QString as = call.value(u"as"_s);
        if (as.isEmpty())
            return wrong(u"--copy needs --as NEW, the id of the copy"_s);
        return Deed{[=, &services](store::AttributeStore &v) { return copyPack(services, v, id, as, title, author); }, {}, u"Copied %1 as %2"_s.arg(id, as), true};
    }
    if (call.has(u"new"_s)) {
        const QString id = call.value(u"new"_s);
        return Deed{[=, &services](store::AttributeStore &v) { return newPack(services, v, id, title, author); }, {}, u"New: "_s + id, true};
    }
    if (call.has(u"import"_s)) {
        const QString file = call.value(u"import"_s);
        Result<QByteArray> json = rules::readPackFile(file);
        if (!json)
            return json.error();
        return Deed{[=, &services, bytes = *json, replace = call.has(u"replace"_s)](store::AttributeStore &v) { return importPack(services, v, bytes, file, replace, author); }, {},
                    u"Imported "_s + file, true};
    }
    if (call.has(u"remove"_s)) {
        const QString id = call.value(u"remove"_s);
        return Deed{[=, &services](store::AttributeStore &v) { return removePack(services, v, id, author); }, {}, u"Removed "_s + id, true};
    }
    if (call.has(u"value-set"_s)) {
        const QString said = call.value(u"value-set"_s);
        const qsizetype equals = said.indexOf(u'=');
        if (equals <= 0)
            return wrong(u"--value-set needs NAME=VALUE,..., for example HIGH_RISK_VENDORS=huawei,CN"_s);
        const QString name = said.left(equals).remove(u'@').trimmed();
        QStringList values;
        for (const QString &value : said.mid(equals + 1).split(u',', Qt::SkipEmptyParts)) {
            if (!values.contains(value.trimmed()))
                values.append(value.trimmed());
        }
        return Deed{[=, &services](store::AttributeStore &v) { return fillSet(services, v, name, values, author); }, {name},
                    u"%1: %2 value%3"_s.arg(name).arg(values.size()).arg(values.size() == 1 ? u""_s : u"s"_s)};
    }
    if (given.isEmpty() || call.has(u"export"_s))
        return Deed{};
    return changeDeed(call, services, author);
}

QString changesOf(const rules::Pack &pack)
{
    const auto count = [&pack](auto of) { return std::count_if(pack.rules.cbegin(), pack.rules.cend(), of); };
    QStringList parts;
    const auto say = [&parts](qsizetype n, const QString &one, const QString &more) {
        if (n > 0)
            parts.append(u"%1 %2"_s.arg(n).arg(n == 1 ? one : more));
    };
    say(count([](const rules::Rule &r) { return r.off.has_value(); }), u"rule switched off"_s, u"rules switched off"_s);
    say(count([](const rules::Rule &r) { return r.scoped.has_value(); }), u"rule narrowed"_s, u"rules narrowed"_s);
    say(std::count_if(pack.parameters.cbegin(), pack.parameters.cend(), [](const rules::Parameter &p) { return p.shipped.has_value(); }), u"threshold changed"_s,
        u"thresholds changed"_s);
    return parts.join(u", "_s);
}

/// The countries, classes or vendors that the workspace means by a name.
QString setWords(store::AttributeStore &values, const QString &name)
{
    const QStringList members = store::readValueSet(values, name);
    return u"%1 = %2"_s.arg(name, members.isEmpty() ? u"(empty)"_s : members.join(u", "_s));
}

int listPacks(const Call &call, Console &console, store::AttributeStore &values)
{
    const std::shared_ptr<const Shelf> shelf = console.services.shelf();
    ordered_json list = ordered_json::array();
    for (const rules::Pack &pack : shelf->packs) {
        const QString changes = changesOf(pack);
        if (call.has(u"json"_s)) {
            list.push_back({{"id", text8(pack.id)}, {"title", text8(pack.title)}, {"version", text8(pack.version)}, {"own", pack.own},
                            {"copied_from", text8(pack.origin)}, {"rules", pack.rules.size()}, {"changed", text8(changes)}});
            continue;
        }
        console.out << pack.id.leftJustified(19) << pack.version.leftJustified(9) << (pack.own ? u"own"_s : u"shipped"_s).leftJustified(9)
                    << QString::number(pack.rules.size()).rightJustified(4) << " rules  " << pack.title << '\n';
        if (!pack.origin.isEmpty())
            console.out << "    copied from " << pack.origin << ' ' << pack.originVersion << '\n';
        if (!changes.isEmpty())
            console.out << "    " << changes << '\n';
    }
    for (const UnreadablePack &torn : shelf->unreadable) {
        for (const Diagnostic &d : torn.errors)
            console.err << torn.id << '#' << d.where << ": " << d.code << ": " << d.message << '\n';
        if (call.has(u"json"_s))
            list.push_back({{"id", text8(torn.id)}, {"own", true}, {"unreadable", text8(torn.errors.constFirst().where + u": "_s + torn.errors.constFirst().message)}});
        else
            console.out << torn.id.leftJustified(19) << "cannot be read, so nothing is judged by it\n";
    }
    const QStringList sets = store::valueSetNames(values);
    if (!sets.isEmpty() && !call.has(u"json"_s))
        console.out << "value sets of this workspace:\n";
    for (const QString &name : call.has(u"json"_s) ? QStringList() : sets)
        console.out << "    " << setWords(values, name) << '\n';
    for (const Diagnostic &d : shelf->faults)
        console.note(d.where + u": "_s + d.message);
    if (call.has(u"json"_s))
        console.out << QByteArray::fromStdString(list.dump(1)) << '\n';
    return Exit::Done;
}

ordered_json byJson(const rules::ChangedBy &by) { return {{"why", text8(by.why)}, {"who", text8(by.who)}, {"since", text8(dayOrNone(by.since))}}; }

QString byWords(const rules::ChangedBy &by)
{
    return (by.who.isEmpty() ? QString() : u" by "_s + by.who) + (by.since == 0 ? QString() : u" since "_s + dayOrNone(by.since)) + (by.why.isEmpty() ? QString() : u": "_s + by.why);
}

int showPack(const Call &call, Console &console, store::AttributeStore &values)
{
    const rules::Pack *pack = console.services.pack(call.arguments.constFirst());
    if (!pack)
        return fail(console, wrong(u"no rule set called '%1'"_s.arg(call.arguments.constFirst())));
    ordered_json o = {{"id", text8(pack->id)}, {"title", text8(pack->title)}, {"version", text8(pack->version)}, {"own", pack->own}, {"copied_from", text8(pack->origin)}};
    o["thresholds"] = ordered_json::array();
    o["rules"] = ordered_json::array();
    const bool json = call.has(u"json"_s);
    if (!json)
        console.out << pack->title << ", version " << pack->version << (pack->own ? ", own" : ", shipped") << '\n';
    for (const rules::Parameter &p : pack->parameters) {
        QStringList rules;
        for (const rules::Rule &rule : pack->rules) {
            if (rules::parametersOf(rule).contains(p.name))
                rules.append(rule.id);
        }
        ordered_json row = {{"name", text8(p.name)}, {"value", p.value}, {"unit", text8(p.unit)}, {"label", text8(p.label)}};
        if (p.shipped)
            row["shipped"] = *p.shipped;
        if (p.changed)
            row["changed"] = byJson(*p.changed);
        o["thresholds"].push_back(row);
        if (!json) {
            console.out << "  " << pack->id << '/' << p.name << " = " << number(p.value) << ' ' << p.unit << (p.label.isEmpty() ? QString() : u"  "_s + p.label);
            if (p.shipped)
                console.out << "  [shipped: " << number(*p.shipped) << "; changed" << (p.changed ? byWords(*p.changed) : QString()) << ']';
            console.out << (rules.isEmpty() ? QString() : u"  ("_s + rules.join(u", "_s) + u')') << '\n';
        }
    }
    QStringList sets;
    for (const rules::Rule &rule : pack->rules)
        sets += rules::setsOf(rule);
    sets.removeDuplicates();
    sets.sort();
    const QStringList filled = store::valueSetNames(values);
    o["value_sets"] = ordered_json::object();
    for (const QString &name : std::as_const(sets)) {
        if (!filled.contains(name))
            continue; // of the reference data, or nobody has filled it
        o["value_sets"][text8(name)] = ordered_json::array();
        for (const QString &member : store::readValueSet(values, name))
            o["value_sets"][text8(name)].push_back(text8(member));
        if (!json)
            console.out << "  @" << setWords(values, name) << '\n';
    }
    for (const rules::Rule &rule : pack->rules) {
        ordered_json row = {{"id", text8(rule.id)}, {"heading", text8(rule.heading)}};
        if (rule.off)
            row["switched_off"] = byJson(*rule.off);
        if (rule.scoped)
            row["narrowed"] = byJson(*rule.scoped);
        o["rules"].push_back(row);
        if (!json) {
            console.out << "  " << rule.id.leftJustified(20) << ' ' << rule.heading << '\n';
            if (rule.off)
                console.out << "    switched off" << byWords(*rule.off) << '\n';
            if (rule.scoped)
                console.out << "    narrowed" << byWords(*rule.scoped) << '\n';
        }
    }
    if (json)
        console.out << QByteArray::fromStdString(o.dump(1)) << '\n';
    return Exit::Done;
}

int exportPack(const Call &call, Console &console)
{
    const QString out = call.value(u"out"_s);
    if (out.isEmpty())
        return fail(console, wrong(u"--export needs --out FILE"_s));
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const Result<QByteArray> json = packFile(console.services, (*session)->store(), call.value(u"export"_s));
    if (!json)
        return fail(console, json.error());
    QSaveFile file(out);
    if (!file.open(QIODevice::WriteOnly) || file.write(*json) != json->size() || !file.commit())
        return fail(console, {ErrorCode::WriteFailed, file.errorString(), out});
    return Exit::Done;
}

QString statusOf(const std::optional<Status> &status) { return status ? statusName(*status) : u"not counted"_s; }

void report(const RuleSetOutcome &outcome, const Deed &deed, const Call &call, store::AttributeStore &values, Console &console)
{
    const bool dry = call.has(u"dry-run"_s);
    if (call.has(u"json"_s)) {
        ordered_json o = {{"done", !dry}, {"rules", outcome.judged}, {"flips", ordered_json::array()}};
        for (const rules::Flip &f : outcome.flips)
            o["flips"].push_back({{"rule", text8(f.rule)}, {"kind", text8(kindName(f.kind))}, {"key", text8(values.keyOf(f.entity))},
                                  {"before", f.before ? ordered_json(text8(statusName(*f.before))) : ordered_json(nullptr)},
                                  {"after", f.after ? ordered_json(text8(statusName(*f.after))) : ordered_json(nullptr)}});
        console.out << QByteArray::fromStdString(o.dump(1, ' ', false, ordered_json::error_handler_t::replace)) << '\n';
        return;
    }
    if (console.quiet)
        return;
    console.out << deed.done << (dry ? " (tried; nothing was changed)" : "") << '\n';
    QList<rules::Flip> listed = outcome.flips;
    if (deed.whole) {
        const auto come = std::count_if(listed.cbegin(), listed.cend(), [](const rules::Flip &f) { return !f.before; });
        const auto go = std::count_if(listed.cbegin(), listed.cend(), [](const rules::Flip &f) { return !f.after; });
        if (come > 0)
            console.out << come << (come == 1 ? " result comes in\n" : " results come in\n");
        if (go > 0)
            console.out << go << (go == 1 ? " result goes\n" : " results go\n");
        listed.removeIf([](const rules::Flip &f) { return !f.before || !f.after; });
    }
    console.out << listed.size() << (listed.size() == 1 ? " result flips" : " results flip") << (listed.isEmpty() ? "\n" : ":\n");
    for (const rules::Flip &f : std::as_const(listed))
        console.out << "  " << f.rule.leftJustified(18) << ' ' << kindName(f.kind) << ':' << values.keyOf(f.entity) << "  " << statusOf(f.before) << " -> " << statusOf(f.after) << '\n';
    if (!dry)
        console.out << "Evaluate to count anew.\n";
}

} // namespace

int commandPacks(const Call &call, Console &console)
{
    const Result<std::optional<Day>> named = dayOption(call, u"as-of"_s);
    if (!named)
        return fail(console, named.error());
    Day asOf = named->value_or(toDay(console.clock.today()));
    const QString workspace = call.value(u"workspace"_s);
    auto session = WorkspaceSession::open(console.services, workspace, false);
    if (!session)
        return fail(console, session.error());
    const Author author{call.value(u"who"_s), console.clock.now(), toDay(console.clock.today())};
    const Result<Deed> deed = deedOf(call, console.services, author);
    if (!deed)
        return fail(console, deed.error());
    if (call.has(u"export"_s))
        return exportPack(call, console);
    if (!deed->work)
        return call.arguments.isEmpty() ? listPacks(call, console, (*session)->store()) : showPack(call, console, (*session)->store());
    // Judged on the day of the newest run, so that what flips is what the lists show; today where there is none.
    if (const auto run = store::newestRun((*session)->store()); run && !call.has(u"as-of"_s))
        asOf = run->asOf;
    QuietJob job;
    const Result<RuleSetOutcome> outcome = changeRuleSets(console.services, workspace, deed->sets, asOf, call.has(u"dry-run"_s), deed->work, job);
    if (!outcome)
        return fail(console, outcome.error());
    report(*outcome, *deed, call, (*session)->store(), console);
    return Exit::Done;
}

} // namespace app
