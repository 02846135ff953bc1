-- The visits of some days and places.
SELECT day, hour
FROM visits FINAL
LEFT JOIN ({{branch_regions}}) AS registered USING (branch)
WHERE cohort = 'arrived' AND live
    AND day >= toDate32({from:String}) AND day < toDate32({to:String})
    AND (empty({branches:Array(String)}) OR branch IN {branches:Array(String)})
    AND (empty({regions:Array(String)}) OR if(registered.region = '', 'unknown', registered.region) IN {regions:Array(String)})
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
