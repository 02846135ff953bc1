-- All keys of a family that gathers.
SELECT DISTINCT key AS id FROM case_keys WHERE gathering = {family:String}
