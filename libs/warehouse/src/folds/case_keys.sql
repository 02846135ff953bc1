-- The keys of cases, for a family that gathers: what each append names, or corrects a name to; an append that names none stands, where
-- `alone`, under the case itself. No identifier has a space, so that no case is taken for something named.
SELECT DISTINCT {gathering:String} AS gathering, key, family, partitionkey AS case_id
FROM events
ARRAY JOIN arrayFilter(
    a_key -> a_key != '',
    [
        if(JSONExtractString(data, {by:String}) = '' AND {alone:Bool}, concat(family, ' ', partitionkey), JSONExtractString(data, {by:String})),
        JSONExtractString(data, 'patch', 'data', {by:String})
    ]
) AS key
WHERE {{appends}} AND ({alone:Bool} OR position(data, {by:String}) > 0)
