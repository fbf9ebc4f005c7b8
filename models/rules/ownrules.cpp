// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/ownrules.h"

#include "rules/jsonguard.h"

#include <QCryptographicHash>
#include <QDate>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using domain::Diagnostic;
using domain::DiagnosticLevel;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using nlohmann::ordered_json;

namespace rules {
namespace {

/// Between the hash of what the rule set says and that of what the workspace changes of it.
constexpr char OwnMark = '+';

ordered_json parsed(const QByteArray &bytes) { return ordered_json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false); }

QByteArray written(const ordered_json &o, int indent = -1)
{
    return QByteArray::fromStdString(o.dump(indent, ' ', false, ordered_json::error_handler_t::replace));
}

QString textOf(const ordered_json &o, const char *name)
{
    return o.contains(name) && o[name].is_string() ? QString::fromStdString(o[name].get<std::string>()) : QString();
}

QString dayText(domain::Day day) { return day == 0 ? QString() : domain::fromDay(day).toString(Qt::ISODate); }

void sayBy(ordered_json &o, const ChangedBy &by)
{
    o["why"] = by.why.toStdString();
    o["who"] = by.who.toStdString();
    if (by.since != 0)
        o["since"] = dayText(by.since).toStdString();
}

template <class Visit> void eachCondition(const Condition &c, const Visit &visit)
{
    visit(c);
    for (const Condition &child : c.children)
        eachCondition(child, visit);
}

QByteArray hashOf(const QByteArray &text) { return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(16); }

Rule *ruleOf(Pack &pack, const QString &id)
{
    for (Rule &rule : pack.rules) {
        if (rule.id == id)
            return &rule;
    }
    return nullptr;
}

void narrow(Rule &rule, const Condition &scope)
{
    rule.ownScope = scope;
    if (rule.appliesIf.type == Condition::Type::Const && rule.appliesIf.value) {
        rule.appliesIf = scope;
        return;
    }
    // The pointers of the rule's own conditions stay: its sentences name them.
    Condition both;
    both.type = Condition::Type::All;
    both.pointer = u"/applies_if/with_own"_s;
    both.children = {rule.appliesIf, scope};
    rule.appliesIf = both;
}

} // namespace

QString PackChange::kindName() const
{
    return kind == Kind::Off ? u"off"_s : kind == Kind::Scope ? u"scope"_s : u"parameter"_s;
}

std::optional<PackChange::Kind> PackChange::kindFromName(QStringView name)
{
    return name == u"off"_s         ? std::optional(Kind::Off)
           : name == u"scope"_s     ? std::optional(Kind::Scope)
           : name == u"parameter"_s ? std::optional(Kind::Parameter)
                                    : std::nullopt;
}

QByteArray PackChange::toJson() const
{
    ordered_json o = ordered_json::object();
    if (kind == Kind::Parameter)
        o["value"] = value;
    if (kind == Kind::Scope)
        o["if"] = parsed(condition);
    sayBy(o, by);
    return written(o);
}

std::optional<PackChange> PackChange::fromJson(const QString &pack, const QString &kind, const QString &name, const QByteArray &json)
{
    const auto known = kindFromName(kind);
    const ordered_json o = parsed(json);
    if (!known || !o.is_object())
        return std::nullopt;
    PackChange change;
    change.kind = *known;
    change.pack = pack;
    change.name = name;
    if (o.contains("value") && o["value"].is_number())
        change.value = o["value"].get<double>();
    if (o.contains("if"))
        change.condition = written(o["if"]);
    change.by.why = textOf(o, "why");
    change.by.who = textOf(o, "who");
    const QDate since = QDate::fromString(textOf(o, "since"), Qt::ISODate);
    change.by.since = since.isValid() ? domain::toDay(since) : 0;
    return change;
}

QByteArray meaningOf(const Rule &rule)
{
    const qsizetype own = rule.hash.indexOf(OwnMark);
    return own < 0 ? rule.hash : rule.hash.left(own);
}

QString thresholdFault(double value, const QString &unit)
{
    constexpr double Whole = 100;     // per cent
    constexpr double MostDays = 36525; // a hundred years
    constexpr double Most = 1e30;     // operations of a training run are counted up to 1e26
    if (!(value >= 0))
        return u"0 or more is needed"_s;
    if (unit == u"%"_s && value > Whole)
        return u"100 % at most"_s;
    if (unit == u"days"_s && value > MostDays)
        return u"36525 days (a hundred years) at most"_s;
    return value > Most ? u"it is too large a number"_s : QString();
}

