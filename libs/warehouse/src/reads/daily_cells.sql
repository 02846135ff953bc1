-- The cells of the daily rows of some families and days, from the coarser view where it suffices.
WITH {{counts}}
SELECT
    family, cohort, branch, day, '' AS staff_ref,
    arrayFilter(a_cell -> a_cell.measure IN {measures:Array(String)} AND counts(a_cell.measure), cells) AS cells
FROM {daily:Identifier}
WHERE view = {view:String} AND family IN {families:Array(String)} AND {{places}}
