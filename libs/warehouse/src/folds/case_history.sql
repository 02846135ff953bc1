-- The history of each case, and where the case could stand:
--   appends         every distinct append, corrections and voids with them; their number is the version of the facts (more information
--                   wins, by count and not by clock)
--   history         what has happened, corrected and less what is voided, in the order of occurrence (time, source, id)
--   voided          what is voided, corrected, in the same order
--   variants        each append with each time that it could have for some subset of the appends, its own or a correction's, and with its
--                   own data or the patch of a correction: a single field takes every value here that it could have in any history
--   branches, days  each branch and each local day of the variants
--   late            how many events, corrections and voids became known more than seven days after their day, or their target's
-- One subquery a step, here and in corrected_events.sql, since an alias is analysed anew wherever it is used.
SELECT
    case_id,
    appends,
    history,
    voided,
    variants,
    arrayDistinct(variants.branch) AS branches,
    arrayDistinct(arrayMap(variant -> toDate32(variant.time, {time_zone:String}), variants)) AS days,
    arrayCount(
        (known, occurred) -> toDate32(known, {time_zone:String}) > toDate32(occurred, {time_zone:String}) + toIntervalDay(7),
        arrayConcat(events.ingestedat, arrayFilter(correction -> correction.2 > toDateTime64(0, 3, 'UTC'), targets).1),
        arrayConcat(events.time, arrayFilter(correction -> correction.2 > toDateTime64(0, 3, 'UTC'), targets).2)
    ) AS late
FROM
(
    WITH
        append -> arrayPushBack(
            arrayFilter(patch -> patch.target = (append.event, append.source, append.id), corrections),
            defaultValueOfTypeName({{correction_type}})
        ) AS patches_of
    SELECT
        case_id, appends, events, history, voided,
        if(
            empty(corrections),
            appends,
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
                arrayFilter(append -> append.event NOT IN ('event_corrected', 'event_voided'), appends)
            ))
        ) AS variants,
        arrayMap(
            correction -> (
                correction.ingestedat,
                arrayFirst(entry -> (entry.event, entry.source, entry.id) = correction.target, events).time
            ),
            first_corrections
        ) AS targets
    FROM ({{corrected_events}})
)
