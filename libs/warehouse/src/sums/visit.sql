-- What one visit adds to the sums of its day: cells (measure, bin, value). `measured_s`: how long it waited.
{{histogram_bin}},
'visit' AS case_family,
'' AS part,
wait_s AS measured_s,
'' AS service_line,
arrayConcat(
    if(arrived_at IS NULL, [], [('visit.opened', 0, toInt128(1))]),
    if(arrived_at IS NULL OR service_started_at IS NULL, [], [('contacts.served', 0, toInt128(1))]),
    if(names_customer, [], [('resolution.excluded.no_customer', 0, toInt128(1))]),
    multiIf(
        wait_outcome = 'served' AND wait_s <= target_s, [('wait.judged', 0, toInt128(1)), ('wait.within_target', 0, toInt128(1))],
        wait_outcome = 'served', [('wait.judged', 0, toInt128(1))],
        wait_outcome = 'abandoned', [('wait.judged', 0, toInt128(1)), ('wait.abandoned', 0, toInt128(1))],
        [(concat('wait.excluded.', wait_outcome), 0, toInt128(1))]
    ),
    multiIf(
        wait_outcome = 'no_opening', [('wait_p90.excluded.no_opening', 0, toInt128(1))],
        channel != 'onsite', [('wait_p90.excluded.other_channel', 0, toInt128(1))],
        wait_outcome = 'served', [('wait_p90.served', histogram_bin(assumeNotNull(wait_s)), toInt128(1))],
        wait_outcome IN ('abandoned', 'short_abandon'), [('wait_p90.abandoned', histogram_bin(assumeNotNull(wait_s)), toInt128(1))],
        [(concat('wait_p90.excluded.', wait_outcome), 0, toInt128(1))]
    ),
    if(late > 0, [(concat('visit.late.', cohort), 0, toInt128(1))], [])
) AS fact_cells
