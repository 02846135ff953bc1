-- What one inquiry adds to the sums of its day in each cohort: cells (measure, bin, value).
'inquiry' AS case_family,
'' AS part,
CAST(NULL, 'Nullable(Int64)') AS measured_s,
'' AS service_line,
'' AS priority_class,
'' AS staff_ref,
arrayConcat(
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
    )),
    if(late > 0, [(concat('inquiry.late.', cohort), 0, toInt128(1))], [])
) AS fact_cells
