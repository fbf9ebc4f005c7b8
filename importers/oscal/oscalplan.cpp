// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/oscal/oscalplan.h"

#include "domain/celltext.h"
#include "importers/assetname.h"
#include "importers/developername.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <QMap>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using nlohmann::json;

namespace {

/// The first paragraph of a text that may go on for pages.
QString firstParagraph(const json &object)
{
    return domain::cleanKey(text(object, "description").section(u"\n\n"_s, 0, 0));
}

QString stateOf(const json &object)
{
    return text(member(object, "status"), "state");
}

/// Documents and rules that belong to a system are no part of an inventory of systems.
bool isDocument(const QString &type)
{
    static const QStringList types{u"policy"_s, u"process-procedure"_s, u"procedure"_s, u"plan"_s, u"guidance"_s, u"standard"_s, u"validation"_s};
    return types.contains(type);
}

QString dependencyKind(const QString &type)
{
    if (type == "interconnection"_L1 || type == "network"_L1)
        return u"network"_s;
    return type == "software"_L1 || type == "application"_L1 ? u"software"_s : u"other"_s;
}

} // namespace

QString OscalPlan::systemKey(const json &model)
{
    const json &system = member(model, "system-characteristics");
    QString id;
    for (const json *one : elements(member(system, "system-ids"))) {
        if (id.isEmpty())
            id = domain::cleanKey(text(*one, "id"));
    }
    if (id.isEmpty())
        id = domain::cleanKey(text(system, "system-name"));
    return id.isEmpty() ? QString() : u"oscal-system/"_s + id;
}

domain::Result<void> OscalPlan::run()
{
    m_system = systemKey(m_model);
    if (m_system.isEmpty())
        return domain::Error{domain::ErrorCode::SchemaMismatch, u"the plan names no system: system-ids and system-name are missing"_s,
                             m_pointer + u"/system-characteristics"_s};
    // The state of each requirement is said of the components that implement it, whole or by statements.
    QHash<QString, QMap<QString, int>> counts;
    const auto count = [&counts](const json &holder) {
        for (const json *by : elements(member(holder, "by-components"))) {
            const QString state = text(member(*by, "implementation-status"), "state");
            if (!state.isEmpty())
                ++counts[text(*by, "component-uuid")][state];
        }
    };
    for (const json *requirement : elements(member(member(m_model, "control-implementation"), "implemented-requirements"))) {
        count(*requirement);
        for (const json *statement : elements(member(*requirement, "statements")))
            count(*statement);
    }
    for (auto at = counts.cbegin(); at != counts.cend(); ++at) {
        QStringList states;
        for (auto state = at->cbegin(); state != at->cend(); ++state)
            states.append(u"%1 %2"_s.arg(state.value()).arg(state.key()));
        m_states.insert(at.key(), states.join(u", "_s));
    }
    qsizetype index = 0;
    for (const json *one : elements(member(member(m_model, "system-implementation"), "components"))) {
        const QString where = m_pointer + u"/system-implementation/components/"_s + QString::number(index++);
        if (!begin(where))
            return cancelled();
        if (one->is_object())
            component(*one, where);
        else
            m_sink.rejected(u"not-an-object"_s, where, u"a component is an object"_s);
    }
    // Without a component for itself the system still is one.
    if (!m_said) {
        if (!begin(m_pointer + u"/system-characteristics"_s))
            return cancelled();
        saySystem(json());
    }
    return {};
}

// A record is a component (formats.md, section 15): what else the plan lists comes with the system itself.
void OscalPlan::each(const char *list, void (OscalPlan::*read)(const json &, const QString &))
{
    qsizetype index = 0;
    for (const json *one : elements(member(member(m_model, "system-implementation"), list))) {
        const QString where = m_pointer + u"/system-implementation/"_s + QLatin1StringView(list) + u'/' + QString::number(index++);
        if (one->is_object())
            (this->*read)(*one, where);
        else
            doubt(u"not-an-object"_s, where, u"an element of %1 is an object: not read"_s.arg(QLatin1StringView(list)));
    }
}

void OscalPlan::doubt(const QString &code, const QString &where, const QString &message)
{
    m_sink.diagnostic({code, domain::DiagnosticLevel::Warning, where, message});
}

QString OscalPlan::implemented(const QString &uuid) const
{
    const QString states = m_states.value(uuid);
    return states.isEmpty() ? QString() : u"requirements: "_s + states;
}

