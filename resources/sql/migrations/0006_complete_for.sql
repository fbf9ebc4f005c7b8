-- Of which scopes whoever imported a list answered for that it holds all: read again, it says so again.
ALTER TABLE source ADD COLUMN complete_for TEXT NOT NULL DEFAULT '';
