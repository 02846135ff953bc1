-- What one contact adds to the sums of its day: cells (measure, bin, value). A contact that is judged stands in two more cohorts, of which
-- a read takes one: `followed` once seven days after its day are over, `following` until then.
SELECT
    followed.1 AS cohort,
    branch, day, contact_family AS case_family, case_id, '' AS part, live, version,
    channel, service_item, '' AS service_line, '' AS priority_class, '' AS staff_ref,
    CAST(NULL, 'Nullable(Int64)') AS measured_s,
    if(late > 0 AND followed.1 = 'closed', 'contact.late.closed', '') AS late_measure,
    arrayMap(measure -> (measure, 0, toInt128(1)), followed.2) AS cells
FROM
(
    SELECT *, outcome IN ('resolved', 'repeated') AS is_judged
    FROM {{facts}}
    WHERE {{places}}
)
ARRAY JOIN [
    ('closed', if(is_judged, [], [concat('resolution.excluded.', outcome)])),
    ('followed', if(is_judged, if(outcome = 'resolved', ['resolution.closed', 'resolution.resolved'], ['resolution.closed']), [])),
    ('following', if(is_judged, ['resolution.excluded.window_open'], []))
] AS followed
