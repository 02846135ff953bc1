-- The live facts of some days, less those of what is folded anew.
SELECT * FROM {{facts}}
WHERE live AND {{places}} AND {{folded_by}} GLOBAL NOT IN (SELECT case_id FROM {touched:Identifier})
