# SPDX-License-Identifier: GPL-3.0-or-later
"""What persons answered: they win over what a file says."""

import csv
import io

from .values import cell

_DPO, _CISO, _OUT, _AI, _COMPLIANCE = ("Data Protection Officer", "CISO", "Outsourcing Officer", "AI Officer",
                                       "Head of Compliance")

# Entity, attribute, value, who, when, evidence.
ANSWERS = [
    ("legal_entity:corvane-se", "processing_register_complete", True, _COMPLIANCE, "2026-09-30", "ROPA-2026-3"),
    ("legal_entity:corvane-se", "board_approved_policy_date", "2026-03-12", _COMPLIANCE, "2026-03-13", "Minutes 2026-04"),
    ("provider:aws", "isolation_attestation", "Nitro System design review, NCC Group", _CISO, "2026-04-02", "evidence/ncc.pdf"),
    ("provider:aws", "foreign_control_accepted", True, _OUT, "2026-02-11", "OUT-14"),
    ("provider:microsoft", "foreign_control_accepted", True, _OUT, "2026-02-11", "OUT-15"),
    ("provider:google", "foreign_control_accepted", True, _OUT, "2026-02-11", "OUT-16"),
    ("provider:aws-esc", "foreign_control_accepted", True, _OUT, "2026-02-11", "OUT-17"),
    ("contract:C-013", "audit_rights", "none", _OUT, "2026-07-08", "C-013, read in full"),
    ("contract:C-004", "no_training_clause", "?", _OUT, "2026-08-21", "Question 2026-112"),
    ("contract:C-009", "no_training_clause", "?", _OUT, "2026-08-21", "Question 2026-113"),
    ("workload:onl-web", "exit_tested_at", "none", "Head of Digital Channels", "2026-06-30", "EXIT-4"),
    ("workload:onl-edge", "hosting_countries", ["@lz-mil"], _CISO, "2026-10-12", "Local Zone Milan, order form"),
    ("workload:onl-edge", "processing_countries", ["IT"], _CISO, "2026-10-12", "Local Zone Milan, order form"),
    ("workload:len-scoring", "hosting_countries", ["@dlz-par"], _CISO, "2026-10-12", "C-002 annex 1"),
    ("workload:shr-entra", "disconnect_tested_at", "none", _CISO, "2026-10-01", "BCM-2026-9"),
    ("workload:dat-mlops", "deployment_evidence", "C-005 annex 2", _CISO, "2026-09-18", "C-005"),
    ("workload:dat-aifactory", "deployment_evidence", "C-006 annex 3", _CISO, "2026-09-18", "C-006"),
    ("model:meltemi-7b", "cultural_eval_date", "none", _AI, "2026-10-20", "EVAL-31"),
    ("model:claude-kiro", "customer_data_used_for_training", "?", _AI, "2026-08-21", "Question 2026-112"),
    ("model:claude-kiro", "prompt_retention_days", 90, _AI, "2026-08-21", "Service terms"),
    ("ai_use:U-01", "contest_route", "none", _AI, "2026-11-02", "AIA-1"),
    ("ai_use:U-11", "ai_disclosure", False, _AI, "2026-10-05", "Review of the French page"),
    ("certification:Z-01", "surveillance_date", "2025-11-10", _AI, "2026-01-15", "evidence/Z-01.pdf"),
    ("transfer:T-01", "tia_date", "2023-09-14", _DPO, "2026-05-12", "TIA-2023-7"),
    ("transfer:T-16", "hr_data", True, _DPO, "2026-06-03", "Data Privacy Framework list"),
    ("request:R-04", "dpo_consulted", False, _DPO, "2026-06-25", "REQ-4"),
]


def register():
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["answer:entity", "attribute", "value", "who", "at", "evidence"])
    for entity, attribute, value, who, at, evidence in ANSWERS:
        writer.writerow([entity, attribute, cell(value), who, at, evidence])
    return out.getvalue()


def faults(tables, catalogue):
    found = []
    for entity, attribute, *_ in ANSWERS:
        kind, key = entity.split(":", 1)
        if kind not in tables or key not in {record["_id"] for record in tables[kind]}:
            found.append(f"answers: {entity} does not exist")
        elif attribute not in catalogue[kind]:
            found.append(f"answers: {kind} has no attribute {attribute}")
    return found
