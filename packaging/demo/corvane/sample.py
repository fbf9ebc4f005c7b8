# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the tables together: the registers, the exports and the manifest."""

import json

from . import access, ai, answers, assurance, aws_exports, cards, data, organisation, providers, workloads
from .acceptances import ACCEPTANCES
from .assessments import ASSESSMENTS, REQUIREMENTS
from .catalogue import load
from .check import check, stories
from .registers import register
from .values import ALIASES, AS_OF, ID, ZONE

# Name of the register of each kind, in the order of import.
REGISTERS = {
    "location": "locations.csv", "legal_entity": "legal_entities.csv", "provider": "providers.csv",
    "contracting_entity": "contracting_entities.csv", "contract": "contracts.csv", "service": "services.csv",
    "business_service": "business_services.csv", "key": "keys.csv", "accelerator": "accelerators.csv",
    "model": "models.csv", "workload": "workloads.csv", "dataset": "datasets.csv", "processing": "processing.csv",
    "transfer": "transfers.csv", "ai_use": "ai_uses.csv", "subprocessor": "subprocessors.csv",
    "certification": "certifications.csv", "dependency": "dependencies.csv", "request": "requests.csv",
    "identity": "identities.csv", "grant": "grants.csv",
}


# What the sample must name, so that every deployment, service, chip, maker and language can be shown.
NAMED = ["Trainium", "Inferentia", "NVIDIA", "AMD", "Intel", "TPU", "AI Factory", "Outpost", "Local Zone",
         "Dedicated Local Zone", "AWS Region", "European Sovereign Cloud", "Amazon Bedrock", "Amazon SageMaker AI", "Amazon Q",
         "Kiro", "AgentCore Identity", "Amazon Textract", "Amazon Transcribe", "Nova", "AI21 Labs", "Anthropic", "Cohere",
         "Mistral AI", "OpenAI", "Meltemi", "Mistral-7B", "28.5 billion Greek tokens", "SEA-LION", "Nitro System", "NCC Group",
         "ISO42001", "Hugging Face", "Digital Sovereignty Pledge"]


def tables():
    return {
        "location": organisation.locations(),
        "legal_entity": organisation.legal_entities(),
        "provider": providers.providers(),
        "contracting_entity": providers.contracting_entities(),
        "contract": providers.contracts(),
        "service": providers.services(),
        "business_service": organisation.business_services(),
        "key": assurance.keys(),
        "accelerator": ai.accelerators(),
        "model": ai.models(),
        "workload": workloads.workloads(),
        "dataset": data.datasets(),
        "processing": data.processing(),
        "transfer": data.transfers(),
        "ai_use": ai.ai_uses(),
        "subprocessor": assurance.subprocessors(),
        "certification": assurance.certifications(),
        "dependency": assurance.dependencies(),
        "request": assurance.requests(),
        "identity": access.identities(),
        "grant": access.grants(),
    }


def join_with_exports(all_tables):
    """Gives records the globally unique names under which the exports know them."""
    def give(kind, scheme, names):
        records = {record[ID]: record for record in all_tables[kind]}
        for key, name in names.items():
            records[key].setdefault(ALIASES, {})[scheme] = name
    give("workload", "arn", aws_exports.arns())
    give("key", "arn", aws_exports.key_arns())
    give("identity", "arn", aws_exports.agent_arns())
    give("model", "arn", aws_exports.profile_arns())
    give("model", "hub", cards.HUB)
    give("model", "purl", cards.purls())
    give("dataset", "hub", {key: "datasets/" + name for key, name in cards.DATASET_HUB.items()})
    give("location", "arn", {"outpost-par": aws_exports.outpost_arn()})


def manifest(names):
    return {
        "bailiwick_demo": 1,
        "organisation": "CORVANE SE",
        "as_of": AS_OF.isoformat(),
        "sovereign_zone": ZONE,
        "value_sets": {
            "restricted": ["special_category", "children", "health", "genomic", "biometric", "payment_card",
                                   "secrecy", "classified"],
            "high_risk_vendors": ["huawei", "tencent", "alibaba", "baidu", "bytedance", "yandex-cloud", "deepseek"],
        },
        # Registers that the Head of Compliance declares complete: what is not recorded does not exist.
        "attested": ["provider", "contract", "service", "workload", "dataset", "processing", "transfer", "model", "ai_use",
                     "dependency", "subprocessor"],
        "frameworks": ["gdpr", "ai-sov", "eu-csf"],
        "roles": [
            {"id": "compliance", "name": "Head of Compliance"},
            {"id": "dpo", "name": "Data Protection Officer", "advises_only": True},
            {"id": "ciso", "name": "CISO"},
            {"id": "outsourcing", "name": "Outsourcing Officer"},
            {"id": "ai-officer", "name": "AI Officer"},
            {"id": "owner-contact", "name": "Head of Customer Contact"},
            {"id": "owner-lending", "name": "Head of Lending"},
            {"id": "audit", "name": "Internal Auditor", "reads_only": True},
            {"id": "board", "name": "Board Member", "reads_only": True},
        ],
        "files": names,
        "acceptances": ACCEPTANCES,
        "assessments": ASSESSMENTS,
        "requirements": REQUIREMENTS,
    }


def files():
    """Name and text of every file, and the faults of the tables."""
    catalogue = load()
    all_tables = tables()
    join_with_exports(all_tables)
    faults = check(all_tables, catalogue) + stories(all_tables) + answers.faults(all_tables, catalogue)
    content = {REGISTERS[kind]: register(kind, rows, catalogue) for kind, rows in all_tables.items()}
    content.update(aws_exports.files({record[ID]: record for record in all_tables["workload"]}))
    content["models-ml-bom.cdx.json"] = cards.bill_of_materials(all_tables["model"])
    content.update(cards.cards())
    content["answers.csv"] = answers.register()
    names = list(content)
    text = "\n".join(content.values())
    faults += [f"nothing names {term}" for term in NAMED if term not in text]
    content["manifest.json"] = json.dumps(manifest(names), indent=2, ensure_ascii=False) + "\n"
    return content, faults
