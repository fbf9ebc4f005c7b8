// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/bom/spdxgraph.h"

#include "importers/developername.h"
#include "importers/hubname.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using nlohmann::json;

namespace {

constexpr int deepest = 64;

const QString modelType = u"ai_AIPackage"_s;
const QString datasetType = u"dataset_DatasetPackage"_s;

void note(QStringList &notes, const QString &words, const QString &value)
{
    if (!value.trimmed().isEmpty())
        notes.append(words + value.trimmed());
}

/// "yes" of "yes" or of an address that ends so: values of enumerations may be written as either.
QString local(const QString &value)
{
    return value.section(u'/', -1).section(u'#', -1).section(u':', -1);
}

QString local(const json &object, const char *name)
{
    return local(text(object, name));
}

/// The individuals of the model for "nothing is said of it" and "there is none", by their names or addresses.
bool isUnsaid(const QString &id)
{
    static const QStringList names{u"noassertionelement"_s, u"noassertionlicense"_s, u"noassertion"_s};
    return names.contains(local(id).toLower());
}

bool isNone(const QString &id)
{
    static const QStringList names{u"noneelement"_s, u"nonelicense"_s, u"none"_s};
    return names.contains(local(id).toLower());
}

QString idOf(const json &element)
{
    const QString id = text(element, "spdxId");
    return id.isEmpty() ? text(element, "@id") : id;
}

QString typeName(const json &element)
{
    const QString type = text(element, "type");
    return type.isEmpty() ? local(element, "@type") : type;
}

bool isPackage(const QString &type)
{
    return type == modelType || type == datasetType;
}

/// What one end of a relationship says: its identifier, where it is not written out in place.
QStringList endsOf(const json &value)
{
    QStringList ids;
    for (const json *one : elements(value)) {
        const QString id = one->is_object() ? idOf(*one) : text(*one);
        if (!id.isEmpty())
            ids.append(id);
    }
    return ids;
}

/// "training energy: 12 kilowattHour"
void noteEnergy(QStringList &notes, const json &consumption)
{
    for (const auto &[words, name] : {std::pair{u"training energy: "_s, "ai_trainingEnergyConsumption"},
                                      {u"tuning energy: "_s, "ai_finetuningEnergyConsumption"},
                                      {u"inference energy: "_s, "ai_inferenceEnergyConsumption"}}) {
        QStringList amounts;
        for (const json *one : elements(member(consumption, name))) {
            const QString amount = text(*one, "ai_energyQuantity");
            if (!amount.isEmpty())
                amounts.append((amount + u' ' + local(*one, "ai_energyUnit")).trimmed());
        }
        note(notes, words, amounts.join(u" + "_s));
    }
}

/// Fields of use of the catalogue in free words ("healthcare", "credit scoring").
QStringList domainsOf(const QStringList &said)
{
    static const std::pair<QString, QString> words[] = {
        {u"legal"_s, u"legal"_s},       {u"judicial"_s, u"legal"_s},     {u"education"_s, u"education"_s},
        {u"public sector"_s, u"public"_s}, {u"government"_s, u"public"_s}, {u"health"_s, u"health"_s},
        {u"medic"_s, u"health"_s},      {u"financ"_s, u"finance"_s},     {u"bank"_s, u"finance"_s},
        {u"credit"_s, u"finance"_s},    {u"insurance"_s, u"finance"_s},  {u"general"_s, u"general"_s}};
    QStringList found;
    for (const QString &one : said) {
        for (const auto &[word, field] : words) {
            if (one.contains(word, Qt::CaseInsensitive) && !found.contains(field))
                found.append(field);
        }
    }
    return found;
}

void addOnce(QStringList &list, const QString &item)
{
    if (!list.contains(item))
        list.append(item);
}

/// The package's name by its package URL, else by the hub's address that it was downloaded from.
QString purlOf(const json &package)
{
    const QString own = text(package, "software_packageUrl");
    if (!own.isEmpty())
        return own;
    for (const json *identifier : elements(member(package, "externalIdentifier"))) {
        if (local(*identifier, "externalIdentifierType") == "packageUrl"_L1)
            return text(*identifier, "identifier");
    }
    return {};
}

QString hubOf(const json &package)
{
    QString hub = hubNameOfPurl(purlOf(package));
    if (hub.isEmpty())
        hub = hubNameOfUrl(text(package, "software_downloadLocation"));
    if (hub.isEmpty())
        hub = hubNameOfUrl(text(package, "software_homePage"));
    return hub;
}

} // namespace

