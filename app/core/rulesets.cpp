// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rulesets.h"

#include "core/evaluatejob.h"
#include "core/services.h"
#include "domain/cellvalues.h"
#include "rules/checkpack.h"
#include "rules/packloader.h"
#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/connectionscope.h"
#include "store/editor.h"
#include "store/ownpacks.h"
#include "store/referencedata.h"
#include "store/settings.h"
#include "store/workspace.h"

#include <QFile>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

Error objection(const QList<Diagnostic> &errors, const QString &file)
{
    constexpr qsizetype Told = 10;
    const Diagnostic first = errors.constFirst();
    QString words = first.message;
    for (const Diagnostic &one : errors.mid(1, Told - 1))
        words += u"; %1: %2"_s.arg(one.where.isEmpty() ? u"the whole"_s : u'#' + one.where, one.message);
    if (errors.size() > Told)
        words += u"; and %1 more"_s.arg(errors.size() - Told);
    return {ErrorCode::PackInvalid, words, file + u'#' + first.where};
}

rules::References referencesOf(const Services &services, store::AttributeStore &values)
{
    rules::References known = services.references;
    for (const QString &name : store::valueSetNames(values))
        known.sets.insert(name);
    return known;
}

QList<rules::PackChange> changesOf(store::AttributeStore &values, const QString &pack)
{
    QList<rules::PackChange> out;
    for (const store::OwnChange &c : store::ownChanges(values)) {
        if (c.pack != pack)
            continue;
        if (const auto change = rules::PackChange::fromJson(c.pack, c.kind, c.name, c.json))
            out.append(*change);
    }
    return out;
}

/// The rule set's own text, without the workspace's changes to it.
Result<QByteArray> textOf(store::AttributeStore &values, const QString &id)
{
    if (const auto own = store::ownPack(values, id))
        return own->json;
    QFile file(u":/packs/%1.json"_s.arg(id));
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    return Error{ErrorCode::UnknownFramework, u"no rule set called %1"_s.arg(id), id};
}

/// Without the examples that fail: what was changed since may well have been the point of them.
QByteArray withoutFailing(const QByteArray &json, const rules::CheckReport &report)
{
    if (report.failures.isEmpty())
        return json;
    ordered_json o = ordered_json::parse(json.constData(), json.constData() + json.size(), nullptr, false);
    for (ordered_json &rule : o["rules"]) {
        if (!rule.contains("examples"))
            continue;
        ordered_json kept = ordered_json::array();
        for (const ordered_json &example : rule["examples"]) {
            const bool fails = std::any_of(report.failures.cbegin(), report.failures.cend(), [&](const rules::ExampleFailure &f) {
                return f.rule.toStdString() == rule["id"].get<std::string>() && f.example.toStdString() == example.value("name", std::string());
            });
            if (!fails)
                kept.push_back(example);
        }
        if (kept.empty())
            rule.erase("examples");
        else
            rule["examples"] = kept;
    }
    return QByteArray::fromStdString(o.dump(1, ' ', false, ordered_json::error_handler_t::replace));
}

Result<QByteArray> withSoundExamples(const Services &services, store::AttributeStore &values, const QByteArray &json, const QString &file)
{
    rules::LoadedPack loaded = rules::loadPack(json, services.catalogue, referencesOf(services, values));
    if (!loaded.pack)
        return objection(loaded.errors, file);
    QuietJob job;
    const Result<rules::CheckReport> report = rules::checkPack(*loaded.pack, services.catalogue, store::loadReferenceAndDefaults, job);
    if (!report)
        return report.error();
    for (const rules::ExampleFailure &f : report->failures) {
        if (f.example.isEmpty() && !f.detail.isEmpty())
            return Error{ErrorCode::PackInvalid, f.detail, file + u"#/rules/"_s + f.rule};
    }
    return withoutFailing(json, *report);
}

/// A rule set that is added is judged from then on: it joins the frameworks that the workspace has chosen, if it has chosen any.
Result<void> chooseToo(store::AttributeStore &values, store::ChangeLog &log, const QString &id, bool chosen)
{
    const QByteArray before = store::readSetting(values, u"frameworks"_s);
    QStringList ids = chosenFrameworks(before);
    if (ids.isEmpty() || ids.contains(id) == chosen)
        return {};
    if (chosen)
        ids.append(id);
    else
        ids.removeAll(id);
    ordered_json list = ordered_json::array();
    for (const QString &one : std::as_const(ids))
        list.push_back(one.toStdString());
    return store::putSetting(values, log, u"frameworks"_s, QByteArray::fromStdString(list.dump()));
}


