-- The latest registration of each branch.
SELECT
    branchid AS branch,
    argMax(data, (time, source, id)) AS registration,
    JSONExtractString(registration, 'name') AS name,
    if(JSONExtractString(registration, 'region') = '', 'unknown', JSONExtractString(registration, 'region')) AS region,
    JSONExtractString(registration, 'peer_group') AS peer_group
FROM reference_events
WHERE event = 'branch_registered'
GROUP BY branchid
