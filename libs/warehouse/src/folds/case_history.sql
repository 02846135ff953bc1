-- The history of each case, and where the case could stand:
--   appends         every distinct append, corrections and voids with them; their number is the version of the facts (more information
--                   wins, by count and not by clock)
--   history         what has happened, corrected and less what is voided, in the order of occurrence (time, source, id)
--   voided          what is voided, corrected, in the same order
--   variants        beside the appends themselves: each with the times that corrections could give it, and with its own data or a patch for
--                   it. So a single field takes, in appends and variants, every value that it could have for any subset of the appends
--   branches, days  where it could stand for any subset: each branch, and each local day that an append has or a correction gives
--   late            how many events, corrections and voids became known more than seven days after their day, or their target's
-- One subquery a step, here and in corrected_events.sql, since an alias is analysed anew wherever it is used.
WITH
    append -> arrayPushBack(
        arrayFilter(patch -> patch.target = (append.event, append.source, append.id), corrections),
        defaultValueOfTypeName({{correction_type}})
    ) AS patches_of
SELECT
    family,
    case_id,
    appends,
    history,
    voided,
    arrayFlatten(arrayMap(
        append -> arrayMap(
            timing -> arrayMap(
                telling -> CAST(
                    (
                        append.source, append.id, append.ingestedat, append.digest, coalesce(timing.time, append.time),
                        append.branch, append.event, if(telling.data = '', append.data, telling.data)
                    ),
                    {{append_type}}
                ),
                patches_of(append)
            ),
            patches_of(append)
        ),
        if(empty(corrections), [], appends)
    )) AS variants,
    arrayDistinct(appends.branch) AS branches,
    arrayDistinct(arrayMap(
        instant -> toDate32(instant, {time_zone:String}),
        arrayConcat(appends.time, arrayMap(correction -> assumeNotNull(correction.time), arrayFilter(correction -> correction.time IS NOT NULL, corrections)))
    )) AS days,
    arrayCount(
        (known, occurred) -> toDate32(known, {time_zone:String}) > toDate32(occurred, {time_zone:String}) + toIntervalDay(7),
        arrayConcat(events.ingestedat, aimed.1), arrayConcat(events.time, aimed.2)
    ) AS late
FROM
(
    SELECT
        *,
        arrayFilter(
            aim -> aim.2 > toDateTime64(0, 3, 'UTC'),
            arrayMap(
                correction -> (
                    correction.ingestedat,
                    arrayFirst(entry -> (entry.event, entry.source, entry.id) = correction.target, events).time
                ),
                first_corrections
            )
        ) AS aimed
    FROM ({{corrected_events}})
)