/// Form, names and statements. `besides`: ids of packs that may go for it.
Result<rules::Pack> soundPack(const Services &services, store::AttributeStore &values, const QByteArray &json, const QString &file, const QString &besides)
{
    rules::LoadedPack loaded = rules::loadPack(json, services.catalogue, referencesOf(services, values));
    if (!loaded.pack)
        return objection(loaded.errors, file);
    QList<rules::Pack> others;
    for (const rules::Pack &pack : services.shelfOf(values).packs) {
        if (!(pack.own && pack.id == besides))
            others.append(pack);
    }
    if (const QList<Diagnostic> errors = rules::collisions(*loaded.pack, others); !errors.isEmpty())
        return objection(errors, file);
    return std::move(*loaded.pack);
}

Result<qint64> add(store::AttributeStore &values, const rules::Pack &pack, const QByteArray &json, const QString &title, const Author &author)
{
    store::ChangeLog log(values, u"rules"_s, title, author.who, author.at);
    store::putOwnPack(values, log, {pack.id, json, author.who, author.at.toUTC().toString(Qt::ISODate)});
    if (const Result<void> chosen = chooseToo(values, log, pack.id, true); !chosen)
        return chosen.error();
    log.finish();
    return log.set();
}

Result<void> checkId(const QString &id)
{
    static const QRegularExpression form(u"^[a-z0-9][a-z0-9_.-]{0,59}$"_s);
    if (form.match(id).hasMatch())
        return {};
    return Error{ErrorCode::InvalidValue, u"an id is made of small letters, digits, dots, dashes and underscores, at most 60 of them"_s, id};
}

const rules::Rule *ruleOf(const Shelf &shelf, const QString &pack, const QString &rule)
{
    const rules::Pack *found = shelf.pack(pack);
    return found ? found->rule(rule) : nullptr;
}

QString numberText(double value) { return QString::number(value, 'g', 15); }

} // namespace

Result<qint64> importPack(const Services &services, store::AttributeStore &values, const QByteArray &json, const QString &file, bool replace, const Author &author)
{
    rules::LoadedPack read = rules::loadPack(json, services.catalogue, referencesOf(services, values));
    if (!read.pack)
        return objection(read.errors, file);
    const bool there = store::ownPack(values, read.pack->id).has_value();
    Result<rules::Pack> pack = soundPack(services, values, json, file, replace ? read.pack->id : QString());
    if (!pack) {
        Error error = pack.error();
        if (there && error.where.endsWith(u"#/pack"_s))
            error.detail += u"; --replace puts this one in its place"_s;
        return error;
    }
    QuietJob job;
    const Result<rules::CheckReport> report = rules::checkPack(*pack, services.catalogue, store::loadReferenceAndDefaults, job);
    if (!report)
        return report.error();
    if (!report->passed()) {
        const rules::ExampleFailure &f = report->failures.constFirst();
        qsizetype at = 0;
        for (qsizetype i = 0; i < pack->rules.size(); ++i)
            at = pack->rules.at(i).id == f.rule ? i : at;
        return Error{ErrorCode::PackInvalid,
                     f.example.isEmpty() ? f.detail.trimmed()
                                         : u"its example \"%1\" does not come out as it says (%2, not %3)%4"_s.arg(f.example, statusName(f.found), statusName(f.expected),
                                                                                                              f.detail.isEmpty() ? QString() : u": "_s + f.detail.trimmed()),
                     file + u"#/rules/%1"_s.arg(at) + (f.example.isEmpty() ? QString() : u"/examples"_s)};
    }
    return add(values, *pack, json, there ? u"Replace rule set: %1"_s.arg(pack->title) : u"Import rule set: %1"_s.arg(pack->title), author);
}

Result<qint64> copyPack(const Services &services, store::AttributeStore &values, const QString &id, const QString &as, const QString &title, const Author &author)
{
    if (const Result<void> sound = checkId(as); !sound)
        return sound.error();
    const Result<QByteArray> whole = packFile(services, values, id);
    if (!whole)
        return whole.error();
    const Result<QByteArray> copy = rules::copyOf(*whole, as, title);
    if (!copy)
        return copy.error();
    const Result<rules::Pack> pack = soundPack(services, values, *copy, as, QString());
    if (!pack)
        return pack.error();
    return add(values, *pack, *copy, u"Copy rule set: %1"_s.arg(pack->title), author);
}

