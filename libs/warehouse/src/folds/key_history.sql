-- The history of each case (folds/case_history.sql) under each key that any of its appends ever named.
SELECT key, family, case_id, appends, history, variants, branches, days, late
FROM ({{case_history}}) AS cases
INNER JOIN (SELECT DISTINCT key, family, case_id FROM case_keys WHERE gathering = {family:String} AND {{keys}}) AS keys USING (family, case_id)
