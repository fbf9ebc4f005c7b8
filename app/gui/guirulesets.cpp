// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guirulesets.h"

#include "core/withstore.h"
#include "gui/translate.h"
#include "rules/conditionwords.h"
#include "rules/packloader.h"
#include "rules/resultblock.h"
#include "rules/rulereader.h"
#include "store/findings.h"
#include "store/ownpacks.h"
#include "store/pages/listqueries.h"
#include "store/settings.h"
#include "store/waiver.h"
#include "text/statustext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr qsizetype NamesShown = 8;
constexpr qsizetype FlipsShown = 200;

QJsonObject parsed(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }
QByteArray written(const QJsonObject &o) { return QJsonDocument(o).toJson(QJsonDocument::Indented); }

QString thingName(store::AttributeStore &values, qint64 id)
{
    const auto head = store::entityHead(values, id);
    return head ? nameOf(values, *head) : QString::number(id);
}

QStringList officersSets() { return {u"ZONE"_s, u"RESTRICTED"_s, u"HIGH_RISK_VENDORS"_s, u"IN_RESTRICTED"_s, u"SDAIA_ADEQUATE"_s}; }

QString statusOf(const std::optional<Status> &status, LegalStatus legal) { return status ? text::statusWord(*status, legal) : u"not counted"_s; }

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
    for (const QString &name : {u"pack"_s, u"version"_s, u"title"_s, u"legal_status"_s, u"applies_from"_s, u"parameters"_s, u"causes"_s}) {
        if (pack.contains(name))
            alone.insert(name, pack.value(name));
    }
    QJsonObject json = rule.toJson();
    json.remove(u"examples"_s);
    json.remove(u"switched_off"_s);
    alone.insert(u"rules"_s, QJsonArray{json});
    return written(alone);
}

} // namespace

QString changedWords(const rules::ChangedBy &by)
{
    QString words = by.who.isEmpty() ? QString() : u"by %1 "_s.arg(by.who);
    if (by.since != 0)
        words += u"since "_s + fromDay(by.since).toString(Qt::ISODate);
    return words.trimmed() + (by.why.isEmpty() ? QString() : u": "_s + by.why);
}

GuiRuleSets::GuiRuleSets(const Services &services, const Clock &clock, Backend &backend) : m_services(services), m_clock(clock), m_backend(backend) {}

Author GuiRuleSets::author(const QString &who) const { return {who, m_clock.now(), toDay(m_clock.today())}; }

Result<WorkspaceInfo> GuiRuleSets::change(const QString &path, const Work &work)
{
    const Result<qint64> done = withStore<qint64>(m_services, path, true, [&work](store::AttributeStore &values) { return work(values); });
    return done ? m_backend.info(path) : Result<WorkspaceInfo>(done.error());
}

Result<FlipsData> GuiRuleSets::attempt(const QString &path, const QStringList &sets, const Work &work, JobContext &job)
{
    // Judged on the day of what is shown, so that what would flip is what the lists hold.
    Day asOf = toDay(m_clock.today());
    const auto run = withStore<std::optional<store::RunInfo>>(m_services, path, false, [](store::AttributeStore &values) { return Result<std::optional<store::RunInfo>>(store::newestRun(values)); });
    if (run && *run)
        asOf = (*run)->asOf;
    const Result<RuleSetOutcome> outcome = changeRuleSets(m_services, path, sets, asOf, true, work, job);
    if (!outcome)
        return outcome.error();
    return withStore<FlipsData>(m_services, path, false, [&](store::AttributeStore &values) {
        FlipsData out;
        out.judged = static_cast<int>(outcome->judged);
        out.flips = outcome->flips.size();
        for (const rules::Flip &f : outcome->flips.mid(0, FlipsShown)) {
            const rules::Rule *rule = m_services.rule(f.rule).second;
            const LegalStatus legal = rule ? rule->legalStatus : LegalStatus::OwnPolicy;
            out.first.append({rule ? rule->heading : f.rule, thingName(values, f.entity), statusOf(f.before, legal), statusOf(f.after, legal)});
        }
        return Result<FlipsData>(std::move(out));
    });
}