SpdxGraph::SpdxGraph(QString pointer, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context)
    : m_pointer(std::move(pointer)), m_ordinal(ordinal), m_sink(sink), m_context(context)
{
}

domain::Result<void> SpdxGraph::read(const json &list, qsizetype number)
{
    for (const json *one : elements(list)) {
        if (m_ordinal % 500 == 0) {
            if (m_context.isCancelled())
                return domain::Error{domain::ErrorCode::Cancelled, {}, m_pointer};
            m_context.progress(m_ordinal, 0, {});
        }
        const QString where = m_pointer + u"/@graph/"_s + QString::number(number);
        m_sink.beginRecord(m_ordinal++, where);
        element(*one, number++, where);
    }
    return {};
}

void SpdxGraph::index(const json &list, qsizetype number)
{
    static const QStringList lifted{u"trainedOn"_s, u"finetunedOn"_s, u"testedOn"_s, u"dependsOn"_s, u"descendantOf"_s, u"ancestorOf"_s};
    // What is asked of a package itself.
    static const QStringList asked{u"hasDeclaredLicense"_s, u"hasConcludedLicense"_s, u"hasDocumentation"_s};
    for (const json *one : elements(list)) {
        const qsizetype place = number++;
        if (const QString id = idOf(*one); !id.isEmpty()) {
            Known known{place, text(*one, "name"), text(*one, "simplelicensing_licenseExpression"), {}};
            if (isPackage(typeName(*one)))
                known.package = std::make_shared<const json>(*one);
            m_elements.insert(id, known);
        }
        const QString relation = local(*one, "relationshipType");
        if (relation.isEmpty())
            continue;
        for (const QString &from : endsOf(member(*one, "from"))) {
            for (const QString &to : endsOf(member(*one, "to"))) {
                if (relation == "contains"_L1 && from != to && !m_container.contains(to))
                    m_container.insert(to, from);
                if (const qsizetype at = lifted.indexOf(relation); at >= 0)
                    m_relations.append({lifted.at(at), from, to});
                else if (asked.contains(relation))
                    m_from.insert(relation + u' ' + from, to);
            }
        }
    }
}

void SpdxGraph::relate()
{
    for (const auto &[relation, from, to] : std::as_const(m_relations)) {
        const json *one = packageOf(from);
        const json *other = packageOf(to);
        if (!one || !other || one == other)
            continue;
        addOnce(m_related[relation + u' ' + idOf(*one)], idOf(*other));
        addOnce(m_relating[relation + u' ' + idOf(*other)], idOf(*one));
    }
    m_relations.clear();
}

/// The element itself where it is a model or a dataset, else the nearest one that contains it.
const json *SpdxGraph::packageOf(const QString &id) const
{
    QString at = id;
    // What contains itself in the end is contained by nothing.
    for (int depth = 0; !at.isEmpty() && depth < deepest; ++depth, at = m_container.value(at)) {
        const auto known = m_elements.constFind(at);
        if (known != m_elements.constEnd() && known->package)
            return known->package.get();
    }
    return nullptr;
}

QString SpdxGraph::keyOf(const json &package) const
{
    const QString purl = purlOf(package);
    if (!purl.isEmpty())
        return purl;
    const QString hub = hubOf(package);
    if (!hub.isEmpty())
        return hub;
    return idOf(package);
}

/// Packages that this one is related to, by themselves or by what they contain.
QStringList SpdxGraph::related(const QString &id, const QString &relation) const
{
    return m_related.value(relation + u' ' + id);
}

/// The same from the other end.
QStringList SpdxGraph::relating(const QString &id, const QString &relation) const
{
    return m_relating.value(relation + u' ' + id);
}

QStringList SpdxGraph::keysOf(const QStringList &ids, const QString &type) const
{
    QStringList keys;
    for (const QString &id : ids) {
        const auto known = m_elements.constFind(id);
        if (known != m_elements.constEnd() && known->package && typeName(*known->package) == type)
            keys.append(keyOf(*known->package));
    }
    keys.sort();
    keys.removeDuplicates();
    return keys;
}

/// What its makers declare, else what was concluded of it.
QString SpdxGraph::licenceOf(const QString &id) const
{
    for (const QString &relation : {u"hasDeclaredLicense "_s, u"hasConcludedLicense "_s}) {
        QStringList names;
        for (const QString &licence : m_from.values(relation + id)) {
            const Known known = m_elements.value(licence);
            QString name = known.licence.isEmpty() ? known.name : known.licence;
            // A licence of the SPDX list may be named by its address alone.
            if (name.isEmpty())
                name = local(licence);
            if (!isUnsaid(name) && !isNone(name) && !names.contains(name))
                names.append(name);
        }
        std::sort(names.begin(), names.end());
        if (!names.isEmpty())
            return names.join(u", "_s);
    }
    return {};
}

