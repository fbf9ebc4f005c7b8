// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/oscal/oscalreader.h"

#include "domain/celltext.h"
#include "importers/developername.h"
#include "importers/findings/oscalresults.h"
#include "importers/findings/toolfinding.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <utility>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Record;
using nlohmann::json;

namespace {

constexpr int deepest = 64;

/// Groups and controls of a catalog stand within each other.
const QString controlReason = u"a requirement, not something that an organisation has: choose frameworks in the program"_s;

/// Whose cloud service it is, where its maker's own properties tell.
QString makerOf(const json &model, const json &component)
{
    for (const QString &role : {u"provider"_s, u"supplier"_s, u"maintainer"_s}) {
        if (const QString name = oscalOrganisation(model, component, role); !name.isEmpty())
            return name;
    }
    for (const json *property : elements(member(component, "props"))) {
        if (text(*property, "ns").startsWith("http://aws.amazon.com/ns/"_L1) ||
            text(*property, "ns").startsWith("https://aws.amazon.com/ns/"_L1))
            return u"aws"_s;
    }
    return {};
}

qsizetype requirementsOf(const json &component)
{
    qsizetype count = 0;
    for (const json *one : elements(member(component, "control-implementations")))
        count += static_cast<qsizetype>(elements(member(*one, "implemented-requirements")).size());
    return count;
}

} // namespace

QString oscalProperty(const json &object, const QString &name)
{
    for (const json *property : elements(member(object, "props"))) {
        if (text(*property, "name") == name)
            return text(*property, "value");
    }
    return {};
}

QString oscalTitle(const json &object)
{
    QString title = domain::cleanKey(text(object, "title"));
    static const QRegularExpression marks(u"^[*_`]+|[*_`]+$"_s);
    return domain::cleanKey(title.remove(marks));
}

QString oscalOrganisation(const json &model, const json &object, const QString &role)
{
    const json &metadata = member(model, "metadata");
    QStringList parties;
    for (const json *one : elements(member(object, "responsible-roles"))) {
        if (text(*one, "role-id") == role)
            parties += texts(member(*one, "party-uuids"));
    }
    for (const json *party : elements(member(metadata, "parties"))) {
        if (parties.contains(text(*party, "uuid")) && text(*party, "type") == "organization"_L1)
            return text(*party, "name");
    }
    return {};
}

bool OscalReader::begin(const QString &where)
{
    if (m_ordinal % 500 == 0) {
        if (m_context.isCancelled())
            return false;
        m_context.progress(m_ordinal, 0, {});
    }
    m_sink.beginRecord(m_ordinal++, where);
    return true;
}

Error OscalReader::cancelled() const
{
    return {ErrorCode::Cancelled, {}, m_pointer};
}

domain::Result<void> OscalReader::componentDefinition()
{
    qsizetype index = 0;
    for (const json *one : elements(member(m_model, "components"))) {
        const QString where = m_pointer + u"/components/"_s + QString::number(index++);
        if (!begin(where))
            return cancelled();
        component(*one, where);
    }
    if (const auto others = elements(member(m_model, "import-component-definitions")).size(); others > 0)
        m_sink.diagnostic({u"external-reference"_s, domain::DiagnosticLevel::Info, m_pointer + u"/import-component-definitions"_s,
                           u"%1 other component definitions are named and not opened; import them as well"_s.arg(others)});
    return {};
}

