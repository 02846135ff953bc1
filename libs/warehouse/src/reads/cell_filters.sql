-- Which cells a question takes: those of its groups, and of due days only those that are over (before the as-of's local day).
(cohort != 'due' OR day < toDate32({today:String}))
AND (empty({branches:Array(String)}) OR branch IN {branches:Array(String)})
AND (empty({regions:Array(String)}) OR branch_region IN {regions:Array(String)})
AND (empty({channels:Array(String)}) OR cell.channel IN {channels:Array(String)})
AND (empty({service_lines:Array(String)}) OR line IN {service_lines:Array(String)})
AND (empty({service_items:Array(String)}) OR cell.service_item IN {service_items:Array(String)})
AND (empty({priority_classes:Array(String)}) OR cell.priority_class IN {priority_classes:Array(String)})
AND (empty({staff:Array(String)}) OR staff_ref IN {staff:Array(String)})