void OscalPlan::saySystem(const json &component)
{
    m_said = true;
    const json &system = member(m_model, "system-characteristics");
    Record record;
    record.kind = EntityKind::Workload;
    record.key = m_system;
    record.name = domain::cleanKey(text(system, "system-name"));
    record.mapping = u"oscal-ssp/1"_s;
    record.whole = true;
    say(record, u"role"_s, u"assessed"_s);
    say(record, u"resource_type"_s, u"OSCAL system"_s);
    say(record, u"state"_s, stateOf(system).isEmpty() ? stateOf(component) : stateOf(system));
    for (const json *role : elements(member(member(m_model, "metadata"), "roles"))) {
        const QString id = text(*role, "id");
        if (id == "system-owner"_L1 || id == "owner"_L1) {
            say(record, u"owner"_s, oscalTitle(*role));
            break;
        }
    }
    QStringList notes{firstParagraph(system)};
    if (const QString level = text(system, "security-sensitivity-level"); !level.isEmpty())
        notes.append(u"sensitivity: "_s + level);
    if (const QString day = text(system, "date-authorized"); !day.isEmpty())
        notes.append(u"authorised on "_s + day);
    notes.append(implemented(text(component, "uuid")));
    notes.removeAll(QString());
    say(record, u"description"_s, notes.join(u"; "_s));
    m_sink.entity(std::move(record));
    sayParties(u"oscal-ssp/1"_s);
    each("inventory-items", &OscalPlan::item);
    each("users", &OscalPlan::user);
    each("leveraged-authorizations", &OscalPlan::authorisation);
}

