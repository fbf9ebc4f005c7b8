# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads packaging/catalogue/attributes.txt: which kinds and attributes there are, in which order."""

import re
from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "catalogue" / "attributes.txt"


class Attribute:
    def __init__(self, name, kind):
        self.name = name
        self.type = re.sub(r"[\[>+!].*$", "", kind).strip()
        match = re.match(r"(\w+)(?:\((.*)\))?$", self.type)
        self.base, argument = match.group(1), match.group(2) or ""
        self.options = argument.split(",") if argument else []


def load(path=PATH):
    kinds, current = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("@"):
            current = kinds.setdefault(line[1:].split()[0], {})
            continue
        name, kind = [part.strip() for part in line.split("|")[:2]]
        current[name] = Attribute(name, kind)
    return kinds
