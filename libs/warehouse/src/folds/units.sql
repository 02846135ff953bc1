-- The unit of each key that something joined with others: the least of them.
SELECT key, min(key_groups.unit) AS unit FROM key_groups WHERE gathering = {family:String} GROUP BY key
