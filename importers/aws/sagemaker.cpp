// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/sagemaker.h"

#include "importers/aws/arn.h"
#include "importers/aws/awsanswer.h"
#include "importers/aws/bucketdata.h"
#include "importers/aws/configtypes.h"
#include "importers/aws/sagemakermodel.h"
#include "importers/fieldforms.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <array>
#include <iterator>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

/// What an answer lists: the member of the list, the member of an element's ARN and its native type.
struct SageMakerAnswer
{
    const char *list;
    const char *arn;
    const char *type;
    const char *name;
    const char *state;
};
constexpr std::array sageMakerAnswers = {
    SageMakerAnswer{"Endpoints", "EndpointArn", "AWS::SageMaker::Endpoint", "EndpointName", "EndpointStatus"},
    SageMakerAnswer{"EndpointConfigs", "EndpointConfigArn", "AWS::SageMaker::EndpointConfig", "EndpointConfigName", ""},
    SageMakerAnswer{"Models", "ModelArn", "AWS::SageMaker::Model", "ModelName", ""},
    SageMakerAnswer{"NotebookInstances", "NotebookInstanceArn", "AWS::SageMaker::NotebookInstance", "NotebookInstanceName",
           "NotebookInstanceStatus"},
    SageMakerAnswer{"TrainingJobSummaries", "TrainingJobArn", "AWS::SageMaker::TrainingJob", "TrainingJobName",
           "TrainingJobStatus"},
    SageMakerAnswer{"ClusterSummaries", "ClusterArn", "AWS::SageMaker::Cluster", "ClusterName", "ClusterStatus"},
};

constexpr auto SageMakerMapping = "aws-sagemaker/1";

/// As the API documents them, of all answers: what one name means in them has one type.
constexpr std::array sageMakerForms = {
    FieldForm{"EndpointName", TextForm},
    FieldForm{"EndpointStatus", TextForm},
    FieldForm{"EndpointConfigName", TextForm},
    FieldForm{"ProductionVariants", ListForm},
    FieldForm{"ShadowProductionVariants", ListForm},
    FieldForm{"KmsKeyId", TextForm},
    FieldForm{"DataCaptureConfig", ObjectForm},
    FieldForm{"DataCaptureConfig", TextForm, "DestinationS3Uri"},
    FieldForm{"AsyncInferenceConfig", ObjectForm},
    FieldForm{"AsyncInferenceConfig", ObjectForm, "OutputConfig"},
    FieldForm{"ModelName", TextForm},
    FieldForm{"PrimaryContainer", ObjectForm},
    FieldForm{"PrimaryContainer", TextForm, "Image"},
    FieldForm{"PrimaryContainer", TextForm, "ModelDataUrl"},
    FieldForm{"PrimaryContainer", TextForm, "ModelPackageName"},
    FieldForm{"PrimaryContainer", ObjectForm, "ModelDataSource"},
    FieldForm{"Containers", ListForm},
    FieldForm{"NotebookInstanceName", TextForm},
    FieldForm{"NotebookInstanceStatus", TextForm},
    FieldForm{"InstanceType", TextForm},
    FieldForm{"TrainingJobName", TextForm},
    FieldForm{"TrainingJobStatus", TextForm},
    FieldForm{"ResourceConfig", ObjectForm},
    FieldForm{"ResourceConfig", TextForm, "InstanceType"},
    FieldForm{"ResourceConfig", NumberForm, "InstanceCount"},
    FieldForm{"ResourceConfig", TextForm, "VolumeKmsKeyId"},
    FieldForm{"AlgorithmSpecification", ObjectForm},
    FieldForm{"AlgorithmSpecification", TextForm, "TrainingImage"},
    FieldForm{"InputDataConfig", ListForm},
    FieldForm{"ClusterName", TextForm},
    FieldForm{"ClusterStatus", TextForm},
    FieldForm{"InstanceGroups", ListForm},
};
/// Of the elements of the lists in them: variants, containers, groups of machines.
constexpr std::array partForms = {
    FieldForm{"ModelName", TextForm},
    FieldForm{"InstanceType", TextForm},
    FieldForm{"InitialInstanceCount", NumberForm},
    FieldForm{"CurrentInstanceCount", NumberForm},
    FieldForm{"ServerlessConfig", ObjectForm},
    FieldForm{"Image", TextForm},
    FieldForm{"ModelDataUrl", TextForm},
    FieldForm{"ModelPackageName", TextForm},
    FieldForm{"ModelDataSource", ObjectForm},
    FieldForm{"InstanceGroupName", TextForm},
    FieldForm{"CurrentCount", NumberForm},
};
constexpr std::array partLists = {"ProductionVariants", "ShadowProductionVariants", "Containers", "InstanceGroups"};

