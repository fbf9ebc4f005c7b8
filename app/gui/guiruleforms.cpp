// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guirulesets.h"

// Rules that are written in a form: what they say, whom they hit, and whom the workspace narrows a rule to.
#include "core/withstore.h"
#include "gui/newestrun.h"
#include "gui/translate.h"
#include "rules/conditionwords.h"
#include "rules/namedconditions.h"
#include "rules/packloader.h"
#include "rules/resultblock.h"
#include "rules/rulereader.h"
#include "store/ownpacks.h"
#include "store/findings.h"
#include "store/pages/listqueries.h"
#include "store/settings.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr qsizetype NamesShown = 8;

QJsonObject parsed(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }
QByteArray written(const QJsonObject &o) { return QJsonDocument(o).toJson(QJsonDocument::Indented); }

/// What each condition says, as far as it can be read.
class RowWords
{
public:
    RowWords(const rules::ConditionWords &words, const QList<Diagnostic> &errors, QHash<QString, QString> &out) : m_words(words), m_errors(errors), m_out(out) {}
    void say(const rules::Condition &c, const QString &base, const QList<EntityKind> &kinds)
    {
        const QString at = base + c.pointer;
        const bool torn = std::any_of(m_errors.cbegin(), m_errors.cend(), [&at](const Diagnostic &d) { return d.where == at || d.where.startsWith(at + u'/'); });
        if (!torn)
            m_out.insert(at, m_words.sentence(c, kinds));
        QList<EntityKind> inner = kinds;
        if (c.type == rules::Condition::Type::Share)
            inner = {c.shareKind};
        else if (!c.relation.isEmpty())
            inner.append(c.relation.constLast().kind);
        for (const rules::Condition &child : c.children)
            say(child, base, inner);
    }

private:
    const rules::ConditionWords &m_words;
    const QList<Diagnostic> &m_errors;
    QHash<QString, QString> &m_out;
};

/// A rule set of one rule: its own, with what it may name of the whole.
QByteArray aloneOf(const QJsonObject &pack, const rules::RuleForm &rule)
{
    QJsonObject alone;
    for (const QString &name : {u"pack"_s, u"version"_s, u"title"_s, u"legal_status"_s, u"applies_from"_s, u"parameters"_s, u"causes"_s, u"conditions"_s}) {
        if (pack.contains(name))
            alone.insert(name, pack.value(name));
    }
    QJsonObject json = rule.toJson();
    json.remove(u"examples"_s);
    json.remove(u"switched_off"_s);
    alone.insert(u"rules"_s, QJsonArray{json});
    return written(alone);
}

/// The same of a condition as a form has it, under `base`.
QHash<QString, QString> wordsOfRows(const Services &services, const rules::FormRow &row, EntityKind kind, const QString &base, const rules::Pack &named, const rules::References &known,
                                    bool dutyRecord, const QJsonObject &pack = {})
{
    QHash<QString, QString> out;
    QSet<QString> parameters;
    for (const rules::Parameter &p : named.parameters)
        parameters.insert(p.name);
    QList<Diagnostic> errors;
    rules::ConditionParser parser(services.catalogue, known, parameters, dutyRecord, base, errors);
    QList<Diagnostic> ofNames;
    const QJsonValue whole = pack.contains(u"conditions"_s) ? rules::NamedConditions(pack, ofNames).writtenOut(row.toJson(), base, errors) : row.toJson();
    const rules::Condition c = parser.parse(whole, kind, QString());
    const rules::ConditionWords words(services.catalogue, &named, services.countries);
    RowWords(words, errors, out).say(c, base, {kind});
    return out;
}

rules::References referencesWith(const Services &services, store::AttributeStore &values)
{
    rules::References known = services.references;
    for (const QString &name : store::valueSetNames(values))
        known.sets.insert(name);
    return known;
}

std::optional<rules::PackChange> scopeOf(store::AttributeStore &values, const QString &rule)
{
    for (const store::OwnChange &c : store::ownChanges(values)) {
        if (c.name != rule)
            continue;
        if (const auto change = rules::PackChange::fromJson(c.pack, c.kind, c.name, c.json); change && change->kind == rules::PackChange::Kind::Scope)
            return change;
    }
    return std::nullopt;
}

