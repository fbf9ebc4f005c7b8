# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample organisation CORVANE SE: tables of facts, and writers for the files that an importer reads."""