QStringList parametersOf(const Rule &rule)
{
    QStringList names;
    const auto look = [&names](const Condition &c) {
        if (c.argument.kind == Argument::Kind::Parameter && !names.contains(c.argument.text))
            names.append(c.argument.text);
    };
    eachCondition(rule.appliesIf, look);
    eachCondition(rule.gapIf, look);
    for (const LaterStart &later : rule.appliesLater)
        eachCondition(later.where, look);
    return names;
}

QStringList setsOf(const Rule &rule)
{
    QStringList names;
    const auto add = [&names](const QString &name) {
        if (!names.contains(name))
            names.append(name);
    };
    const auto look = [&add](const Condition &c) {
        if (c.argument.kind == Argument::Kind::Set)
            add(c.argument.text);
        if (c.outside && c.outside->kind == Argument::Kind::Set)
            add(c.outside->text);
        if (c.type == Condition::Type::Exposed)
            add(u"ZONE"_s);
        if (c.type == Condition::Type::Adequate)
            add(u"EEA"_s);
    };
    eachCondition(rule.appliesIf, look);
    eachCondition(rule.gapIf, look);
    for (const LaterStart &later : rule.appliesLater)
        eachCondition(later.where, look);
    return names;
}

Pack changed(Pack pack, const QList<PackChange> &changes, const domain::Catalogue &catalogue, const References &references,
             QList<Diagnostic> &faults)
{
    QSet<QString> parameters;
    for (const Parameter &p : std::as_const(pack.parameters))
        parameters.insert(p.name);
    QHash<QString, QByteArray> decides; // of rules that judge otherwise now
    for (const PackChange &change : changes) {
        if (change.pack != pack.id)
            continue;
        const auto fault = [&](const QString &message) {
            faults.append({u"own-change"_s, DiagnosticLevel::Warning, pack.id + u'/' + change.name, message});
        };
        if (change.kind == PackChange::Kind::Parameter) {
            bool found = false;
            for (Parameter &p : pack.parameters) {
                if (p.name != change.name)
                    continue;
                found = true;
                // A file that was changed elsewhere says what its author had.
                p.shipped = p.shipped.value_or(p.value);
                p.value = change.value;
                p.changed = change.by;
            }
            if (!found)
                fault(u"the rule set has no such threshold any more"_s);
            for (const Rule &rule : std::as_const(pack.rules)) {
                if (found && parametersOf(rule).contains(change.name))
                    decides[rule.id] += change.name.toUtf8() + '=' + QByteArray::number(change.value, 'g', 17) + '\n';
            }
            continue;
        }
        Rule *rule = ruleOf(pack, change.name);
        if (!rule) {
            fault(u"the rule set has no such rule any more"_s);
            continue;
        }
        if (change.kind == PackChange::Kind::Off) {
            rule->off = change.by;
            continue;
        }
        QList<Diagnostic> errors;
        ConditionParser parser(catalogue, references, parameters, rule->dutyRecord, QString(), errors);
        const Condition scope = parser.parse(QJsonDocument::fromJson(change.condition).object(), rule->entity, OwnScopePointer);
        if (!errors.isEmpty()) {
            fault(u"its scope can no longer be read: %1 %2"_s.arg(errors.constFirst().where, errors.constFirst().message));
            continue;
        }
        narrow(*rule, scope);
        rule->scoped = change.by;
        decides[rule->id] += change.condition + '\n';
    }
    for (Rule &rule : pack.rules) {
        if (const auto it = decides.constFind(rule.id); it != decides.constEnd())
            rule.hash += OwnMark + hashOf(rule.hash + '\n' + *it);
    }
    return pack;
}

QByteArray changedJson(const QByteArray &pack, const QList<PackChange> &changes)
{
    ordered_json o = parsed(pack);
    if (!o.is_object())
        return pack;
    const std::string id = textOf(o, "pack").toStdString();
    for (const PackChange &change : changes) {
        if (change.pack.toStdString() != id)
            continue;
        const std::string name = change.name.toStdString();
        if (change.kind == PackChange::Kind::Parameter) {
            if (!o.contains("parameters") || !o["parameters"].is_object() || !o["parameters"].contains(name))
                continue;
            // Whoever reads the file elsewhere must see what its author said, and who says otherwise.
            ordered_json &parameter = o["parameters"][name];
            if (!parameter.contains("shipped") && parameter.contains("value"))
                parameter["shipped"] = parameter["value"];
            parameter["value"] = change.value;
            parameter["changed"] = ordered_json::object();
            sayBy(parameter["changed"], change.by);
            continue;
        }
        if (!o.contains("rules") || !o["rules"].is_array())
            continue;
        for (ordered_json &rule : o["rules"]) {
            if (textOf(rule, "id").toStdString() != name)
                continue;
            if (change.kind == PackChange::Kind::Off) {
                ordered_json by = ordered_json::object();
                sayBy(by, change.by);
                rule["switched_off"] = by;
            } else {
                const ordered_json scope = parsed(change.condition);
                rule["narrowed"] = ordered_json::object();
                sayBy(rule["narrowed"], change.by);
                rule["applies_if"] = rule.contains("applies_if") ? ordered_json{{"all", ordered_json::array({rule["applies_if"], scope})}} : scope;
                // Its sentences name conditions by where they stood.
                if (rule["applies_if"].contains("all") && rule.contains("reason")) {
                    for (auto &[member, sentence] : rule["reason"].items()) {
                        if (sentence.is_string())
                            sentence = QString::fromStdString(sentence.get<std::string>())
                                           .replace(u"[/applies_if"_s, u"[/applies_if/all/0"_s)
                                           .replace(u"[?/applies_if"_s, u"[?/applies_if/all/0"_s)
                                           .replace(u"{@/applies_if"_s, u"{@/applies_if/all/0"_s)
                                           .toStdString();
                    }
                }
            }
        }
    }
    return written(o, 1);
}

