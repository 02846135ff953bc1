-- What one complaint adds to the sums of its day in each cohort: cells (measure, bin, value). `measured_s`: working seconds until it
-- was assigned, in that cohort.
{{histogram_bin}},
'complaint' AS case_family,
'' AS part,
if(cohort = 'assigned', assignment_s, NULL) AS measured_s,
'' AS service_line,
'' AS priority_class,
measure -> (measure, 0, toInt128(1)) AS one,
arrayConcat(
    multiIf(
        cohort = 'registered', arrayConcat(
            [one(if(registration_outcome = 'counted', 'registration.counted', concat('registration.excluded.', registration_outcome)))],
            multiIf(
                attitude_outcome = 'other_cause', [],
                attitude_outcome = 'substantiated', [one('attitude.substantiated')],
                [one(concat('attitude.excluded.', attitude_outcome))]
            )
        ),
        cohort = 'assigned', if(
            assignment_outcome = 'assigned',
            arrayConcat(
                [('assignment.seconds', histogram_bin(assumeNotNull(assignment_s)), toInt128(1))],
                if(assignment_provisional, [one('assignment.provisional')], [])
            ),
            [one(concat('assignment.excluded.', assignment_outcome))]
        ),
        cohort = 'due', arrayConcat(
            multiIf(
                reply_outcome = 'on_time', [one('reply.due'), one('reply.on_time')],
                reply_outcome = 'late', [one('reply.due')],
                [one(concat('reply.excluded.', reply_outcome))]
            ),
            if(provisional AND reply_outcome IN ('on_time', 'late'), [one('reply.provisional')], [])
        ),
        arrayConcat(
            multiIf(
                procedure_outcome = 'complete', [one('procedure.replied'), one('procedure.complete')],
                procedure_outcome = 'incomplete', [one('procedure.replied')],
                [one(concat('procedure.excluded.', procedure_outcome))]
            ),
            if(
                content_twelfths IS NULL,
                [one('content.excluded.open')],
                [
                    one('content.n'),
                    ('content.sum', 0, toInt128(assumeNotNull(content_twelfths))),
                    ('content.sum_squares', 0, toInt128(assumeNotNull(content_twelfths)) * assumeNotNull(content_twelfths))
                ]
            )
        )
    ),
    if(late > 0, [(concat('complaint.late.', cohort), 0, toInt128(1))], [])
) AS fact_cells
