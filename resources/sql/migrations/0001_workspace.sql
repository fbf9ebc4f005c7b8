-- The workspace: one file that the organisation owns. Days are whole days since 1970-01-01; times are UTC ISO text.

-- Settings of the workspace: organisation, sovereign zone, chosen frameworks, parameters of rules.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Everything that was done to the data, one row for each deed; the id is the data revision that runs and reports cite.
CREATE TABLE change_set (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,               -- edit, import, undo, answer, choose, demo, acceptance, plan, profile
  title TEXT NOT NULL,
  who TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  undone_by INTEGER REFERENCES change_set(id),
  deed INTEGER REFERENCES change_set(id),       -- the first set of what was done at one time (the files of one import): undone and done again as one
  prev_hash TEXT NOT NULL DEFAULT '',
  hash TEXT NOT NULL DEFAULT ''
);
-- Before and after of what a set changed, as JSON; what an import added is known by its set alone (entity.added_set).
CREATE TABLE change (
  change_set INTEGER NOT NULL REFERENCES change_set(id),
  seq INTEGER NOT NULL,
  target TEXT NOT NULL,             -- entity, value, list, place, setting, claim, waiver, profile; plan (`entity` is then the issue's number)
  entity INTEGER,
  attr TEXT NOT NULL DEFAULT '',
  before TEXT,
  after TEXT,
  PRIMARY KEY (change_set, seq)
) WITHOUT ROWID;

-- A feed is what keeps sending the same things: a format within a scope (account and region, cluster, file name).
CREATE TABLE feed (
  id INTEGER PRIMARY KEY,
  format TEXT NOT NULL,
  scope TEXT NOT NULL,
  rank INTEGER NOT NULL,            -- precedence: 40 live inventory, 30 state file, 20 register, 10 reference
  own_rank INTEGER,                 -- what the officer has said instead (trust)
  UNIQUE (format, scope)
);
-- How far sources are trusted against others, as the officer has said: all of a format ('*'), or one scope of it.
CREATE TABLE trust (format TEXT NOT NULL, scope TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (format, scope)) WITHOUT ROWID;
-- One imported file.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES feed(id),
  change_set INTEGER NOT NULL REFERENCES change_set(id),
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  complete INTEGER NOT NULL DEFAULT 1,   -- 0: the export itself says that it is not the whole
  captured INTEGER NOT NULL DEFAULT 0,   -- when it was exported, in seconds since 1970; 0: it does not say
  report TEXT NOT NULL DEFAULT '{}',     -- counts and diagnostics, as JSON
  mapping TEXT NOT NULL DEFAULT ''       -- of a table of no known form: how it was read, as JSON
);

CREATE TABLE entity (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  added_set INTEGER,
  first_feed INTEGER,               -- whose values these are where no claim says otherwise
  name_feed INTEGER,                -- who named it: a feed; 0: a person
  vanished INTEGER NOT NULL DEFAULT 0,  -- 1: no longer in a whole export; more: deleted then, in seconds since 1970
  retired_on INTEGER,
  UNIQUE (kind, key)
);
CREATE TABLE alias (scheme TEXT NOT NULL, value TEXT NOT NULL, entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  PRIMARY KEY (value, scheme)) WITHOUT ROWID;
-- One row for an entity in a feed: where it was last read (ordinal of the record), by which field table, and the hash of what was read.
CREATE TABLE entity_source (
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  feed INTEGER NOT NULL,
  source INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  mapping TEXT NOT NULL DEFAULT '',
  pointer TEXT NOT NULL DEFAULT '',
  row_hash INTEGER NOT NULL DEFAULT 0,
  captured INTEGER NOT NULL DEFAULT 0,   -- when the source saw it so, in seconds since 1970; 0: not said
  lost INTEGER NOT NULL DEFAULT 0,       -- 1: a later whole export of the feed lacks it
  PRIMARY KEY (entity, feed)
) WITHOUT ROWID;
-- The row that a later import of the feed replaced, by that import's set: undoing it puts the row back.
CREATE TABLE source_before (
  change_set INTEGER NOT NULL REFERENCES change_set(id),
  entity INTEGER NOT NULL,
  feed INTEGER NOT NULL,
  source INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  mapping TEXT NOT NULL,
  pointer TEXT NOT NULL,
  row_hash INTEGER NOT NULL,
  captured INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  PRIMARY KEY (change_set, entity, feed)
) WITHOUT ROWID;
-- What a person typed, what is in conflict, and what does not lie at the mapping's usual place.
CREATE TABLE claim (
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  attr TEXT NOT NULL,
  feed INTEGER NOT NULL DEFAULT 0,       -- 0: a person
  state INTEGER NOT NULL,                -- 1 asked, no answer; 2 declared absent; 3 a value
  won INTEGER NOT NULL DEFAULT 1,        -- 0: another word stands; 1: it stands; 2: it says what another that stands says
  value TEXT,
  raw TEXT NOT NULL DEFAULT '',
  pointer TEXT NOT NULL DEFAULT '',
  who TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT '',
  change_set INTEGER,
  PRIMARY KEY (entity, attr, feed)
) WITHOUT ROWID;
-- Things of one name that a person has said to be two, by their keys in order.
CREATE TABLE apart (kind INTEGER NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (kind, one, other)) WITHOUT ROWID;
-- References to what is not there yet; resolved after each import.
CREATE TABLE pending_ref (
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  attr TEXT NOT NULL,
  kind INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (entity, attr, value)
) WITHOUT ROWID;

