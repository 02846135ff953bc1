-- What one contact adds to the sums of its day: cells (measure, bin, value). One that is judged adds what it is judged to be and that it
-- is being followed; a read takes one of the two (reads/counts.sql), since a fold knows no today.
contact_family AS case_family,
'' AS part,
CAST(NULL, 'Nullable(Int64)') AS measured_s,
'' AS service_line,
'' AS priority_class,
'' AS staff_ref,
arrayConcat(
    arrayMap(measure -> (measure, 0, toInt128(1)), multiIf(
        outcome = 'resolved', ['resolution.closed', 'resolution.resolved', 'resolution.excluded.window_open'],
        outcome = 'repeated', ['resolution.closed', 'resolution.excluded.window_open'],
        [concat('resolution.excluded.', outcome)]
    )),
    if(late > 0, [('contact.late.closed', 0, toInt128(1))], [])
) AS fact_cells
