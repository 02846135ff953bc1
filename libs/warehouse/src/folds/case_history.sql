-- The history of each case, the one place where appends become events:
--   appends         every distinct append; their number is the version of the facts (more information wins, by count and not by clock)
--   history         the earliest append of each (source, id), in the order of occurrence (time, source, id)
--   branches, days  where the case could stand: each branch and each local day on which it has an append
-- Two clocks cut it: what had occurred, and what was known. Which cases, says {{cases}}: those a batch touched, or a range of a rebuild.
SELECT
    family,
    partitionkey AS case_id,
    arraySort(
        append -> (append.source, append.id, append.ingestedat, append.digest),
        groupArray(CAST(
            (source, id, ingestedat, digest, time, branchid, event, data),
            'Tuple(source String, id String, ingestedat DateTime64(3, \'UTC\'), digest UInt64, time DateTime64(3, \'UTC\'), branch String, event String, data String)'
        ))
    ) AS appends,
    arraySort(
        entry -> (entry.time, entry.source, entry.id),
        arrayFilter(
            (append, previous) -> (append.source, append.id) != previous,
            appends,
            arrayPushFront(arrayPopBack(arrayMap(append -> (append.source, append.id), appends)), ('', ''))
        )
    ) AS history,
    arrayDistinct(appends.branch) AS branches,
    arrayDistinct(arrayMap(append -> toDate32(append.time, {time_zone:String}), appends)) AS days
FROM events FINAL
WHERE family IN {families:Array(String)}
    AND time <= {occurred_by:DateTime64(3, 'UTC')}
    AND ingestedat <= {known_by:DateTime64(3, 'UTC')}
    AND {{cases}}
GROUP BY family, partitionkey
