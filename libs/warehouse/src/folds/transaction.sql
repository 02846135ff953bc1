-- Transactions, cohorts `due` (p1-cycle-on-time-rate), `closed` (p2-process-conformity-rate, p3-progress-notice-rate) and
-- `processed` (p2-rework-rate): clauses 5.1.2, 5.2.1, 5.2.2. A case stands in each, judged or excluded by one reason.
WITH
    {{working_time}},
    (
        SELECT groupArray((service_item, valid_from, duration, unit))
        FROM
        (
            SELECT * FROM time_limits
            WHERE start_event = 'transaction.submitted' AND end_event = 'transaction.confirmed'
            ORDER BY service_item != '' DESC, valid_from DESC, time DESC, source DESC, id DESC
        )
    ) AS limits,
    (item, instant) -> arrayFirst(a_limit -> a_limit.1 IN ('', item) AND a_limit.2 <= instant, limits) AS limit_of,
    (a_limit, instant) -> instant + toIntervalMinute(if(a_limit.4 = 'h', 60, 1) * a_limit.3) AS instant_due,
    (a_limit, instant) -> multiIf(
        a_limit.4 = 'working_day', nth_working_day(toDate32(instant, {time_zone:String}), a_limit.3),
        a_limit.4 = 'calendar_day', toDate32(instant, {time_zone:String}) + toInt32(a_limit.3),
        toDate32(instant_due(a_limit, instant), {time_zone:String})
    ) AS day_due,
    data -> JSONExtractString(data, 'service_item_code') AS item_of,
    arrayFirst(entry -> entry.event = 'submitted', history) AS submission,
    arrayFirst(entry -> entry.event = 'reviewed' AND JSONExtractString(entry.data, 'outcome') = 'accepted', history) AS acceptance,
    arrayFirst(entry -> entry.event = 'processed', history) AS processing,
    arrayFirst(entry -> entry.event = 'confirmed', history) AS confirmation,
    arrayFirst(entry -> entry.event = 'fed_back', history) AS feedback,
    arrayFirst(entry -> entry.event = 'rejected', history) AS rejection,
    submission.id != '' AS has_submission,
    acceptance.id != '' AS has_acceptance,
    processing.id != '' AS has_processing,
    confirmation.id != '' AS has_confirmation,
    feedback.id != '' AS has_feedback,
    rejection.id != '' AS has_rejection,
    if(has_submission, submission, history[1]) AS opening,
    toDate32(opening.time, {time_zone:String}) AS opening_day,
    toDate32(confirmation.time, {time_zone:String}) AS confirmation_day,
    limit_of(item_of(submission.data), submission.time) AS time_limit,
    has_submission AND time_limit.4 != '' AS has_limit,
    time_limit.4 IN ('min', 'h') AS elapses,
    instant_due(time_limit, submission.time) AS due_instant,
    day_due(time_limit, submission.time) AS due,
    has_confirmation AND if(elapses, confirmation.time <= due_instant, confirmation_day <= due) AS confirmed_in_time,
    has_rejection AND if(elapses, rejection.time <= due_instant, toDate32(rejection.time, {time_zone:String}) <= due) AS rejected_in_time,
    multiIf(NOT has_submission, 'no_opening', NOT has_limit, 'no_time_limit', confirmed_in_time, 'on_time', rejected_in_time, 'rejected', 'late') AS cycle,
    multiIf(
        has_rejection AND NOT has_confirmation, 'rejected',
        NOT has_confirmation AND NOT has_feedback, 'open',
        has_submission AND has_acceptance AND has_processing AND has_confirmation AND has_feedback
            AND submission.time <= acceptance.time AND acceptance.time <= processing.time
            AND processing.time <= confirmation.time AND confirmation.time <= feedback.time,
        'conforming',
        'not_conforming'
    ) AS conformity,
    nth_working_day(toDate32(submission.time, {time_zone:String}), 1) AS next_working_day,
    multiIf(
        NOT has_submission, 'no_opening',
        conformity IN ('open', 'rejected'), conformity,
        has_feedback AND has_confirmation AND (
            confirmation_day <= next_working_day
            OR arrayExists(entry -> entry.event = 'progress_notified' AND entry.time < confirmation.time, history)
        ),
        'met',
        'not_met'
    ) AS notice,
    multiIf(
        NOT has_processing, 'not_processed',
        arrayExists(entry -> entry.event = 'reworked' AND JSONExtractString(entry.data, 'caused_by') != 'customer', history), 'reworked',
        'right_first_time'
    ) AS rework,
    arrayFilter(append -> append.event = 'submitted', appends) AS submissions,
    arrayFilter(a_due -> a_due > toDate32('1970-01-01'), arrayMap(
        append -> if(
            limit_of(item_of(append.data), append.time).4 = '', toDate32('1970-01-01'),
            day_due(limit_of(item_of(append.data), append.time), append.time)
        ),
        submissions
    )) AS possible_due_days,
    [
        ('due', if(has_limit, due, opening_day), arrayDistinct(arrayConcat(days, possible_due_days))),
        ('closed', multiIf(has_confirmation, confirmation_day, has_feedback, toDate32(feedback.time, {time_zone:String}), opening_day), days),
        ('processed', if(has_processing, toDate32(processing.time, {time_zone:String}), opening_day), days)
    ] AS cohorts
SELECT
    place.1 AS cohort,
    place.2 AS branch,
    place.3 AS day,
    case_id,
    toUInt8(branch = opening.branch AND day = place.4) AS live,
    length(appends) AS version,
    if(JSONExtractString(opening.data, 'channel') = '', 'unknown', JSONExtractString(opening.data, 'channel')) AS channel,
    if(item_of(opening.data) = '', 'unknown', item_of(opening.data)) AS service_item,
    if(JSONExtractString(opening.data, 'service_line') = '', 'unknown', JSONExtractString(opening.data, 'service_line')) AS service_line,
    if(JSONExtractString(processing.data, 'staff_ref') = '', 'unknown', JSONExtractString(processing.data, 'staff_ref')) AS staff_ref,
    if(has_submission, submission.time, NULL) AS submitted_at,
    if(has_acceptance, acceptance.time, NULL) AS accepted_at,
    if(has_processing, processing.time, NULL) AS processed_at,
    if(has_confirmation, confirmation.time, NULL) AS confirmed_at,
    if(has_feedback, feedback.time, NULL) AS fed_back_at,
    if(has_rejection, rejection.time, NULL) AS rejected_at,
    if(has_limit AND elapses, due_instant, NULL) AS due_at,
    if(has_limit, due, NULL) AS due_day,
    toUInt8(has_limit AND time_limit.4 = 'working_day' AND is_guess(opening_day, due)) AS provisional,
    cycle AS cycle_outcome,
    conformity AS conformity_outcome,
    notice AS notice_outcome,
    rework AS rework_outcome,
    toUInt8(has_submission AND is_guess(opening_day, next_working_day)) AS notice_provisional
FROM ({{case_history}})
ARRAY JOIN arrayFlatten(arrayMap(
    a_cohort -> arrayMap(a_branch -> arrayMap(a_day -> (a_cohort.1, a_branch, a_day, a_cohort.2), a_cohort.3), branches),
    cohorts
)) AS place
