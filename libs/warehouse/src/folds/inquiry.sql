-- Inquiries, cohorts `received` (contacts served) and `due` (p3-callback-on-time-rate): clauses 5.3.1, 5.3.2. An escalated inquiry is due
-- at the instant promised at its first escalation; later promises change nothing.
WITH
    arrayFirst(entry -> entry.event = 'received', history) AS receipt,
    arrayFirst(entry -> entry.event IN ('answered', 'replied'), history) AS answer,
    arrayFirst(entry -> entry.event = 'escalated', history) AS escalation,
    arrayFirst(entry -> entry.event = 'replied', history) AS reply,
    arrayFirst(entry -> entry.event = 'abandoned', history) AS abandonment,
    receipt.id != '' AS has_receipt,
    escalation.id != '' AS has_escalation,
    reply.id != '' AS has_reply,
    abandonment.id != '' AS has_abandonment,
    if(has_receipt, receipt, history[1]) AS opening,
    toDate32(opening.time, {time_zone:String}) AS opening_day,
    data -> parseDateTime64BestEffortOrZero(JSONExtractString(data, 'promised_reply_by'), 3, 'UTC') AS promise_of,
    promise_of(escalation.data) AS promise,
    arrayDistinct(arrayMap(
        variant -> toDate32(promise_of(variant.data), {time_zone:String}),
        arrayConcat(
            arrayFilter(append -> append.event = 'escalated', appends), arrayFilter(variant -> variant.event = 'escalated', variants)
        )
    )) AS possible_due_days,
    [
        ('received', opening_day, days, true),
        ('due', toDate32(promise, {time_zone:String}), possible_due_days, has_escalation)
    ] AS cohorts
SELECT
    place.1 AS cohort,
    place.2 AS branch,
    place.3 AS day,
    case_id,
    toUInt8(place.5 AND branch = opening.branch AND day = place.4) AS live,
    length(appends) AS version,
    if(JSONExtractString(opening.data, 'channel') = '', 'unknown', JSONExtractString(opening.data, 'channel')) AS channel,
    if(JSONExtractString(opening.data, 'service_item_code') = '', 'unknown', JSONExtractString(opening.data, 'service_item_code')) AS service_item,
    JSONExtractString(receipt.data, 'topic_code') AS topic,
    if(has_receipt, receipt.time, NULL) AS received_at,
    if(answer.id != '', answer.time, NULL) AS answered_at,
    if(has_escalation, escalation.time, NULL) AS escalated_at,
    if(has_escalation, promise, NULL) AS promised_reply_by,
    if(has_reply, reply.time, NULL) AS replied_at,
    if(has_abandonment, abandonment.time, NULL) AS abandoned_at,
    multiIf(
        has_reply AND reply.time <= promise, 'on_time',
        has_abandonment AND abandonment.time <= promise, 'abandoned',
        'late'
    ) AS callback_outcome,
    toUInt8({{names_customer}}) AS names_customer,
    late
FROM ({{case_history}})
ARRAY JOIN arrayFlatten(arrayMap(
    a_cohort -> arrayMap(a_branch -> arrayMap(a_day -> (a_cohort.1, a_branch, a_day, a_cohort.2, a_cohort.4), a_cohort.3), branches),
    cohorts
)) AS place
