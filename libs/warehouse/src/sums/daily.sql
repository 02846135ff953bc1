-- Daily rows of one family: per (cohort, branch, day) one row `total` and one row `slices`, each holding all its cells, so that a
-- slice that vanished vanishes. The version counts the facts' versions, live or not. {{cells}} is the family's own part; a case of which
-- something came late is a cell beside it.
SELECT
    cohort, branch, day, view,
    sum(versions) AS version,
    arraySort(groupArrayIf(
        CAST(
            (channel, service_item, service_line, priority_class, measure, bin, value),
            'Tuple(channel LowCardinality(String), service_item LowCardinality(String), service_line LowCardinality(String), priority_class LowCardinality(String), measure LowCardinality(String), bin Int32, value Int128)'
        ),
        measure != ''
    )) AS cells
FROM
(
    WITH viewed.1 AS view, viewed.2 AS cell
    SELECT
        cohort, branch, day, view,
        if(view = 'slices' AND cell.1 != '', channel, '') AS channel,
        if(view = 'slices' AND cell.1 != '', service_item, '') AS service_item,
        if(view = 'slices' AND cell.1 != '', service_line, '') AS service_line,
        if(view = 'slices' AND cell.1 != '', priority_class, '') AS priority_class,
        cell.1 AS measure, cell.2 AS bin, sum(cell.3) AS value,
        sumIf(fact.version, cell.1 = '') AS versions
    FROM ({{cells}}) AS fact
    ARRAY JOIN
        arrayFlatten(arrayMap(a_cell -> [('total', a_cell), ('slices', a_cell)], arrayPushFront(if(live, {{cells_and_late}}, []), ('', 0, toInt128(0))))) AS viewed
    GROUP BY cohort, branch, day, view, channel, service_item, service_line, priority_class, measure, bin
)
GROUP BY cohort, branch, day, view
