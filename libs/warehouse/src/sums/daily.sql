-- Daily rows of one family: per (cohort, branch, day) one row of each view, holding all its cells, so that a slice that vanished
-- vanishes. `total` has no slices, and of histograms nothing: a family that has some keeps their many cells in `bins`. `slices` has all.
-- The version counts the facts' versions, live or not. {{fact_cells}} is the family's own part, with a cell for a case of which something
-- came late.
-- The inner SELECT reads the facts themselves, not a subquery of them, so that the shards of a cluster add up their own facts.
SELECT
    cohort, branch, day, view,
    sum(versions) AS version,
    arraySort(groupArrayIf(
        CAST(
            (a_channel, an_item, a_line, a_class, measure, bin, value),
            'Tuple(channel LowCardinality(String), service_item LowCardinality(String), service_line LowCardinality(String), priority_class LowCardinality(String), measure LowCardinality(String), bin Int32, value Int128)'
        ),
        measure != ''
    )) AS cells
FROM
(
    WITH {{fact_cells}},
        CAST({{histograms}}, 'Array(String)') AS histograms,
        ('', 0, toInt128(0)) AS nothing,
        arrayConcat(
            [('total', nothing), ('slices', nothing)],
            if(empty(histograms), [], [('bins', nothing)]),
            arrayMap(a_cell -> (if(has(histograms, a_cell.1), 'bins', 'total'), a_cell), if(live, fact_cells, [])),
            arrayMap(a_cell -> ('slices', a_cell), if(live, fact_cells, []))
        ) AS viewed_cells,
        viewed.1 AS view, viewed.2 AS cell
    SELECT
        cohort, branch, day, view,
        if(view = 'slices' AND cell.1 != '', channel, '') AS a_channel,
        if(view = 'slices' AND cell.1 != '', service_item, '') AS an_item,
        if(view = 'slices' AND cell.1 != '', service_line, '') AS a_line,
        if(view = 'slices' AND cell.1 != '', priority_class, '') AS a_class,
        cell.1 AS measure, cell.2 AS bin, sum(cell.3) AS value,
        sumIf(version, cell.1 = '') AS versions
    FROM {{facts}}
    ARRAY JOIN viewed_cells AS viewed
    WHERE {{places}}
    GROUP BY cohort, branch, day, view, a_channel, an_item, a_line, a_class, measure, bin
)
GROUP BY cohort, branch, day, view
