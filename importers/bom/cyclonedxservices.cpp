// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/bom/cyclonedxreader.h"

#include "importers/developername.h"
#include "importers/findings/toolfinding.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using nlohmann::json;

namespace {

const QString servicesMapping = u"cyclonedx/1"_s;

/// The format has no member for it; writers use properties of their own.
QString regionOf(const json &service)
{
    for (const json *property : elements(member(service, "properties"))) {
        const QString name = text(*property, "name").toLower();
        if (name == "region"_L1 || name.endsWith(".region"_L1) || name.endsWith(":region"_L1))
            return text(*property, "value").trimmed();
    }
    return {};
}

/// "PII inbound from a, b to c": what flows where, with the boundary that it crosses and the addresses that it is reached by.
void noteFlows(QStringList &notes, const json &service)
{
    for (const json *data : elements(member(service, "data"))) {
        const QStringList from = texts(member(*data, "source"));
        const QStringList to = texts(member(*data, "destination"));
        const QString direction = text(*data, "flow");
        if (from.isEmpty() && to.isEmpty() && direction == "unknown"_L1)
            continue;
        QString flow = u"flow: "_s + text(*data, "classification") + u' ' + direction;
        if (!from.isEmpty())
            flow += u" from "_s + from.join(u", "_s);
        if (!to.isEmpty())
            flow += u" to "_s + to.join(u", "_s);
        notes.append(flow);
    }
    const json &boundary = member(service, "x-trust-boundary");
    if (boundary.is_boolean())
        notes.append(isTrue(boundary) ? u"crosses a trust boundary"_s : u"within a trust boundary"_s);
    if (const QString zone = text(service, "trustZone"); !zone.isEmpty())
        notes.append(u"trust zone: "_s + zone);
    const json &authenticated = member(service, "authenticated");
    if (authenticated.is_boolean())
        notes.append(isTrue(authenticated) ? u"asks for authentication"_s : u"asks for no authentication"_s);
    if (const QStringList endpoints = texts(member(service, "endpoints")); !endpoints.isEmpty())
        notes.append(u"endpoints: "_s + endpoints.join(u", "_s));
}

/// The organisation that the attestation's claims are about, where they agree on one.
QString targetOf(const json &root, const json &attestation)
{
    const json &declarations = member(root, "declarations");
    QStringList claims;
    for (const json *entry : elements(member(attestation, "map")))
        claims += texts(member(*entry, "claims"));
    QStringList targets;
    for (const json *claim : elements(member(declarations, "claims"))) {
        if (claims.contains(text(*claim, "bom-ref")))
            targets.append(text(*claim, "target"));
    }
    targets.removeDuplicates();
    QStringList names;
    for (const json *organisation : elements(member(member(declarations, "targets"), "organizations"))) {
        if (targets.contains(text(*organisation, "bom-ref")))
            names.append(text(*organisation, "name"));
    }
    return targets.size() == 1 && names.size() == 1 ? names.constFirst() : QString();
}

} // namespace

bool CycloneDxReader::services(const json &list, const QString &where, qsizetype index)
{
    for (const json *one : elements(list)) {
        const QString here = where + u'/' + QString::number(index++);
        if (!begin(here))
            return false;
        service(*one, here);
        if (!services(member(*one, "services"), here + u"/services"_s))
            return false;
    }
    return true;
}

