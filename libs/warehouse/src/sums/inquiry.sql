-- What one inquiry adds to the sums of its day in each cohort: cells (measure, bin, value).
SELECT
    cohort, branch, day, 'inquiry' AS case_family, case_id, '' AS part, live, version,
    channel, service_item, '' AS service_line, '' AS priority_class, '' AS staff_ref,
    CAST(NULL, 'Nullable(Int64)') AS measured_s,
    if(late > 0, concat('inquiry.late.', cohort), '') AS late_measure,
    arrayMap(measure -> (measure, 0, toInt128(1)), if(
        cohort = 'received',
        arrayConcat(
            if(received_at IS NULL OR answered_at IS NULL, [], ['contacts.served']),
            if(names_customer, [], ['resolution.excluded.no_customer'])
        ),
        multiIf(
            callback_outcome = 'on_time', ['callback.due', 'callback.on_time'],
            callback_outcome = 'late', ['callback.due'],
            [concat('callback.excluded.', callback_outcome)]
        )
    )) AS cells
FROM {{facts}}
WHERE {{places}}