bool isOfSageMaker(const json &item, const char *arnMember)
{
    return text(item, arnMember).trimmed().section(u':', 2, 2) == "sagemaker"_L1;
}

/// The answer that the root is, and whether it lists several. Comprehend's lists have the same names.
struct SageMakerFound
{
    const SageMakerAnswer *answer = nullptr;
    const json *list = nullptr; ///< null: one item
};
SageMakerFound sageMakerAnswerOf(const json &root)
{
    for (const SageMakerAnswer &answer : sageMakerAnswers) {
        const json &list = member(root, answer.list);
        if (list.is_array() && (list.empty() || isOfSageMaker(list.front(), answer.arn)))
            return {&answer, &list};
    }
    const json &first = root.is_array() && !root.empty() ? root.front() : root;
    for (const SageMakerAnswer &answer : sageMakerAnswers) {
        if (isOfSageMaker(first, answer.arn))
            return {&answer, root.is_array() ? &root : nullptr};
    }
    return {};
}

/// SageMaker writes names into ARNs in lower case.
QString arnOf(const Arn &near, const QString &type, const QString &name)
{
    return Arn{near.partition, near.service, near.region, near.account, type + u'/' + name.toLower()}.text();
}

qint64 countOf(const json &value)
{
    return value.is_number_integer() ? std::max<qint64>(0, value.get<qint64>()) : -1;
}

/// Looks through a record and the elements of its lists.
class Checked
{
public:
    explicit Checked(domain::RecordSink &sink) : m_forms(sageMakerForms, sink), m_partForms(partForms, sink) {}

    bool hasArn(const json &record, const char *arn, const QString &where) { return m_forms.isTextOrMissing(record, arn, where); }
    /// The record, or `copy` made of it without what has a wrong type.
    const json &sound(const json &record, const QString &where, json &copy)
    {
        const json *result = &m_forms.sound(record, where, copy);
        for (const char *list : partLists) {
            const json &parts = member(*result, list);
            for (std::size_t i = 0; parts.is_array() && i < parts.size(); ++i) {
                json part;
                if (&m_partForms.sound(parts[i], where + u'/' + QLatin1String(list) + u'/' + QString::number(i), part) != &part)
                    continue;
                if (result != &copy)
                    copy = record;
                result = &copy;
                copy[list][i] = std::move(part);
            }
        }
        return *result;
    }

private:
    FieldForms m_forms, m_partForms;
};

class Reader
{
public:
    explicit Reader(domain::RecordSink &sink) : m_sink(sink) {}

    void read(const json &item, const SageMakerAnswer &answer, const Arn &arn, const QString &where)
    {
        const std::string_view type = answer.type;
        if (type == "AWS::SageMaker::Model") {
            model(item, arn);
            return;
        }
        Record record = started(item, answer, arn);
        if (type == "AWS::SageMaker::Endpoint")
            endpoint(record, item, arn);
        else if (type == "AWS::SageMaker::EndpointConfig")
            configuration(record, item, arn, where);
        else if (type == "AWS::SageMaker::TrainingJob")
            trainingJob(record, item, arn);
        else if (type == "AWS::SageMaker::Cluster")
            cluster(record, item);
        else
            notebook(record, item);
        m_sink.entity(std::move(record));
    }

private:
    static void addArns(Record &record, const Arn &arn)
    {
        record.key = arn.text();
        record.aliases.append({u"arn"_s, record.key});
        Arn small = arn;
        small.resource = arn.resource.toLower();
        if (small != arn)
            record.aliases.append({u"arn"_s, small.text()});
    }

    static void sayPlace(Record &record, const Arn &arn, bool processes)
    {
        if (arn.region.isEmpty())
            return;
        const int facets = Facet::Hosting | (processes ? Facet::Processing : 0);
        record.places.append(awsPlace(arn.region, facets));
        record.completeFacets = facets;
    }

