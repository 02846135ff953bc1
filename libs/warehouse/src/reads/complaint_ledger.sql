-- The ledger of complaints: each once, on the day it was registered (else of its first event), with the instants and due days of both
-- clocks, judged at the as-of's local day. A due day is overrun once it is over.
SELECT
    day, branch, case_id, channel, service_item, staff_ref, category, cause_code,
    received_at, registered_at, assigned_at, investigated_at, handled_at, replied_at, withdrawn_at,
    reply_due_day, provisional, reply_outcome, decision_due_day,
    if(registered.region = '', 'unknown', registered.region) AS branch_region,
    multiIf(
        replied_at IS NOT NULL, 'replied',
        withdrawn_at IS NOT NULL, 'withdrawn',
        ifNull(reply_due_day < toDate32({today:String}), false) OR ifNull(decision_due_day < toDate32({today:String}), false), 'overdue',
        'open'
    ) AS state
FROM {{facts}}
LEFT JOIN ({{branch_regions}}) AS registered USING (branch)
WHERE cohort = 'registered' AND live
    AND ({from:String} = '' OR day >= toDate32OrNull({from:String}))
    AND ({to:String} = '' OR day < toDate32OrNull({to:String}))
    AND (empty({branches:Array(String)}) OR branch IN {branches:Array(String)})
    AND (empty({regions:Array(String)}) OR branch_region IN {regions:Array(String)})
    AND (empty({categories:Array(String)}) OR category IN {categories:Array(String)})
    AND (empty({causes:Array(String)}) OR cause_code IN {causes:Array(String)})
