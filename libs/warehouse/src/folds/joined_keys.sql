-- The keys that are one with staged keys.
SELECT key FROM ({{units}}) AS joined
WHERE unit GLOBAL IN (SELECT unit FROM ({{units}}) AS touched_ones WHERE key GLOBAL IN (SELECT case_id FROM {touched:Identifier}))
