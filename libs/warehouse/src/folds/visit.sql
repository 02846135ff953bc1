-- Visits, cohort `arrived`: the day of the arrival, else of the first event.
-- Definitions p1-wait-within-target-rate, p1-wait-p90, p1-abandon-rate (clauses 2.1.3, 8.1.2(2)).
WITH
    arrayFirst(entry -> entry.event = 'arrived', history) AS arrival,
    arrayFirst(entry -> entry.event = 'service_started', history) AS service_start,
    arrayFirst(entry -> entry.event = 'served', history) AS service_end,
    arrayFirst(entry -> entry.event = 'abandoned', history) AS abandonment,
    arrival.id != '' AS has_arrival,
    service_start.id != '' AS has_start,
    service_end.id != '' AS has_end,
    abandonment.id != '' AS has_abandonment,
    if(has_arrival, arrival, history[1]) AS opening,
    toDate32(opening.time, {time_zone:String}) AS opening_day,
    parseDateTime64BestEffortOrNull(JSONExtractString(arrival.data, 'queue_entered_at'), 3, 'UTC') AS queue_joined,
    toUnixTimestamp64Milli(coalesce(queue_joined, arrival.time)) AS entered_ms,
    if(has_start, service_start.time, abandonment.time) AS wait_end,
    toInt64(floor((toUnixTimestamp64Milli(wait_end) - entered_ms) / 1000)) AS elapsed_s,
    if(JSONExtractString(opening.data, 'channel') = '', 'unknown', JSONExtractString(opening.data, 'channel')) AS channel_code,
    transform(channel_code, ['onsite', 'phone', 'online', 'app'], [900, 20, 30, 30], 0) AS target_wait_s,
    transform(channel_code, ['onsite', 'phone', 'online', 'app'], [120, 10, 10, 10], 0) AS short_cut_s
SELECT
    'arrived' AS cohort,
    place.1 AS branch,
    place.2 AS day,
    case_id,
    toUInt8(place = (opening.branch, opening_day)) AS live,
    length(appends) AS version,
    channel_code AS channel,
    if(JSONExtractString(opening.data, 'service_item_code') = '', 'unknown', JSONExtractString(opening.data, 'service_item_code')) AS service_item,
    if(JSONExtractString(opening.data, 'priority_class') = '', 'unknown', JSONExtractString(opening.data, 'priority_class')) AS priority_class,
    coalesce(nullIf(JSONExtractString(service_start.data, 'staff_ref'), ''), nullIf(JSONExtractString(service_end.data, 'staff_ref'), ''), 'unknown') AS staff_ref,
    toHour(opening.time, {time_zone:String}) AS hour,
    if(has_arrival, arrival.time, NULL) AS arrived_at,
    queue_joined AS queue_entered_at,
    if(has_start, service_start.time, NULL) AS service_started_at,
    if(has_end, service_end.time, NULL) AS served_at,
    if(has_abandonment, abandonment.time, NULL) AS abandoned_at,
    multiIf(
        NOT has_arrival OR NOT (has_start OR has_abandonment), NULL,
        has_start, elapsed_s,
        greatest(elapsed_s, 0)
    ) AS wait_s,
    target_wait_s AS target_s,
    multiIf(
        NOT has_arrival, 'no_opening',
        target_wait_s = 0, 'no_target',
        has_start AND elapsed_s < 0, 'service_before_arrival',
        has_start, 'served',
        has_end, 'no_service_start',
        NOT has_abandonment, 'open',
        elapsed_s <= short_cut_s, 'short_abandon',
        'abandoned'
    ) AS wait_outcome,
    toUInt8({{names_customer}}) AS names_customer,
    late
FROM ({{case_history}})
ARRAY JOIN arrayFlatten(arrayMap(a_branch -> arrayMap(a_day -> (a_branch, a_day), days), branches)) AS place