Result<RuleSetDetail> GuiRuleSets::ruleSet(const QString &path, const QString &id)
{
    return withStore<RuleSetDetail>(m_services, path, false, [&](store::AttributeStore &values) -> Result<RuleSetDetail> {
        const std::shared_ptr<const Shelf> shelf = m_services.shelf();
        const rules::Pack *pack = shelf->pack(id);
        if (!pack)
            return Error{ErrorCode::UnknownFramework, u"no rule set called %1"_s.arg(id), id};
        RuleSetDetail out;
        out.id = pack->id;
        out.title = pack->title;
        out.version = pack->version;
        out.own = pack->own;
        out.origin = pack->origin.isEmpty() ? QString() : (pack->origin + u' ' + pack->originVersion).trimmed();
        const rules::ConditionWords words(m_services.catalogue, pack, m_services.countries);
        for (const rules::Rule &rule : pack->rules) {
            OwnRuleRow row;
            row.id = rule.id;
            row.heading = rule.heading;
            row.kind = m_services.catalogue.kind(rule.entity).label;
            row.severity = rule.severity;
            row.appliesWords = rule.appliesIf.type == rules::Condition::Type::Const ? QString() : words.sentence(rule.appliesIf, rule.entity);
            row.gapWords = words.sentence(rule.gapIf, rule.entity);
            row.off = rule.off ? changedWords(*rule.off) : QString();
            row.narrowed = rule.scoped ? changedWords(*rule.scoped) : QString();
            out.rules.append(row);
        }
        for (const rules::Parameter &p : pack->parameters) {
            ThresholdRow row{p.name, p.label.isEmpty() ? p.name : p.label, p.unit, p.value, p.shipped, p.ourStandard, {}, p.changed ? changedWords(*p.changed) : QString()};
            for (const rules::Rule &rule : pack->rules) {
                if (rules::parametersOf(rule).contains(p.name))
                    row.rules.append(rule.heading);
            }
            out.thresholds.append(row);
        }
        QStringList names = officersSets();
        for (const QString &name : store::valueSetNames(values)) {
            if (!names.contains(name))
                names.append(name);
        }
        for (const QString &name : std::as_const(names)) {
            ValueSetRow row{name, rules::ConditionWords::setWords(name), store::readValueSet(values, name), {}};
            if (name == u"RESTRICTED"_s) {
                if (const Attribute *classes = m_services.catalogue.attribute(EntityKind::Dataset, u"classes"_s))
                    row.choices = classes->values;
            } else if (name == u"ZONE"_s || name == u"IN_RESTRICTED"_s || name == u"SDAIA_ADEQUATE"_s) {
                row.choices = QStringList(m_services.countries.keyBegin(), m_services.countries.keyEnd());
                row.choices.sort();
            }
            out.valueSets.append(row);
        }
        for (const store::Role &role : store::roles(values)) {
            if (!role.readsOnly)
                out.functions.append(role.name);
        }
        for (const rules::Pack &other : shelf->packs)
            out.ownIds.append(other.id);
        return out;
    });
}

Result<WorkspaceInfo> GuiRuleSets::copyRuleSet(const QString &path, const QString &id, const QString &as, const QString &title)
{
    return change(path, [&](store::AttributeStore &values) { return copyPack(m_services, values, id, as, title, author()); });
}

Result<WorkspaceInfo> GuiRuleSets::newRuleSet(const QString &path, const QString &id, const QString &title)
{
    return change(path, [&](store::AttributeStore &values) { return newPack(m_services, values, id, title, author()); });
}

Result<WorkspaceInfo> GuiRuleSets::importRuleSet(const QString &path, const QString &file, bool replace)
{
    const Result<QByteArray> json = rules::readPackFile(file);
    if (!json)
        return json.error();
    return change(path, [&](store::AttributeStore &values) { return importPack(m_services, values, *json, file, replace, author()); });
}

Result<void> GuiRuleSets::exportRuleSet(const QString &path, const QString &id, const QString &to)
{
    const Result<QByteArray> json = withStore<QByteArray>(m_services, path, false, [&](store::AttributeStore &values) { return packFile(m_services, values, id); });
    if (!json)
        return json.error();
    QSaveFile file(to);
    if (!file.open(QIODevice::WriteOnly) || file.write(*json) != json->size() || !file.commit())
        return Error{ErrorCode::WriteFailed, file.errorString(), to};
    return {};
}

Result<WorkspaceInfo> GuiRuleSets::removeRuleSet(const QString &path, const QString &id)
{
    return change(path, [&](store::AttributeStore &values) { return removePack(m_services, values, id, author()); });
}

