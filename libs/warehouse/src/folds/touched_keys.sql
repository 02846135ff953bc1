-- The keys of the cases of one batch.
key IN (SELECT case_id FROM {touched:Identifier})