/// Does the document say that there is no licence? What was declared or concluded beside it counts more.
bool SpdxGraph::hasNoLicence(const QString &id) const
{
    const QStringList licences = m_from.values(u"hasDeclaredLicense "_s + id) + m_from.values(u"hasConcludedLicense "_s + id);
    return licenceOf(id).isEmpty() && std::any_of(licences.begin(), licences.end(), [this](const QString &licence) {
        return isNone(licence) || isNone(m_elements.value(licence).licence);
    });
}

/// An agent by its name, or by its address where the document says no more of it.
QString SpdxGraph::agentName(const QString &id) const
{
    const QString name = m_elements.value(id).name;
    if (isUnsaid(id) || isNone(id))
        return {};
    return name.isEmpty() ? id : name;
}

QString SpdxGraph::makerOf(const json &package) const
{
    QStringList agents = endsOf(member(package, "originatedBy"));
    agents += endsOf(member(package, "suppliedBy"));
    QString hub;
    for (const QString &agent : agents) {
        QString name = agentName(agent);
        // Whose address it is its host may tell; what the last part of it is called tells nothing.
        if (const QString known = name == agent ? organisationOfAddress(agent) : QString(); !known.isEmpty())
            name = known;
        if (!name.isEmpty() && developerName(name).key != "huggingface"_L1)
            return name;
        hub = hub.isEmpty() ? name : hub;
    }
    return hub;
}

bool SpdxGraph::hasNoMaker(const json &package) const
{
    const QStringList agents = endsOf(member(package, "originatedBy")) + endsOf(member(package, "suppliedBy"));
    return makerOf(package).isEmpty() && std::any_of(agents.begin(), agents.end(), isNone);
}

void SpdxGraph::start(Record &record, const json &package) const
{
    record.key = keyOf(package);
    record.name = text(package, "name");
    record.mapping = u"spdx-3/1"_s;
    record.whole = true;
    const QString purl = purlOf(package);
    if (!purl.isEmpty())
        record.aliases.append({u"purl"_s, purl});
    const QString hub = hubOf(package);
    if (!hub.isEmpty() && hub.startsWith("datasets/"_L1) == (record.kind == EntityKind::Dataset))
        record.aliases.append({u"hub"_s, hub});
    say(record, u"licence"_s, licenceOf(idOf(package)));
    if (hasNoLicence(idOf(package)))
        record.fields.append({u"licence"_s, domain::Absent{}});
}

void SpdxGraph::element(const json &value, qsizetype number, const QString &where)
{
    const QString type = typeName(value);
    if (!value.is_object()) {
        m_sink.rejected(u"not-an-object"_s, where, u"an element is an object"_s);
    } else if (type.isEmpty()) {
        m_sink.rejected(u"missing-type"_s, where + u"/type"_s, u"an element must have a type"_s);
    } else if (isPackage(type)) {
        if (idOf(value).isEmpty())
            m_sink.rejected(u"missing-id"_s, where + u"/spdxId"_s, u"a package must have an spdxId"_s);
        else if (text(value, "name").isEmpty())
            m_sink.rejected(u"missing-name"_s, where + u"/name"_s, u"a package must have a name"_s);
        else if (m_elements.value(idOf(value)).number != number)
            m_sink.ignored(u"duplicate-element"_s, u"%1 stands in the document again; the last one counts"_s.arg(idOf(value)));
        else if (type == modelType)
            model(value);
        else
            dataset(value);
    } else if (type.startsWith("software_"_L1)) {
        m_sink.ignored(u"software-component"_s, text(value, "name"));
    } else if (value.contains("relationshipType")) {
        m_sink.ignored(u"relationship"_s, u"read with the packages that it joins: %1"_s.arg(local(value, "relationshipType")));
    } else {
        m_sink.ignored(u"document-element"_s, u"%1 says nothing of models or datasets by itself"_s.arg(type));
    }
}

