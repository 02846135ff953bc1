-- The places whose facts a batch recomputed: where a touched case stands or could have stood.
(cohort, branch, day) IN (SELECT cohort, branch, day FROM {staged:Identifier})
