# SPDX-License-Identifier: GPL-3.0-or-later
"""The four states of a value in the tables, and helpers that keep the tables short.

None (or a missing column) is "never asked", ASK is "asked, no answer", NONE is "declared absent"; all else is a value.
"""

import datetime

ASK = "?"
NONE = "none"

# Members of a record that are not attributes (the catalogue has an attribute "key" of its own).
ID = "_id"
NAME = "_name"
ALIASES = "_aliases"  # scheme -> value


class Open(list):
    """A list of which it is known that more belongs to it."""


def cell(value):
    """The text of a value in a register."""
    if value is None:
        return ""
    if value is True:
        return "yes"
    if value is False:
        return "no"
    if isinstance(value, (list, tuple)):
        items = [str(item) for item in value]
        if not items:
            return NONE
        if isinstance(value, Open):
            items.append("...")
        return ";".join(items)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def row(key, name=None, /, *bases, **values):
    """One record: later bases and then the named values win over earlier bases."""
    merged = {ID: key, NAME: name}
    for base in bases:
        merged.update(base)
    merged.update(values)
    return merged


def unsay(record, *columns):
    """Takes facts back to "never asked"."""
    for column in columns:
        record.pop(column, None)
    return record


def failing_lei(stem):
    """An LEI whose check digits are one off, so that it can't be anybody's (ISO 17442, ISO 7064 MOD 97-10)."""
    body = (stem.upper() + "00000000000000000000")[:18]
    digits = "".join(str(int(character, 36)) for character in body)
    check = 98 - int(digits + "00") % 97
    return f"{body}{(check + 1) % 97:02d}"


def day(text_or_offset):
    """A date: text as it is, a number as days relative to the day of the sample."""
    if isinstance(text_or_offset, int):
        return (AS_OF + datetime.timedelta(days=text_or_offset)).isoformat()
    return text_or_offset


AS_OF = datetime.date(2026, 11, 20)
EEA = ["AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IS", "IE", "IT", "LV", "LI", "LT",
       "LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE"]
ZONE = EEA + ["CH"]
