-- A page of the ledger, in the order of its cursor.
SELECT
    day, branch, case_id, branch_region, state, channel, service_item, staff_ref, category, cause_code,
    received_at, registered_at, assigned_at, investigated_at, handled_at, replied_at, withdrawn_at,
    reply_due_day, provisional, reply_outcome, decision_due_day
FROM ({{ledger}})
WHERE (empty({states:Array(String)}) OR state IN {states:Array(String)})
    AND ({after_day:String} = '' OR (toString(day), branch, case_id) > ({after_day:String}, {after_branch:String}, {after_case:String}))
ORDER BY day, branch, case_id
LIMIT {limit:UInt32}