    static Record system(const Arn &arn, const char *typeName)
    {
        Record record;
        record.kind = EntityKind::Workload;
        record.mapping = QString::fromLatin1(SageMakerMapping);
        addArns(record, arn);
        const ConfigType type = configType(typeName);
        say(record, u"role"_s, type.assessed ? u"assessed"_s : u"supporting"_s);
        say(record, u"resource_type"_s, QString::fromLatin1(typeName));
        record.fields.append({u"provider"_s, Reference{awsProviderOfPartition(arn.partition)}});
        say(record, u"account"_s, arn.account);
        if (type.serviceModel)
            say(record, u"service_model"_s, QString::fromLatin1(type.serviceModel));
        return record;
    }

    /// What the list and the description have in common. Only a description tells the whole.
    static Record started(const json &item, const SageMakerAnswer &answer, const Arn &arn)
    {
        Record record = system(arn, answer.type);
        record.name = text(item, answer.name);
        const bool described = item.contains("ProductionVariants") || item.contains("InstanceType") ||
                               item.contains("InstanceGroups") || item.contains("ResourceConfig");
        record.whole = described;
        if (*answer.state)
            say(record, u"state"_s, text(item, answer.state));
        const bool config = std::string_view(answer.type) == "AWS::SageMaker::EndpointConfig";
        sayPlace(record, arn, !config);
        return record;
    }

    static void sayKey(Record &record, const QString &key)
    {
        if (key.isEmpty())
            return;
        record.fields.append({u"encryption_at_rest"_s, true});
        say(record, u"key_management"_s, key.contains("alias/aws/"_L1) ? u"provider"_s : u"cmk"_s);
        if (key.contains(":key/"_L1))
            record.fields.append({u"key"_s, Reference{key}});
    }

    /// What people ask a model and what it answers, kept in a bucket: prompts and answers may hold anything that the endpoint is used for.
    void kept(Record &record, const json &item, const Arn &arn)
    {
        struct Kept
        {
            QString uri;
            QString name;
            QString provenance;
        };
        const json &capture = member(item, "DataCaptureConfig");
        const json &answers = member(member(item, "AsyncInferenceConfig"), "OutputConfig");
        QStringList keys;
        for (const Kept &one : {Kept{member(capture, "EnableCapture") == json(false) ? QString() : text(capture, "DestinationS3Uri").trimmed(), u"inference data captured by %1"_s,
                                     u"requests and answers that SageMaker captures (DataCaptureConfig of %1)"_s},
                                Kept{text(answers, "S3OutputPath").trimmed(), u"answers of asynchronous inference by %1"_s,
                                     u"answers that SageMaker writes (AsyncInferenceConfig of %1)"_s}}) {
            if (!one.uri.startsWith("s3://"_L1) || keys.contains(one.uri))
                continue;
            Record dataset = awsDataInBucket(one.uri, arn.partition, record.mapping);
            dataset.name = one.name.arg(record.name);
            say(dataset, u"provenance"_s, one.provenance.arg(record.name));
            keys.append(dataset.key);
            m_sink.entity(std::move(dataset));
        }
        if (!keys.isEmpty())
            record.fields.append({u"datasets"_s, domain::ListValue{keys, false}});
    }

    void endpoint(Record &record, const json &item, const Arn &arn)
    {
        kept(record, item, arn);
        qint64 running = 0;
        bool told = false;
        for (const json *variant : elements(member(item, "ProductionVariants"))) {
            const qint64 count = countOf(member(*variant, "CurrentInstanceCount"));
            told = told || count >= 0;
            running += std::max<qint64>(0, count);
        }
        if (told)
            record.fields.append({u"instance_count"_s, running});
        const QString configured = text(item, "EndpointConfigName").trimmed();
        if (configured.isEmpty())
            return;
        // The machines and models stand in the configuration, which comes in a file of its own, before or after.
        const auto its = Arn::fromText(arnOf(arn, u"endpoint-config"_s, configured));
        Record part = system(*its, "AWS::SageMaker::EndpointConfig");
        part.name = configured;
        part.fields.append({u"part_of"_s, Reference{record.key}});
        sayPlace(part, *its, false);
        m_sink.entity(std::move(part));
    }

