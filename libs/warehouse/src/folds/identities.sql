-- identity_of(name): the least of the names that the merges (pairs of names) of a unit make one with it, by positions in the sorted names.
arraySort(arrayDistinct(arrayConcat(standing.1, standing.2))) AS names,
arrayMap(merge -> (indexOfAssumeSorted(names, merge.1), indexOfAssumeSorted(names, merge.2)), standing) AS edges,
arrayFold(
    (labels_so_far, edge) -> arrayMap(
        (label, greater, lesser) -> if(label = greater, lesser, label),
        labels_so_far,
        arrayWithConstant(length(labels_so_far), greatest(labels_so_far[edge.1], labels_so_far[edge.2])),
        arrayWithConstant(length(labels_so_far), least(labels_so_far[edge.1], labels_so_far[edge.2]))
    ),
    edges,
    arrayMap(position -> toUInt64(position), arrayEnumerate(names))
) AS labels,
name -> if(has(names, name), names[labels[indexOf(names, name)]], name) AS identity_of
