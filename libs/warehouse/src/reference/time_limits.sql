-- All time limits ever set; which of them holds is decided by the fold that reads them.
SELECT
    time, source, id,
    JSONExtractString(data, 'clause') AS clause,
    JSONExtractString(data, 'service_item_code') AS service_item,
    JSONExtractUInt(data, 'duration_n') AS duration,
    JSONExtractString(data, 'unit') AS unit,
    JSONExtractString(data, 'start_event') AS start_event,
    JSONExtractString(data, 'end_event') AS end_event,
    parseDateTime64BestEffortOrNull(JSONExtractString(data, 'valid_from'), 3, 'UTC') AS valid_from
FROM reference_events
WHERE event = 'time_limit_set'