    void configuration(Record &record, const json &item, const Arn &arn, const QString &where)
    {
        QStringList types;
        QStringList models;
        qint64 machines = 0;
        bool counted = true;
        int serverless = 0;
        for (const char *list : {"ProductionVariants", "ShadowProductionVariants"}) {
            for (const json *variant : elements(member(item, list))) {
                if (const QString model = text(*variant, "ModelName").trimmed(); !model.isEmpty()) {
                    const QString key = arnOf(arn, u"model"_s, model);
                    if (!models.contains(key))
                        models.append(key);
                }
                serverless += static_cast<int>(member(*variant, "ServerlessConfig").is_object());
                const QString type = text(*variant, "InstanceType").trimmed();
                if (type.isEmpty())
                    continue;
                if (!types.contains(type))
                    types.append(type);
                const qint64 count = countOf(member(*variant, "InitialInstanceCount"));
                counted = counted && count >= 0;
                machines += std::max<qint64>(0, count);
            }
        }
        if (!models.isEmpty())
            record.fields.append({u"models"_s, domain::ListValue{models, false}});
        // Of several variants each has machines of its own kind; one type does not tell them.
        if (types.size() == 1) {
            say(record, u"instance_type"_s, types.first());
            if (counted)
                record.fields.append({u"instance_count"_s, machines});
        } else if (types.size() > 1) {
            m_sink.diagnostic({u"several-types"_s, domain::DiagnosticLevel::Warning, where,
                               u"%1: its variants run on machines of several types (%2): put their accelerators into the "
                               "register of accelerators"_s.arg(record.name, types.join(u", "_s))});
        }
        kept(record, item, arn);
        if (serverless > 0 && types.isEmpty())
            say(record, u"description"_s, u"serverless: no machines of its own"_s);
        sayKey(record, text(item, "KmsKeyId").trimmed());
    }

    void model(const json &item, const Arn &arn)
    {
        Record record;
        record.kind = EntityKind::Model;
        record.mapping = QString::fromLatin1(SageMakerMapping);
        addArns(record, arn);
        record.name = text(item, "ModelName");
        record.fields.append({u"provider"_s, Reference{awsProviderOfPartition(arn.partition)}});
        // It was made to be deployed; what AWS only offers has no ARN of the account.
        say(record, u"availability"_s, u"in_use"_s);
        sayPlace(record, arn, true);
        std::vector<const json *> containers = elements(member(item, "Containers"));
        if (member(item, "PrimaryContainer").is_object())
            containers.insert(containers.begin(), &member(item, "PrimaryContainer"));
        record.whole = !containers.empty();
        QList<SageMakerContainer> read;
        for (const json *container : containers) {
            SageMakerContainer one;
            one.image = text(*container, "Image").trimmed();
            one.package = text(*container, "ModelPackageName").trimmed();
            const json &source = member(member(*container, "ModelDataSource"), "S3DataSource");
            one.weights = text(*container, "ModelDataUrl").trimmed();
            if (one.weights.isEmpty())
                one.weights = text(source, "S3Uri").trimmed();
            one.content = text(member(source, "HubAccessConfig"), "HubContentArn").trimmed();
            for (const char *variable : SageMakerModelVariables) {
                if (one.fetched.isEmpty())
                    one.fetched = text(member(*container, "Environment"), variable).trimmed();
            }
            read.append(one);
        }
        QList<Record> organisations;
        saySageMakerModel(record, read, arn.account, {}, organisations);
        for (Record &organisation : organisations)
            m_sink.entity(std::move(organisation));
        m_sink.entity(std::move(record));
    }

    void notebook(Record &record, const json &item)
    {
        say(record, u"instance_type"_s, text(item, "InstanceType"));
        // A stopped notebook holds no machine.
        if (item.contains("InstanceType"))
            record.fields.append(
                {u"instance_count"_s, qint64{text(item, "NotebookInstanceStatus") == "Stopped"_L1 ? 0 : 1}});
        sayKey(record, text(item, "KmsKeyId").trimmed());
    }

    void trainingJob(Record &record, const json &item, const Arn &arn)
    {
        const json &resources = member(item, "ResourceConfig");
        const QString status = text(item, "TrainingJobStatus");
        // The machines were given back when it ended.
        if (status == "InProgress"_L1 || status == "Stopping"_L1) {
            say(record, u"instance_type"_s, text(resources, "InstanceType"));
            if (const qint64 count = countOf(member(resources, "InstanceCount")); count >= 0)
                record.fields.append({u"instance_count"_s, count});
        }
        say(record, u"image"_s, text(member(item, "AlgorithmSpecification"), "TrainingImage"));
        sayKey(record, text(resources, "VolumeKmsKeyId").trimmed());
        QStringList datasets;
        for (const json *channel : elements(member(item, "InputDataConfig"))) {
            const QString uri = text(member(member(*channel, "DataSource"), "S3DataSource"), "S3Uri").trimmed();
            if (uri.isEmpty() || datasets.contains(uri))
                continue;
            datasets.append(uri);
            Record dataset = awsDataInBucket(uri, arn.partition, record.mapping);
            say(dataset, u"provenance"_s, uri);
            m_sink.entity(std::move(dataset));
        }
        if (!datasets.isEmpty())
            record.fields.append({u"datasets"_s, domain::ListValue{datasets, false}});
    }

