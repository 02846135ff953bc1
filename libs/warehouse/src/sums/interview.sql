-- What one interview adds to the sums of its day: cells (measure, bin, value), in micro-points.
'interview' AS case_family,
'' AS part,
CAST(NULL, 'Nullable(Int64)') AS measured_s,
'' AS channel,
'' AS service_item,
'' AS service_line,
'' AS priority_class,
'' AS staff_ref,
arrayConcat(
    if(
        teamwork_outcome != 'counted',
        [(concat('teamwork.excluded.', teamwork_outcome), 0, toInt128(1))],
        [
            ('teamwork.n', 0, toInt128(1)),
            ('teamwork.sum', 0, toInt128(teamwork_micropoints)),
            ('teamwork.sum_squares', 0, toInt128(teamwork_micropoints) * teamwork_micropoints)
        ]
    ),
    if(late > 0, [(concat('interview.late.', cohort), 0, toInt128(1))], [])
) AS fact_cells
