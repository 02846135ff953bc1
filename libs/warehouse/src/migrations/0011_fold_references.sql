-- Beside the texts that a family was folded with: the reference data that its fold read.
ALTER TABLE fold_fingerprints ADD COLUMN IF NOT EXISTS reference String DEFAULT '';
