-- What one response adds to the sums of its day: cells (measure, bin, value), per construct, in micro-points.
'survey' AS case_family,
response AS part,
CAST(NULL, 'Nullable(Int64)') AS measured_s,
'' AS staff_ref,
arrayConcat(
    arrayFlatten(arrayMap(
        answer -> if(
            answer.outcome != 'counted',
            [(concat(answer.construct, '.excluded.', answer.outcome), 0, toInt128(1))],
            arrayConcat(
                [
                    (concat(answer.construct, '.n'), 0, toInt128(1)),
                    (concat(answer.construct, '.sum'), 0, toInt128(answer.micropoints)),
                    (concat(answer.construct, '.sum_squares'), 0, toInt128(answer.micropoints) * answer.micropoints)
                ],
                if(answer.construct = 'overall' AND answer.micropoints = 100000000, [('overall.top', 0, toInt128(1))], []),
                if(answer.construct = 'overall' AND answer.micropoints <= 25000000, [('overall.low', 0, toInt128(1))], []),
                if(answer.construct = 'recommend' AND answer.micropoints >= 90000000, [('recommend.promoters', 0, toInt128(1))], []),
                if(answer.construct = 'recommend' AND answer.micropoints <= 60000000, [('recommend.detractors', 0, toInt128(1))], [])
            )
        ),
        answers
    )),
    if(late > 0, [(concat('survey.late.', cohort), 0, toInt128(1))], [])
) AS fact_cells
