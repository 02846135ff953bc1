-- All units of a family that gathers.
SELECT DISTINCT unit AS id FROM ({{keyed_cases}})
