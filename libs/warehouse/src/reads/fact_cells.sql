-- The cells of one family's live facts of some days, with who served: daily rows do not keep staff apart.
WITH {{fact_cells}}
SELECT
    {family:String} AS family, cohort, branch, day, staff_ref,
    arrayMap(
        a_cell -> CAST(
            (channel, service_item, service_line, priority_class, a_cell.1, a_cell.2, a_cell.3),
            'Tuple(channel String, service_item String, service_line String, priority_class String, measure String, bin Int32, value Int128)'
        ),
        arrayFilter(a_cell -> a_cell.1 IN {measures:Array(String)}, fact_cells)
    ) AS cells
FROM {facts:Identifier} FINAL
WHERE live AND {{places}}
