-- The appends that have landed, and the drafts of a what-if.
(
    SELECT id, source, time, branchid, partitionkey, recordedtime, ingestedat, data, family, event, digest FROM events FINAL
    UNION ALL
    SELECT id, source, time, branchid, partitionkey, recordedtime, ingestedat, data, family, event, digest FROM {drafts:Identifier}
)