/// What another party runs under an authorisation of its own.
void OscalPlan::sayDependency(const json &value, const QString &uuid)
{
    Record record;
    record.kind = EntityKind::Dependency;
    record.key = m_system + u"/component/"_s + uuid;
    record.name = oscalTitle(value);
    record.mapping = u"oscal-ssp/1"_s;
    record.whole = true;
    record.fields.append({u"workload"_s, domain::Reference{m_system}});
    say(record, u"target"_s, oscalTitle(value));
    say(record, u"kind"_s, dependencyKind(text(value, "type")));
    const auto organisations = sayNamedOrganisation(record, u"provider"_s, oscalOrganisation(m_model, value, u"provider"_s));
    QStringList notes{firstParagraph(value), implemented(uuid)};
    notes.removeAll(QString());
    say(record, u"description"_s, notes.join(u"; "_s));
    for (Record organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
}

void OscalPlan::component(const json &value, const QString &where)
{
    const QString type = text(value, "type").toLower();
    const QString uuid = text(value, "uuid");
    const QString title = oscalTitle(value);
    if (title.isEmpty() || uuid.isEmpty()) {
        const QString missing = title.isEmpty() ? u"title"_s : u"uuid"_s;
        m_sink.rejected(u"missing-value"_s, where + u'/' + missing, u"a component must have a %1"_s.arg(missing));
        return;
    }
    if (type == "this-system"_L1 && !m_said) {
        saySystem(value);
        return;
    }
    if (isDocument(type)) {
        m_sink.ignored(u"document-component"_s, u"%1 (%2)"_s.arg(title, type));
        return;
    }
    const bool external = oscalProperty(value, u"implementation-point"_s) == "external"_L1 ||
                          !oscalProperty(value, u"leveraged-authorization-uuid"_s).isEmpty() || type == "interconnection"_L1;
    if (external) {
        sayDependency(value, uuid);
        return;
    }
    Record record;
    record.kind = EntityKind::Workload;
    record.key = m_system + u"/component/"_s + uuid;
    record.name = title;
    record.mapping = u"oscal-ssp/1"_s;
    record.whole = true;
    // Rules judge the system; its parts are counted.
    say(record, u"role"_s, u"supporting"_s);
    say(record, u"resource_type"_s, u"OSCAL "_s + (type.isEmpty() ? u"component"_s : type));
    record.fields.append({u"part_of"_s, domain::Reference{m_system}});
    say(record, u"state"_s, stateOf(value));
    const auto organisations = sayNamedOrganisation(record, u"provider"_s, oscalOrganisation(m_model, value, u"provider"_s));
    QStringList notes{firstParagraph(value), implemented(uuid)};
    notes.removeAll(QString());
    say(record, u"description"_s, notes.join(u"; "_s));
    for (Record organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
}

void OscalPlan::item(const json &value, const QString &where)
{
    const QString uuid = text(value, "uuid");
    const QString asset = domain::cleanKey(oscalProperty(value, u"asset-id"_s));
    if (uuid.isEmpty() && asset.isEmpty()) {
        doubt(u"missing-value"_s, where + u"/uuid"_s, u"an inventory item must have a uuid"_s);
        return;
    }
    const QString software = oscalProperty(value, u"software-name"_s);
    const bool machine = !asset.isEmpty() || !oscalProperty(value, u"ipv4-address"_s).isEmpty() ||
                         !oscalProperty(value, u"ipv6-address"_s).isEmpty() || !oscalProperty(value, u"fqdn"_s).isEmpty() ||
                         !oscalProperty(value, u"serial-number"_s).isEmpty();
    if (!machine && !software.isEmpty()) {
        // Software is no system; a list of it is what a bill of materials is for.
        m_sink.diagnostic({u"software-component"_s, domain::DiagnosticLevel::Info, where, u"%1 is software: counted and left out"_s.arg(software)});
        return;
    }
    Record record;
    record.kind = EntityKind::Workload;
    record.key = m_system + u"/item/"_s + (asset.isEmpty() ? uuid : asset);
    record.name = asset.isEmpty() ? oscalProperty(value, u"fqdn"_s) : asset;
    record.mapping = u"oscal-ssp/1"_s;
    record.whole = true;
    record.aliases = aliasesOfAssetName(asset);
    say(record, u"role"_s, u"supporting"_s);
    const QString type = oscalProperty(value, u"asset-type"_s);
    say(record, u"resource_type"_s, u"OSCAL "_s + (type.isEmpty() ? u"inventory item"_s : type));
    record.fields.append({u"part_of"_s, domain::Reference{m_system}});
    if (const QString open = oscalProperty(value, u"public"_s); open == "yes"_L1 || open == "no"_L1)
        record.fields.append({u"public_facing"_s, open == "yes"_L1});
    say(record, u"description"_s, firstParagraph(value));
    m_sink.entity(std::move(record));
}

void OscalPlan::user(const json &value, const QString &where)
{
    const QString uuid = text(value, "uuid");
    if (uuid.isEmpty()) {
        doubt(u"missing-value"_s, where + u"/uuid"_s, u"a user must have a uuid"_s);
        return;
    }
    QStringList roles;
    for (const json *role : elements(member(member(m_model, "metadata"), "roles"))) {
        if (texts(member(value, "role-ids")).contains(text(*role, "id")))
            roles.append(oscalTitle(*role));
    }
    Record record;
    record.kind = EntityKind::Identity;
    record.key = m_system + u"/user/"_s + uuid;
    record.name = oscalTitle(value).isEmpty() ? roles.join(u", "_s) : oscalTitle(value);
    record.mapping = u"oscal-ssp/1"_s;
    record.whole = true;
    say(record, u"kind"_s, u"role"_s);
    if (const QString type = oscalProperty(value, u"type"_s); type == "external"_L1 || type == "internal"_L1)
        record.fields.append({u"external"_s, type == "external"_L1});
    say(record, u"description"_s, firstParagraph(value));
    const QString key = record.key;
    const QString name = record.name;
    m_sink.entity(std::move(record));
    qsizetype index = 0;
    for (const json *privilege : elements(member(value, "authorized-privileges"))) {
        Record grant;
        grant.kind = EntityKind::Grant;
        grant.key = key + u"/privilege/"_s + QString::number(index++);
        grant.name = oscalTitle(*privilege);
        grant.mapping = u"oscal-ssp/1"_s;
        grant.whole = true;
        grant.fields.append({u"identity"_s, domain::Reference{key}});
        say(grant, u"principal"_s, name);
        say(grant, u"principal_type"_s, u"role"_s);
        grant.fields.append({u"workload"_s, domain::Reference{m_system}});
        say(grant, u"effect"_s, u"allow"_s);
        if (oscalProperty(value, u"privilege-level"_s) == "privileged"_L1)
            say(grant, u"privilege"_s, u"admin"_s);
        if (const QStringList actions = texts(member(*privilege, "functions-performed")); !actions.isEmpty())
            grant.fields.append({u"actions"_s, domain::ListValue{actions, true}});
        m_sink.entity(std::move(grant));
    }
}

void OscalPlan::authorisation(const json &value, const QString &where)
{
    const QString uuid = text(value, "uuid");
    const QString title = oscalTitle(value);
    if (uuid.isEmpty() || title.isEmpty()) {
        const QString missing = title.isEmpty() ? u"title"_s : u"uuid"_s;
        doubt(u"missing-value"_s, where + u'/' + missing, u"a leveraged authorisation must have a %1"_s.arg(missing));
        return;
    }
    Record record;
    record.kind = EntityKind::Certification;
    record.key = m_system + u"/authorisation/"_s + uuid;
    record.name = title;
    record.mapping = u"oscal-ssp/1"_s;
    record.whole = true;
    QString holder;
    for (const json *party : elements(member(member(m_model, "metadata"), "parties"))) {
        if (text(*party, "uuid") == text(value, "party-uuid") && text(*party, "type") == "organization"_L1)
            holder = text(*party, "name");
    }
    const auto organisations = sayNamedOrganisation(record, u"holder"_s, holder);
    const QDate day = QDate::fromString(text(value, "date-authorized").left(10), Qt::ISODate);
    if (day.isValid())
        record.fields.append({u"issued"_s, qint64(domain::toDay(day))});
    record.fields.append({u"inherited"_s, true});
    say(record, u"description"_s, u"leveraged by "_s + domain::cleanKey(text(member(m_model, "system-characteristics"), "system-name")));
    for (Record organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
}

} // namespace importers
