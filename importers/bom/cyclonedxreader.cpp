// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/bom/cyclonedxreader.h"

#include "domain/celltext.h"
#include "importers/developername.h"
#include "importers/hubname.h"
#include "importers/importer.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <QFileInfo>
#include <QRegularExpression>

#include <array>
#include <optional>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using nlohmann::json;

namespace {

const QString mapping = u"cyclonedx/1"_s;

QString nameOf(const json &component)
{
    const QString group = text(component, "group");
    const QString name = text(component, "name");
    return group.isEmpty() ? name : group + u'/' + name;
}

/// "MIT", "Apache-2.0, CC-BY-4.0" or an SPDX expression.
QString licenceOf(const json &component)
{
    QStringList names;
    for (const json *choice : elements(member(component, "licenses"))) {
        QString name = text(*choice, "expression");
        const json &licence = member(*choice, "license");
        if (name.isEmpty())
            name = text(licence, "id");
        if (name.isEmpty())
            name = text(licence, "name");
        if (!name.isEmpty())
            names.append(name);
    }
    return names.join(u", "_s);
}

/// Who made it: the manufacturer is said to have created it; a hub that only hands it out comes last. Where it has its address whoever of its
/// makers and suppliers is the same organisation tells.
CycloneDxOrganisation developerOf(const json &component)
{
    constexpr std::array blocks = {"manufacturer", "supplier", "manufacture"};
    const auto named = [&component](const char *block) { return text(member(component, block), "name"); };
    CycloneDxOrganisation found;
    for (const QString &candidate : {named("manufacturer"), text(component, "publisher"), named("supplier"), named("manufacture"), text(component, "group")}) {
        if (candidate.trimmed().isEmpty())
            continue;
        found.name = candidate;
        if (developerName(candidate).key != "huggingface"_L1)
            break;
    }
    for (const char *block : blocks) {
        if (found.country.isEmpty() && !named(block).isEmpty() && developerName(named(block)).key == developerName(found.name).key)
            found.country = text(member(member(component, block), "address"), "country").trimmed();
    }
    return found;
}

/// Classes of the catalogue in a free classification ("PII", "PIFI", "Public").
QStringList classesOf(const QString &classification)
{
    static const QHash<QString, QStringList> known{
        {u"pii"_s, {u"personal"_s}},
        {u"personal"_s, {u"personal"_s}},
        {u"personal data"_s, {u"personal"_s}},
        {u"spi"_s, {u"personal"_s}},
        {u"pifi"_s, {u"personal"_s, u"financial"_s}},
        {u"phi"_s, {u"phi"_s, u"health"_s}},
        {u"pci"_s, {u"payment_card"_s}},
        {u"financial"_s, {u"financial"_s}},
        {u"health"_s, {u"health"_s}},
        {u"biometric"_s, {u"biometric"_s}},
        {u"genomic"_s, {u"genomic"_s}},
        {u"geolocation"_s, {u"geolocation"_s}},
        {u"special_category"_s, {u"special_category"_s}},
        {u"children"_s, {u"children"_s}},
        {u"cui"_s, {u"cui"_s}},
        {u"fci"_s, {u"fci"_s}},
        {u"itar"_s, {u"itar"_s}},
        {u"ear"_s, {u"ear"_s}},
        {u"classified"_s, {u"classified"_s}},
        {u"trade secret"_s, {u"trade_secret"_s}},
        {u"trade_secret"_s, {u"trade_secret"_s}},
        {u"non_personal"_s, {u"non_personal"_s}},
        {u"government"_s, {u"government"_s}},
    };
    return known.value(classification.trimmed().toLower());
}

/// Tells classes, description and owner of a dataset from one or several data blocks.
void describeData(Record &record, const std::vector<const json *> &blocks, const QString &description)
{
    domain::ListValue classes;
    classes.complete = false;
    QStringList notes;
    if (!description.isEmpty())
        notes.append(description);
    QString owner;
    for (const json *block : blocks) {
        const QString classification = text(*block, "classification");
        const QStringList known = classesOf(classification);
        for (const QString &one : known) {
            if (!classes.items.contains(one))
                classes.items.append(one);
        }
        if (known.isEmpty() && !classification.isEmpty())
            notes.append(u"classification: "_s + classification);
        const QString own = text(*block, "description");
        if (!own.isEmpty() && own != description)
            notes.append(own);
        const QStringList sensitive = texts(member(*block, "sensitiveData"));
        if (!sensitive.isEmpty())
            notes.append(u"sensitive: "_s + sensitive.join(u", "_s));
        // Who owns data answers for them; a steward or custodian where no owner is named.
        for (const char *role : {"owners", "stewards", "custodians"}) {
            for (const json *person : elements(member(member(*block, "governance"), role))) {
                const QString organisation = text(member(*person, "organization"), "name");
                if (owner.isEmpty())
                    owner = organisation.isEmpty() ? text(member(*person, "contact"), "name") : organisation;
            }
        }
    }
    if (!classes.items.isEmpty())
        record.fields.append({u"classes"_s, classes});
    say(record, u"owner"_s, owner);
    notes.removeDuplicates();
    say(record, u"description"_s, notes.join(u"; "_s));
}

bool isDataset(const json &component)
{
    const json &data = member(component, "data");
    if (data.is_array() && !data.empty()) {
        for (const json &block : data) {
            const QString type = text(block, "type");
            if (type == "dataset"_L1 || type.isEmpty())
                return true;
        }
        return false;
    }
    // Operations bills use this type for rows of a machine's state.
    for (const json *property : elements(member(component, "properties"))) {
        if (text(*property, "name").startsWith("cdx:osquery"_L1))
            return false;
    }
    return true;
}

/// Nothing where there is no number or its unit is not known: that is not the same as no emissions.
std::optional<double> gramsOf(const json &cost)
{
    const json &value = member(cost, "value");
    const QString unit = text(cost, "unit").toLower();
    if (!value.is_number())
        return std::nullopt;
    // The only unit of the schema is tonnes; writers use others.
    if (unit == "tco2eq"_L1)
        return value.get<double>() * 1e6;
    if (unit == "kgco2eq"_L1)
        return value.get<double>() * 1e3;
    if (unit == "gco2eq"_L1)
        return value.get<double>();
    return std::nullopt;
}

/// The description and what a model card says of use, limits and energy, for which there is no attribute.
QString noteConsiderations(const QString &description, const json &considerations)
{
    QStringList notes{description};
    for (const auto &[words, name] : {std::pair{u"for: "_s, "useCases"}, {u"users: "_s, "users"}, {u"limits: "_s, "technicalLimitations"}}) {
        const QStringList said = texts(member(considerations, name));
        if (!said.isEmpty())
            notes.append(words + said.join(u", "_s));
    }
    for (const json *risk : elements(member(considerations, "ethicalConsiderations"))) {
        if (const QString name = text(*risk, "name"); !name.isEmpty())
            notes.append(u"ethical risk: "_s + name);
    }
    for (const json *consumption : elements(member(member(considerations, "environmentalConsiderations"), "energyConsumptions"))) {
        const json &cost = member(*consumption, "activityEnergyCost");
        if (const QString amount = text(cost, "value"); !amount.isEmpty())
            notes.append(u"energy of %1: %2 %3"_s.arg(text(*consumption, "activity"), amount, text(cost, "unit")).trimmed());
    }
    notes.removeAll(QString());
    return notes.join(u"; "_s);
}

} // namespace

