-- Every append of one case, in the order of occurrence, and which of each identity the fold takes: the earliest of those that have
-- occurred (folds/case_history.sql). Others of the same identity are conflicts.
SELECT
    source, id, type, time, branchid, recordedtime, correlationid, causationid, sequence, simulated, ingestedat, data,
    logpartition, logoffset,
    multiIf(
        time > {occurred_by:DateTime64(3, 'UTC')}, 'not_yet',
        row_number() OVER (PARTITION BY time <= {occurred_by:DateTime64(3, 'UTC')}, source, id ORDER BY ingestedat, digest) = 1, 'taken',
        'conflicting'
    ) AS append_status
FROM events FINAL
WHERE family = {family:String} AND partitionkey = {case_id:String} AND ingestedat <= {known_by:DateTime64(3, 'UTC')}
ORDER BY time, source, id, ingestedat, digest
LIMIT {limit:UInt32}
SETTINGS date_time_output_format = 'iso'
