-- Interviews, cohort `conducted` (s3-teamwork-interview-index): clause 8.2.1(4). The first InterviewConducted of a case counts.
-- Each two coders of teamwork are compared over the constructs that both scored, by Cohen's kappa with quadratic weights (Cohen 1968),
-- 1 - n * sum of (a - b)^2 over the constructs / sum of (a - b)^2 over every score of the one with every score of the other; in whole
-- numbers, so that a kappa of 0.6 is 0.6. Where the latter sum is 0, both gave one and the same score throughout: they agree.
SELECT
    'conducted' AS cohort,
    place.1 AS branch,
    place.2 AS day,
    case_id,
    toUInt8(conducted.id != '' AND branch = conducted.branch AND day = toDate32(conducted.time, {time_zone:String})) AS live,
    length(appends) AS version,
    JSONExtractString(conducted.data, 'interviewee_kind') AS interviewee_kind,
    if(conducted.id != '', conducted.time, NULL) AS conducted_at,
    multiIf(
        empty(teamwork), 'no_score',
        length(teamwork) < 2, 'one_coder',
        disagree, 'low_agreement',
        'counted'
    ) AS teamwork_outcome,
    if(
        teamwork_outcome = 'counted',
        toUInt32(floor(1e8 * (arraySum(teamwork.score) / length(teamwork) - 1) / 4 + 0.5)),
        0
    ) AS teamwork_micropoints,
    late
FROM
(
    WITH
        pair -> arraySum(arrayMap(both -> (both.1 - both.2) * (both.1 - both.2), pair)) AS differences_within,
        pair -> arraySum(arrayMap(a -> arraySum(arrayMap(b -> (a.1 - b.2) * (a.1 - b.2), pair)), pair)) AS differences_across
    SELECT
        case_id, appends, branches, days, late, conducted, teamwork,
        arrayExists(pair -> 10 * length(pair) * differences_within(pair) > 4 * differences_across(pair), pairs) AS disagree
    FROM
    (
        SELECT
            case_id, appends, branches, days, late,
            arrayFirst(entry -> entry.event = 'conducted', history) AS conducted,
            JSONExtract(conducted.data, 'scores', 'Array(Tuple(construct String, score Int64, coder_ref String))') AS scores,
            arrayFilter(score -> score.construct = 'teamwork', scores) AS teamwork,
            arrayFlatten(arrayMap(
                one -> arrayMap(
                    other -> (one, other),
                    arrayFilter(coder -> coder > one, teamwork.coder_ref)
                ),
                teamwork.coder_ref
            )) AS coders,
            arrayMap(
                two -> arrayFilter(
                    both -> both.2 != 0,
                    arrayMap(
                        score -> (score.score, arrayFirst(another -> another.coder_ref = two.2 AND another.construct = score.construct, scores).score),
                        arrayFilter(score -> score.coder_ref = two.1, scores)
                    )
                ),
                coders
            ) AS pairs
        FROM ({{case_history}})
    )
)
ARRAY JOIN arrayFlatten(arrayMap(a_branch -> arrayMap(a_day -> (a_branch, a_day), days), branches)) AS place
