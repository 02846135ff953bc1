-- Which cells a question takes: those of its groups. A due day counts once it is over, so the cohort `due` ends before the as-of's local
-- day. Days and branches are chosen where the rows are (reads/chosen_days.sql).
(cohort != 'due' OR day < toDate32({today:String}))
AND (empty({regions:Array(String)}) OR branch_region IN {regions:Array(String)})
AND (empty({channels:Array(String)}) OR cell.channel IN {channels:Array(String)})
AND (empty({service_lines:Array(String)}) OR line IN {service_lines:Array(String)})
AND (empty({service_items:Array(String)}) OR cell.service_item IN {service_items:Array(String)})
AND (empty({priority_classes:Array(String)}) OR cell.priority_class IN {priority_classes:Array(String)})
AND (empty({staff:Array(String)}) OR staff_ref IN {staff:Array(String)})
