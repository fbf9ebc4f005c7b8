-- What other tools contradict of the results of the newest run, pass included: as that run found it, so that a page need not compare.
CREATE TABLE contradiction (
  rule INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  status INTEGER NOT NULL,               -- Bailiwick's own, as in the run
  PRIMARY KEY (rule, entity)
) WITHOUT ROWID;
