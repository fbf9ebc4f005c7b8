# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports as the tools write them, of any size and the same each time, one generator for each format that is imported.

Every record is a thing of its own, with identifiers as long as real ones. A generator yields pieces of text and how many records
(formats: what one record is) each holds. JSON is written without indentation, which is the harder case for a reader.
"""
import json

EXPORTS = {}
ACCOUNTS = ["111122223333", "444455556666", "777788889999", "012345678901"]
REGIONS = ["eu-central-1", "eu-west-1", "eu-north-1", "us-east-1", "ap-south-1"]
ENVS = ["prod", "production", "staging", "dev"]
OWNERS = ["Payments", "Risk", "Data office", "Claims", "Treasury operations"]
WORDS = ["ledger", "scoring", "claims", "archive", "portal", "gateway", "reporting", "settlement", "onboarding", "pricing"]


def code(i, digits=32, salt=0):
    """Hexadecimal digits that look drawn by lot, the same for the same number."""
    x = (i * 2 + 1 + salt * 0x10001) * 0x9E3779B97F4A7C15F39CC0605CEDC835
    return ("%032x" % ((x ^ x >> 61) & (1 << 128) - 1))[:digits] if digits <= 32 else code(i, 32, salt) + code(i, digits - 32, salt + 1)


def uuid(i, salt=0):
    c = code(i, 32, salt)
    return "-".join((c[:8], c[8:12], "4" + c[13:16], "8" + c[17:20], c[20:]))


def of(values, i):
    return values[i * 2654435761 % 4294967296 % len(values)]


def name(i):
    return "%s-%s-%06d" % (of(WORDS, i), of(WORDS, i // 3 + 5), i)


def day(i):
    return "2026-%02d-%02dT%02d:%02d:%02d" % (1 + i % 9, 1 + i % 28, i % 24, i % 60, i * 7 % 60)


dumps = json.JSONEncoder(check_circular=False).encode


def listed(record, head, tail, sep=",\n", per=1, most=None):
    """Elements one after the other until the file is as large as was asked for."""
    def make(size):
        yield head, 0
        done, i = len(head) + len(tail), 0
        while done < size and (most is None or i < most):
            element = record(i)
            text = (sep if i else "") + (element if isinstance(element, str) else dumps(element))
            done += len(text)
            i += 1
            yield text, per
        yield tail, 0
    return make


class Export:
    def __init__(self, format, file, make, csv=False, small="", named=False):
        self.format = format
        self.file = file
        self.make = make    # size in bytes -> pieces and their numbers of records
        self.csv = csv
        self.small = small  # why a real file is never large
        self.named = named  # only read when the format is named


def export(format, file, make, **more):
    EXPORTS[format] = Export(format, file, make, **more)


def cells(values):
    return ",".join('"%s"' % v.replace('"', '""') if '"' in v or "," in v or "\n" in v else v for v in values)


def load():
    from . import aws, awsai, azure, boms, findings, google, infrastructure, models, postures, registers  # noqa: F401
    return EXPORTS
