-- The keys of cases, as kept and as the drafts of a what-if name them.
(SELECT * FROM case_keys UNION ALL SELECT * FROM {drafted_keys:Identifier})
