-- Observations, cohort `observed`: clause 8.2.1(2), a row for the observation itself and one for each item. A session is a pair of
-- observations under one `pair_id`, else one observation; the first of it by (time, source, id) counts, the next one by another observer
-- tells how they agree. An observation by oneself does neither (clause 8.1.1: objective and impartial). The last resolution of a disputed
-- item holds; agreement is that of the results as recorded, since what was turned later does not make observers agree.
-- An item counts for the groups of metrics whose clauses or construct it shows (metrics of clauses 2.1, 2.3.2, 3.2, 4.1, 4.2, 5.3.2).
WITH
    (clause, clauses) -> arrayExists(a_clause -> clause = a_clause OR startsWith(clause, concat(a_clause, '.')), clauses) AS shows,
    a_result -> if(a_result = 'pass', 'fail', 'pass') AS other_result,
    (observed.observed_at, observed.source, observed.id) = (counted.observed_at, counted.source, counted.id) AS is_counted,
    an_item -> arrayConcat(
        if(shows(an_item.clause, ['2.1.1', '2.1.2', '2.1.3', '2.1.4', '2.1.5']), ['zone_signage'], []),
        if(shows(an_item.clause, ['2.3.2']), ['cleanliness'], []),
        if(shows(an_item.clause, ['3.2.1', '3.2.3', '4.1.1', '4.1.2', '4.1.3', '4.1.4', '4.1.5']), ['observed_conformity'], []),
        if(shows(an_item.clause, ['3.2.2', '4.1.1', '4.1.2', '4.2.2', '4.2.3', '4.2.4']), ['observed_attitude'], []),
        if(an_item.construct = 'answer_accuracy', ['answer_accuracy'], [])
    ) AS groups_of,
    an_item -> multiIf(
        observed.mode = 'self', 'self_observed',
        NOT is_counted, 'second_of_pair',
        an_item.result = 'na', 'na',
        an_item.result = 'score', 'scored',
        an_item.judgement = 'overturned', other_result(an_item.result),
        an_item.result
    ) AS outcome_of,
    place.3 AS the_item,
    arrayFirst(an_item -> an_item.item_id = the_item, observed.items) AS found
SELECT
    'observed' AS cohort,
    place.1 AS branch,
    place.2 AS day,
    observed.case_id AS case_id,
    session,
    the_item AS item,
    toUInt8(
        observed.session = session AND branch = observed.branch AND day = observed.day
            AND (item = '' OR has(observed.items.item_id, item))
    ) AS live,
    version,
    observed.mode AS mode,
    observed.form_id AS form_id,
    observed.observer AS observer_ref,
    observed.subject AS subject_staff_ref,
    observed.observed_at AS observed_at,
    if(
        item = '',
        arrayDistinct(arrayFlatten(arrayMap(
            an_item -> groups_of(an_item),
            arrayFilter(an_item -> outcome_of(an_item) IN ('pass', 'fail'), observed.items)
        ))),
        groups_of(found)
    ) AS groups,
    toUInt8(transform(found.severity, ['critical', 'fatal'], [2, 3], 1)) AS weight,
    if(item = '', '', outcome_of(found)) AS outcome,
    if(
        item != '' AND is_counted,
        transform(
            concat(found.result, ' ', arrayFirst(another -> another.item_id = item, compared.items).result),
            ['pass pass', 'pass fail', 'fail pass', 'fail fail'],
            ['both_passed', 'first_passed', 'second_passed', 'both_failed'],
            ''
        ),
        ''
    ) AS agreement,
    observed.late AS late
FROM
(
    SELECT
        unit AS session,
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
            unit, appends,
            CAST(
                (
                    case_id,
                    multiIf(recording.id = '', '', pair = '', concat(family, ' ', case_id), pair),
                    recording.branch, toDate32(recording.time, {time_zone:String}), recording.time, recording.source, recording.id,
                    JSONExtractString(recording.data, 'mode'), JSONExtractString(recording.data, 'form_id'),
                    JSONExtractString(recording.data, 'observer_ref'), JSONExtractString(recording.data, 'subject_staff_ref'),
                    arrayMap(
                        item -> (
                            item.item_id, item.clause, item.construct, item.result, item.severity,
                            JSONExtractString(arrayLast(entry -> entry.event = 'resolved' AND JSONExtractString(entry.data, 'item_id') = item.item_id, history).data, 'outcome')
                        ),
                        items
                    ),
                    possible_items, branches, days, late
                ),
                'Tuple(case_id String, session String, branch String, day Date32, observed_at DateTime64(3, \'UTC\'), source String, id String, mode String, form_id String, observer String, subject String, items Array(Tuple(item_id String, clause String, construct String, result String, severity String, judgement String)), possible_items Array(String), branches Array(String), days Array(Date32), late UInt32)'
            ) AS observation
        FROM
        (
            SELECT
                unit, family, case_id, appends, history, branches, days, late,
                arrayFirst(entry -> entry.event = 'recorded', history) AS recording,
                JSONExtractString(recording.data, 'pair_id') AS pair,
                JSONExtract(
                    recording.data, 'items',
                    'Array(Tuple(item_id String, clause String, construct String, result String, severity String))'
                ) AS items,
                arrayDistinct(arrayFlatten(arrayMap(
                    variant -> JSONExtract(variant.data, 'items', 'Array(Tuple(item_id String))').item_id,
                    arrayFilter(variant -> variant.event = 'recorded', arrayConcat(appends, variants))
                ))) AS possible_items
            FROM ({{key_history}})
        )
    )
    GROUP BY unit
)
ARRAY JOIN observations AS observed
ARRAY JOIN arrayFlatten(arrayMap(
    a_branch -> arrayFlatten(arrayMap(
        a_day -> arrayMap(an_item -> (a_branch, a_day, an_item), arrayPushFront(observed.possible_items, '')),
        observed.days
    )),
    observed.branches
)) AS place
