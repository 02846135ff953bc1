-- The ids of all cases of a family.
SELECT DISTINCT partitionkey AS id FROM events WHERE family = {family:String}
