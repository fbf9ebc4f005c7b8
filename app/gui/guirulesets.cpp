// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guirulesets.h"

#include "core/withstore.h"
#include "gui/translate.h"
#include "rules/conditionwords.h"
#include "rules/packloader.h"
#include "store/findings.h"
#include "store/ownpacks.h"
#include "store/pages/listqueries.h"
#include "store/settings.h"
#include "store/waiver.h"
#include "text/statustext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr qsizetype FlipsShown = 200;


QStringList officersSets() { return {u"ZONE"_s, u"RESTRICTED"_s, u"HIGH_RISK_VENDORS"_s, u"IN_RESTRICTED"_s, u"SDAIA_ADEQUATE"_s}; }

QString statusOf(const std::optional<Status> &status, LegalStatus legal) { return status ? text::statusWord(*status, legal) : u"not counted"_s; }

/// A sentence, or where several conditions stand together a line for each.
QString lines(const rules::ConditionWords &words, const rules::Condition &c, EntityKind kind)
{
    const bool all = c.type == rules::Condition::Type::All;
    if ((!all && c.type != rules::Condition::Type::Any) || c.children.size() < 2)
        return words.sentence(c, kind);
    QStringList out{all ? u"all of"_s : u"one of"_s};
    for (const rules::Condition &child : c.children)
        out.append(u"\u2022 "_s + words.sentence(child, kind));
    return out.join(u'\n');
}

} // namespace

QString thingName(store::AttributeStore &values, qint64 id)
{
    const auto head = store::entityHead(values, id);
    return head ? nameOf(values, *head) : QString::number(id);
}

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
        if (const auto own = store::ownPack(values, id))
            out.named = QJsonDocument::fromJson(own->json).object().value(u"conditions"_s).toObject().keys();
        const rules::ConditionWords words(m_services.catalogue, pack, m_services.countries);
        for (const rules::Rule &rule : pack->rules) {
            OwnRuleRow row;
            row.id = rule.id;
            row.heading = rule.heading;
            row.kind = m_services.catalogue.kind(rule.entity).label;
            row.severity = rule.severity;
            row.appliesWords = rule.appliesIf.type == rules::Condition::Type::Const ? QString() : lines(words, rule.appliesIf, rule.entity);
            row.gapWords = lines(words, rule.gapIf, rule.entity);
            row.later = words.laterStarts(rule);
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
            ValueSetRow row{name, rules::ConditionWords::setWords(name), store::readValueSet(values, name), {}, false};
            if (name == u"RESTRICTED"_s) {
                if (const Attribute *classes = m_services.catalogue.attribute(EntityKind::Dataset, u"classes"_s))
                    row.choices = classes->values;
            } else if (name == u"ZONE"_s || name == u"IN_RESTRICTED"_s || name == u"SDAIA_ADEQUATE"_s) {
                row.countries = true;
                row.choices = QStringList(m_services.countries.keyBegin(), m_services.countries.keyEnd());
                row.choices.sort();
            }
            out.valueSets.append(row);
        }
        out.functions = actingFunctions(values);
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

Result<qint64> GuiRuleSets::changeRule(store::AttributeStore &values, const QString &rule, rules::PackChange change, bool wanted, const QString &why, const QString &who)
{
    const rules::Pack *pack = m_services.rule(rule).first;
    if (!pack)
        return Error{ErrorCode::UnknownFramework, u"there is no such rule any more"_s, rule};
    if (!wanted)
        return unchangePack(m_services, values, change.kind, pack->id, rule, author(who));
    change.pack = pack->id;
    change.name = rule;
    change.by.why = why;
    return changePack(m_services, values, change, author(who));
}

Result<WorkspaceInfo> GuiRuleSets::switchRule(const QString &path, const QString &rule, bool off, const QString &why, const QString &who)
{
    return change(path, [&](store::AttributeStore &values) {
        rules::PackChange change;
        change.kind = rules::PackChange::Kind::Off;
        return changeRule(values, rule, change, off, why, who);
    });
}

namespace {

rules::PackChange thresholdOf(const QString &id, const QString &name, double value, const QString &why = {})
{
    rules::PackChange change;
    change.kind = rules::PackChange::Kind::Parameter;
    change.pack = id;
    change.name = name;
    change.value = value;
    change.by.why = why;
    return change;
}

} // namespace

Result<WorkspaceInfo> GuiRuleSets::setThreshold(const QString &path, const QString &id, const QString &name, std::optional<double> value, const QString &why)
{
    if (value && why.trimmed().isEmpty())
        return Error{ErrorCode::InvalidValue, u"a changed threshold needs a reason: it stands in the report"_s, id + u'/' + name};
    return change(path, [&](store::AttributeStore &values) {
        return value ? changePack(m_services, values, thresholdOf(id, name, *value, why.trimmed()), author())
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

} // namespace app
