-- From appends to events, the one place where corrections and voids are applied (infra/decisions/0017-corrections-and-as-of.md):
--   appends            every distinct append of a case, corrections and voids with them
--   corrections        those of them that correct or void, with what they say
--   first_corrections  the earliest append of each (source, id) of those
--   events             the earliest append of each (source, id) of the others, as it was sent
--   history            the events, corrected and less what is voided, in the order of occurrence (time, source, id)
--   voided             the voided events, corrected, in the same order
-- Corrections of one event apply in the order (recordedtime, source, id); a void may void a correction, and nothing voids a void.
-- Two clocks cut it all: what had occurred, and what was known. Which cases, says {{cases}}: those a batch touched, or a range of a rebuild.
SELECT
    family, case_id, appends, corrections, events, first_corrections,
    arraySort(
        entry -> (entry.time, entry.source, entry.id),
        if(
            empty(corrections),
            events,
            arrayFilter(entry -> NOT has(voids, (entry.event, entry.source, entry.id)), corrected)
        )
    ) AS history,
    arraySort(
        entry -> (entry.time, entry.source, entry.id),
        arrayFilter(entry -> has(voids, (entry.event, entry.source, entry.id)), corrected)
    ) AS voided
FROM
(
    WITH
        {{merge_patch}}
    SELECT
        *,
        arrayMap(
            (entry, own) -> CAST(
                (
                    entry.source, entry.id, entry.ingestedat, entry.digest,
                    arrayFold((time_so_far, patch) -> coalesce(patch.time, time_so_far), own, entry.time),
                    entry.branch, entry.event,
                    arrayFold((data_so_far, patch) -> if(patch.data = '', data_so_far, merge_patch(data_so_far, patch.data)), own, entry.data)
                ),
                {{append_type}}
            ),
            to_correct,
            arrayMap(entry -> arrayFilter(patch -> patch.target = (entry.event, entry.source, entry.id), patches), to_correct)
        ) AS corrected
    FROM
    (
        SELECT
            *,
            if(empty(corrections), [], events) AS to_correct,
            arrayFilter(correction -> correction.event = 'event_voided', first_corrections).target AS voids,
            arraySort(
                correction -> (correction.recorded, correction.source, correction.id),
                arrayFilter(
                    correction -> correction.event = 'event_corrected'
                        AND NOT has(voids, (correction.event, correction.source, correction.id)),
                    first_corrections
                )
            ) AS patches
        FROM
        (
            SELECT
                family, case_id, appends, corrections,
                arrayMap(
                    (append, previous) -> (append.source, append.id) != previous,
                    appends,
                    arrayPushFront(arrayPopBack(arrayMap(append -> (append.source, append.id), appends)), ('', ''))
                ) AS is_first,
                arrayFilter(
                    (append, first) -> first AND append.event NOT IN ('event_corrected', 'event_voided'),
                    appends, is_first
                ) AS events,
                arrayFilter(
                    correction -> arrayExists(
                        (append, first) -> first
                            AND (append.source, append.id, append.ingestedat, append.digest)
                                = (correction.source, correction.id, correction.ingestedat, correction.digest),
                        appends, is_first
                    ),
                    corrections
                ) AS first_corrections
            FROM
            (
                SELECT
                    family,
                    partitionkey AS case_id,
                    arraySort(
                        append -> (append.source, append.id, append.ingestedat, append.digest),
                        groupArray(CAST((source, id, ingestedat, digest, time, branchid, event, data), {{append_type}}))
                    ) AS appends,
                    arraySort(
                        correction -> (correction.source, correction.id, correction.ingestedat, correction.digest),
                        groupArrayIf(
                            CAST((source, id, ingestedat, digest, recorded, event, target, patch_time, patch_data), {{correction_type}}),
                            is_correction
                        )
                    ) AS corrections
                FROM ({{known_appends}})
                GROUP BY family, partitionkey
            )
        )
    )
)
