-- The places whose facts a batch recomputed: where a touched case stands or could have stood. GLOBAL as in folds/touched_cases.sql.
(cohort, branch, day) GLOBAL IN (SELECT cohort, branch, day FROM {staged:Identifier})