CREATE TABLE list_item (entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE, attr TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (entity, attr, value)) WITHOUT ROWID;
CREATE TABLE link (entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE, attr TEXT NOT NULL,
  target INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE, PRIMARY KEY (entity, attr, target)) WITHOUT ROWID;
-- One row for a place of an entity, however many facets it serves (bits in the order of attributes.json's "facets").
-- country is NULL where only the region is known; the reference data then tells the country when it is read.
CREATE TABLE place (
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  nr INTEGER NOT NULL,                    -- counts the places of the entity
  facets INTEGER NOT NULL,
  country TEXT,
  provider TEXT NOT NULL DEFAULT '',     -- reference id of the region's provider
  region TEXT NOT NULL DEFAULT '',
  site INTEGER,                           -- a location entity
  PRIMARY KEY (entity, nr)
) WITHOUT ROWID;
-- "What is not recorded does not exist": attested once for a kind and an attribute or relation.
CREATE TABLE attestation (kind INTEGER NOT NULL, attr TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, until INTEGER,
  PRIMARY KEY (kind, attr)) WITHOUT ROWID;

-- By the newest run: does a law from outside the zone reach the provider as a whole? 1 yes, 0 surely not, NULL not known.
CREATE TABLE provider_reach (provider INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE, reached INTEGER);

-- How tables of no known form are read, by the set of their titles, once a person has said so.
CREATE TABLE column_profile (name TEXT PRIMARY KEY, titles TEXT NOT NULL UNIQUE, mapping TEXT NOT NULL) WITHOUT ROWID;

-- Value sets that the officer may change (the sovereign zone, high-risk vendors, restricted classes).
CREATE TABLE value_set (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name, value)) WITHOUT ROWID;

-- Runs and their results.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  as_of INTEGER NOT NULL,
  scope TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  seconds REAL NOT NULL,
  summary TEXT NOT NULL                  -- counts by framework and rule, as JSON: the first paint reads only this
);
CREATE TABLE rule (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, framework TEXT NOT NULL, severity INTEGER NOT NULL,
  legal INTEGER NOT NULL); -- domain::LegalStatus: decides the word for what is not met
-- What is not passed and applies; found by entity through the few rules (rule = each, entity = this), so it has no index of its own.
CREATE TABLE finding (
  rule INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  status INTEGER NOT NULL,
  since_run INTEGER NOT NULL,
  issue INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (rule, entity)
) WITHOUT ROWID;
-- How many findings there are of a rule, an issue and a status: what a page counts without reading them.
CREATE TABLE finding_sum (
  rule INTEGER NOT NULL,
  issue INTEGER NOT NULL,
  status INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  PRIMARY KEY (rule, issue, status)
) WITHOUT ROWID;
CREATE TABLE finding_change (
  run INTEGER NOT NULL, rule INTEGER NOT NULL, entity INTEGER NOT NULL, old INTEGER NOT NULL, new INTEGER NOT NULL,
  cause TEXT NOT NULL,                   -- data, rule, law, answer, expiry, vanished, first
  PRIMARY KEY (run, rule, entity)
) WITHOUT ROWID;
CREATE TABLE result_block (run INTEGER NOT NULL, rule INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (run, rule)) WITHOUT ROWID;
-- Findings with one root cause; the number stays for years.
CREATE TABLE issue (
  id INTEGER PRIMARY KEY,
  cause TEXT NOT NULL UNIQUE,            -- theme and root
  theme TEXT NOT NULL,                   -- a cause that a pack names, which rules may share; or the rule's own name
  rule INTEGER NOT NULL,                 -- the gravest with a finding here: it leads
  root INTEGER,                          -- the entity that the gap comes from
  root_text TEXT NOT NULL DEFAULT '',    -- where it is no entity: '@US' a country, ':text', '*' the organisation's own practice
  opened_run INTEGER NOT NULL,
  closed_run INTEGER,
  owner TEXT NOT NULL DEFAULT '',        -- the function that answers for it
  measure TEXT NOT NULL DEFAULT '',      -- what is done about it
  due INTEGER                            -- the day by which it is mended
);
-- Accepted gaps: in force from the day of the decision until the day of expiry or withdrawal, on which the gap is open again.
CREATE TABLE waiver (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,             -- of the facts that it rests on
  reason TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  accepted_on INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  withdrawn_on INTEGER
);
CREATE INDEX waiver_entity ON waiver(entity);
CREATE INDEX alias_entity ON alias(entity);
-- What tool findings name besides their first resource.
CREATE INDEX list_item_resource ON list_item(value) WHERE attr='further_resources';
CREATE INDEX pending_ref_target ON pending_ref(kind, value);
CREATE INDEX link_target ON link(target, attr);
-- Places at a site that is not there yet: their region is "@" and the site's key.
CREATE INDEX entity_retired ON entity(id) WHERE retired_on IS NOT NULL;
CREATE INDEX entity_vanished ON entity(id) WHERE vanished<>0;
CREATE INDEX place_waiting ON place(region) WHERE region>='@' AND region<'A';
CREATE INDEX finding_issue ON finding(issue) WHERE issue > 0;
