-- The keys of cases, for a family that gathers: each append's own, which is what it names, or where `alone` the case itself. No
-- identifier has a space, so that no case is taken for something named.
SELECT DISTINCT
    {gathering:String} AS gathering,
    multiIf(
        JSONExtractString(data, {by:String}) != '', JSONExtractString(data, {by:String}),
        {alone:Bool}, concat(family, ' ', partitionkey),
        ''
    ) AS key,
    family,
    partitionkey AS case_id
FROM events
WHERE {{appends}} AND ({alone:Bool} OR position(data, {by:String}) > 0) AND key != ''
