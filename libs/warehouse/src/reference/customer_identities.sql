-- Every customer reference that a merge names, with the least of all references that are the same customer, over any number of merges.
-- Order, direction and circles of merges make no difference: each merge gives all that carry the greater of its two labels the lesser one.
-- Labels are positions in the sorted references, so that they are numbers, and the least reference has the least.
WITH
    (SELECT groupArray((from_ref, to_ref)) FROM (SELECT DISTINCT from_ref, to_ref FROM customer_merges ORDER BY from_ref, to_ref)) AS merges,
    arraySort(arrayDistinct(arrayConcat(merges.1, merges.2))) AS refs,
    arrayMap(merge -> (indexOfAssumeSorted(refs, merge.1), indexOfAssumeSorted(refs, merge.2)), merges) AS edges,
    arrayFold(
        (labels, edge) -> arrayMap(
            (label, greater, lesser) -> if(label = greater, lesser, label),
            labels,
            arrayWithConstant(length(labels), greatest(labels[edge.1], labels[edge.2])),
            arrayWithConstant(length(labels), least(labels[edge.1], labels[edge.2]))
        ),
        edges,
        arrayMap(position -> toUInt64(position), arrayEnumerate(refs))
    ) AS labels
SELECT labelled.1 AS customer_ref, refs[labelled.2] AS identity
FROM (SELECT 1)
ARRAY JOIN arrayZip(refs, labels) AS labelled
