-- The cases that stand under some keys of a family that gathers.
(family, partitionkey) GLOBAL IN (SELECT family, case_id FROM case_keys WHERE gathering = {family:String} AND {{keys}})
