# SPDX-License-Identifier: GPL-3.0-or-later
"""Identities and access rights that no cloud exports: staff, vendors, providers' operators, service accounts, agents."""

import datetime
import random

from . import ai, data, workloads
from .values import AS_OF, ASK, ID, NONE, row

WANTED = 700          # about 900 with the ones of the AWS exports
VENDORS = 140         # of vendors' and providers' staff

_AGENTS = [
    # key, name, credentials, owner, works on, tools, approval, privilege
    ("agent-pay-prepare", "Payment preparation agent", "short_lived", "Head of Payments", "pay-agents",
     ["payments.read", "payments.prepare"], ["release payment"], "write"),
    ("agent-pay-approve", "Payment release agent, with approval", "short_lived", "Head of Payments", "pay-hub",
     ["payments.read", "payments.release"], ["release payment"], "write"),
    ("agent-pay-release", "Payment release agent, without approval", "static", "Head of Payments", "pay-agents",
     ["payments.read", "payments.release"], NONE, "write"),
    ("agent-aml-triage", "Alert triage agent", "short_lived", "Head of Financial Crime", "aml-alerts",
     ["alerts.read", "alerts.comment"], ["close alert"], "write"),
    ("agent-contact", "Contact agent", "short_lived", "Head of Customer Contact", "cct-chat",
     ["crm.read", "ticket.create"], ["change of address"], "write"),
    ("agent-contact-gr", "Contact agent Greece", "static", "Head of Customer Contact", "cct-bot-el", ["crm.read"], None,
     "read"),
    ("agent-data", "Data platform agent", "short_lived", "Chief Data Office", "dat-agents", ["catalogue.read", "query.run"],
     ["export data"], "read"),
    ("agent-build", "Build agent", "static", "Head of Workplace", "shr-build", ["*"], None, "admin"),
    ("agent-hr", "Recruiting agent", "short_lived", NONE, "hr-recruiting", ["applicants.read", "mail.send"], ASK, "write"),
]


def _group(key, name, country, employer, entity, owner, **more):
    values = dict(kind="group", employer=employer, employer_country=country, country=country, legal_entity=entity,
                  external=False, owner=owner, mfa=True, credential_type="short_lived", off_switch=True)
    values.update(more)
    return row(key, name, values)


def _vendor(key, name, provider, country, kind="vendor_support", **more):
    values = dict(kind=kind, provider=provider, country=country, employer_country=country, external=True, mfa=True,
                  credential_type="short_lived", off_switch=True, owner="Outsourcing Officer", employer=name)
    values.update(more)
    return row(key, name, values)