Result<WorkspaceInfo> GuiRuleSets::switchRule(const QString &path, const QString &rule, bool off, const QString &why, const QString &who)
{
    return change(path, [&](store::AttributeStore &values) -> Result<qint64> {
        const rules::Pack *pack = m_services.rule(rule).first;
        if (!pack)
            return Error{ErrorCode::UnknownFramework, u"there is no such rule any more"_s, rule};
        if (!off)
            return unchangePack(m_services, values, rules::PackChange::Kind::Off, pack->id, rule, author(who));
        rules::PackChange change;
        change.kind = rules::PackChange::Kind::Off;
        change.pack = pack->id;
        change.name = rule;
        change.by.why = why;
        return changePack(m_services, values, change, author(who));
    });
}

namespace {

rules::PackChange thresholdOf(const QString &id, const QString &name, double value)
{
    rules::PackChange change;
    change.kind = rules::PackChange::Kind::Parameter;
    change.pack = id;
    change.name = name;
    change.value = value;
    return change;
}

} // namespace

Result<WorkspaceInfo> GuiRuleSets::setThreshold(const QString &path, const QString &id, const QString &name, std::optional<double> value)
{
    return change(path, [&](store::AttributeStore &values) {
        return value ? changePack(m_services, values, thresholdOf(id, name, *value), author())
                     : unchangePack(m_services, values, rules::PackChange::Kind::Parameter, id, name, author());
    });
}

Result<FlipsData> GuiRuleSets::tryThreshold(const QString &path, const QString &id, const QString &name, double value, JobContext &job)
{
    return attempt(path, {}, [&](store::AttributeStore &values) { return changePack(m_services, values, thresholdOf(id, name, value), author()); }, job);
}

Result<WorkspaceInfo> GuiRuleSets::fillValueSet(const QString &path, const QString &name, const QStringList &members)
{
    return change(path, [&](store::AttributeStore &values) { return fillSet(m_services, values, name, members, author()); });
}

Result<FlipsData> GuiRuleSets::tryValueSet(const QString &path, const QString &name, const QStringList &members, JobContext &job)
{
    return attempt(path, {name}, [&](store::AttributeStore &values) { return fillSet(m_services, values, name, members, author()); }, job);
}

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
    rules::References known = m_services.references;
    for (const QString &name : store::valueSetNames(values))
        known.sets.insert(name);
    rules::LoadedPack loaded = rules::loadPack(aloneOf(*pack, rule), m_services.catalogue, known);
    RuleTrial out;
    for (Diagnostic &d : loaded.errors) {
        static const QString prefix = u"/rules/0"_s;
        d.where = d.where.startsWith(prefix) ? d.where.mid(prefix.size()) : d.where;
        out.errors.append(d);
    }
    if (const auto kind = kindFromName(rule.entity)) {
        rules::Pack named;
        QSet<QString> parameters;
        const QJsonObject all = pack->value(u"parameters"_s).toObject();
        for (auto it = all.begin(); it != all.end(); ++it) {
            parameters.insert(it.key());
            named.parameters.append({it.key(), it.value()[u"value"_s].toDouble(), it.value()[u"unit"_s].toString(), {}, false, {}, {}});
        }
        const rules::ConditionWords words(m_services.catalogue, &named, m_services.countries);
        for (const auto &[base, row] : {std::pair(u"/applies_if"_s, rule.appliesIf), std::pair(u"/gap_if"_s, std::optional(rule.gapIf))}) {
            if (!row)
                continue;
            QList<Diagnostic> errors;
            rules::ConditionParser parser(m_services.catalogue, known, parameters, rule.rest.value(u"duty"_s).toString() == u"record"_s, base, errors);
            const rules::Condition c = parser.parse(row->toJson(), *kind, QString());
            RowWords(words, errors, out.rowWords).say(c, base, {*kind});
        }
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
    const auto run = store::newestRun(values);
    request.asOf = run ? run->asOf : toDay(m_clock.today());
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

QList<std::pair<QString, QString>> GuiRuleSets::setChoices(const QString &path)
{
    QList<std::pair<QString, QString>> out;
    QStringList names = rules::builtinSets();
    const auto own = withStore<QStringList>(m_services, path, false, [](store::AttributeStore &values) { return Result<QStringList>(store::valueSetNames(values)); });
    for (const QString &name : own ? *own : QStringList()) {
        if (!names.contains(name))
            names.append(name);
    }
    for (const QString &name : std::as_const(names))
        out.append({name, rules::ConditionWords::setWords(name)});
    return out;
}

} // namespace app
