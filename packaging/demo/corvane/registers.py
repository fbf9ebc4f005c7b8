# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tables as Bailiwick's own CSV registers."""

import csv
import io

from .values import ALIASES, ID, NAME, cell


def register(kind, rows, catalogue):
    """The text of one register: only columns that are used, in the order of the catalogue."""
    columns = [name for name in catalogue[kind] if any(name in record and record[name] is not None for record in rows)]
    named = any(record.get(NAME) for record in rows)
    schemes = sorted({scheme for record in rows for scheme in record.get(ALIASES, {})})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"{kind}:key"] + (["name"] if named else [])
                    + [f"alias:{scheme}" for scheme in schemes] + columns)
    for record in rows:
        writer.writerow([record[ID]] + ([record.get(NAME) or ""] if named else [])
                        + [record.get(ALIASES, {}).get(scheme, "") for scheme in schemes]
                        + [cell(record.get(name)) for name in columns])
    return out.getvalue()
