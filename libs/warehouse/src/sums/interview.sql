-- What one interview adds to the sums of its day: cells (measure, bin, value), in micro-points.
SELECT
    cohort, branch, day, 'interview' AS case_family, case_id, '' AS part, live, version,
    '' AS channel, '' AS service_item, '' AS service_line, '' AS priority_class, '' AS staff_ref,
    CAST(NULL, 'Nullable(Int64)') AS measured_s,
    if(late > 0, concat('interview.late.', cohort), '') AS late_measure,
    if(
        teamwork_outcome != 'counted',
        [(concat('teamwork.excluded.', teamwork_outcome), 0, toInt128(1))],
        [
            ('teamwork.n', 0, toInt128(1)),
            ('teamwork.sum', 0, toInt128(teamwork_micropoints)),
            ('teamwork.sum_squares', 0, toInt128(teamwork_micropoints) * teamwork_micropoints)
        ]
    ) AS cells
FROM {{facts}}
WHERE {{places}}
