// SPDX-License-Identifier: GPL-3.0-or-later
// list, show, set, choose: the inventory and what people say of it.
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/services.h"
#include "domain/csvcell.h"
#include "domain/cellvalues.h"
#include "domain/isolated.h"
#include "store/editor.h"
#include "store/inventory.h"
#include "store/pages/toolfindings.h"
#include "text/toolfindingtext.h"

#include <QTextStream>

#include <algorithm>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;
using store::MaybeValue;

namespace app {
namespace {

std::string quoted(const QString &s)
{
    return ordered_json(s.toStdString()).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

QByteArray listElementJson(const MaybeValue &value, const Attribute &a)
{
    // Not said is null, asked or not: `show` tells which.
    if (value && std::holds_alternative<NoAnswer>(*value))
        return "null";
    // In lists an incomplete list is still an array; `show` tells whether it is complete.
    if (value && std::holds_alternative<ListValue>(*value)) {
        ListValue list = std::get<ListValue>(*value);
        list.complete = true;
        return store::encodeValue(Value(list), a);
    }
    return store::encodeValue(value, a);
}

// A workload has an attribute "key" (the key that encrypts it): it must not hide the entity's own.
QString memberName(const Attribute &a)
{
    return a.name == u"key"_s || a.name == u"name"_s ? u"attr:"_s + a.name : a.name;
}

/// The row with what it takes over from others.
struct WholeRow
{
    QList<MaybeValue> values;
    QList<QString> from; ///< "provider:aws"; empty: its own
};

WholeRow wholeRow(store::Inventory &inventory, const store::EntityRow &row, const KindInfo &info)
{
    WholeRow whole;
    for (const Attribute &a : info.attributes) {
        store::Inventory::Taken taken = inventory.takenOver(row, info.kind, a);
        whole.values.append(std::move(taken.value));
        whole.from.append(std::move(taken.from));
    }
    return whole;
}

/// Countries of a list of places, null where one is not known; empty: the list names countries itself.
QByteArray countriesJson(store::Inventory &inventory, const MaybeValue &value)
{
    const auto *list = value ? std::get_if<ListValue>(&*value) : nullptr;
    if (!list || std::none_of(list->items.cbegin(), list->items.cend(), [](const QString &p) { return p.startsWith(u'@') || p.contains(u'/'); }))
        return {};
    QByteArrayList countries;
    for (const QString &place : list->items) {
        const QString country = inventory.countryOf(place);
        const QByteArray text = country.isEmpty() ? QByteArray("null") : '"' + country.toUtf8() + '"';
        if (!countries.contains(text))
            countries.append(text);
    }
    return '[' + countries.join(',') + ']';
}

/// "inherited_from" and "countries": beside the values, and only where there is something to say.
void printBeside(const char *name, const QStringList &members, QTextStream &out)
{
    if (!members.isEmpty())
        out << ",\"" << name << "\":{" << members.join(u',') << '}';
}

void printJsonRow(store::Inventory &inventory, const store::EntityRow &row, const KindInfo &info, bool first, QTextStream &out)
{
    out << (first ? "\n" : ",\n") << "{\"key\":" << QString::fromStdString(quoted(row.key)) << ",\"name\":" << QString::fromStdString(quoted(row.name));
    const WholeRow whole = wholeRow(inventory, row, info);
    QStringList inherited;
    QStringList countries;
    for (int i = 0; i < static_cast<int>(info.attributes.size()); ++i) {
        const Attribute &a = info.attributes.at(i);
        out << ",\"" << memberName(a) << "\":" << QString::fromUtf8(listElementJson(whole.values.at(i), a));
        const QString member = u'"' + memberName(a) + u"\":"_s;
        if (!whole.from.at(i).isEmpty())
            inherited.append(member + QString::fromStdString(quoted(whole.from.at(i))));
        if (const QByteArray known = a.facet == 0 ? QByteArray() : countriesJson(inventory, whole.values.at(i)); !known.isEmpty())
            countries.append(member + QString::fromUtf8(known));
    }
    printBeside("inherited_from", inherited, out);
    printBeside("countries", countries, out);
    if (row.vanished)
        out << ",\"vanished\":true";
    if (row.retiredOn)
        out << ",\"retired_on\":\"" << fromDay(*row.retiredOn).toString(Qt::ISODate) << '"';
    out << '}';
}

QString csvRow(store::Inventory &inventory, const store::EntityRow &row, const KindInfo &info)
{
    const WholeRow whole = wholeRow(inventory, row, info);
    QStringList cells = {domain::csvCell(row.key), domain::csvCell(row.name)};
    QStringList inherited;
    for (int i = 0; i < static_cast<int>(info.attributes.size()); ++i) {
        const Attribute &a = info.attributes.at(i);
        cells.append(domain::csvCell(store::displayValue(whole.values.at(i), a)));
        if (!whole.from.at(i).isEmpty())
            inherited.append(memberName(a) + u" from "_s + whole.from.at(i));
    }
    cells.append(domain::csvCell(inherited.join(u"; "_s)));
    return cells.join(u',') + u'\n';
}

/// What other tools found on the thing; of such a finding, the things that it names. `out`: as JSON.
void showTools(store::AttributeStore &values, qint64 id, EntityKind kind, ordered_json *out, Console &console)
{
    constexpr int most = 200;
    if (kind == EntityKind::ToolFinding) {
        for (const store::EntityHead &thing : store::thingsNamedBy(values, id, most)) {
            const QString target = kindName(thing.kind) + u':' + thing.key;
            if (out)
                (*out)["names"].push_back(target.toStdString());
            else
                console.out << "  names " << target << '\n';
        }
        return;
    }
    const QList<store::ToolFindingLine> lines = store::toolFindingsOf(values, id, most);
    if (!out && !lines.isEmpty())
        console.out << "What other tools found\n";
    for (const store::ToolFindingLine &line : lines) {
        const QDate day = line.observed ? fromDay(*line.observed) : QDate();
        if (!out) {
            console.out << "  " << text::toolWords({line.tool, line.outcome, day, line.muted}) << ": " << line.check
                        << (line.requirements.isEmpty() ? QString() : u"   ["_s + line.requirements.join(u", "_s) + u']') << '\n';
            continue;
        }
        ordered_json requirements = ordered_json::array();
        for (const QString &requirement : line.requirements)
            requirements.push_back(requirement.toStdString());
        (*out)["tool_findings"].push_back({{"key", line.key.toStdString()},
                                           {"tool", line.tool.toStdString()},
                                           {"check", line.check.toStdString()},
                                           {"outcome", line.outcome.toStdString()},
                                           {"observed", day.isValid() ? ordered_json(day.toString(Qt::ISODate).toStdString()) : ordered_json(nullptr)},
                                           {"muted", line.muted},
                                           {"requirements", requirements}});
    }
    if (const qint64 all = store::toolFindingCountOf(values, id); all > lines.size()) {
        if (out)
            (*out)["tool_findings_in_all"] = all;
        else
            console.out << "  and " << all - lines.size() << " more\n";
    }
}

} // namespace

int commandList(const Call &call, Console &console)
{
    const QString words = call.arguments.value(0);
    const std::optional<EntityKind> kind = kindFromWords(console.services.catalogue, words);
    if (!kind)
        return fail(console, {ErrorCode::UsageError, noSuchKind(console.services.catalogue, words), u"list"_s});
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const KindInfo &info = console.services.catalogue.kind(*kind);
    store::Inventory inventory((*session)->store());
    const bool json = call.has(u"json"_s);
    const bool csv = call.has(u"csv"_s);
    bool first = true;
    if (json)
        console.out << '[';
    if (csv) {
        QStringList head = {u"key"_s, u"name"_s};
        for (const Attribute &a : info.attributes)
            head.append(memberName(a));
        head.append(u"inherited_from"_s);
        console.out << head.join(u',') << '\n';
    }
    const bool vanished = call.has(u"vanished"_s);
    inventory.forEach(*kind, {}, 0, -1, [&](const store::EntityRow &row) {
        if (vanished && !row.vanished)
            return true;
        if (json) {
            printJsonRow(inventory, row, info, first, console.out);
        } else if (csv) {
            console.out << csvRow(inventory, row, info);
        } else {
            console.out << onOneLine(row.key).leftJustified(44) << ' ' << onOneLine(row.name) << (row.vanished ? u"  (vanished)"_s : QString())
                        << (row.retiredOn ? u"  (retired %1)"_s.arg(fromDay(*row.retiredOn).toString(Qt::ISODate)) : QString()) << '\n';
        }
        first = false;
        return true;
    });
    if (json)
        console.out << "\n]\n";
    return Exit::Done;
}

int commandShow(const Call &call, Console &console)
{
    const auto target = targetOf(call.arguments.value(0));
    if (!target)
        return fail(console, target.error());
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const auto &[kind, key] = *target;
    store::AttributeStore &values = (*session)->store();
    const qint64 id = values.find(kind, key);
    if (id == 0)
        return fail(console, {ErrorCode::UnknownEntity, key, call.arguments.value(0)});
    store::Inventory inventory(values);
    const store::EntityRow row = inventory.row(kind, id);
    static const char *const states[] = {"never_asked", "asked_no_answer", "declared_absent", "value"};
    ordered_json out;
    out["kind"] = kindName(kind).toStdString();
    out["key"] = row.key.toStdString();
    out["name"] = row.name.toStdString();
    out["vanished"] = row.vanished;
    out["retired_on"] = row.retiredOn ? ordered_json(fromDay(*row.retiredOn).toString(Qt::ISODate).toStdString()) : ordered_json(nullptr);
    out["values"] = ordered_json::array();
    if (!call.has(u"json"_s))
        console.out << onOneLine(row.name) << "  (" << kindName(kind) << ':' << onOneLine(row.key) << (row.vanished ? "; vanished from its source" : "")
                    << (row.retiredOn ? u"; retired on "_s + fromDay(*row.retiredOn).toString(Qt::ISODate) : QString()) << ")\n";
    for (const Attribute &a : console.services.catalogue.kind(kind).attributes) {
        const store::Origin o = inventory.origin(id, kind, a);
        if (!call.has(u"json"_s)) {
            if (o.state == 0)
                continue;
            console.out << "  " << a.label.leftJustified(30) << onOneLine(store::displayValue(o.value, a));
            if (!o.inheritedFrom.isEmpty())
                console.out << "   [from " << o.inheritedFrom << ']';
            else if (!o.who.isEmpty())
                console.out << "   [said by " << o.who << (o.at.isEmpty() ? QString() : u", "_s + o.at.left(10))
                            << (o.evidence.isEmpty() ? QString() : u"; evidence: "_s + o.evidence)
                            << (o.reviewOn ? u"; to be reviewed by "_s + fromDay(*o.reviewOn).toString(Qt::ISODate) : QString()) << ']';
            else if (!o.file.isEmpty())
                console.out << "   [" << o.file << ' ' << o.pointer << (o.also.isEmpty() ? QString() : u"; also "_s + o.also.join(u", "_s)) << ']';
            console.out << '\n';
            // What another source said and lost stays in sight.
            for (const store::Origin::Other &other : o.others) {
                const Result<MaybeValue> said = store::decodeValue(other.value, a);
                console.out << "      but: " << (said ? store::displayValue(*said, a) : QString::fromUtf8(other.value)) << "   [" << other.file << "]\n";
            }
            continue;
        }
        ordered_json v;
        v["attr"] = a.name.toStdString();
        v["label"] = a.label.toStdString();
        v["state"] = states[o.state];
        v["value"] = ordered_json::parse(store::encodeValue(o.value, a).toStdString(), nullptr, false);
        ordered_json where;
        const auto add = [&where](const char *name, const QString &text) {
            if (!text.isEmpty())
                where[name] = text.toStdString();
        };
        add("inherited_from", o.inheritedFrom);
        add("who", o.who);
        add("at", o.at);
        add("evidence", o.evidence);
        add("review_on", o.reviewOn ? fromDay(*o.reviewOn).toString(Qt::ISODate) : QString());
        add("file", o.file);
        add("sha256", o.sha256);
        add("pointer", o.pointer);
        add("format", o.format);
        for (const QString &file : o.also)
            where["also"].push_back(file.toStdString());
        v["where"] = where;
        for (const store::Origin::Other &other : o.others)
            v["others"].push_back({{"file", other.file.toStdString()}, {"value", ordered_json::parse(other.value.toStdString(), nullptr, false)}});
        out["values"].push_back(v);
    }
    showTools(values, id, kind, call.has(u"json"_s) ? &out : nullptr, console);
    if (call.has(u"json"_s))
        console.out << QByteArray::fromStdString(out.dump(1, ' ', false, ordered_json::error_handler_t::replace)) << '\n';
    return Exit::Done;
}

int commandSet(const Call &call, Console &console)
{
    const auto target = targetOf(call.arguments.value(0));
    if (!target)
        return fail(console, target.error());
    const auto &[kind, key] = *target;
    QList<store::Edit> edits;
    for (const QString &assignment : call.arguments.mid(1)) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals < 1)
            return fail(console, {ErrorCode::UsageError, u"ATTR=VALUE is needed"_s, assignment});
        store::Edit edit;
        edit.kind = kind;
        edit.key = key;
        edit.attr = assignment.left(equals);
        edit.evidence = call.value(u"evidence"_s);
        if (edit.attr == u"name"_s) {
            edit.name = assignment.mid(equals + 1);
        } else {
            const Attribute *a = console.services.catalogue.attribute(kind, edit.attr);
            if (!a)
                return fail(console, {ErrorCode::UsageError, u"%1 has no attribute called '%2'"_s.arg(kindName(kind), edit.attr), assignment});
            const Result<MaybeValue> value = store::parseTyped(assignment.mid(equals + 1), *a);
            if (!value)
                return fail(console, {ErrorCode::UsageError, value.error().detail, assignment});
            edit.value = *value;
        }
        edits.append(edit);
    }
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    return inTransaction(**session, console, [&](store::AttributeStore &values) {
        return store::applyEdits(values, edits, u"Set %1:%2"_s.arg(kindName(kind), key), call.value(u"who"_s), console.clock.now(), call.has(u"create"_s));
    });
}

int commandChoose(const Call &call, Console &console)
{
    ordered_json ids = ordered_json::array();
    const Result<QStringList> chosen = frameworksOption(call, console.services);
    if (!chosen)
        return fail(console, chosen.error());
    if (chosen->isEmpty())
        return fail(console, {ErrorCode::UsageError, u"--frameworks ID,... is needed"_s, u"choose"_s});
    for (const QString &id : *chosen)
        ids.push_back(id.toStdString());
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    return inTransaction(**session, console, [&](store::AttributeStore &values) {
        return store::changeSetting(values, u"frameworks"_s, QByteArray::fromStdString(ids.dump()), u"Choose frameworks"_s, {}, console.clock.now());
    });
}

} // namespace app