/// A service that its provider describes; software and the checks of a tool are no things of the inventory.
void OscalReader::component(const json &value, const QString &where)
{
    const QString title = oscalTitle(value);
    const QString type = text(value, "type").toLower();
    if (!value.is_object() || title.isEmpty()) {
        m_sink.rejected(value.is_object() ? u"missing-name"_s : u"not-an-object"_s, where, u"a component is an object with a title"_s);
        return;
    }
    if (type != "service"_L1) {
        if (oscalProperty(value, u"asset-type"_s) == "automated-inspection"_L1)
            m_sink.ignored(u"inspection"_s, u"%1: a check of a tool"_s.arg(title));
        else
            m_sink.ignored(u"software-component"_s, u"%1 (%2)"_s.arg(title, type));
        return;
    }
    const QString uuid = text(value, "uuid");
    Record record;
    record.kind = EntityKind::Service;
    record.key = u"oscal-component/"_s + (uuid.isEmpty() ? title : uuid);
    record.name = title;
    record.mapping = u"oscal-component/1"_s;
    record.whole = true;
    const QString maker = makerOf(m_model, value);
    const QList<Record> organisations =
        maker == "aws"_L1 ? QList<Record>() : sayNamedOrganisation(record, u"provider"_s, maker);
    if (maker == "aws"_L1)
        record.fields.append({u"provider"_s, domain::Reference{maker}});
    say(record, u"product"_s, title);
    QStringList notes{text(value, "purpose"), text(value, "purpose").isEmpty() ? text(value, "description") : QString()};
    if (const qsizetype count = requirementsOf(value); count > 0)
        notes.append(u"says how it meets %1 requirements"_s.arg(count));
    notes.removeAll(QString());
    say(record, u"description"_s, notes.join(u"; "_s));
    for (Record organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
}

void OscalReader::sayParties(const QString &mapping)
{
    const json &metadata = member(m_model, "metadata");
    const auto parties = elements(member(metadata, "parties"));
    const auto countryIn = [](const json &thing) {
        for (const json *address : elements(member(thing, "addresses"))) {
            // Where somebody lives is nobody's business here.
            const auto country = domain::readCountry(text(*address, "country"));
            if (country && text(*address, "type") != "home"_L1)
                return *country;
        }
        return QString();
    };
    for (const json *party : parties) {
        const QString uuid = text(*party, "uuid");
        const QString name = domain::cleanKey(text(*party, "name"));
        const bool person = text(*party, "type") == "person"_L1;
        if (uuid.isEmpty() || (!person && text(*party, "type") != "organization"_L1))
            continue;
        Record record;
        record.kind = EntityKind::Identity;
        record.key = u"oscal-party/"_s + uuid;
        record.name = name;
        record.mapping = mapping;
        record.whole = true;
        say(record, u"kind"_s, person ? u"human"_s : u"group"_s);
        if (person) {
            const QStringList employers = texts(member(*party, "member-of-organizations"));
            for (const json *other : employers.isEmpty() ? std::vector<const json *>() : parties) {
                if (text(*other, "uuid") != employers.constFirst())
                    continue;
                say(record, u"employer"_s, domain::cleanKey(text(*other, "name")));
                say(record, u"employer_country"_s, countryIn(*other));
            }
            say(record, u"country"_s, countryIn(*party));
        } else {
            say(record, u"employer"_s, name);
            say(record, u"employer_country"_s, countryIn(*party));
        }
        QStringList roles;
        for (const json *one : elements(member(metadata, "responsible-parties"))) {
            if (!texts(member(*one, "party-uuids")).contains(uuid))
                continue;
            QString title = text(*one, "role-id");
            for (const json *role : elements(member(metadata, "roles"))) {
                if (text(*role, "id") == title && !oscalTitle(*role).isEmpty())
                    title = oscalTitle(*role);
            }
            roles.append(title);
        }
        say(record, u"description"_s, roles.join(u", "_s));
        m_sink.entity(std::move(record));
    }
}

/// An item is a weakness that is known and to be mended: told as a finding of the plan, of the system that it is about, with its deadline.
/// It judges no requirement, and who mends it until when is assigned in the program.
domain::Result<void> OscalReader::actionPlan()
{
    QHash<QString, const json *> risks;
    for (const json *risk : elements(member(m_model, "risks")))
        risks.insert(text(*risk, "uuid"), risk);
    QHash<QString, const json *> findings;
    for (const json *one : elements(member(m_model, "findings")))
        findings.insert(text(*one, "uuid"), one);
    bool partiesSaid = false;
    const QString tool = text(member(m_model, "metadata"), "title");
    const QString system = domain::cleanKey(text(member(m_model, "system-id"), "id"));
    QHash<QString, int> unnumbered;
    qsizetype index = 0;
    for (const json *one : elements(member(m_model, "poam-items"))) {
        const QString where = m_pointer + u"/poam-items/"_s + QString::number(index++);
        if (!begin(where))
            return cancelled();
        const QString uuid = text(*one, "uuid");
        const QString title = oscalTitle(*one);
        if (!one->is_object()) {
            m_sink.rejected(u"not-an-object"_s, where, u"an item is an object"_s);
            continue;
        }
        if (title.isEmpty()) {
            m_sink.rejected(u"missing-value"_s, where + u"/title"_s, u"an item must have a title"_s);
            continue;
        }
        QStringList details{text(*one, "description")};
        int open = 0, closed = 0;
        for (const char *list : {"related-risks", "associated-risks"}) {
            for (const json *related : elements(member(*one, list))) {
                const json *risk = risks.value(text(*related, "risk-uuid"), nullptr);
                if (!risk)
                    continue;
                const QString status = text(*risk, "status");
                ++(status == "closed"_L1 ? closed : open);
                QString said = oscalTitle(*risk).isEmpty() ? u"Risk"_s : u"Risk: "_s + oscalTitle(*risk);
                if (!status.isEmpty())
                    said += u", "_s + status;
                if (const QString deadline = text(*risk, "deadline"); !deadline.isEmpty())
                    said += u", due "_s + deadline.left(10);
                details.append(said);
            }
        }
        if (closed > 0 && open == 0) {
            m_sink.ignored(u"closed"_s, u"%1: its risks are closed"_s.arg(title));
            continue;
        }
        details.removeAll(QString());
        ToolFinding finding;
        // An item needs no uuid; what tells it from the others of its plan is its title then.
        const int same = uuid.isEmpty() ? ++unnumbered[title] : 0;
        finding.key = u"oscal:"_s + (uuid.isEmpty() ? (system.isEmpty() ? tool : system) + u'/' + title : uuid) + (same > 1 ? u" (%1)"_s.arg(same) : QString());
        finding.tool = tool.isEmpty() ? u"OSCAL plan of action"_s : tool;
        finding.check = title;
        finding.title = title;
        finding.outcome = u"not_available"_s;
        finding.resource = system.isEmpty() ? QString() : u"oscal-system/"_s + system;
        finding.resourceName = system;
        finding.detail = details.join(u"; "_s);
        // What an assessment has found wanting is what the item is about.
        for (const json *related : elements(member(*one, "related-findings"))) {
            const json *found = findings.value(text(*related, "finding-uuid"), nullptr);
            if (!found)
                continue;
            const json &target = member(*found, "target");
            const QString control = oscalControlOf(text(target, "target-id"));
            if (!control.isEmpty() && text(member(target, "status"), "state") != "satisfied"_L1)
                addRequirement(finding, u"control"_s, control);
        }
        if (!std::exchange(partiesSaid, true))
            sayParties(u"oscal-poam/1"_s);
        m_sink.entity(recordOf(finding, u"oscal-poam/1"_s));
    }
    return {};
}

domain::Result<void> OscalReader::catalog()
{
    if (!controls(m_model, m_pointer, 0))
        return cancelled();
    return {};
}

bool OscalReader::controls(const json &group, const QString &where, int depth)
{
    if (depth > deepest)
        return true;
    qsizetype index = 0;
    for (const json *control : elements(member(group, "controls"))) {
        const QString here = where + u"/controls/"_s + QString::number(index++);
        if (!begin(here))
            return false;
        if (control->is_object())
            m_sink.ignored(u"control"_s, text(*control, "id") + u": "_s + controlReason);
        else
            m_sink.rejected(u"not-an-object"_s, here, u"a control is an object"_s);
        if (!controls(*control, here, depth + 1))
            return false;
    }
    index = 0;
    for (const json *inner : elements(member(group, "groups"))) {
        if (!controls(*inner, where + u"/groups/"_s + QString::number(index++), depth + 1))
            return false;
    }
    return true;
}

domain::Result<void> OscalReader::profile()
{
    qsizetype index = 0;
    for (const json *one : elements(member(m_model, "imports"))) {
        const QString where = m_pointer + u"/imports/"_s + QString::number(index++);
        if (!begin(where))
            return cancelled();
        qsizetype chosen = 0;
        for (const json *include : elements(member(*one, "include-controls")))
            chosen += texts(member(*include, "with-ids")).size();
        const QString what = one->is_object() && one->contains("include-all") ? u"all controls"_s : u"%1 controls"_s.arg(chosen);
        if (one->is_object())
            m_sink.ignored(u"profile-import"_s, u"%1 chosen: %2"_s.arg(what, controlReason));
        else
            m_sink.rejected(u"not-an-object"_s, where, u"an import is an object"_s);
    }
    return {};
}

} // namespace importers
