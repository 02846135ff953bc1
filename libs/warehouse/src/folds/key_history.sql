-- The history of each case (folds/case_history.sql) under each key that any of its appends ever named, with the unit of the key.
SELECT unit, key, family, case_id, appends, history, variants, branches, days, late
FROM ({{case_history}}) AS cases
INNER JOIN ({{keyed_cases}}) AS keys USING (family, case_id)