Result<qint64> newPack(const Services &services, store::AttributeStore &values, const QString &id, const QString &title, const Author &author)
{
    if (const Result<void> sound = checkId(id); !sound)
        return sound.error();
    const QByteArray json = rules::emptyPack(id, title.isEmpty() ? id : title);
    const Result<rules::Pack> pack = soundPack(services, values, json, id, QString());
    if (!pack)
        return pack.error();
    return add(values, *pack, json, u"New rule set: %1"_s.arg(pack->title), author);
}

Result<qint64> writePack(const Services &services, store::AttributeStore &values, const QByteArray &json, const QString &deed, const Author &author)
{
    rules::LoadedPack read = rules::loadPack(json, services.catalogue, referencesOf(services, values));
    if (!read.pack)
        return objection(read.errors, QString());
    const auto before = store::ownPack(values, read.pack->id);
    if (!before)
        return Error{ErrorCode::UnknownFramework, u"not one of the workspace's own rule sets"_s, read.pack->id};
    const Result<QByteArray> sound = withSoundExamples(services, values, json, read.pack->id);
    if (!sound)
        return sound.error();
    const Result<rules::Pack> pack = soundPack(services, values, *sound, read.pack->id, read.pack->id);
    if (!pack)
        return pack.error();
    store::ChangeLog log(values, u"rules"_s, deed, author.who, author.at);
    store::putOwnPack(values, log, {pack->id, *sound, author.who, author.at.toUTC().toString(Qt::ISODate)});
    // A rule that is no more takes what was said of it along.
    for (const rules::PackChange &change : changesOf(values, pack->id)) {
        const bool there = change.kind == rules::PackChange::Kind::Parameter ? pack->parameter(change.name) != nullptr : pack->rule(change.name) != nullptr;
        if (!there)
            store::removeOwnChange(values, log, change.pack, change.kindName(), change.name);
    }
    log.finish();
    return log.set();
}

Result<qint64> removePack(const Services &services, store::AttributeStore &values, const QString &id, const Author &author)
{
    if (!store::ownPack(values, id)) {
        const bool shipped = std::any_of(services.shipped().cbegin(), services.shipped().cend(), [&id](const rules::Pack &p) { return p.id == id; });
        return Error{shipped ? ErrorCode::Refused : ErrorCode::UnknownFramework,
                     shipped ? u"the program carries it; leave it out of the chosen frameworks instead"_s : u"no rule set called %1"_s.arg(id), id};
    }
    const Shelf shelf = services.shelfOf(values);
    const rules::Pack *pack = shelf.pack(id);
    // No choice at all means all of them: nobody who removes a rule set asks for that.
    if (chosenFrameworks(store::readSetting(values, u"frameworks"_s)) == QStringList{id})
        return Error{ErrorCode::Refused, u"it is the only rule set that is chosen, and without a choice all of them are judged: choose others first (Frameworks, or bailiwick-cli choose)"_s, id};
    store::ChangeLog log(values, u"rules"_s, u"Remove rule set: %1"_s.arg(pack ? pack->title : id), author.who, author.at);
    store::removeOwnPack(values, log, id);
    if (const Result<void> chosen = chooseToo(values, log, id, false); !chosen)
        return chosen.error();
    log.finish();
    return log.set();
}

