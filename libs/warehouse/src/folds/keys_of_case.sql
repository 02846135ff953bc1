-- The keys that one case ever named.
key GLOBAL IN (
    SELECT key FROM case_keys
    WHERE gathering = {family:String} AND family = {case_family:String} AND case_id = {case_id:String}
)
