-- What a person found of an article or a control that no rule decides, for the whole organisation. After review_on it counts as not said. What was
-- before lies in the change log (target requirement, attr LIST#NUMBER).
CREATE TABLE requirement_answer (
  list TEXT NOT NULL,                    -- "dora", "bsi-c5@2026"
  requirement TEXT NOT NULL,             -- "Art. 5"
  state TEXT NOT NULL,                   -- met, partly, not_met, not_applicable
  who TEXT NOT NULL,                     -- a function or a name
  answered_on INTEGER NOT NULL,
  why TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT '',
  review_on INTEGER,                     -- the last day on which it counts
  PRIMARY KEY (list, requirement)
) WITHOUT ROWID;
