-- An answer holds for the whole organisation, or for one legal entity of it.
CREATE TABLE requirement_answer_of (
  list TEXT NOT NULL,                    -- "dora", "bsi-c5@2026"
  requirement TEXT NOT NULL,             -- "Art. 5"
  entity INTEGER REFERENCES entity(id) ON DELETE CASCADE, -- a legal entity; NULL: the whole organisation
  state TEXT NOT NULL,                   -- met, partly, not_met, not_applicable
  who TEXT NOT NULL,                     -- a function or a name
  answered_on INTEGER NOT NULL,
  why TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT '',
  review_on INTEGER                      -- the last day on which it counts
);
INSERT INTO requirement_answer_of SELECT list, requirement, NULL, state, who, answered_on, why, evidence, review_on FROM requirement_answer;
DROP TABLE requirement_answer;
ALTER TABLE requirement_answer_of RENAME TO requirement_answer;
CREATE UNIQUE INDEX requirement_answer_place ON requirement_answer(list, requirement, coalesce(entity,0));
CREATE INDEX requirement_answer_entity ON requirement_answer(entity);
-- What is answered is judged, by rules that are made where something is own.
UPDATE own_stamp SET stamp='1' WHERE stamp='' AND EXISTS (SELECT 1 FROM requirement_answer);