void SpdxGraph::model(const json &value)
{
    Record record;
    record.kind = EntityKind::Model;
    start(record, value);
    const QString id = idOf(value);
    const auto organisations = sayOrganisation(record, u"developer"_s, makerOf(value));
    if (hasNoMaker(value))
        record.fields.append({u"developer"_s, domain::Absent{}});
    say(record, u"version"_s, text(value, "software_packageVersion"));
    for (const json *hash : elements(member(value, "verifiedUsing"))) {
        if (const QString digest = text(*hash, "hashValue"); !digest.isEmpty()) {
            say(record, u"weights_hash"_s, local(*hash, "algorithm") + u':' + digest);
            break;
        }
    }

    // A model comes from another one; a dataset that it was tuned on says that it was tuned.
    const QStringList tunedOn = related(id, u"finetunedOn"_s);
    QStringList bases = keysOf(tunedOn, modelType);
    bases += keysOf(related(id, u"descendantOf"_s), modelType) + keysOf(relating(id, u"ancestorOf"_s), modelType) +
             keysOf(related(id, u"dependsOn"_s), modelType);
    bases.removeDuplicates();
    say(record, u"base_model"_s, bases.join(u", "_s));
    if (!tunedOn.isEmpty())
        record.fields.append({u"fine_tuned"_s, true});

    const QStringList fields = texts(member(value, "ai_domain"));
    if (const QStringList known = domainsOf(fields); !known.isEmpty())
        record.fields.append({u"domain"_s, domain::ListValue{known, false}});
    if (const QStringList kinds = texts(member(value, "ai_typeOfModel")); !kinds.isEmpty())
        record.fields.append({u"tasks"_s, domain::ListValue{kinds, false}});
    for (const QString &document : m_from.values(u"hasDocumentation "_s + id)) {
        const QString file = m_elements.value(document).name;
        if (file.contains("card"_L1, Qt::CaseInsensitive)) {
            say(record, u"model_card"_s, file);
            break;
        }
    }

    QStringList notes;
    note(notes, {}, text(value, "summary").isEmpty() ? text(value, "comment") : text(value, "summary"));
    if (notes.isEmpty())
        note(notes, {}, text(value, "description"));
    note(notes, u"domains: "_s, fields.join(u", "_s));
    note(notes, u"acts autonomously: "_s, local(value, "ai_autonomyType"));
    note(notes, u"safety risk: "_s, local(value, "ai_safetyRiskAssessment"));
    note(notes, u"uses sensitive personal information: "_s, local(value, "ai_useSensitivePersonalInformation"));
    note(notes, u"standards: "_s, texts(member(value, "ai_standardCompliance")).join(u", "_s));
    note(notes, u"limitation: "_s, text(value, "ai_limitation"));
    noteEnergy(notes, member(value, "ai_energyConsumption"));
    say(record, u"description"_s, notes.join(u"; "_s));

    for (Record organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
}

void SpdxGraph::dataset(const json &value)
{
    Record record;
    record.kind = EntityKind::Dataset;
    start(record, value);
    const QString id = idOf(value);
    const QString sensitive = local(value, "dataset_hasSensitivePersonalInformation");
    // "no" leaves open whether there are personal data that are not sensitive.
    if (sensitive == "yes"_L1)
        record.fields.append({u"classes"_s, domain::ListValue{{u"personal"_s}, false}});

    QStringList origin;
    for (const QString &agent : endsOf(member(value, "originatedBy")))
        note(origin, {}, agentName(agent));
    if (origin.isEmpty())
        note(origin, {}, makerOf(value));
    note(origin, {}, text(value, "software_downloadLocation"));
    say(record, u"provenance"_s, origin.join(u", "_s));

    QStringList models =
        keysOf(relating(id, u"trainedOn"_s), modelType) + keysOf(relating(id, u"finetunedOn"_s), modelType);
    models.removeDuplicates();
    if (!models.isEmpty())
        record.fields.append({u"used_for_training"_s, domain::ListValue{models, false}});

    QStringList notes;
    for (const char *name : {"summary", "description", "comment"}) {
        if (notes.isEmpty())
            note(notes, {}, text(value, name));
    }
    note(notes, u"types: "_s, texts(member(value, "dataset_datasetType")).join(u", "_s));
    note(notes, u"intended use: "_s, text(value, "dataset_intendedUse"));
    note(notes, u"sensitive personal information: "_s, sensitive);
    note(notes, u"confidentiality: "_s, local(value, "dataset_confidentialityLevel"));
    note(notes, u"anonymised by: "_s, texts(member(value, "dataset_anonymizationMethodUsed")).join(u", "_s));
    note(notes, u"known bias: "_s, texts(member(value, "dataset_knownBias")).join(u", "_s));
    note(notes, u"size in bytes: "_s, text(value, "dataset_datasetSize"));
    note(notes, u"availability: "_s, local(value, "dataset_datasetAvailability"));
    note(notes, u"tests: "_s, keysOf(relating(id, u"testedOn"_s), modelType).join(u", "_s));
    say(record, u"description"_s, notes.join(u"; "_s));
    m_sink.entity(std::move(record));
}

} // namespace importers