void schemesOf(const rules::Condition &c, QStringList &out)
{
    if (c.type == rules::Condition::Type::Certified) {
        for (const QString &name : c.names) {
            if (!out.contains(name))
                out.append(name);
        }
    }
    for (const rules::Condition &child : c.children)
        schemesOf(child, out);
}

} // namespace

Result<QJsonObject> GuiRuleSets::ownText(const QString &path, const QString &id)
{
    return withStore<QJsonObject>(m_services, path, false, [&](store::AttributeStore &values) -> Result<QJsonObject> {
        const auto own = store::ownPack(values, id);
        if (!own)
            return Error{ErrorCode::Refused, u"only a rule set of your own can be written: copy it first"_s, id};
        return parsed(own->json);
    });
}

Result<rules::RuleForm> GuiRuleSets::ruleForm(const QString &path, const QString &id, const QString &rule)
{
    const Result<QJsonObject> pack = ownText(path, id);
    if (!pack)
        return pack.error();
    for (const QJsonValue &one : pack->value(u"rules"_s).toArray()) {
        if (one[u"id"_s].toString() == rule)
            return rules::RuleForm::fromJson(one.toObject());
    }
    return Error{ErrorCode::UnknownFramework, u"the rule set has no such rule any more"_s, rule};
}

Result<rules::RuleForm> GuiRuleSets::freshRule(const QString &path, const QString &id)
{
    const Result<QJsonObject> pack = ownText(path, id);
    if (!pack)
        return pack.error();
    rules::RuleForm form;
    for (int n = 1;; ++n) {
        form.id = u"%1.%2"_s.arg(id).arg(n);
        const QJsonArray list = pack->value(u"rules"_s).toArray();
        if (std::none_of(list.begin(), list.end(), [&form](const QJsonValue &r) { return r[u"id"_s].toString() == form.id; }) && !m_services.rule(form.id).second)
            break;
    }
    form.entity = u"workload"_s;
    form.severity = u"medium"_s;
    form.gapIf.kind = rules::FormRow::Kind::All;
    rules::FormRow first;
    first.subject = u"encryption_at_rest"_s;
    first.op = u"is"_s;
    first.value = false;
    form.gapIf.rows.append(first);
    return form;
}

Result<RuleTrial> GuiRuleSets::tryRule(const QString &path, const QString &id, const rules::RuleForm &rule, JobContext &job)
{
    const Result<QJsonObject> pack = ownText(path, id);
    if (!pack)
        return pack.error();
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const rules::References known = referencesWith(m_services, values);
    rules::LoadedPack loaded = rules::loadPack(aloneOf(*pack, rule), m_services.catalogue, known);
    RuleTrial out;
    for (Diagnostic &d : loaded.errors) {
        static const QString prefix = u"/rules/0"_s;
        d.where = d.where.startsWith(prefix) ? d.where.mid(prefix.size()) : d.where;
        out.errors.append(d);
    }
    if (const auto kind = kindFromName(rule.entity)) {
        rules::Pack named;
        const QJsonObject all = pack->value(u"parameters"_s).toObject();
        for (auto it = all.begin(); it != all.end(); ++it)
            named.parameters.append({it.key(), it.value()[u"value"_s].toDouble(), it.value()[u"unit"_s].toString(), {}, false, {}, {}});
        const bool duty = rule.rest.value(u"duty"_s).toString() == u"record"_s;
        if (rule.appliesIf)
            out.rowWords.insert(wordsOfRows(m_services, *rule.appliesIf, *kind, u"/applies_if"_s, named, known, duty, *pack));
        out.rowWords.insert(wordsOfRows(m_services, rule.gapIf, *kind, u"/gap_if"_s, named, known, duty, *pack));
    }
    if (!loaded.pack)
        return out;
    // As the workspace changes its thresholds.
    QList<rules::PackChange> changes;
    for (const store::OwnChange &c : store::ownChanges(values)) {
        if (const auto change = rules::PackChange::fromJson(c.pack, c.kind, c.name, c.json); change && change->kind == rules::PackChange::Kind::Parameter)
            changes.append(*change);
    }
    QList<Diagnostic> faults;
    const rules::Pack judged = rules::changed(*loaded.pack, changes, m_services.catalogue, known, faults);
    const rules::Rule &one = judged.rules.constFirst();
    const rules::ConditionWords words(m_services.catalogue, &judged, m_services.countries);
    out.appliesWords = one.appliesIf.type == rules::Condition::Type::Const ? QString() : words.sentence(one.appliesIf, one.entity);
    out.gapWords = words.sentence(one.gapIf, one.entity);
    rules::RunRequest request;
    request.asOf = dayOfRun(values, m_clock);
    rules::RuleReader reader(scope.db(), m_services.catalogue, request);
    if (const Result<void> opened = reader.open(); !opened)
        return opened.error();
    if (job.isCancelled())
        return Error{ErrorCode::Cancelled, {}, {}};
    const Result<rules::RuleOutcome> outcome = reader.ask(judged, one);
    if (!outcome)
        return outcome.error();
    const auto ids = reader.judged(one.entity);
    if (!ids)
        return ids.error();
    const auto note = [&values](QStringList &names, qint64 thing) {
        if (names.size() < NamesShown)
            names.append(thingName(values, thing));
    };
    for (qsizetype i = 0; i < outcome->statuses.size(); ++i) {
        const char status = outcome->statuses.at(i);
        const qint64 thing = (*ids)->at(i);
        switch (status == rules::NotConcerned ? Status::NotApplicable : static_cast<Status>(status)) {
        case Status::Gap:
        case Status::Accepted: ++out.gap; note(out.gapNames, thing); break;
        case Status::Pass: ++out.pass; note(out.passNames, thing); break;
        case Status::Unknown:
        case Status::Error: ++out.unknown; note(out.unknownNames, thing); break;
        case Status::NotYetApplicable: ++out.notYet; break;
        case Status::NotApplicable: ++out.notApplicable; break;
        }
    }
    out.judged = true;
    return out;
}

