-- What one observation, or one item of it, adds to the sums of its day: cells (measure, bin, value). The item of the form stands where
-- other families have the service item.
'observation' AS case_family,
item AS part,
CAST(NULL, 'Nullable(Int64)') AS measured_s,
'' AS channel,
item AS service_item,
'' AS service_line,
'' AS priority_class,
'' AS staff_ref,
arrayConcat(
    arrayFlatten(arrayMap(
        a_group -> arrayConcat(
            multiIf(
                item = '', [(concat(a_group, '.sessions'), 0, toInt128(1))],
                outcome NOT IN ('pass', 'fail'), [(concat(a_group, '.excluded.', outcome), 0, toInt128(1))],
                arrayConcat(
                    [(concat(a_group, '.items'), 0, toInt128(1))],
                    if(
                        a_group = 'observed_conformity',
                        [
                            (concat(a_group, '.weight'), 0, toInt128(weight)),
                            (concat(a_group, '.weight_squares'), 0, toInt128(weight) * weight)
                        ],
                        []
                    ),
                    if(outcome = 'pass', [(concat(a_group, '.passed'), 0, toInt128(if(a_group = 'observed_conformity', weight, 1)))], [])
                )
            ),
            if(agreement = '', [], [(concat(a_group, '.', agreement), 0, toInt128(1))])
        ),
        groups
    )),
    if(late > 0 AND item = '', [(concat('observation.late.', cohort), 0, toInt128(1))], [])
) AS fact_cells
