-- The cases of some keys, each key with its unit: all that is folded together. A key that nothing joined is its own.
SELECT DISTINCT key, family, case_id, if(joined.unit = '', key, joined.unit) AS unit
FROM {{case_keys}} AS case_keys
GLOBAL LEFT JOIN ({{units}}) AS joined USING (key)
WHERE gathering = {family:String} AND {{keys}}
