-- What one case adds to the sums, in every cohort and place where it stands: its cells, of its facts as a fold makes them now.
SELECT
    cohort, branch, day, part, service_item, priority_class, measured_s,
    arrayMap(cell -> cell.1, cells) AS measures,
    arrayMap(cell -> cell.2, cells) AS bins,
    arrayMap(cell -> cell.3, cells) AS added
FROM ({{cells}}) AS fact
WHERE live
ORDER BY day, cohort, branch, part