def identities():
    tech, se = "corvane-tech", "corvane-se"
    rows = [
        _group("ops-de", "Operations Frankfurt", "DE", "Corvane Technology", tech, "CISO"),
        _group("ops-pl", "Operations Kraków", "PL", "Corvane Services", "corvane-krakow", "CISO"),
        _group("ops-fr", "Operations Paris", "FR", "Corvane Technology", tech, "CISO"),
        _group("ops-it", "Operations Milan", "IT", "Corvane Banca", "corvane-banca", "CISO"),
        _group("ops-ch", "Operations Zürich", "CH", "Corvane Bank (Schweiz)", "corvane-ch", "CISO"),
        _group("ops-lu", "Operations Luxembourg", "LU", "Corvane Private Bank", "corvane-lux", "CISO"),
        _group("ops-sg", "Operations Singapore", "SG", "Corvane SE, Singapore", "corvane-singapore", "CISO"),
        _group("pune-l2", "Second line support Pune", "IN", "Corvane Global Services", "corvane-pune", "CISO"),
        _group("pune-l3", "Third line support Pune", "IN", "Corvane Global Services", "corvane-pune", "CISO"),
        _group("pune-soc", "Security monitoring Pune", "IN", "Corvane Global Services", "corvane-pune", "CISO"),
        _group("pune-aml", "Alert analysts Pune", "IN", "Corvane Global Services", "corvane-pune", "Head of Financial Crime"),
        _group("audit", "Internal audit", "DE", "Corvane SE", se, "Head of Internal Audit"),
        _group("dba", "Database administrators", "DE", "Corvane Technology", tech, "CISO"),
        _group("data-science", "Data science", "DE", "Corvane Technology", tech, "AI Officer"),
        _group("data-science-fr", "Data science Paris", "FR", "Corvane Banque", "corvane-banque", "AI Officer"),
        _group("ml-engineers", "Model operations", "DE", "Corvane Technology", tech, "AI Officer"),
        _group("funds-it", "Fund services IT", "DE", "Corvane Asset Management", "corvane-am", "Head of Fund Operations",
               mfa=None, off_switch=None),
        _vendor("v-kontora", "Kontora remote support", "kontora", "IN", mfa=False, credential_type="static"),
        _vendor("v-sap", "SAP remote support", "sap", "IN"),
        _vendor("v-ms", "Microsoft engineers", "microsoft", "US", "provider_operator"),
        _vendor("v-ms-in", "Microsoft support, India", "microsoft", "IN"),
        _vendor("v-aws", "AWS operators", "aws", "US", "provider_operator"),
        _vendor("v-aws-eu", "AWS support, Dublin", "aws", "IE"),
        _vendor("v-esc", "European Sovereign Cloud operators", "aws-esc", "DE", "provider_operator"),
        _vendor("v-google", "Google operators", "google", "US", "provider_operator", mfa=ASK),
        _vendor("v-ovh", "OVHcloud operators", "ovhcloud", "FR", "provider_operator"),
        _vendor("v-scw", "Scaleway operators", "scaleway", "FR", "provider_operator"),
        _vendor("v-stackit", "STACKIT operators", "stackit", "DE", "provider_operator"),
        _vendor("v-hetzner", "Hetzner staff", "hetzner", "DE", "provider_operator"),
        _vendor("v-cardwerk", "Cardwerk operations", "cardwerk", "IT", "provider_operator"),
        _vendor("v-cloudflare", "Cloudflare operators", "cloudflare", "US", "provider_operator"),
        _vendor("v-sfdc", "Salesforce support", "salesforce", "US"),
        _vendor("v-workday", "Workday support", "workday", "US", mfa=None),
        _vendor("v-fundvista", "Fundvista operations", "fundvista", "LU", "provider_operator", mfa=ASK),
        _vendor("v-nvidia", "NVIDIA field engineers", "nvidia", "US"),
        _vendor("v-amd", "AMD field engineers", "amd", "US"),
        _vendor("v-equinix", "Equinix remote hands", "equinix", "DE"),
    ]
    for key, name, credentials, owner, system, _, _, _ in _AGENTS:
        rows.append(row(key, name, kind="agent", legal_entity=tech, employer="Corvane Technology", employer_country="DE",
                        country="DE", external=False, owner=owner, mfa=None, credential_type=credentials,
                        off_switch=key != "agent-hr", created_at="2026-02-01",
                        provider="aws" if system in ("cct-chat", "dat-agents", "pay-agents") else None))
    for system in workloads.workloads():
        rows.append(row(f"svc-{system[ID]}", f"Service account of {system['_name']}", kind="service", legal_entity=None,
                        employer="Corvane Technology", employer_country="DE", country="DE", external=False,
                        owner=system.get("owner"), mfa=None, off_switch=True,
                        credential_type="static" if system[ID] in ("acc-archive", "fnd-nav", "stf-translate") else
                        "short_lived"))
    return rows


