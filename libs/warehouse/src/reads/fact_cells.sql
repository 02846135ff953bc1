-- The cells of one family's live facts of some days, case by case, with who served: daily rows keep neither apart.
SELECT
    {family:String} AS family, cohort, branch, day, case_family, case_id, part, staff_ref, measured_s,
    arrayMap(
        a_cell -> CAST(
            (channel, service_item, service_line, priority_class, a_cell.1, a_cell.2, a_cell.3),
            'Tuple(channel String, service_item String, service_line String, priority_class String, measure String, bin Int32, value Int128)'
        ),
        {{cells_and_late}}
    ) AS cells
FROM ({{cells}}) AS fact
WHERE live
