-- What one transaction adds to the sums of its day in each cohort: cells (measure, bin, value).
'transaction' AS case_family,
'' AS part,
CAST(NULL, 'Nullable(Int64)') AS measured_s,
'' AS priority_class,
arrayConcat(
    arrayMap(measure -> (measure, 0, toInt128(1)), arrayConcat(
        multiIf(
            cohort != 'due', [],
            cycle_outcome = 'on_time', ['cycle.due', 'cycle.on_time'],
            cycle_outcome = 'late', ['cycle.due'],
            [concat('cycle.excluded.', cycle_outcome)]
        ),
        multiIf(
            cohort != 'closed', [],
            conformity_outcome = 'conforming', ['conformity.closed', 'conformity.conforming'],
            conformity_outcome = 'not_conforming', ['conformity.closed'],
            [concat('conformity.excluded.', conformity_outcome)]
        ),
        multiIf(
            cohort != 'closed', [],
            notice_outcome = 'met', ['notice.closed', 'notice.met'],
            notice_outcome = 'not_met', ['notice.closed'],
            [concat('notice.excluded.', notice_outcome)]
        ),
        multiIf(
            cohort != 'processed', [],
            rework_outcome = 'reworked', ['rework.processed', 'rework.reworked'],
            rework_outcome = 'right_first_time', ['rework.processed'],
            [concat('rework.excluded.', rework_outcome)]
        ),
        if(cohort = 'due' AND provisional AND cycle_outcome IN ('on_time', 'late'), ['cycle.provisional'], []),
        if(cohort = 'closed' AND notice_provisional AND notice_outcome IN ('met', 'not_met'), ['notice.provisional'], [])
    )),
    if(late > 0, [(concat('transaction.late.', cohort), 0, toInt128(1))], [])
) AS fact_cells
