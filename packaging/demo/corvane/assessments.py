# SPDX-License-Identifier: GPL-3.0-or-later
"""Self-assessments by the EU Cloud Sovereignty Framework, one change set each.

Two services: a qualified European one, and the largest of a US group. Some answers are confirmed as the
inventory proposes them, some overrule it with a reason, and some proposals are left open. The numbers are those of the answers in
resources/packs/calculators/eu-csf.json.
"""


def claimed(answer, reason=""):
    return {"answer": answer, "confidence": "claimed", "reason": reason, "evidence": ""}


def documented(answer, evidence, reason=""):
    return {"answer": answer, "confidence": "documented", "reason": reason, "evidence": evidence}


def demonstrated(answer, evidence, reason=""):
    return {"answer": answer, "confidence": "demonstrated", "reason": reason, "evidence": evidence}


ASSESSMENTS = [
    {
        "service": "ovh-snc-gra", "who": "Outsourcing officer",
        "answers": {
            "1.1": claimed(3), "2.1": claimed(3), "3.1": claimed(5), "3.4": claimed(5), "4.4": claimed(4), "7.7": claimed(4),
        },
    },
    {
        "service": "ovh-snc-gra", "who": "CISO",
        "answers": {
            "2.1": documented(3, "Contract C-015, clause on law and courts"),
            "3.1": demonstrated(4, "Test of the key ceremony, 2026-06-17", "The operators of the backup can recover a key together with ours."),
            "3.2": documented(4, "Log export of 2026-09, 40 accesses"),
            "3.4": demonstrated(5, "Audit of the sites, report 2026-14"),
            "7.3": documented(4, "SecNumCloud 3.2 qualification, chapter 16"),
            "7.7": demonstrated(4, "Pooled audit of 2026 with two banks"),
        },
    },
    {
        "service": "aws-ec2-eu-central-1", "who": "Outsourcing officer",
        "answers": {
            "1.1": documented(1, "Annual report of the parent, 2025"), "1.2": claimed(3), "2.1": documented(2, "Contract C-001, clause 13"),
            "3.1": claimed(1), "3.2": documented(3, "CloudTrail, sample of 2026-08"), "6.5": claimed(2),
        },
    },
    {
        "service": "aws-ec2-eu-central-1", "who": "CISO",
        "answers": {
            "3.4": documented(3, "Data processing addendum, section 1.12", "Support cases are worked on from outside the EU at night."),
            "7.3": documented(1, "Answer of 2026-05 to our questionnaire"),
        },
    },
]

# What people found of articles that no rule decides. The day of review lies after the sample's own days.
REQUIREMENTS = [
    {"framework": "gdpr", "requirement": "Art. 37", "state": "met", "who": "Data Protection Officer", "on": "2026-09-14",
     "why": "Named for the group, told to the authority in Hesse", "evidence": "Notice of 2025-04-02", "review_on": "2028-09-30"},
    {"framework": "gdpr", "requirement": "Art. 30(1)(a)-(d), (f)-(g)", "state": "met", "who": "Data Protection Officer", "on": "2026-09-14",
     "why": "The records of the group are complete but for Corvane Vie", "evidence": "ROPA-2026-3", "review_on": "2028-03-31"},
    {"framework": "gdpr", "requirement": "Art. 30(1)(a)-(d), (f)-(g)", "for": "corvane-vie", "state": "partly", "who": "Data Protection Officer", "on": "2026-09-14",
     "why": "Eleven activities of Corvane Vie have no time limit for erasure", "evidence": "ROPA-2026-3", "review_on": "2028-03-31"},
    {"framework": "dora", "requirement": "Art. 5", "state": "met", "who": "Head of Compliance", "on": "2026-10-05",
     "why": "The board approved the strategy and was trained", "evidence": "Minutes 2026-04", "review_on": "2028-03-31"},
    {"framework": "dora", "requirement": "Art. 13", "state": "partly", "who": "CISO", "on": "2026-10-05",
     "why": "No lessons are drawn from tests of third parties", "evidence": "Annual review of ICT risk, 2026", "review_on": "2028-03-31"},
]