Result<WorkspaceInfo> GuiRuleSets::saveRule(const QString &path, const QString &id, const QString &before, const rules::RuleForm &rule)
{
    Result<QJsonObject> pack = ownText(path, id);
    if (!pack)
        return pack.error();
    QJsonArray list = pack->value(u"rules"_s).toArray();
    qsizetype at = list.size();
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (!before.isEmpty() && list.at(i)[u"id"_s].toString() == before)
            at = i;
    }
    if (at < list.size())
        list.replace(at, rule.toJson());
    else
        list.append(rule.toJson());
    pack->insert(u"rules"_s, list);
    const QString deed = before.isEmpty() ? u"New rule: %1"_s.arg(rule.id) : u"Change rule: %1"_s.arg(rule.id);
    return change(path, [&](store::AttributeStore &values) { return writePack(m_services, values, written(*pack), deed, author()); });
}

Result<WorkspaceInfo> GuiRuleSets::removeRule(const QString &path, const QString &id, const QString &rule)
{
    Result<QJsonObject> pack = ownText(path, id);
    if (!pack)
        return pack.error();
    QJsonArray kept;
    for (const QJsonValue &one : pack->value(u"rules"_s).toArray()) {
        if (one[u"id"_s].toString() != rule)
            kept.append(one);
    }
    if (kept.isEmpty())
        return Error{ErrorCode::Refused, u"a rule set has at least one rule; remove the rule set instead"_s, rule};
    pack->insert(u"rules"_s, kept);
    return change(path, [&](store::AttributeStore &values) { return writePack(m_services, values, written(*pack), u"Remove rule: %1"_s.arg(rule), author()); });
}

RuleChoices GuiRuleSets::ruleChoices(const QString &path)
{
    RuleChoices out;
    QStringList names = rules::builtinSets();
    const auto own = withStore<QStringList>(m_services, path, false, [](store::AttributeStore &values) { return Result<QStringList>(store::valueSetNames(values)); });
    for (const QString &name : own ? *own : QStringList()) {
        if (!names.contains(name))
            names.append(name);
    }
    for (const QString &name : std::as_const(names)) {
        const QString words = rules::ConditionWords::setWords(name);
        out.sets.append({name, words.left(1).toUpper() + words.mid(1)});
    }
    QFile laws(u":/reference/laws.json"_s);
    if (laws.open(QIODevice::ReadOnly)) {
        for (const QJsonValue &law : parsed(laws.readAll()).value(u"laws"_s).toArray()) {
            const QString country = law[u"country"_s].toString();
            out.laws.append({law[u"id"_s].toString(), u"%1: %2"_s.arg(m_services.countries.value(country, country), law[u"name"_s].toString())});
        }
    }
    std::sort(out.laws.begin(), out.laws.end(), [](const auto &a, const auto &b) { return a.second.localeAwareCompare(b.second) < 0; });
    QStringList schemes;
    for (const rules::Pack &pack : m_services.packs()) {
        for (const rules::Rule &rule : pack.rules) {
            schemesOf(rule.appliesIf, schemes);
            schemesOf(rule.gapIf, schemes);
        }
    }
    schemes.sort(Qt::CaseInsensitive);
    for (const QString &scheme : std::as_const(schemes))
        out.schemes.append({scheme, QString(scheme).replace(u'_', u' ')});
    return out;
}

