-- The cells of one family's live facts of some days, case by case, with who served: daily rows keep neither apart.
WITH {{fact_cells}},
    {{counts}}
SELECT
    {family:String} AS family, cohort, branch, day, case_family, case_id, part, staff_ref, measured_s,
    arrayMap(
        a_cell -> CAST(
            (channel, service_item, service_line, priority_class, a_cell.1, a_cell.2, a_cell.3),
            'Tuple(channel String, service_item String, service_line String, priority_class String, measure String, bin Int32, value Int128)'
        ),
        arrayFilter(a_cell -> a_cell.1 IN {measures:Array(String)} AND counts(a_cell.1), fact_cells)
    ) AS cells
FROM {{facts}}
WHERE live AND {{places}}
