-- Rule sets of the workspace's own, beside those that the program carries.
CREATE TABLE own_pack (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,                    -- the rule set as its file would be
  who TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL                       -- when it was last changed
) WITHOUT ROWID;
-- What the workspace changes of a rule set without copying it: a rule switched off or narrowed, a threshold.
CREATE TABLE own_change (
  pack TEXT NOT NULL,
  kind TEXT NOT NULL,                    -- off, scope, parameter
  name TEXT NOT NULL,                    -- of the rule or parameter
  json TEXT NOT NULL,                    -- value or condition, why, who, since
  PRIMARY KEY (pack, kind, name)
) WITHOUT ROWID;
-- Another text whenever one of the two, or a value set, changes: tells a reader whether what it made of them still holds.
CREATE TABLE own_stamp (one INTEGER PRIMARY KEY CHECK (one = 1), stamp TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO own_stamp VALUES (1, '');