Result<qint64> changePack(const Services &services, store::AttributeStore &values, rules::PackChange change, const Author &author)
{
    using Kind = rules::PackChange::Kind;
    const Shelf shelf = services.shelfOf(values);
    const rules::Pack *pack = shelf.pack(change.pack);
    if (!pack)
        return Error{ErrorCode::UnknownFramework, u"no rule set called %1"_s.arg(change.pack), change.pack};
    change.by.who = author.who;
    change.by.since = author.today;
    QString title;
    if (change.kind == Kind::Parameter) {
        const rules::Parameter *parameter = pack->parameter(change.name);
        if (!parameter) {
            QStringList names;
            for (const rules::Parameter &p : pack->parameters)
                names.append(p.name);
            return Error{ErrorCode::InvalidValue, names.isEmpty() ? u"the rule set has no thresholds"_s : u"no such threshold; there are: "_s + names.join(u", "_s),
                         change.pack + u'/' + change.name};
        }
        if (const QString fault = rules::thresholdFault(change.value, parameter->unit); !fault.isEmpty())
            return Error{ErrorCode::InvalidValue, u"%1 is no threshold here: %2"_s.arg(numberText(change.value), fault), change.pack + u'/' + change.name};
        title = u"Threshold: %1 is %2 %3"_s.arg(parameter->label.isEmpty() ? parameter->name : parameter->label, numberText(change.value), parameter->unit).trimmed();
    } else {
        const rules::Rule *rule = ruleOf(shelf, change.pack, change.name);
        if (!rule)
            return Error{ErrorCode::InvalidValue, u"the rule set has no such rule"_s, change.name};
        if (change.by.why.trimmed().isEmpty())
            return Error{ErrorCode::UsageError, u"a reason is needed: it stands in the report"_s, change.name};
        title = (change.kind == Kind::Off ? u"Switch off: %1"_s : u"Narrow: %1"_s).arg(change.name);
        if (change.kind == Kind::Scope) {
            QSet<QString> parameters;
            for (const rules::Parameter &p : pack->parameters)
                parameters.insert(p.name);
            const rules::References known = referencesOf(services, values);
            QList<Diagnostic> errors = rules::checkCondition(change.condition, services.catalogue, known, parameters, rule->dutyRecord, rule->entity);
            if (!errors.isEmpty())
                return objection(errors, change.name);
        }
    }
    store::ChangeLog log(values, u"rules"_s, title, author.who, author.at);
    store::putOwnChange(values, log, {change.pack, change.kindName(), change.name, change.toJson()});
    log.finish();
    return log.set();
}

Result<qint64> unchangePack(const Services &services, store::AttributeStore &values, rules::PackChange::Kind kind, const QString &pack, const QString &name,
                            const Author &author)
{
    using Kind = rules::PackChange::Kind;
    rules::PackChange change;
    change.kind = kind;
    // A copy may carry a rule that was switched off where it comes from: that is of its own text.
    if (const auto own = store::ownPack(values, pack); own && kind == Kind::Off) {
        ordered_json o = ordered_json::parse(own->json.constData(), own->json.constData() + own->json.size(), nullptr, false);
        bool found = false;
        if (o.is_object() && o.contains("rules")) {
            for (ordered_json &rule : o["rules"]) {
                if (rule.value("id", std::string()) == name.toStdString())
                    found = rule.erase("switched_off") > 0 || found;
            }
        }
        if (found)
            return writePack(services, values, QByteArray::fromStdString(o.dump(1)), u"Switch on: %1"_s.arg(name), author);
    }
    const QString title = kind == Kind::Off ? u"Switch on: %1"_s : kind == Kind::Scope ? u"No longer narrowed: %1"_s : u"Threshold as shipped: %1"_s;
    store::ChangeLog log(values, u"rules"_s, title.arg(name), author.who, author.at);
    if (!store::removeOwnChange(values, log, pack, change.kindName(), name))
        return Error{ErrorCode::InvalidValue,
                     kind == Kind::Off ? u"it is not switched off"_s : kind == Kind::Scope ? u"its scope was not changed"_s : u"it was not changed"_s, name};
    log.finish();
    return log.set();
}

namespace {

/// Is it a vendor that rules can meet: by the key, reference or parent of a provider on record, or one of the reference data?
Result<void> knownVendor(const Services &services, store::AttributeStore &values, const QString &name, const QString &value)
{
    if (services.countries.contains(value))
        return {};
    const QStringList known = store::vendorNames(values);
    if (known.contains(value))
        return {};
    const QString nearest = nearestName(value, known);
    return Error{ErrorCode::InvalidValue,
                 u"\"%1\" is neither a provider on record or in the reference data, nor a country code%2; record the provider first, so that no slip of the pen lets it pass"_s.arg(
                     value, nearest.isEmpty() ? QString() : u": did you mean \"%1\"?"_s.arg(nearest)),
                 name};
}

} // namespace