# Who runs the systems of a service, and which vendors can reach them.
_OPERATORS = {"sme": "ops-it", "lending": "ops-fr", "life": "ops-fr", "funds": "funds-it"}
_BY_SYSTEM = {"pvb-core-ch": "ops-ch", "pvb-portal-ch": "ops-ch", "pvb-advice-ch": "ops-ch", "pvb-core-lu": "ops-lu",
              "pvb-depositary": "ops-lu", "pvb-crm": "ops-lu", "pvb-portal-sg": "ops-sg", "pvb-assistant-sg": "ops-sg"}
_VENDOR_OF = {"aws": ["v-aws", "v-aws-eu"], "aws-esc": ["v-esc"], "microsoft": ["v-ms", "v-ms-in"], "google": ["v-google"],
              "ovhcloud": ["v-ovh"], "scaleway": ["v-scw"], "stackit": ["v-stackit"], "hetzner": ["v-hetzner"],
              "cardwerk": ["v-cardwerk"], "cloudflare": ["v-cloudflare"], "salesforce": ["v-sfdc"], "workday": ["v-workday"],
              "kontora": ["v-kontora"], "sap": ["v-sap"], "fundvista": ["v-fundvista"]}


def grants():
    chance = random.Random(20261120)
    rows = []

    def ago(first, last):
        return (AS_OF - datetime.timedelta(days=chance.randint(first, last))).isoformat()

    def grant(identity, privilege, /, **more):
        values = dict(identity=identity, effect="allow", privilege=privilege, logged=True, last_used_at=ago(1, 60),
                      last_review_at="2026-08-31", standing=privilege != "admin", jit=privilege == "admin",
                      approval_required=privilege == "admin", resource_kind="data", workload=NONE, dataset=NONE,
                      model=NONE)
        values.update(more)
        if "last_used_at" not in more and chance.random() < 0.06:
            values["last_used_at"] = ago(95, 400)
        rows.append(row(f"G-{len(rows) + 1:04d}", None, values))

    def target(system):
        return dict(workload=system[ID], resource_classes=[c for c in system["data_classes"] if c != "non_personal"])

    systems = workloads.workloads()
    by_id = {system[ID]: system for system in systems}
    # Agents: 9 identities, 24 rights.
    for key, _, credentials, owner, name, tools, approval, privilege in _AGENTS:
        system = by_id[name]
        common = dict(target(system), actions=tools, tool_scopes=tools, on_behalf_of="end user", expires_at="2026-12-31",
                      credential_type=credentials, standing=False, jit=True, approval_required=None)
        if key == "agent-build":
            common.update(on_behalf_of=None)
        if key == "agent-hr":
            common.update(on_behalf_of=NONE)
        if key == "agent-build":
            common.update(logged=False)
        if key == "agent-contact-gr":
            common.update(logged=ASK)
        grant(key, privilege, **dict(common, human_approval_for=approval))
        if privilege != "read":
            grant(key, "read", **dict(common, human_approval_for=None))
        if system.get("models"):
            grant(key, "read", **dict(common, workload=NONE, model=system["models"][0], resource_kind="inference_pipeline",
                                      human_approval_for=None))
    # Vendors and operators of providers: those of the system's provider, until 140.
    vendor_rows = []
    for system in systems:
        for vendor in _VENDOR_OF.get(system.get("provider"), []):
            vendor_rows.append((vendor, system))
    for system in systems:
        if system.get("accelerators") and "trd-" in system[ID]:
            vendor_rows.append(("v-amd" if "pricing" in system[ID] else "v-nvidia", system))
        if "@fra-co" in system["hosting_countries"]:
            vendor_rows.append(("v-equinix", system))
    operators = {"v-aws", "v-esc", "v-ovh", "v-stackit", "v-equinix"}
    vendor_rows = vendor_rows[:VENDORS]
    for vendor, system in vendor_rows:
        more = dict(target(system), resource_kind="infrastructure" if vendor in operators else "data", standing=False, jit=True,
                    approval_required=True, expires_at="2026-12-31")
        if vendor in operators:
            more["resource_classes"] = []
        if vendor == "v-kontora":
            more.update(logged=False, standing=True, jit=False, approval_required=False, expires_at=NONE,
                        last_review_at="2025-11-03")
        if vendor == "v-google":
            more.update(logged=ASK, last_review_at=None)
        if vendor in ("v-fundvista", "v-workday"):
            more.update(logged=None, last_review_at=ASK, approval_required=ASK, expires_at=None)
        grant(vendor, "admin" if vendor in ("v-kontora", "v-cloudflare", "v-ms") else "write" if vendor in operators else
              "read", **more)
    # Pune
    for name in ("acc-core", "acc-deposits", "acc-master", "acc-interest"):
        grant("pune-l2", "read", **target(by_id[name]), expires_at="2026-12-31")
        grant("pune-l3", "write", **target(by_id[name]), expires_at="2026-12-31", last_review_at="2026-08-31")
    for name in ("aml-alerts", "aml-cases", "aml-kyc", "aml-monitoring"):
        grant("pune-aml", "read", **target(by_id[name]), last_review_at="2026-07-15")
    for name in ("pvb-core-lu", "pvb-depositary", "pvb-crm", "pvb-portal-sg"):
        grant("pune-l2", "read", **target(by_id[name]), last_review_at="2026-03-02")
    for name in ("shr-soc", "shr-monitoring"):
        grant("pune-soc", "write", **target(by_id[name]))
    # Models and training data as surfaces of their own.
    for model in ai.models():
        if model["weights_held"]:
            grant("ml-engineers", "write", model=model[ID], resource_kind="model_weights", resource_classes=[],
                  expires_at="2027-03-31" if model[ID] not in ("sme-score-v3", "xva-surrogate") else NONE, standing=False,
                  jit=True)
        scientist = "data-science-fr" if model.get("legal_entity") in ("corvane-banque", "corvane-vie") else "data-science"
        grant(scientist, "read", model=model[ID], resource_kind="inference_pipeline", resource_classes=[])
    for dataset in data.datasets():
        if dataset.get("used_for_training"):
            grant("data-science", "read", dataset=dataset[ID], resource_kind="training_data",
                  resource_classes=[c for c in dataset["classes"] if c != "non_personal"], expires_at="2026-12-31")
    grant("pune-l3", "read", dataset="training-corpus", resource_kind="training_data",
          resource_classes=["personal", "financial"], expires_at=NONE, last_review_at="2026-02-02",
          description="Left over from a migration")
    # Staff and service accounts of every system, until the number is reached.
    plan = []
    for system in systems:
        service = system["business_services"][0]
        team = _BY_SYSTEM.get(system[ID], _OPERATORS.get(service, "ops-de"))
        extra = {}
        if service == "funds":
            extra = dict(logged=None, last_review_at=None)
        if service == "trading":
            extra = dict(last_review_at="2026-04-01")
        plan.append((team, "admin", dict(target(system), **extra)))
        plan.append((f"svc-{system[ID]}", "write", dict(target(system), **dict(extra, on_behalf_of="end user" if service not in
                     ("cards", "hr", "private") else None, expires_at=None))))
        plan.append(("audit", "read", dict(target(system), **extra)))
    for system in systems:
        service = system["business_services"][0]
        if service in ("accounts", "payments", "online", "aml", "reporting", "trading"):
            plan.append(("ops-pl", "write", target(system)))
        if system.get("datasets"):
            plan.append(("dba", "admin", dict(dataset=system["datasets"][0],
                                              resource_classes=target(system)["resource_classes"])))
    if len(rows) + len(plan) < WANTED:
        for system in systems:
            plan.append(("ops-pl" if system[ID] not in _BY_SYSTEM else _BY_SYSTEM[system[ID]], "read",
                         dict(target(system), resource_kind="infrastructure", resource_classes=[])))
    for identity, privilege, more in plan[:WANTED - len(rows)]:
        grant(identity, privilege, **more)
    return rows
