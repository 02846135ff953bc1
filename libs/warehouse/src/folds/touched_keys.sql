-- The keys of the cases of one batch, with all of their units.
key GLOBAL IN (SELECT case_id FROM {touched:Identifier})
