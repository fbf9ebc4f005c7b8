-- What a declaration that a register is complete rests on.
ALTER TABLE attestation ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
