-- Complaints, cohorts `registered` (c1-complaint-rate, s2-attitude-complaint-rate), `assigned` (s3-assignment-time-p90), `due`
-- (p1-complaint-reply-on-time-rate) and `replied` (p2-complaint-procedure-rate, p3-reply-content-rate): clauses 6.1-6.3.
-- The reply is due at the end of the fifth working day after the handling; only a valid extension moves it, and never forward.
WITH
    {{working_time}},
    arrayFirst(entry -> entry.event = 'registered', history) AS registration,
    arrayFirst(entry -> entry.event = 'assigned', history) AS assignment,
    arrayFirst(entry -> entry.event = 'investigated', history) AS investigation,
    arrayLast(entry -> entry.event = 'investigated', history) AS last_investigation,
    arrayFirst(entry -> entry.event = 'handled', history) AS handling,
    arrayFirst(entry -> entry.event = 'replied', history) AS reply,
    arrayFirst(entry -> entry.event = 'withdrawn', history) AS withdrawal,
    registration.id != '' AS has_registration,
    assignment.id != '' AS has_assignment,
    investigation.id != '' AS has_investigation,
    handling.id != '' AS has_handling,
    reply.id != '' AS has_reply,
    withdrawal.id != '' AS has_withdrawal,
    if(has_registration, registration, history[1]) AS opening,
    toDate32(opening.time, {time_zone:String}) AS opening_day,
    toDate32(reply.time, {time_zone:String}) AS reply_day,
    instant -> nth_working_day(toDate32(instant, {time_zone:String}), 5) AS base_due,
    entry -> entry.event = 'extended' AND JSONExtractString(entry.data, 'kind') = 'reply' AND JSONExtractString(entry.data, 'approved_by') != '' AS is_extension,
    entry -> toDate32(parseDateTime64BestEffortOrZero(JSONExtractString(entry.data, 'new_due'), 3, 'UTC'), {time_zone:String}) AS extended_due,
    arrayFold(
        (due_so_far, an_extension) -> if(an_extension.1 <= due_so_far, greatest(due_so_far, an_extension.2), due_so_far),
        arrayMap(entry -> (toDate32(entry.time, {time_zone:String}), extended_due(entry)), arrayFilter(entry -> is_extension(entry), history)),
        base_due(handling.time)
    ) AS due,
    has_reply AND reply_day <= due AS replied_in_time,
    has_withdrawal AND toDate32(withdrawal.time, {time_zone:String}) <= due AS withdrawn_in_time,
    multiIf(replied_in_time, 'on_time', withdrawn_in_time, 'withdrawn', 'late') AS reply_verdict,
    multiIf(
        has_withdrawal AND (NOT has_reply OR withdrawal.time < reply.time), 'withdrawn',
        NOT has_reply, 'open',
        has_registration AND has_assignment AND has_investigation AND has_handling
            AND JSONExtractBool(registration.data, 'fields_complete', 'complainant') AND JSONExtractBool(registration.data, 'fields_complete', 'time')
            AND JSONExtractBool(registration.data, 'fields_complete', 'content') AND JSONExtractBool(registration.data, 'fields_complete', 'channel')
            AND registration.time <= assignment.time AND assignment.time <= investigation.time
            AND investigation.time <= handling.time AND handling.time <= reply.time,
        'complete',
        'incomplete'
    ) AS procedure_verdict,
    JSONExtractBool(reply.data, 'follow_up_required') AS follow_up_required,
    JSONExtractBool(reply.data, 'content', 'matter') + JSONExtractBool(reply.data, 'content', 'result') + JSONExtractBool(reply.data, 'content', 'basis')
        + (follow_up_required AND JSONExtractBool(reply.data, 'content', 'follow_up')) AS parts_given,
    JSONExtractString(registration.data, 'cause_code') AS cause,
    JSONExtractString(last_investigation.data, 'finding') AS last_finding,
    multiIf(
        NOT has_registration, 'no_opening',
        cause != 'attitude', 'other_cause',
        NOT has_investigation, 'open',
        last_finding IN ('substantiated', 'partly'), 'substantiated',
        'not_found'
    ) AS attitude_verdict,
    arrayExists(entry -> entry.event = 'withdrawn' AND JSONExtractString(entry.data, 'reason_code') = 'mistaken', history) AS is_mistaken,
    multiIf(
        NOT has_registration, 'no_opening',
        NOT has_assignment, 'unassigned',
        assignment.time < registration.time, 'assigned_before_registered',
        'assigned'
    ) AS assignment_verdict,
    arrayFilter(append -> append.event = 'handled', appends) AS handlings,
    arrayDistinct(arrayConcat(
        arrayMap(append -> base_due(append.time), handlings),
        if(empty(handlings), [], arrayMap(append -> extended_due(append), arrayFilter(append -> is_extension(append), appends)))
    )) AS possible_due_days,
    [
        ('registered', opening_day, days, true),
        ('assigned', if(has_assignment, toDate32(assignment.time, {time_zone:String}), opening_day), days, true),
        ('due', due, possible_due_days, has_handling),
        ('replied', if(has_reply, reply_day, opening_day), days, true)
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
    if(JSONExtractString(assignment.data, 'handler_ref') = '', 'unknown', JSONExtractString(assignment.data, 'handler_ref')) AS staff_ref,
    JSONExtractString(registration.data, 'category') AS category,
    cause AS cause_code,
    if(has_registration, registration.time, NULL) AS registered_at,
    if(has_assignment, assignment.time, NULL) AS assigned_at,
    if(has_investigation, investigation.time, NULL) AS investigated_at,
    if(has_handling, handling.time, NULL) AS handled_at,
    if(has_reply, reply.time, NULL) AS replied_at,
    if(has_withdrawal, withdrawal.time, NULL) AS withdrawn_at,
    if(has_handling, due, NULL) AS reply_due_day,
    toUInt8(has_handling AND is_guess(toDate32(handling.time, {time_zone:String}), due)) AS provisional,
    reply_verdict AS reply_outcome,
    procedure_verdict AS procedure_outcome,
    if(has_reply, intDiv(12 * parts_given, if(follow_up_required, 4, 3)), NULL) AS content_twelfths,
    attitude_verdict AS attitude_outcome,
    multiIf(NOT has_registration, 'no_opening', is_mistaken, 'mistaken', 'counted') AS registration_outcome,
    if(assignment_verdict = 'assigned', intDiv(working_ms(assignment.time) - working_ms(registration.time), 1000), NULL) AS assignment_s,
    assignment_verdict AS assignment_outcome,
    toUInt8(assignment_verdict = 'assigned' AND is_guess(opening_day - 1, toDate32(assignment.time, {time_zone:String}))) AS assignment_provisional
FROM ({{case_history}})
ARRAY JOIN arrayFlatten(arrayMap(
    a_cohort -> arrayMap(a_branch -> arrayMap(a_day -> (a_cohort.1, a_branch, a_day, a_cohort.2, a_cohort.4), a_cohort.3), branches),
    cohorts
)) AS place
