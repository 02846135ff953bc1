-- The appends of some cases, as far as two clocks let them be known; of corrections and voids also what they say.
SELECT
    family, source, id, event, time, branchid, partitionkey, ingestedat, digest, data,
    coalesce(recordedtime, time) AS recorded,
    event IN ('event_corrected', 'event_voided') AS is_correction,
    if(is_correction, JSONExtractString(data, 'target', 'type'), '') AS target_type,
    if(
        is_correction,
        (splitByChar('.', concat(target_type, '..'))[3], JSONExtractString(data, 'target', 'source'), JSONExtractString(data, 'target', 'id')),
        ('', '', '')
    ) AS target,
    if(is_correction, parseDateTime64BestEffortOrNull(JSONExtractString(data, 'patch', 'time'), 3, 'UTC'), NULL) AS patch_time,
    if(is_correction, JSONExtractRaw(data, 'patch', 'data'), '') AS patch_data
FROM {{events}}
WHERE {{families}}
    AND time <= {occurred_by:DateTime64(3, 'UTC')}
    AND ingestedat <= {known_by:DateTime64(3, 'UTC')}
    AND {{cases}}
