-- The first id of each step of a rebuild, and how many there are in all. {{all_cases}} gives every id of the family once.
SELECT id, total
FROM
(
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS number, count() OVER () AS total
    FROM ({{all_cases}})
)
WHERE number % {cases:UInt32} = 0
ORDER BY id