Result<RuleScope> GuiRuleSets::ruleScope(const QString &path, const QString &rule)
{
    return withStore<RuleScope>(m_services, path, false, [&](store::AttributeStore &values) -> Result<RuleScope> {
        const auto [pack, found] = m_services.rule(rule);
        if (!found)
            return Error{ErrorCode::UnknownFramework, u"there is no such rule any more"_s, rule};
        RuleScope out;
        out.rule = rule;
        out.heading = found->heading.isEmpty() ? found->title : found->heading;
        out.kind = found->entity;
        out.kindWords = m_services.catalogue.kind(found->entity).labelPlural;
        out.narrowed = found->scoped ? changedWords(*found->scoped) : QString();
        const rules::ConditionWords words(m_services.catalogue, pack, m_services.countries);
        // What the rule set says stands beside what the workspace adds.
        const rules::Condition *own = &found->appliesIf;
        if (found->ownScope)
            own = own->pointer == u"/applies_if/with_own"_s ? &own->children.constFirst() : nullptr;
        if (own && own->type != rules::Condition::Type::Const)
            out.appliesWords = words.sentence(*own, found->entity);
        if (const auto change = scopeOf(values, rule)) {
            out.own = rules::FormRow::fromJson(QJsonDocument::fromJson(change->condition).object());
            out.why = change->by.why;
            out.who = change->by.who;
        }
        return out;
    });
}

Result<ScopeTrial> GuiRuleSets::tryScope(const QString &path, const QString &rule, const rules::FormRow &scope, JobContext &job)
{
    const Result<ScopeTrial> read = withStore<ScopeTrial>(m_services, path, false, [&](store::AttributeStore &values) -> Result<ScopeTrial> {
        const auto [pack, found] = m_services.rule(rule);
        if (!found)
            return Error{ErrorCode::UnknownFramework, u"there is no such rule any more"_s, rule};
        ScopeTrial out;
        const rules::References known = referencesWith(m_services, values);
        QSet<QString> parameters;
        for (const rules::Parameter &p : pack->parameters)
            parameters.insert(p.name);
        out.errors = rules::checkCondition(written(scope.toJson().toObject()), m_services.catalogue, known, parameters, found->dutyRecord, found->entity);
        out.rowWords = wordsOfRows(m_services, scope, found->entity, QString(), *pack, known, found->dutyRecord);
        out.words = out.rowWords.value(QString());
        return out;
    });
    if (!read || !read->errors.isEmpty())
        return read;
    ScopeTrial out = *read;
    const Result<FlipsData> flips = attempt(path, {}, [&](store::AttributeStore &values) { return narrow(values, rule, scope, u"tried"_s, {}); }, job);
    if (!flips)
        return flips.error();
    out.flips = *flips;
    return out;
}

Result<qint64> GuiRuleSets::narrow(store::AttributeStore &values, const QString &rule, const std::optional<rules::FormRow> &scope, const QString &why, const QString &who)
{
    rules::PackChange change;
    change.kind = rules::PackChange::Kind::Scope;
    if (scope)
        change.condition = QJsonDocument(scope->toJson().toObject()).toJson(QJsonDocument::Compact);
    return changeRule(values, rule, change, scope.has_value(), why, who);
}

Result<WorkspaceInfo> GuiRuleSets::setScope(const QString &path, const QString &rule, const std::optional<rules::FormRow> &scope, const QString &why, const QString &who)
{
    return change(path, [&](store::AttributeStore &values) { return narrow(values, rule, scope, why, who); });
}

} // namespace app
