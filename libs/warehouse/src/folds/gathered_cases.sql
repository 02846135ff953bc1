-- The cases that stand under some keys of a family that gathers.
(family, partitionkey) GLOBAL IN (SELECT family, case_id FROM ({{keyed_cases}}))
