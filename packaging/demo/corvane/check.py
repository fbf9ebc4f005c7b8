# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses tables whose references, values, countries or counts don't fit."""

import json
import re
from pathlib import Path

from .values import ASK, ID, NAME, NONE

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
                if name in (ID, NAME) or value is None or value == ASK or (value == NONE and name in attributes and attributes[name].base != "enum"):
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