Result<QByteArray> copyOf(const QByteArray &pack, const QString &id, const QString &title)
{
    ordered_json o = parsed(pack);
    if (!o.is_object() || !o.contains("rules") || !o["rules"].is_array())
        return Error{ErrorCode::PackInvalid, u"a rule set is an object with rules"_s, id};
    ordered_json copy = ordered_json::object();
    copy["pack"] = id.toStdString();
    copy["version"] = o.contains("version") ? o["version"] : ordered_json("1");
    copy["title"] = title.isEmpty() ? textOf(o, "title").toStdString() + " (own)" : title.toStdString();
    copy["origin"] = {{"pack", textOf(o, "pack").toStdString()}, {"version", textOf(o, "version").toStdString()}};
    for (auto &[name, value] : o.items()) {
        if (!copy.contains(name))
            copy[name] = value;
    }
    // A copy of a copy would else grow a head with each.
    const QString before = textOf(o, "pack") + u'.';
    for (ordered_json &rule : copy["rules"]) {
        QString own = textOf(rule, "id");
        if (own.startsWith(before))
            own = own.mid(before.size());
        rule["id"] = (id + u'.' + own).toStdString();
    }
    return written(copy, 1);
}

QByteArray emptyPack(const QString &id, const QString &title)
{
    const ordered_json o = {{"pack", id.toStdString()},
                            {"version", "1"},
                            {"title", title.toStdString()},
                            {"legal_status", "own_policy"},
                            {"rules",
                             {{{"id", (id + u".1"_s).toStdString()},
                               {"title", "Says nothing yet"},
                               {"heading", "A first rule, to be written"},
                               {"entity", "workload"},
                               {"severity", "medium"},
                               // It concerns nothing, so that it passes nothing either.
                               {"applies_if", {{"const", false}}},
                               {"gap_if", {{"const", false}}},
                               {"only_concerned", true}}}}};
    return written(o, 1);
}

QList<Diagnostic> checkCondition(const QByteArray &json, const domain::Catalogue &catalogue, const References &references,
                                 const QSet<QString> &parameters, bool dutyRecord, domain::EntityKind kind)
{
    QList<Diagnostic> errors = guardJson(json);
    if (!errors.isEmpty())
        return errors;
    ConditionParser parser(catalogue, references, parameters, dutyRecord, QString(), errors);
    parser.parse(QJsonDocument::fromJson(json).object(), kind, QString());
    return errors;
}

QList<Diagnostic> collisions(const Pack &pack, const QList<Pack> &others)
{
    QList<Diagnostic> found;
    for (const Pack &other : others) {
        if (other.id.compare(pack.id, Qt::CaseInsensitive) == 0)
            found.append({u"duplicate-id"_s, DiagnosticLevel::Error, u"/pack"_s,
                          other.own ? u"the workspace has a rule set \"%1\" already"_s.arg(other.id)
                                    : u"\"%1\" is the id of a rule set that the program carries"_s.arg(other.id)});
        QSet<QString> ids;
        for (const Rule &rule : other.rules)
            ids.insert(rule.id.toLower());
        for (qsizetype i = 0; i < pack.rules.size(); ++i) {
            if (ids.contains(pack.rules.at(i).id.toLower()))
                found.append({u"duplicate-id"_s, DiagnosticLevel::Error, u"/rules/%1/id"_s.arg(i),
                              u"\"%1\" has a rule \"%2\" already"_s.arg(other.id, pack.rules.at(i).id.left(80))});
        }
    }
    return found;
}

} // namespace rules
