-- The additive sums of measures, per group, period and replicate group (day number mod 20: scoring.md 3.11).
-- One text for every question: a dimension that was not asked for collapses to ''. `key_by` names what else keeps sums apart.
-- {{days}} gives the cells asked for of each (family, cohort, branch, day, staff_ref): of the daily rows, or of facts where staff is asked for.
-- {{branch_regions}} is empty where no region is asked for.
SELECT
    period, region, a_branch, channel, service_line, service_item, priority_class, staff, replicate, measure,
    groupArray(key) AS keys,
    groupArray(value) AS values
FROM
(
    WITH {{cell_places}}
    SELECT
        multiIf(
            {grain:String} = 'day', toString(day),
            {grain:String} = 'week', toString(toStartOfWeek(day, 1)),
            {grain:String} = 'month', toString(toStartOfMonth(day)),
            {grain:String} = 'quarter', toString(toStartOfQuarter(day)),
            {grain:String} = 'year', toString(toStartOfYear(day)),
            {from:String}
        ) AS period,
        if(has({by:Array(String)}, 'region'), branch_region, '') AS region,
        if(has({by:Array(String)}, 'branch'), branch, '') AS a_branch,
        if(has({by:Array(String)}, 'channel'), cell.channel, '') AS channel,
        if(has({by:Array(String)}, 'service_line'), line, '') AS service_line,
        if(has({by:Array(String)}, 'service_item'), cell.service_item, '') AS service_item,
        if(has({by:Array(String)}, 'priority_class'), cell.priority_class, '') AS priority_class,
        if(has({by:Array(String)}, 'staff'), staff_ref, '') AS staff,
        toInt32(day) % 20 AS replicate,
        cell.measure AS measure,
        {{cell_key}} AS key,
        sum(cell.value) AS value
    FROM ({{days}}) AS days
    LEFT JOIN ({{branch_regions}}) AS registered USING (branch)
    ARRAY JOIN cells AS cell
    WHERE {{cell_filters}}
    GROUP BY period, region, a_branch, channel, service_line, service_item, priority_class, staff, replicate, measure, key
)
GROUP BY period, region, a_branch, channel, service_line, service_item, priority_class, staff, replicate, measure
