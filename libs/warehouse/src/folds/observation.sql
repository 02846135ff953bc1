-- Observations, cohort `observed`: clause 8.2.1(2). A session is a pair of observations under one `pair_id`, else one observation; the
-- first of it by (time, source, id) counts, the next one by another observer tells how they agree. An observation by oneself does
-- neither (clause 8.1.1: objective and impartial). The last resolution of a disputed item holds; agreement is that of the results as
-- recorded, since what was turned later does not make observers agree.
-- An item counts for the groups of metrics whose clauses or construct it shows (metrics of clauses 2.1, 2.3.2, 3.2, 4.1, 4.2, 5.3.2).
WITH
    (clause, clauses) -> arrayExists(a_clause -> clause = a_clause OR startsWith(clause, concat(a_clause, '.')), clauses) AS shows,
    a_result -> if(a_result = 'pass', 'fail', 'pass') AS other_result
SELECT
    'observed' AS cohort,
    place.1 AS branch,
    place.2 AS day,
    observed.case_id AS case_id,
    session,
    toUInt8(observed.session = session AND branch = observed.branch AND day = observed.day) AS live,
    version,
    observed.mode AS mode,
    observed.form_id AS form_id,
    observed.observer AS observer_ref,
    observed.subject AS subject_staff_ref,
    observed.observed_at AS observed_at,
    CAST(
        arrayMap(
            (item, judgement) -> (
                item.item_id,
                arrayConcat(
                    if(shows(item.clause, ['2.1.1', '2.1.2', '2.1.3', '2.1.4', '2.1.5']), ['zone_signage'], []),
                    if(shows(item.clause, ['2.3.2']), ['cleanliness'], []),
                    if(shows(item.clause, ['3.2.1', '3.2.3', '4.1.1', '4.1.2', '4.1.3', '4.1.4', '4.1.5']), ['observed_conformity'], []),
                    if(shows(item.clause, ['3.2.2', '4.1.1', '4.1.2', '4.2.2', '4.2.3', '4.2.4']), ['observed_attitude'], []),
                    if(item.construct = 'answer_accuracy', ['answer_accuracy'], [])
                ),
                transform(item.severity, ['critical', 'fatal'], [2, 3], 1),
                multiIf(
                    observed.mode = 'self', 'self_observed',
                    (observed.observed_at, observed.source, observed.id) != (counted.observed_at, counted.source, counted.id), 'second_of_pair',
                    item.result = 'na', 'na',
                    item.result = 'score', 'scored',
                    judgement = 'overturned', other_result(item.result),
                    item.result
                ),
                multiIf(
                    (observed.observed_at, observed.source, observed.id) != (counted.observed_at, counted.source, counted.id), '',
                    transform(
                        concat(item.result, ' ', arrayFirst(another -> another.item_id = item.item_id, compared.items).result),
                        ['pass pass', 'pass fail', 'fail pass', 'fail fail'],
                        ['both_passed', 'first_passed', 'second_passed', 'both_failed'],
                        ''
                    )
                )
            ),
            observed.items,
            observed.judgements
        ),
        'Array(Tuple(item LowCardinality(String), groups Array(LowCardinality(String)), weight UInt8, outcome LowCardinality(String), agreement LowCardinality(String)))'
    ) AS items,
    observed.late AS late
FROM
(
    SELECT
        key AS session,
        sum(length(appends)) AS version,
        groupArray(observation) AS observations,
        arraySort(
            an_observation -> (an_observation.observed_at, an_observation.source, an_observation.id),
            arrayFilter(an_observation -> an_observation.session = session AND an_observation.mode != 'self', observations)
        ) AS ranked,
        ranked[1] AS counted,
        arrayFirst(an_observation -> an_observation.observer != counted.observer, ranked) AS compared
    FROM
    (
        SELECT
            key, appends,
            CAST(
                (
                    case_id,
                    multiIf(recording.id = '', '', pair = '', concat(family, ' ', case_id), pair),
                    recording.branch, toDate32(recording.time, {time_zone:String}), recording.time, recording.source, recording.id,
                    JSONExtractString(recording.data, 'mode'), JSONExtractString(recording.data, 'form_id'),
                    JSONExtractString(recording.data, 'observer_ref'), JSONExtractString(recording.data, 'subject_staff_ref'),
                    items,
                    arrayMap(
                        item -> JSONExtractString(arrayLast(entry -> entry.event = 'resolved' AND JSONExtractString(entry.data, 'item_id') = item.item_id, history).data, 'outcome'),
                        items
                    ),
                    branches, days, late
                ),
                'Tuple(case_id String, session String, branch String, day Date32, observed_at DateTime64(3, \'UTC\'), source String, id String, mode String, form_id String, observer String, subject String, items Array(Tuple(item_id String, clause String, construct String, result String, severity String)), judgements Array(String), branches Array(String), days Array(Date32), late UInt32)'
            ) AS observation
        FROM
        (
            SELECT
                key, family, case_id, appends, history, branches, days, late,
                arrayFirst(entry -> entry.event = 'recorded', history) AS recording,
                JSONExtractString(recording.data, 'pair_id') AS pair,
                JSONExtract(
                    recording.data, 'items',
                    'Array(Tuple(item_id String, clause String, construct String, result String, severity String))'
                ) AS items
            FROM ({{key_history}})
        )
    )
    GROUP BY key
)
ARRAY JOIN observations AS observed
ARRAY JOIN arrayFlatten(arrayMap(a_branch -> arrayMap(a_day -> (a_branch, a_day), observed.days), observed.branches)) AS place
