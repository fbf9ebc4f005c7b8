# SPDX-License-Identifier: GPL-3.0-or-later
"""Bedrock and SageMaker: lists of the command line, whose quotas keep most of them small."""
from . import ACCOUNTS, WORDS, code, day, export, listed, name, of, uuid

HERE = "eu-central-1:" + ACCOUNTS[0]


def foundation(i):
    model = "%s.%s-%s-v%d:0" % (of(["anthropic", "amazon", "meta", "mistral", "cohere"], i), of(WORDS, i), code(i, 6), i % 5)
    return {"modelArn": "arn:aws:bedrock:eu-central-1::foundation-model/" + model, "modelId": model, "modelName": "Model " + name(i),
            "providerName": of(["Anthropic", "Amazon", "Meta", "Mistral AI", "Cohere"], i), "inputModalities": ["TEXT", "IMAGE"], "outputModalities": ["TEXT"],
            "responseStreamingSupported": True, "customizationsSupported": [], "inferenceTypesSupported": ["ON_DEMAND", "INFERENCE_PROFILE"],
            "modelLifecycle": {"status": "ACTIVE"}}


def custom(i):
    return {"modelArn": "arn:aws:bedrock:%s:custom-model/amazon.titan-text-express-v1:0:8k/%s" % (HERE, code(i, 12)), "modelName": name(i),
            "creationTime": day(i) + "+00:00", "baseModelArn": "arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-text-express-v1:0:8k",
            "baseModelName": "Titan Text G1 - Express", "customizationType": "FINE_TUNING", "ownerAccountId": ACCOUNTS[0], "modelStatus": "Active"}


def profile(i):
    base = "anthropic.claude-sonnet-4-20250514-v1:0"
    return {"inferenceProfileName": name(i), "description": "Profile with tag for cost allocation tracking of " + name(i), "createdAt": day(i) + "+00:00",
            "updatedAt": day(i) + "+00:00", "inferenceProfileArn": "arn:aws:bedrock:%s:application-inference-profile/%s" % (HERE, code(i, 12)),
            "models": [{"modelArn": "arn:aws:bedrock:%s::foundation-model/%s" % (r, base)} for r in ("eu-central-1", "eu-west-1", "eu-north-1")],
            "inferenceProfileId": code(i, 12), "status": "ACTIVE", "type": "APPLICATION"}


def agent_summary(i):
    return {"agentId": code(i, 10).upper(), "agentName": name(i), "agentStatus": "PREPARED", "latestAgentVersion": "1", "updatedAt": day(i) + "+00:00"}


def agent(i):
    return {"agent": {"agentId": code(i, 10).upper(), "agentName": name(i), "agentArn": "arn:aws:bedrock:%s:agent/%s" % (HERE, code(i, 10).upper()), "agentVersion": "DRAFT",
            "agentStatus": "PREPARED", "idleSessionTTLInSeconds": 600, "agentResourceRoleArn": "arn:aws:iam::%s:role/agent-%s" % (ACCOUNTS[0], name(i)),
            "foundationModel": "anthropic.claude-3-haiku-20240307-v1:0", "createdAt": day(i) + "+00:00", "updatedAt": day(i) + "+00:00",
            "promptOverrideConfiguration": {"promptConfigurations": [{"promptType": kind, "promptCreationMode": "DEFAULT", "promptState": "ENABLED",
                "basePromptTemplate": "You are given a question about %s. Answer with what the documents say.\n" % name(i) * 60,
                "inferenceConfiguration": {"temperature": 0.0, "topP": 1.0, "topK": 250, "maximumLength": 2048}}
                for kind in ("PRE_PROCESSING", "ORCHESTRATION", "KNOWLEDGE_BASE_RESPONSE_GENERATION")]}}}


def guardrail(i):
    return {"id": code(i, 12), "arn": "arn:aws:bedrock:%s:guardrail/%s" % (HERE, code(i, 12)), "status": "READY", "name": name(i), "description": "Keeps to " + name(i),
            "version": "DRAFT", "createdAt": day(i) + "+00:00", "updatedAt": day(i) + "+00:00"}


def training(i):
    job = "train-%s-%s" % (name(i), day(i).replace(":", "-"))
    return {"TrainingJobName": job, "TrainingJobArn": "arn:aws:sagemaker:%s:training-job/%s" % (HERE, job), "CreationTime": day(i) + ".123000+00:00",
            "TrainingEndTime": day(i + 2) + ".456000+00:00", "LastModifiedTime": day(i + 2) + ".789000+00:00", "TrainingJobStatus": of(["Completed", "Failed"], i)}


export("aws-bedrock-models", "bedrock_list-foundation-models.json", listed(foundation, '{"modelSummaries": [\n', "\n]}\n", most=1000),
       small="a region offers some hundred models")
export("aws-bedrock-custom-models", "bedrock_list-custom-models.json", listed(custom, '{"modelSummaries": [\n', "\n]}\n", most=1000),
       small="a quota of 100 models")
export("aws-bedrock-inference-profiles", "bedrock_list-inference-profiles.json", listed(profile, '{"inferenceProfileSummaries": [\n', "\n]}\n", most=1000),
       small="a quota of 1,000 profiles")
export("aws-bedrock-agents", "bedrock-agent_get-agent.json", listed(agent, "", "\n", sep="\n", most=1000),
       small="one answer is one agent; here all of a quota of 1,000")
export("aws-bedrock-agent-lists", "bedrock-agent_list-agents.json", listed(agent_summary, '{"agentSummaries": [\n', "\n]}\n", most=1000),
       small="a quota of 1,000 agents")
export("aws-bedrock-resources", "bedrock_list-guardrails.json", listed(guardrail, '{"guardrails": [\n', "\n]}\n", most=1000), small="a quota of 100 guardrails")
export("aws-sagemaker", "sagemaker_list-training-jobs.json", listed(training, '{"TrainingJobSummaries": [\n', "\n]}\n"))
