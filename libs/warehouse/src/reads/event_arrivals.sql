-- Events by the local day on which they were taken, or by family: how many identities, how many of them late by more than a day, and
-- how many further contents came under an identity that stood already.
SELECT
    if({by:String} = 'day', toString(toDate(first_taken, {time_zone:String})), family) AS key,
    count() AS events,
    countIf(first_taken > happened + INTERVAL 1 DAY) AS late,
    sum(contents - 1) AS conflicting
FROM
(
    SELECT
        family,
        min(ingestedat) AS first_taken,
        argMin(time, ingestedat) AS happened,
        uniqExact(digest) AS contents
    FROM events
    GROUP BY family, partitionkey, source, id
)
WHERE toDate(first_taken, {time_zone:String}) >= toDate({from:String}) AND toDate(first_taken, {time_zone:String}) < toDate({to:String})
GROUP BY key
ORDER BY key
