-- The last day on which an answer counts: it is to be reviewed by then, and after it nothing is said.
ALTER TABLE claim ADD COLUMN review_on INTEGER;
CREATE INDEX claim_review ON claim(review_on) WHERE review_on IS NOT NULL;
