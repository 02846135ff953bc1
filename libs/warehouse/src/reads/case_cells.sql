-- What one case adds to the sums, in every cohort and place where it stands: its cells, of its facts as a fold makes them now.
WITH {{fact_cells}}
SELECT
    cohort, branch, day, part, service_item, priority_class, measured_s,
    arrayMap(cell -> cell.1, fact_cells) AS measures,
    arrayMap(cell -> cell.2, fact_cells) AS bins,
    arrayMap(cell -> cell.3, fact_cells) AS added
FROM {{facts}}
WHERE live
ORDER BY day, cohort, branch, part