void CycloneDxReader::service(const json &value, const QString &where)
{
    if (text(value, "name").isEmpty()) {
        m_sink.rejected(u"missing-name"_s, where + u"/name"_s, u"a service must have a name"_s);
        return;
    }
    static const QStringList flows{u"inbound"_s, u"outbound"_s, u"bi-directional"_s, u"unknown"_s};
    QStringList classifications;
    qsizetype index = 0;
    for (const json *data : elements(member(value, "data"))) {
        const QString here = where + u"/data/"_s + QString::number(index++);
        if (!flows.contains(text(*data, "flow"))) {
            m_sink.rejected(u"invalid-value"_s, here + u"/flow"_s,
                            u"flow is \"%1\"; allowed are %2"_s.arg(text(*data, "flow"), flows.join(u", "_s)));
            return;
        }
        const QString classification = text(*data, "classification");
        if (classification.isEmpty()) {
            m_sink.rejected(u"missing-value"_s, here + u"/classification"_s, u"data of a service must be classified"_s);
            return;
        }
        if (!classifications.contains(classification))
            classifications.append(classification);
    }
    Record record;
    record.kind = EntityKind::Service;
    record.key = keyOf(value, where);
    record.name = text(value, "name");
    record.mapping = servicesMapping;
    record.whole = true;
    say(record, u"product"_s, text(value, "name"));
    const json &by = member(value, "provider");
    const auto organisations = sayOrganisation(record, u"provider"_s, {text(by, "name"), text(member(by, "address"), "country").trimmed()}, where);
    say(record, u"region"_s, regionOf(value));
    // Where the provider is one whose regions are known, the region tells the country.
    const DeveloperName provider = developerName(text(by, "name"));
    if (const QString region = regionOf(value); !region.isEmpty() && provider.isReference) {
        domain::Place place;
        place.provider = provider.key;
        place.region = region;
        record.places.append(place);
    }
    QStringList notes{text(value, "description")};
    if (!classifications.isEmpty())
        notes.append(u"data: "_s + classifications.join(u", "_s));
    noteFlows(notes, value);
    notes.removeAll(QString());
    say(record, u"description"_s, notes.join(u"; "_s));
    for (Record organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
}

bool CycloneDxReader::attestations()
{
    const json &declarations = member(*m_root, "declarations");
    qsizetype index = 0;
    for (const json *one : elements(member(declarations, "attestations"))) {
        const QString where = m_pointer + u"/declarations/attestations/"_s + QString::number(index);
        if (!begin(where))
            return false;
        attestation(*one, index, where);
        ++index;
    }
    return true;
}

void CycloneDxReader::attestation(const json &value, qsizetype index, const QString &where)
{
    const QString summary = text(value, "summary");
    const QString assessorRef = text(value, "assessor");
    const json *assessor = nullptr;
    for (const json *one : elements(member(member(*m_root, "declarations"), "assessors"))) {
        if (!assessorRef.isEmpty() && text(*one, "bom-ref") == assessorRef)
            assessor = one;
    }
    if (!assessor) {
        m_sink.ignored(u"assessor-unknown"_s, where);
        return;
    }
    // Requirements that are defined in this document; they may live in another one.
    QHash<QString, QPair<const json *, const json *>> defined;
    for (const json *standard : elements(member(member(*m_root, "definitions"), "standards"))) {
        for (const json *requirement : elements(member(*standard, "requirements")))
            defined.insert(text(*requirement, "bom-ref"), {standard, requirement});
    }
    const QString key = m_base + u"#attestation/"_s + (summary.isEmpty() ? QString::number(index) : summary);
    const QString target = targetOf(*m_root, value);
    const json *standard = nullptr;
    qint64 open = 0;
    QList<Record> findings;
    for (const json *entry : elements(member(value, "map"))) {
        const QString reference = text(*entry, "requirement");
        const auto [of, requirement] = defined.value(reference, {nullptr, nullptr});
        if (!standard)
            standard = of;
        const json &conformance = member(*entry, "conformance");
        const json &score = member(conformance, "score");
        if (!score.is_number())
            continue;
        const double met = score.get<double>();
        open += static_cast<qint64>(met < 1.0);
        ToolFinding finding;
        finding.key = key + u'/' + reference;
        finding.tool = text(member(*assessor, "organization"), "name");
        if (finding.tool.isEmpty())
            finding.tool = u"CycloneDX attestation"_s;
        finding.check = requirement ? text(*requirement, "identifier") : reference;
        finding.title = requirement ? text(*requirement, "title") : summary;
        finding.outcome = met >= 1.0 ? u"passed"_s : met <= 0.0 ? u"failed"_s : u"warning"_s;
        finding.resource = target.isEmpty() ? m_base : developerName(target).key;
        finding.resourceName = target;
        finding.detail = text(conformance, "rationale");
        addRequirement(finding, of ? text(*of, "name") : QString(), finding.check);
        findings.append(recordOf(finding, servicesMapping));
    }
    const bool thirdParty = isTrue(member(*assessor, "thirdParty"));
    if (!thirdParty && findings.isEmpty()) {
        m_sink.ignored(u"self-assessed"_s, summary);
        return;
    }
    if (thirdParty) {
        Record record;
        record.kind = EntityKind::Certification;
        record.key = key;
        record.name = summary;
        record.mapping = servicesMapping;
        record.whole = true;
        if (standard) {
            say(record, u"scheme"_s, text(*standard, "name"));
            say(record, u"version"_s, text(*standard, "version"));
        }
        for (Record organisation : importers::sayOrganisation(record, u"holder"_s, target))
            m_sink.entity(std::move(organisation));
        say(record, u"auditor"_s, text(member(*assessor, "organization"), "name"));
        if (!findings.isEmpty())
            record.fields.append({u"findings_open"_s, open});
        m_sink.entity(std::move(record));
    }
    for (Record finding : findings)
        m_sink.entity(std::move(finding));
}

} // namespace importers
