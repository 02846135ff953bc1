-- What one observation adds to the sums of its day: cells (measure, bin, value), item by item; the item of the form stands where other
-- families have the service item. Before its items comes the observation itself, with its sessions and its version.
SELECT
    cohort, branch, day, 'observation' AS case_family, case_id, part.item AS part, live,
    if(part.item = '', fact_version, 0) AS version,
    '' AS channel, part.item AS service_item, '' AS service_line, '' AS priority_class, '' AS staff_ref,
    CAST(NULL, 'Nullable(Int64)') AS measured_s,
    if(late > 0 AND part.item = '', concat('observation.late.', cohort), '') AS late_measure,
    arrayMap(a_cell -> (a_cell.1, 0, toInt128(a_cell.2)), part.cells) AS cells
FROM
(
    SELECT
        cohort, branch, day, case_id, live, late, version AS fact_version,
        arrayPushFront(
            arrayMap(
                item -> (
                    item.item,
                    arrayFlatten(arrayMap(
                        a_group -> arrayConcat(
                            if(
                                item.outcome NOT IN ('pass', 'fail'),
                                [(concat(a_group, '.excluded.', item.outcome), 1)],
                                arrayConcat(
                                    [(concat(a_group, '.items'), 1)],
                                    if(
                                        a_group = 'observed_conformity',
                                        [(concat(a_group, '.weight'), item.weight), (concat(a_group, '.weight_squares'), item.weight * item.weight)],
                                        []
                                    ),
                                    if(item.outcome = 'pass', [(concat(a_group, '.passed'), if(a_group = 'observed_conformity', item.weight, 1))], [])
                                )
                            ),
                            if(item.agreement = '', [], [(concat(a_group, '.', item.agreement), 1)])
                        ),
                        item.groups
                    ))
                ),
                items
            ),
            (
                '',
                arrayMap(
                    a_group -> (concat(a_group, '.sessions'), 1),
                    arrayDistinct(arrayFlatten(arrayFilter(item -> item.outcome IN ('pass', 'fail'), items).groups))
                )
            )
        ) AS parts
    FROM {{facts}}
    WHERE {{places}}
)
ARRAY JOIN CAST(parts, 'Array(Tuple(item String, cells Array(Tuple(String, UInt32))))') AS part
