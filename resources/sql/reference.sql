-- SPDX-License-Identifier: GPL-3.0-or-later
-- Facts about the world, filled from :/reference when their version differs. Nothing here belongs to the
-- organisation: rows are replaced as a whole, so keep no foreign key on these tables.
-- Days are whole days since 1970-01-01. Countries are ISO 3166-1 alpha-2; NULL is unknown or more than one.

CREATE TABLE ref_meta (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ref_country (
    code TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    eu INT NOT NULL,
    eea INT NOT NULL,
    efta INT NOT NULL,
    uk_approved INT NOT NULL,
    swiss_listed INT NOT NULL,
    doj_concern INT NOT NULL,
    lat REAL,
    lon REAL
) STRICT, WITHOUT ROWID;

-- grp: EU, EEA, EFTA, five_eyes, nine_eyes, fourteen_eyes, eu_adequate, doj_countries_of_concern,
-- gdpr_conditional_adequacy
CREATE TABLE ref_country_group (
    grp TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (grp, code)
) STRICT, WITHOUT ROWID;

-- Countries that are in a value set of packs only on some days: what an authority recognises, and since when. A country that stands here is a
-- member on these days alone. NULL: without beginning or end.
CREATE TABLE ref_set_member (
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    valid_from INT,
    valid_until INT,
    decision TEXT NOT NULL,
    confidence TEXT NOT NULL
) STRICT;
CREATE INDEX ref_set_member_name ON ref_set_member (name, code);

-- country is NULL for an international organisation. condition: NULL is unconditional; dpf_certified,
-- commercial, private_sector, scope_check.
CREATE TABLE ref_adequacy (
    country TEXT,
    valid_from INT NOT NULL,
    valid_until INT,
    scope TEXT NOT NULL,
    condition TEXT,
    decision TEXT NOT NULL,
    confidence TEXT NOT NULL,
    pending TEXT -- a case by which the decision may fall: whoever relies on it is told
) STRICT;
CREATE INDEX ref_adequacy_country ON ref_adequacy (country);

-- country is EU for a law of the Union. status_uncertain: its end or change is reported, not confirmed.
CREATE TABLE ref_law (
    id TEXT PRIMARY KEY NOT NULL,
    country TEXT NOT NULL,
    name TEXT NOT NULL,
    citation TEXT NOT NULL,
    reach TEXT NOT NULL,
    trigger TEXT NOT NULL,
    extraterritorial TEXT NOT NULL,
    data_access INT NOT NULL,
    valid_from INT,
    valid_until INT,
    status TEXT NOT NULL,
    status_uncertain INT NOT NULL,
    note TEXT NOT NULL,
    confidence TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ref_provider (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    legal_country TEXT,
    hq_country TEXT,
    ultimate_parent TEXT NOT NULL,
    ultimate_parent_country TEXT,
    kinds TEXT NOT NULL,
    ownership_note TEXT NOT NULL,
    ctpp_entity TEXT,
    confidence TEXT NOT NULL,
    as_of INT NOT NULL
) STRICT, WITHOUT ROWID;

-- ground: legal, hq, parent, control_chain; partial_subsidiary and us_nexus reach only a part of the group.
CREATE TABLE ref_provider_country (
    provider TEXT NOT NULL,
    country TEXT NOT NULL,
    ground TEXT NOT NULL,
    PRIMARY KEY (provider, country, ground)
) STRICT, WITHOUT ROWID;

-- ground as in ref_provider_country, or listed: named in the source though no country of the group gives it.
CREATE TABLE ref_provider_law (
    provider TEXT NOT NULL,
    law TEXT NOT NULL,
    ground TEXT NOT NULL,
    via_country TEXT NOT NULL,
    partial INT NOT NULL,
    PRIMARY KEY (provider, law, ground, via_country)
) STRICT, WITHOUT ROWID;
CREATE INDEX ref_provider_law_law ON ref_provider_law (law);

CREATE TABLE ref_provider_alias (
    alias TEXT PRIMARY KEY NOT NULL,
    provider TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- kind: region, sovereign_cloud, government, local_zone, dedicated_local_zone, outpost, ai_factory, edge,
-- multi_region, global, on_premises
CREATE TABLE ref_region (
    provider TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    city TEXT,
    lat REAL,
    lon REAL,
    kind TEXT NOT NULL,
    parent_region TEXT,
    partition TEXT,
    confidence TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (provider, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX ref_region_country ON ref_region (country);

CREATE TABLE ref_chip (
    id TEXT PRIMARY KEY NOT NULL,
    vendor TEXT NOT NULL,
    model TEXT NOT NULL,
    vendor_country TEXT NOT NULL,
    fab_country TEXT,
    fab_note TEXT NOT NULL,
    eccn TEXT,
    export_note TEXT NOT NULL,
    confidence TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ref_chip_alias (
    alias TEXT PRIMARY KEY NOT NULL,
    chip TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- count 0 is a fraction of one accelerator, whose share of memory is memory_mib.
CREATE TABLE ref_instance (
    provider TEXT NOT NULL,
    type TEXT NOT NULL COLLATE NOCASE,
    chip TEXT NOT NULL,
    count INT NOT NULL,
    memory_mib INT,
    confidence TEXT NOT NULL,
    PRIMARY KEY (provider, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE ref_model_developer (
    pattern TEXT PRIMARY KEY NOT NULL,
    developer TEXT NOT NULL,
    country TEXT
) STRICT, WITHOUT ROWID;