Result<qint64> fillSet(const Services &services, store::AttributeStore &values, const QString &name, const QStringList &members, const Author &author)
{
    static const QStringList countries = {u"ZONE"_s, u"IN_RESTRICTED"_s, u"SDAIA_ADEQUATE"_s};
    static const QStringList officers = countries + QStringList{u"RESTRICTED"_s, u"HIGH_RISK_VENDORS"_s};
    static const QRegularExpression form(u"^[A-Z][A-Z0-9_]{0,59}$"_s);
    if (!form.match(name).hasMatch())
        return Error{ErrorCode::InvalidValue, u"the name of a value set is made of capital letters, digits and underscores"_s, name};
    if (services.references.sets.contains(name) || (rules::builtinSets().contains(name) && !officers.contains(name)))
        return Error{ErrorCode::Refused, u"it comes from the reference data; make a set of your own under another name"_s, name};
    for (const QString &value : members) {
        if (value.contains(u','))
            return Error{ErrorCode::InvalidValue, u"a value has no comma"_s, value};
        if (countries.contains(name) && !services.countries.contains(value))
            return Error{ErrorCode::InvalidValue, u"\"%1\" is no country code such as DE"_s.arg(value), name};
        // What stands in the set already was taken when it was known.
        if (name == u"HIGH_RISK_VENDORS"_s && !store::readValueSet(values, name).contains(value)) {
            if (const Result<void> known = knownVendor(services, values, name, value); !known)
                return known.error();
        }
        if (name == u"RESTRICTED"_s) {
            const Attribute *classes = services.catalogue.attribute(EntityKind::Dataset, u"classes"_s);
            if (classes && !classes->values.isEmpty() && !classes->values.contains(value))
                return Error{ErrorCode::InvalidValue, u"\"%1\" is no class of data; there are: %2"_s.arg(value, classes->values.join(u", "_s)), name};
        }
    }
    if (name == u"ZONE"_s && members.isEmpty())
        return Error{ErrorCode::InvalidValue, u"a zone has at least one country"_s, name};
    return store::changeValueSet(values, name, members, u"Value set %1: %2"_s.arg(name).arg(members.isEmpty() ? u"empty"_s : members.mid(0, 6).join(u", "_s)), author.who,
                                 author.at);
}

Result<QByteArray> packFile(const Services &services, store::AttributeStore &values, const QString &id)
{
    const Result<QByteArray> text = textOf(values, id);
    if (!text)
        return text;
    const QList<rules::PackChange> changes = changesOf(values, id);
    if (changes.isEmpty())
        return text;
    return withSoundExamples(services, values, rules::changedJson(*text, changes), id);
}

QStringList judgedFrameworks(const QByteArray &setting, const QList<rules::Pack> &packs)
{
    QStringList ids = chosenFrameworks(setting);
    if (ids.isEmpty()) {
        for (const rules::Pack &pack : packs)
            ids.append(pack.id);
    }
    return ids;
}

Result<RuleSetOutcome> changeRuleSets(const Services &services, const QString &workspace, const QStringList &sets, Day asOf, bool dryRun,
                                      const std::function<Result<qint64>(store::AttributeStore &)> &work, JobContext &job)
{
    store::ConnectionScope scope(workspace, store::Access::Write);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), services.catalogue);
    store::Transaction transaction(scope.db());
    if (const Result<void> begun = transaction.begin(); !begun)
        return begun.error();
    const auto judged = [&](const QList<rules::Pack> &all) {
        const QStringList ids = judgedFrameworks(store::readSetting(values, u"frameworks"_s), all);
        QList<rules::Pack> out;
        for (const rules::Pack &pack : all) {
            if (ids.contains(pack.id))
                out.append(pack);
        }
        return out;
    };
    const QList<rules::Pack> before = judged(services.shelfOf(values).packs);
    // What a value set holds is read from the workspace: what rules say of it must be asked before it changes.
    Result<rules::Verdicts> was = rules::Verdicts();
    if (!sets.isEmpty()) {
        was = rules::verdictsOf(scope.db(), services.catalogue, before, rules::touchedRules(before, before, sets), asOf, job);
        if (!was)
            return was.error();
    }
    RuleSetOutcome out;
    const Result<qint64> done = work(values);
    if (!done)
        return done.error();
    out.changeSet = *done;
    const QList<rules::Pack> after = judged(services.shelfOf(values).packs);
    const QSet<QString> touched = rules::touchedRules(before, after, sets);
    if (sets.isEmpty()) {
        was = rules::verdictsOf(scope.db(), services.catalogue, before, touched, asOf, job);
        if (!was)
            return was.error();
    }
    const Result<rules::Verdicts> is = rules::verdictsOf(scope.db(), services.catalogue, after, touched, asOf, job);
    if (!is)
        return is.error();
    out.judged = touched.size();
    out.flips = rules::flips(*was, *is);
    if (dryRun)
        return out; // the transaction ends without a commit
    if (const Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    services.follow(values, workspace);
    return out;
}

} // namespace app
