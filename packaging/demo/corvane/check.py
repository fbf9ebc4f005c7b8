# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses tables whose references, values, countries or counts don't fit."""

import datetime
import re

from .values import ALIASES, AS_OF, ASK, ID, NAME, NONE

# Rows that the description of the sample organisation promises.
COUNTS = {"legal_entity": 15, "business_service": 15, "workload": 120, "dataset": 46, "processing": 38, "model": 24,
          "ai_use": 22, "accelerator": 14, "provider": 31, "contracting_entity": 43, "contract": 53, "subprocessor": 61,
          "transfer": 27, "certification": 38, "request": 11}

COUNTRIES = set("""AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY
MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH
SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
VN VU WF WS YE YT ZA ZM ZW""".split())
REGIONS = {"aws/eu-central-1", "aws/eu-west-1", "aws/eu-west-3", "aws/ap-southeast-1", "aws/us-east-1", "aws/eu-north-1",
           "aws/eu-south-1", "aws/eu-south-2"}


def _country_ok(value):
    return value in COUNTRIES


def check(tables, catalogue):
    """The list of faults; empty when all is well."""
    faults = []
    keys = {}
    for kind, rows in tables.items():
        seen = set()
        for record in rows:
            if record[ID] in seen:
                faults.append(f"{kind}: key {record[ID]} twice")
            seen.add(record[ID])
        keys[kind] = seen
    for kind, wanted in COUNTS.items():
        if len(tables.get(kind, [])) != wanted:
            faults.append(f"{kind}: {len(tables.get(kind, []))} rows instead of {wanted}")

    def item_ok(attribute, target, value):
        base = attribute.base if target is None else target
        if base in ("text",):
            return isinstance(value, str) and value != ""
        if base == "bool":
            return isinstance(value, bool)
        if base == "int":
            return isinstance(value, int) and not isinstance(value, bool)
        if base == "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        if base == "date":
            return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None
        if base in ("country", "countries"):
            return _country_ok(value)
        if base == "place":
            if value.startswith("@"):
                return value[1:] in keys["location"]
            return value in REGIONS or _country_ok(value)
        if base == "enum":
            return value in attribute.options
        if base in ("ref", "refs"):
            return value in keys.get(attribute.options[0], set())
        if base == "list":
            return not attribute.options or value in attribute.options
        return False

    for kind, rows in tables.items():
        attributes = catalogue[kind]
        for record in rows:
            for name, value in record.items():
                if name in (ID, NAME, ALIASES) or value in (None, ASK, NONE) and name in attributes:
                    continue
                if name not in attributes:
                    faults.append(f"{kind} {record[ID]}: no attribute {name}")
                    continue
                attribute = attributes[name]
                many = attribute.base in ("list", "countries", "refs", "place")
                if many != isinstance(value, (list, tuple)):
                    faults.append(f"{kind} {record[ID]}.{name}: list or not? {value!r}")
                    continue
                for item in value if many else [value]:
                    if not item_ok(attribute, None, item):
                        faults.append(f"{kind} {record[ID]}.{name}: {item!r} is not of type {attribute.type}")
                    if many and isinstance(item, str) and ";" in item:
                        faults.append(f"{kind} {record[ID]}.{name}: semicolon in a value")
    return faults


def _within(tables, days):
    limit = (AS_OF + datetime.timedelta(days=days)).isoformat()
    return [c for c in tables["certification"] if AS_OF.isoformat() <= c["expires"] <= limit]


def _services_of(tables, datasets):
    """Business services whose systems hold these datasets."""
    return {service for system in tables["workload"] if set(system["datasets"]) & datasets
            for service in system["business_services"]}


def stories(tables):
    """What the description tells of the sample, counted in the tables; the list of faults."""
    agents = {record[ID]: record for record in tables["identity"] if record["kind"] == "agent"}
    foreign = {record[ID] for record in tables["identity"] if record["kind"] in ("vendor_support", "provider_operator")}
    special = {"special_category", "health", "biometric", "secrecy", "payment_card"}
    dpf = [record for record in tables["transfer"] if record["tool"] == "dpf"]
    certificates = tables["certification"]
    counts = {
        "systems that stop without Entra ID": (71, sum(d["target"] == "Entra ID" and d["critical"] is True
                                                       for d in tables["dependency"])),
        "transfers on the Data Privacy Framework": (9, len(dpf)),
        "services with such a transfer": (4, len(_services_of(tables, {d for record in dpf for d in record["datasets"]}))),
        "models by interface only": (9, sum(m["access"] == "api_only" for m in tables["model"])),
        "agents": (9, len(agents)),
        "agents with static keys": (3, sum(a["credential_type"] == "static" for a in agents.values())),
        "agents without owner": (1, sum(a["owner"] == NONE for a in agents.values())),
        "access rights": (700, len(tables["grant"])),
        "rights of vendors and operators": (140, sum(g["identity"] in foreign for g in tables["grant"])),
        "datasets with special, secrecy or card data": (19, sum(bool(set(d["classes"]) & special)
                                                                for d in tables["dataset"])),
        "high-risk uses": (4, sum(u["ai_act_class"] == "high_annex3" for u in tables["ai_use"])),
        "unclassified uses": (1, sum(u["ai_act_class"] == "unclassified" for u in tables["ai_use"])),
        "contracts within the group": (9, sum(c["intragroup"] for c in tables["contract"])),
        "expired certificates": (3, sum(c["expires"] < AS_OF.isoformat() for c in certificates)),
        "certificates that lapse in 90 days": (5, len(_within(tables, 90))),
        "certificates for the wrong region or service": (6, sum(str(c.get("description")).startswith(("Not for", "The Local"))
                                                                for c in certificates)),
        "reports of type 1": (2, sum(c["report_type"] == "type1" for c in certificates)),
        "highest rank of a subcontractor": (4, max(s["rank"] for s in tables["subprocessor"])),
    }
    return [f"{what}: {found} instead of {wanted}" for what, (wanted, found) in counts.items() if wanted != found]
