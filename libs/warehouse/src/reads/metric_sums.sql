-- The additive sums of measures, per group, period and replicate group (day number mod 20: scoring.md 3.11).
-- One text for every question: a dimension that was not asked for collapses to ''. `key_by` names what else keeps sums apart:
-- none, bin (histograms), stratum, service_item or priority_class. A visit's service line is that of its item.
-- {{days}} gives the cells asked for of each (family, cohort, branch, day, staff_ref): of the daily rows, or of facts where staff is asked for.
-- A due day counts once it is over, so the cohort `due` ends before the as-of's local day.
SELECT
    period, region, a_branch, channel, service_line, service_item, priority_class, staff, replicate, measure,
    groupArray(key) AS keys,
    groupArray(value) AS values
FROM
(
    WITH
        if(family = 'visit', transform(cell.service_item, {items:Array(String)}, {lines:Array(String)}, 'unknown'), cell.service_line) AS line,
        if(registered.region = '', 'unknown', registered.region) AS branch_region
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
        multiIf(
            {key_by:String} = 'bin', toString(cell.bin),
            {key_by:String} = 'stratum', concat(line, '|', cell.channel, '|', cell.priority_class),
            {key_by:String} = 'service_item', cell.service_item,
            {key_by:String} = 'priority_class', cell.priority_class,
            ''
        ) AS key,
        sum(cell.value) AS value
    FROM ({{days}}) AS days
    LEFT JOIN (SELECT branch, region FROM branches) AS registered USING (branch)
    ARRAY JOIN cells AS cell
    WHERE (cohort != 'due' OR day < toDate32({today:String}))
        AND (empty({regions:Array(String)}) OR branch_region IN {regions:Array(String)})
        AND (empty({channels:Array(String)}) OR cell.channel IN {channels:Array(String)})
        AND (empty({service_lines:Array(String)}) OR line IN {service_lines:Array(String)})
    GROUP BY period, region, a_branch, channel, service_line, service_item, priority_class, staff, replicate, measure, key
)
GROUP BY period, region, a_branch, channel, service_line, service_item, priority_class, staff, replicate, measure
