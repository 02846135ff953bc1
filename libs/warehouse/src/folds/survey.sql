-- Survey responses, cohort `submitted`: the answers of each response by construct (clause 8.2.1(1); conventions of metrics.md).
-- The first unvoided response of a case counts; every other one is excluded on its own day and slices.
WITH
    '/' AS separator,
    arrayFirst(entry -> entry.event = 'response_submitted', history) AS first_response,
    arrayFirst(entry -> entry.event = 'response_submitted' AND entry.source = place.1 AND entry.id = place.2, history) AS standing,
    arrayFirst(entry -> entry.event = 'response_submitted' AND entry.source = place.1 AND entry.id = place.2, voided) AS voided_one,
    voided_one.id != '' AS is_voided,
    if(is_voided, voided_one, standing) AS submission,
    toDate32(submission.time, {time_zone:String}) AS submission_day,
    JSONExtract(
        submission.data, 'answers',
        'Array(Tuple(construct String, scale_min Float64, scale_max Float64, value Nullable(Float64)))'
    ) AS given,
    arrayMap(
        answer -> (
            answer.construct,
            multiIf(
                answer.construct = 'recommend' AND (answer.scale_min != 0 OR answer.scale_max != 10), 'wrong_scale',
                answer.value IS NULL, 'na',
                answer.value < answer.scale_min OR answer.value > answer.scale_max, 'out_of_scale',
                'counted'
            ),
            (ifNull(answer.value, 0) - answer.scale_min) / (answer.scale_max - answer.scale_min)
        ),
        given
    ) AS judged,
    arrayMap(
        a_construct -> (
            a_construct,
            arrayFilter(answer -> answer.1 = a_construct AND answer.2 = 'counted', judged).3,
            arrayFilter(answer -> answer.1 = a_construct, judged).2
        ),
        arraySort(arrayDistinct(judged.1))
    ) AS by_construct
SELECT
    'submitted' AS cohort,
    place.3 AS branch,
    place.4 AS day,
    case_id,
    concat(place.1, separator, place.2) AS response,
    toUInt8(submission.id != '' AND branch = submission.branch AND day = submission_day) AS live,
    length(appends) AS version,
    if(JSONExtractString(submission.data, 'channel') = '', 'unknown', JSONExtractString(submission.data, 'channel')) AS channel,
    if(JSONExtractString(submission.data, 'service_item_code') = '', 'unknown', JSONExtractString(submission.data, 'service_item_code')) AS service_item,
    if(JSONExtractString(submission.data, 'service_line') = '', 'unknown', JSONExtractString(submission.data, 'service_line')) AS service_line,
    if(JSONExtractString(submission.data, 'priority_class') = '', 'unknown', JSONExtractString(submission.data, 'priority_class')) AS priority_class,
    submission.time AS submitted_at,
    CAST(
        arrayMap(
            a_construct -> (
                a_construct.1,
                multiIf(
                    is_voided, 'voided',
                    (submission.source, submission.id) != (first_response.source, first_response.id), 'second_response',
                    notEmpty(a_construct.2), 'counted',
                    has(a_construct.3, 'wrong_scale'), 'wrong_scale',
                    has(a_construct.3, 'out_of_scale'), 'out_of_scale',
                    'na'
                ),
                if(empty(a_construct.2), 0, toUInt32(floor(1e8 * arraySum(a_construct.2) / length(a_construct.2) + 0.5)))
            ),
            by_construct
        ),
        'Array(Tuple(construct LowCardinality(String), outcome LowCardinality(String), micropoints UInt32))'
    ) AS answers,
    late
FROM ({{case_history}})
ARRAY JOIN arrayDistinct(arrayMap(
    variant -> (variant.source, variant.id, variant.branch, toDate32(variant.time, {time_zone:String})),
    arrayConcat(
        arrayFilter(append -> append.event = 'response_submitted', appends),
        arrayFilter(variant -> variant.event = 'response_submitted', variants)
    )
)) AS place
