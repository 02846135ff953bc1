-- The keys of cases, for a family that gathers: what each append names, or corrects a name to; an append that names none stands, where
-- `alone`, under the case itself. No identifier has a space, so that no case is taken for something named.
WITH
    arrayFilter(name -> name != '', arrayMap(field -> JSONExtractString(data, field), {by:Array(String)})) AS named,
    arrayFilter(name -> name != '', arrayMap(field -> JSONExtractString(data, 'patch', 'data', field), {by:Array(String)})) AS corrected
SELECT DISTINCT {gathering:String} AS gathering, key, family, partitionkey AS case_id
FROM events
ARRAY JOIN arrayConcat(named, corrected, if({alone:Bool} AND empty(named), [concat(family, ' ', partitionkey)], [])) AS key
WHERE {{appends}} AND ({alone:Bool} OR arrayExists(field -> position(data, field) > 0, {by:Array(String)}))
