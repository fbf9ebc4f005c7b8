// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/arn.h"
#include "importers/aws/awsanswer.h"
#include "importers/aws/bedrock.h"
#include "importers/aws/bedrockmodels.h"
#include "importers/fieldforms.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr auto BedrockMapping = "aws-bedrock-resources/1";

/// A list, the member of an element's ARN in it, and in the answer for one alone; the part of the ARN that tells it.
struct Answer
{
    const char *list;
    const char *arn;
    const char *singleArn;
    const char *part;
};
constexpr std::array answers = {
    Answer{"guardrails", "arn", "guardrailArn", ":guardrail/"},
    Answer{"provisionedModelSummaries", "provisionedModelArn", "provisionedModelArn", ":provisioned-model/"},
    Answer{"agentRuntimes", "agentRuntimeArn", "agentRuntimeArn", ":runtime/"},
};

/// As the API documents them, of all answers: what one name means in them has one type.
constexpr std::array bedrockForms = {
    FieldForm{"name", TextForm},
    FieldForm{"status", TextForm},
    FieldForm{"description", TextForm},
    FieldForm{"kmsKeyArn", TextForm},
    FieldForm{"provisionedModelName", TextForm},
    FieldForm{"foundationModelArn", TextForm},
    FieldForm{"modelArn", TextForm},
    FieldForm{"modelUnits", NumberForm},
    FieldForm{"commitmentDuration", TextForm},
    FieldForm{"agentRuntimeName", TextForm},
    FieldForm{"roleArn", TextForm},
    FieldForm{"createdAt", TextForm | NumberForm},
    FieldForm{"agentRuntimeArtifact", ObjectForm},
    FieldForm{"agentRuntimeArtifact", ObjectForm, "containerConfiguration"},
};

struct Found
{
    const Answer *answer = nullptr;
    const json *list = nullptr; ///< null: one item
    const char *arn = nullptr;
};
Found answerOf(const json &root)
{
    for (const Answer &answer : answers) {
        const json &list = member(root, answer.list);
        if (list.is_array() && (list.empty() || text(list.front(), answer.arn).contains(QLatin1String(answer.part))))
            return {&answer, &list, answer.arn};
        if (text(root, answer.singleArn).contains(QLatin1String(answer.part)))
            return {&answer, nullptr, answer.singleArn};
    }
    return {};
}

void guardrail(const json &item, const Arn &arn, domain::RecordSink &sink)
{
    Record record = bedrockSystem(arn, "AWS::Bedrock::Guardrail", QString::fromLatin1(BedrockMapping));
    if (const QString name = text(item, "name"); !name.isEmpty())
        record.name = name;
    record.whole = item.contains("guardrailArn"); // the list says less
    say(record, u"state"_s, text(item, "status"));
    say(record, u"description"_s, text(item, "description"));
    sayBedrockKey(record, text(item, "kmsKeyArn").trimmed());
    sink.entity(std::move(record));
}

/// Capacity that is bought for a model: it runs in this region alone.
void provisioned(const json &item, const Arn &arn, domain::RecordSink &sink)
{
    const BedrockThroughput told{text(item, "provisionedModelName"), text(item, "modelArn"), text(item, "foundationModelArn"), text(item, "modelUnits"), text(item, "commitmentDuration"),
                                 text(item, "status")};
    for (Record &record : bedrockThroughput(arn, told, QString::fromLatin1(BedrockMapping)))
        sink.entity(std::move(record));
}

/// An agent of AgentCore: the system that runs it, and the identity that acts through the runtime's role.
void runtime(const json &item, const Arn &arn, domain::RecordSink &sink)
{
    const QString mapping = QString::fromLatin1(BedrockMapping);
    Record agent;
    agent.kind = EntityKind::Identity;
    agent.key = arn.text();
    agent.name = text(item, "agentRuntimeName");
    agent.mapping = mapping;
    agent.aliases.append({u"arn"_s, agent.key});
    say(agent, u"kind"_s, u"agent"_s);
    say(agent, u"account"_s, arn.account);
    agent.fields.append({u"provider"_s, Reference{awsProviderOfPartition(arn.partition)}});
    agent.fields.append({u"external"_s, false});
    say(agent, u"credential_type"_s, u"short_lived"_s); // it acts through its role
    if (const auto day = awsDay(member(item, "createdAt")))
        agent.fields.append({u"created_at"_s, qint64{*day}});
    if (const QString role = text(item, "roleArn").trimmed(); !role.isEmpty())
        agent.fields.append({u"member_of"_s, domain::ListValue{{role}, false}});
    say(agent, u"description"_s, text(item, "description"));
    sink.entity(std::move(agent));

    Record system = bedrockSystem(arn, "AWS::BedrockAgentCore::Runtime", mapping);
    system.name = text(item, "agentRuntimeName");
    system.whole = item.contains("roleArn"); // the list says less
    say(system, u"state"_s, text(item, "status"));
    const json &container = member(member(item, "agentRuntimeArtifact"), "containerConfiguration");
    say(system, u"image"_s, text(container, "containerUri"));
    sink.entity(std::move(system));
}

} // namespace

QString BedrockResources::id() const
{
    return u"aws-bedrock-resources"_s;
}

QString BedrockResources::displayName() const
{
    return u"Amazon Bedrock guardrails, provisioned throughput, AgentCore runtimes"_s;
}

int BedrockResources::score(const json &root) const
{
    const Found found = answerOf(root);
    if (!found.answer)
        return 0;
    return found.list && found.list->empty() ? 1 : 3;
}

domain::SourceHeader BedrockResources::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    const Found found = answerOf(root);
    header.scope = found.answer ? scopeOfAwsAnswer(root, found.list, found.answer->list, found.arn, source) : source.probe.fileName;
    return header;
}

domain::Result<void> BedrockResources::read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    const json &root = *page.root;
    const QString &pointerBase = page.pointer;
    const Found found = answerOf(root);
    if (!found.answer)
        return {};
    const QString base = found.list ? pointerBase + u'/' + QLatin1String(found.answer->list) : pointerBase;
    const QLatin1String part(found.answer->part);
    const QString list = QString::fromLatin1(found.answer->list);
    AwsReachSink reaching(sink);
    FieldForms forms(bedrockForms, reaching);
    json copy;
    qsizetype i = 0;
    for (const json *written : found.list ? elements(*found.list) : std::vector<const json *>{&root}) {
        if (ordinal % 500 == 0 && context.isCancelled())
            return domain::Error{domain::ErrorCode::Cancelled, {}, base};
        const QString where = found.list ? base + u'/' + QString::number(i++) : base;
        sink.beginRecord(ordinal++, where);
        if (!forms.isTextOrMissing(*written, found.arn, where))
            continue;
        const json &item = forms.sound(*written, where, copy);
        const auto arn = Arn::fromText(text(item, found.arn));
        if (!arn || !arn->text().contains(part)) {
            sink.rejected(u"missing-arn"_s, where, u"%1 is no ARN of the form ...%2..."_s.arg(QLatin1String(found.arn), part));
            continue;
        }
        reaching.speakOf(found.list ? awsFeedOfList(list, *arn) : arn->text(), list, *arn, found.list != nullptr);
        if (part == ":guardrail/"_L1)
            guardrail(item, *arn, reaching);
        else if (part == ":runtime/"_L1)
            runtime(item, *arn, reaching);
        else
            provisioned(item, *arn, reaching);
    }
    return {};
}

} // namespace importers