/// "app-a" of "app-a_2026-10-01.cdx.json": a bill that does not name its subject is known by its file, whose next version bears another day. A
/// file that bears the format's name only is told by its folder too, and so is a bill with a number: each writing of it has a new one.
static QString baseOfFile(const QString &path, bool isNumbered)
{
    static const QRegularExpression ending(u"(?:\\.(?:cdx|json|gz|bz2|xz|zst))+$"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression day(u"[-_. ]*(?<!\\d)20\\d\\d([-_.]?)(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12]\\d|3[01])(?:[T_-]?\\d\\d[-:.]?\\d\\d[-:.]?\\d\\d)?Z?(?!\\d)"_s);
    static const QRegularExpression usual(u"^(?:cyclonedx|s?bom|ml-?bom|ai-?bom|saas-?bom)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const QFileInfo file(path);
    const QString name = file.fileName().remove(ending).remove(day);
    const QString folder = QFileInfo(file.path()).fileName().remove(day);
    const bool told = (!isNumbered && !usual.match(name).hasMatch()) || folder.isEmpty() || folder == "."_L1;
    return told ? name : folder + u'/' + name;
}

QString cycloneDxBase(const json &root, const QString &path)
{
    const json &subject = member(member(root, "metadata"), "component");
    const QString purl = text(subject, "purl");
    if (!purl.isEmpty())
        return purl.section(u'@', 0, 0);
    if (const QString name = nameOf(subject); !name.isEmpty())
        return name;
    const QString base = baseOfFile(root.contains(RejectedFile.data()) ? text(root, RejectedFile.data()) : path, !text(root, "serialNumber").isEmpty());
    return base.isEmpty() ? u"cyclonedx"_s : base;
}

CycloneDxReader::CycloneDxReader(const json &root, QString pointer, const QString &path, qint64 &ordinal, domain::RecordSink &sink,
                                 domain::JobContext &context)
    : m_root(std::make_shared<json>(json::object())), m_pointer(std::move(pointer)), m_base(cycloneDxBase(root, path)), m_ordinal(ordinal), m_sink(sink),
      m_context(context)
{
    for (const char *kept : {"metadata", "declarations", "definitions"}) {
        if (const json &value = member(root, kept); !value.is_null())
            (*m_root)[kept] = value;
    }
    if (const json &subject = member(member(*m_root, "metadata"), "component"); subject.is_object())
        indexDatasets(subject);
}

void CycloneDxReader::index(const json &piece)
{
    for (const json *one : elements(member(piece, "components")))
        indexDatasets(*one);
}

domain::Result<void> CycloneDxReader::read(const json &piece, const First &first)
{
    const json &subject = member(member(*m_root, "metadata"), "component");
    const json &parts = member(piece, "components");
    const json &served = member(piece, "services");
    const bool finished = (m_started || !subject.is_object() || component(subject, m_pointer + u"/metadata/component"_s)) &&
                          components(parts, m_pointer + u"/components"_s, first(parts)) &&
                          services(served, m_pointer + u"/services"_s, first(served));
    m_started = true;
    if (!finished)
        return domain::Error{domain::ErrorCode::Cancelled, {}, m_pointer};
    return {};
}

domain::Result<void> CycloneDxReader::finish()
{
    if (!attestations())
        return domain::Error{domain::ErrorCode::Cancelled, {}, m_pointer};
    return {};
}

bool CycloneDxReader::begin(const QString &where)
{
    if (m_ordinal % 500 == 0) {
        if (m_context.isCancelled())
            return false;
        m_context.progress(m_ordinal, 0, {});
    }
    m_sink.beginRecord(m_ordinal++, where);
    return true;
}

QString CycloneDxReader::keyOf(const json &component, const QString &where) const
{
    const QString purl = text(component, "purl");
    if (!purl.isEmpty())
        return purl;
    static const QRegularExpression random(u"^(urn:uuid:)?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"_s);
    const QString ref = text(component, "bom-ref");
    const QString name = nameOf(component);
    if (!ref.isEmpty() && (name.isEmpty() || !random.match(ref).hasMatch()))
        return m_base + u'#' + ref;
    if (name.isEmpty())
        return m_base + u'#' + where;
    const QString version = text(component, "version");
    return m_base + u'#' + name + (version.isEmpty() ? QString() : u'@' + version);
}

QString CycloneDxReader::datasetKey(const json &inlineDataset, const QString &modelKey) const
{
    const QString url = text(member(inlineDataset, "contents"), "url");
    const QString hub = hubNameOfUrl(url);
    if (!hub.isEmpty())
        return hub;
    return url.isEmpty() ? modelKey + u"#dataset:"_s + text(inlineDataset, "name") : url;
}

void CycloneDxReader::indexDatasets(const json &component)
{
    if (text(component, "type") == "machine-learning-model"_L1) {
        const QString model = keyOf(component, {});
        const json &parameters = member(member(component, "modelCard"), "modelParameters");
        for (const json *dataset : elements(member(parameters, "datasets"))) {
            const QString ref = text(*dataset, "ref");
            QStringList &models = ref.isEmpty() ? m_trains[datasetKey(*dataset, model)] : m_trainsByRef[ref];
            if (!models.contains(model))
                models.append(model);
        }
    }
    for (const json *inner : elements(member(component, "components")))
        indexDatasets(*inner);
}

bool CycloneDxReader::components(const json &list, const QString &where, qsizetype index)
{
    for (const json *one : elements(list)) {
        if (!component(*one, where + u'/' + QString::number(index++)))
            return false;
    }
    return true;
}

bool CycloneDxReader::component(const json &value, const QString &where)
{
    if (!begin(where))
        return false;
    const QString type = text(value, "type");
    if (!value.is_object())
        m_sink.rejected(u"not-an-object"_s, where, u"a component is an object"_s);
    else if (text(value, "name").isEmpty())
        m_sink.rejected(u"missing-name"_s, where + u"/name"_s, u"a component must have a name"_s);
    else if (type == "machine-learning-model"_L1)
        model(value, where);
    else if (type == "data"_L1 && isDataset(value))
        dataset(value, where);
    else if (type == "data"_L1)
        m_sink.ignored(u"not-a-dataset"_s, nameOf(value));
    else
        m_sink.ignored(u"software-component"_s, nameOf(value));
    return components(member(value, "components"), where + u"/components"_s);
}

QString CycloneDxReader::countryOf(const CycloneDxOrganisation &organisation, const QString &where)
{
    if (organisation.country.isEmpty())
        return {};
    const auto country = domain::readCountry(organisation.country);
    if (!country && !m_unknownCountries.contains(organisation.country)) {
        m_unknownCountries.insert(organisation.country);
        m_sink.diagnostic({u"unknown-country"_s, domain::DiagnosticLevel::Warning, where,
                           u"'%1', in the address of %2, is no country that is known: where it is directed from stays open; write the code of the country (ISO 3166-1)"_s.arg(
                               organisation.country, organisation.name)});
    }
    return country ? *country : QString();
}

// An address tells from where an organisation is directed, and not under which law it was founded. Of one that the reference data knows
// an address may be that of a subsidiary, and tells nothing of the group.
QList<Record> CycloneDxReader::sayOrganisation(Record &record, const QString &attr, const CycloneDxOrganisation &organisation, const QString &where)
{
    QList<Record> made = importers::sayOrganisation(record, attr, organisation.name);
    const QString country = made.isEmpty() ? QString() : countryOf(organisation, where);
    if (!country.isEmpty())
        made.first().fields.append({u"hq_country"_s, country});
    return made;
}

void CycloneDxReader::model(const json &value, const QString &where)
{
    Record record;
    record.kind = EntityKind::Model;
    record.key = keyOf(value, where);
    if (m_saidModels.contains(record.key)) {
        m_sink.ignored(u"duplicate-component"_s, u"%1 stands in the file before; the first one counts"_s.arg(record.key));
        return;
    }
    m_saidModels.insert(record.key);
    record.name = text(value, "name");
    record.mapping = mapping;
    record.whole = true;
    const QString purl = text(value, "purl");
    if (!purl.isEmpty())
        record.aliases.append({u"purl"_s, purl});
    QString hub = hubNameOfPurl(purl);

    const CycloneDxOrganisation developer = developerOf(value);
    const auto organisations = sayOrganisation(record, u"developer"_s, developer, where);
    if (const QString country = countryOf(developer, where); !organisations.isEmpty() && !country.isEmpty())
        record.fields.append({u"developer_country"_s, country});
    say(record, u"version"_s, text(value, "version"));
    say(record, u"licence"_s, licenceOf(value));

    QString card;
    for (const json *reference : elements(member(value, "externalReferences"))) {
        const QString url = text(*reference, "url");
        const QString type = text(*reference, "type");
        if (type == "model-card"_L1)
            card = url;
        if (hub.isEmpty() &&
            (type == "website"_L1 || type == "distribution"_L1 || type == "vcs"_L1 || type == "model-card"_L1))
            hub = hubNameOfUrl(url);
    }
    if (!hub.isEmpty() && !hub.startsWith("datasets/"_L1))
        record.aliases.append({u"hub"_s, hub});

    const json &modelCard = member(value, "modelCard");
    // Named by the component, not by its place, which changes when the file is made again.
    if (card.isEmpty() && modelCard.is_object())
        card = u"modelCard of "_s + record.key;
    say(record, u"model_card"_s, card);

    for (const json *hash : elements(member(value, "hashes"))) {
        say(record, u"weights_hash"_s, text(*hash, "alg") + u':' + text(*hash, "content"));
        break;
    }
    QStringList ancestors;
    for (const json *ancestor : elements(member(member(value, "pedigree"), "ancestors"))) {
        const QString ancestorPurl = text(*ancestor, "purl");
        ancestors.append(ancestorPurl.isEmpty() ? nameOf(*ancestor) : ancestorPurl);
    }
    ancestors.removeAll(QString());
    say(record, u"base_model"_s, ancestors.join(u", "_s));

    const json &parameters = member(modelCard, "modelParameters");
    const QStringList tasks = texts(member(parameters, "task"));
    if (!tasks.isEmpty())
        record.fields.append({u"tasks"_s, domain::ListValue{tasks, true}});
    std::optional<double> grams;
    const json &environment = member(member(modelCard, "considerations"), "environmentalConsiderations");
    for (const json *consumption : elements(member(environment, "energyConsumptions"))) {
        if (const auto one = gramsOf(member(*consumption, "co2CostEquivalent")))
            grams = grams.value_or(0.0) + *one;
    }
    if (grams)
        record.fields.append({u"co2_grams"_s, *grams});
    say(record, u"description"_s, noteConsiderations(text(value, "description"), member(modelCard, "considerations")));

    const QString key = record.key;
    for (Record organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
    for (const json *dataset : elements(member(parameters, "datasets"))) {
        if (text(*dataset, "ref").isEmpty())
            sayDataset(*dataset, datasetKey(*dataset, key));
    }
}

/// A dataset that a model card describes in place; several models may name the same one.
void CycloneDxReader::sayDataset(const json &inlineDataset, const QString &key)
{
    if (m_saidDatasets.contains(key))
        return;
    m_saidDatasets.insert(key);
    Record record;
    record.kind = EntityKind::Dataset;
    record.key = key;
    record.name = text(inlineDataset, "name");
    record.mapping = mapping;
    if (key.startsWith("datasets/"_L1))
        record.aliases.append({u"hub"_s, key});
    say(record, u"provenance"_s, text(member(inlineDataset, "contents"), "url"));
    describeData(record, {&inlineDataset}, text(inlineDataset, "description"));
    record.fields.append({u"used_for_training"_s, domain::ListValue{m_trains.value(key), false}});
    m_sink.entity(std::move(record));
}

void CycloneDxReader::dataset(const json &value, const QString &where)
{
    Record record;
    record.kind = EntityKind::Dataset;
    record.key = keyOf(value, where);
    record.name = text(value, "name");
    record.mapping = mapping;
    record.whole = true;
    const QString purl = text(value, "purl");
    if (!purl.isEmpty())
        record.aliases.append({u"purl"_s, purl});
    say(record, u"licence"_s, licenceOf(value));
    const auto blocks = elements(member(value, "data"));
    QString origin = text(member(value, "supplier"), "name");
    for (const json *block : blocks) {
        const QString url = text(member(*block, "contents"), "url");
        if (!url.isEmpty()) {
            origin = url;
            break;
        }
    }
    say(record, u"provenance"_s, origin);
    const QString hub = hubNameOfUrl(origin);
    if (hub.startsWith("datasets/"_L1))
        record.aliases.append({u"hub"_s, hub});
    describeData(record, blocks, text(value, "description"));
    const QStringList models = m_trainsByRef.value(text(value, "bom-ref"));
    if (!models.isEmpty())
        record.fields.append({u"used_for_training"_s, domain::ListValue{models, false}});
    m_sink.entity(std::move(record));
}

} // namespace importers
