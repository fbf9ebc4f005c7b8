# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the tables together: the registers, the exports and the manifest."""

import json

from . import access, ai, assurance, data, organisation, providers, workloads
from .catalogue import load
from .check import check
from .registers import register
from .values import AS_OF, ZONE

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


def manifest(names):
    return {
        "bailiwick_demo": 1,
        "organisation": "CORVANE SE",
        "as_of": AS_OF.isoformat(),
        "sovereign_zone": ZONE,
        "value_sets": {
            "restricted_classes": ["special_category", "children", "health", "genomic", "biometric", "payment_card",
                                   "secrecy", "classified"],
            "high_risk_vendors": ["huawei", "tencent", "alibaba", "baidu", "bytedance", "yandex-cloud", "deepseek"],
        },
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
    }


def files():
    """Name and text of every file, and the faults of the tables."""
    catalogue = load()
    all_tables = tables()
    faults = check(all_tables, catalogue)
    content = {REGISTERS[kind]: register(kind, rows, catalogue) for kind, rows in all_tables.items()}
    names = list(content)
    content["manifest.json"] = json.dumps(manifest(names), indent=2, ensure_ascii=False) + "\n"
    return content, faults
