-- Contacts, cohort `closed` (s1-first-contact-resolution-rate): visits and inquiries of one customer, across branches and channels
-- (clauses 3.1.2, 4.1.4, 5.3.2). A contact is repeated by the first other one of the same customer and topic that starts after it was
-- closed, up to the end of the seventh local day after. It stands under the customer that its first event to name one names.
-- Whether the seven days are over is no matter of the fold, which knows no today: sums/contact.sql leaves it to the read.
-- Customers that a merge joins are one: each stands under the least of the names that are joined, over any number of merges, in whatever
-- order, direction or circle. Each merge gives all that carry the greater of its two labels the lesser one.
SELECT
    'closed' AS cohort,
    place.1 AS branch,
    place.2 AS day,
    contact.case_id AS case_id,
    contact.family AS contact_family,
    customer,
    toUInt8(contact.named = customer AND branch = contact.branch AND day = contact.day) AS live,
    version,
    contact.channel AS channel,
    contact.service_item AS service_item,
    contact.topic AS topic,
    contact.started_at AS started_at,
    contact.closed_at AS closed_at,
    repeated_at,
    multiIf(
        closed_at IS NULL, if(contact.abandoned, 'abandoned', 'open'),
        topic = '', 'no_topic',
        repeated_at IS NULL, 'resolved',
        'repeated'
    ) AS outcome,
    contact.late AS late
FROM
(
    WITH
        {{identities}},
        arrayMap(a_contact -> identity_of(a_contact.named), by_start) AS identities
    SELECT
        contact.key AS customer, version, contact,
        arrayFirst(
            (other, identity) -> identity = identity_of(contact.named) AND other.topic = contact.topic
                AND (other.family, other.case_id) != (contact.family, contact.case_id)
                AND other.started_at > contact.closed_at
                AND toDate32(other.started_at, {time_zone:String}) <= toDate32(contact.closed_at, {time_zone:String}) + 7,
            by_start, identities
        ) AS repeat,
        if(repeat.case_id = '', NULL, repeat.started_at) AS repeated_at
    FROM
    (
        SELECT
            unit,
            sum(length(appends)) AS version,
            groupArrayArray(merges) AS standing,
            groupArrayIf(CAST(
                (
                    key, family, case_id, customer_named, opening.branch, toDate32(if(has_closing, closing.time, opening.time), {time_zone:String}),
                    if(JSONExtractString(opening.data, 'channel') = '', 'unknown', JSONExtractString(opening.data, 'channel')),
                    if(JSONExtractString(opening.data, 'service_item_code') = '', 'unknown', JSONExtractString(opening.data, 'service_item_code')),
                    topic_named, opening.time, if(has_closing, closing.time, NULL), has_abandonment, branches, days, late
                ),
                'Tuple(key String, family String, case_id String, named String, branch String, day Date32, channel String, service_item String, topic String, started_at DateTime64(3, \'UTC\'), closed_at Nullable(DateTime64(3, \'UTC\')), abandoned UInt8, branches Array(String), days Array(Date32), late UInt32)'
            ), family != 'correction') AS contacts,
            arraySort(a_contact -> (a_contact.started_at, a_contact.family, a_contact.case_id), contacts) AS by_start
        FROM
        (
            SELECT
                unit, key, family, case_id, appends, branches, days, late,
                arrayMap(
                    entry -> (JSONExtractString(entry.data, 'from_customer_ref'), JSONExtractString(entry.data, 'to_customer_ref')),
                    arrayFilter(entry -> entry.event = 'identity_merged', history)
                ) AS merges,
                arrayFirst(entry -> entry.event IN ('arrived', 'received'), history) AS first_opening,
                if(first_opening.id != '', first_opening, history[1]) AS opening,
                arrayFirst(
                    entry -> entry.event IN ('served', 'replied')
                        OR (entry.event = 'answered' AND JSONExtractString(entry.data, 'kind') = 'immediate'),
                    history
                ) AS closing,
                closing.id != '' AS has_closing,
                arrayExists(entry -> entry.event = 'abandoned', history) AS has_abandonment,
                arrayFirst(name -> name != '', arrayMap(entry -> JSONExtractString(entry.data, 'customer_ref'), history)) AS customer_named,
                arrayFirst(name -> name != '', arrayMap(entry -> JSONExtractString(entry.data, 'topic_code'), history)) AS topic_named
            FROM ({{key_history}})
        )
        GROUP BY unit
    )
    ARRAY JOIN contacts AS contact
)
ARRAY JOIN arrayFlatten(arrayMap(a_branch -> arrayMap(a_day -> (a_branch, a_day), contact.days), contact.branches)) AS place
