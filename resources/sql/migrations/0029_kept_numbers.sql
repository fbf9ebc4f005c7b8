-- The numbers of things that an undo took away, while it can be done again.
CREATE TABLE kept_number (undo INTEGER NOT NULL REFERENCES change_set(id), kind INTEGER NOT NULL, key TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (undo, kind, key)) WITHOUT ROWID;
ALTER TABLE change_set ADD COLUMN numbers_kept INTEGER NOT NULL DEFAULT 0; -- what it added came back with the numbers of before
ALTER TABLE change_set ADD COLUMN alone INTEGER NOT NULL DEFAULT 0; -- done again by itself though others were done with it at one time: undone by itself as well
-- Numbers of things that were made one with another: nobody else gets them, since taking the two apart gives them back.
CREATE TABLE absorbed (id INTEGER PRIMARY KEY);
-- Where one stood when the file was imported by a path that does not tell its folder.
ALTER TABLE source ADD COLUMN folder TEXT NOT NULL DEFAULT '';
