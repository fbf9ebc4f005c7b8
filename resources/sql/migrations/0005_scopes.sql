-- What an import is the whole of, beside its feed: the findings of a tool in an account, say, in whatever format they came.
CREATE TABLE source_scope (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  scope TEXT NOT NULL,
  format TEXT NOT NULL,
  captured INTEGER NOT NULL,             -- when the scope was looked at, in seconds since 1970
  whole INTEGER NOT NULL,                -- what it lacks of the scope is gone
  outdated INTEGER NOT NULL DEFAULT 0,   -- a newer whole export of the scope was imported
  UNIQUE (source, scope)
);
CREATE INDEX source_scope_scope ON source_scope(scope);
CREATE TABLE scope_seen (
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  part INTEGER NOT NULL,                 -- of source_scope
  PRIMARY KEY (entity, part)
) WITHOUT ROWID;
CREATE INDEX scope_seen_part ON scope_seen(part);
