-- The keys of the cases of one batch.
key GLOBAL IN (SELECT case_id FROM {touched:Identifier})
