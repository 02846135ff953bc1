-- The cases of one family behind one cell of a metric, a page of them, each with what it adds to the metric's sums: the cells that
-- reads/metric_sums.sql adds up, by the same filters. `decisive` says how the metric takes a case: the first of its measures that the
-- case adds to, or `left_out` where the case stands under a key that takes no part.
-- The order is that of the cursor, whose values no later event changes for a case that stays where it is.
SELECT
    day, branch, case_family, case_id, part, branch_region, cell.channel, line, cell.service_item, cell.priority_class, staff_ref,
    measured_s, decisive, measures_read, bins, added
FROM
(
    WITH
        cells AS cells_read,
        {{cell_places}}
    SELECT
        cohort, day, branch, case_family, case_id, part, branch_region, line, staff_ref, measured_s,
        cells_read[1] AS cell,
        arrayMap(a_cell -> a_cell.measure, cells_read) AS measures_read,
        arrayMap(a_cell -> a_cell.bin, cells_read) AS bins,
        arrayMap(a_cell -> a_cell.value, cells_read) AS added,
        if(
            has(measures_read, {keyed_measure:String}) AND has({keys_left_out:Array(String)}, {{cell_key}}),
            {left_out:String},
            arrayFirst(measure -> has(measures_read, measure), {measures:Array(String)})
        ) AS decisive
    FROM ({{days}}) AS days
    LEFT JOIN ({{branch_regions}}) AS registered USING (branch)
    WHERE notEmpty(cells_read)
        AND {{cell_filters}}
)
WHERE decisive IN {wanted:Array(String)}
    AND ({after_day:String} = '' OR (toString(day), branch, case_family, case_id, part) > ({after_day:String}, {after_branch:String}, {after_family:String}, {after_case:String}, {after_part:String}))
ORDER BY day, branch, case_family, case_id, part
LIMIT {limit:UInt32}
