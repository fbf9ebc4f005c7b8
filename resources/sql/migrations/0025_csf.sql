-- Answers to the criteria of the EU Cloud Sovereignty Framework, given by a person of a service, a system or a business service.
-- A self-assessment, never a Commission SEAL. What was before lies in the change log (target csf, attr the criterion).
CREATE TABLE csf_answer (
  entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
  criterion TEXT NOT NULL,               -- "3.1"
  answer INTEGER NOT NULL,               -- number of the answer, from 1 in the source's order
  confidence INTEGER NOT NULL,           -- 0 claimed, 1 documented, 2 demonstrated
  justification TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT '',
  proposed INTEGER NOT NULL DEFAULT 0,   -- what the inventory proposed then; 0: nothing
  fact TEXT NOT NULL DEFAULT '',         -- the fact behind the proposal, as it was said then
  who TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  PRIMARY KEY (entity, criterion)
) WITHOUT ROWID;
