-- What counsel has said of a rule, as an officer recorded it. It is said of what the rule decided then (rule_hash): where that has
-- changed since, it is no longer a review of the rule as it is.
CREATE TABLE rule_review (
  rule TEXT PRIMARY KEY,
  state TEXT NOT NULL,                   -- reviewed, remark, disagreed
  reviewer TEXT NOT NULL,
  reviewed_on INTEGER NOT NULL,
  remark TEXT NOT NULL DEFAULT '',
  rule_hash TEXT NOT NULL
) WITHOUT ROWID;
-- Contradictions that somebody has set aside with a reason: one check's word on one subject, while the facts are those of then.
CREATE TABLE xray_aside (
  "check" TEXT NOT NULL,
  subject TEXT NOT NULL,                 -- kind:key.attr of what it is about, and of what it stands against
  facts TEXT NOT NULL,                   -- digest of what it rests on
  sentence TEXT NOT NULL,                -- as it was said then
  reason TEXT NOT NULL,
  who TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,                      -- ISO date
  PRIMARY KEY ("check", subject)
) WITHOUT ROWID;