    /// HyperPod: each group of machines is a part of the cluster.
    void cluster(Record &record, const json &item)
    {
        for (const json *group : elements(member(item, "InstanceGroups"))) {
            const QString name = text(*group, "InstanceGroupName").trimmed();
            if (name.isEmpty())
                continue;
            Record part;
            part.kind = EntityKind::Workload;
            part.key = record.key + u"#group/"_s + name;
            part.name = record.name + u'/' + name;
            part.mapping = record.mapping;
            part.whole = true;
            part.places = record.places;
            part.completeFacets = record.completeFacets;
            for (const domain::Field &field : std::as_const(record.fields)) {
                if (field.attr == "provider"_L1 || field.attr == "account"_L1)
                    part.fields.append(field);
            }
            say(part, u"role"_s, u"supporting"_s);
            say(part, u"resource_type"_s, u"AWS::SageMaker::Cluster/InstanceGroup"_s);
            part.fields.append({u"part_of"_s, Reference{record.key}});
            say(part, u"instance_type"_s, text(*group, "InstanceType"));
            if (const qint64 count = countOf(member(*group, "CurrentCount")); count >= 0)
                part.fields.append({u"instance_count"_s, count});
            m_sink.entity(std::move(part));
        }
    }

    domain::RecordSink &m_sink;
};

} // namespace

QString SageMaker::id() const
{
    return u"aws-sagemaker"_s;
}

QString SageMaker::displayName() const
{
    return u"Amazon SageMaker"_s;
}

int SageMaker::score(const json &root) const
{
    const SageMakerFound found = sageMakerAnswerOf(root);
    if (!found.answer)
        return 0;
    // "Models" and "Endpoints" may be anybody's when they are empty.
    return found.list && found.list->empty() ? 1 : 3;
}

bool SageMaker::mayCut(std::string_view pointer) const
{
    return pointer.empty() || std::any_of(sageMakerAnswers.begin(), sageMakerAnswers.end(), [&](const SageMakerAnswer &a) { return nameOf(pointer) == a.list; });
}

domain::SourceHeader SageMaker::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    const SageMakerFound found = sageMakerAnswerOf(root);
    header.scope = found.answer ? scopeOfAwsAnswer(root, found.list, found.answer->list, found.answer->arn, source) : source.probe.fileName;
    return header;
}

domain::Result<void> SageMaker::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const SageMakerFound found = sageMakerAnswerOf(root);
    if (!found.answer)
        return {};
    // Descriptions that were appended to one another say nothing of all the others.
    if (!found.list || root.is_array())
        sink.markSelection();
    AwsReachSink reaching(sink);
    Reader reader(reaching);
    Checked checked(reaching);
    json copy;
    const QString list = QString::fromLatin1(found.answer->list);
    const QString base = root.is_array() || !found.list ? page.pointer
                                                        : page.pointer + u'/' + QLatin1String(found.answer->list);
    qsizetype i = found.list ? page.first(*found.list) : 0;
    for (const json *written : found.list ? elements(*found.list) : std::vector<const json *>{&root}) {
        if (ordinal % 500 == 0 && context.isCancelled())
            return domain::Error{domain::ErrorCode::Cancelled, {}, base};
        const QString where = found.list ? base + u'/' + QString::number(i++) : base;
        sink.beginRecord(ordinal++, where);
        if (!checked.hasArn(*written, found.answer->arn, where))
            continue;
        const json &item = checked.sound(*written, where, copy);
        const auto arn = Arn::fromText(text(item, found.answer->arn));
        if (!arn || arn->service != "sagemaker"_L1) {
            sink.rejected(u"missing-arn"_s, where, QLatin1String(found.answer->arn) + u" is not an ARN of SageMaker"_s);
            continue;
        }
        reaching.speakOf(found.list ? awsFeedOfList(list, *arn) : arn->text(), list, *arn, found.list != nullptr);
        reader.read(item, *found.answer, *arn, where);
    }
    return {};
}

} // namespace importers
