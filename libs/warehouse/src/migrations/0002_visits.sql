-- One row per visit and place (cohort, branch, day); live = 1 where the visit stands, 0 where it could have stood.
-- ORDER BY: the place first, since a day is summed whole; the case last. Version: the appends the row was folded from.
-- By branch, as all facts: a branch-day is summed where its facts are.
-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS visits
(
    cohort             LowCardinality(String),
    branch             LowCardinality(String),
    day                Date32,
    case_id            String,
    live               UInt8,
    version            UInt64,
    channel            LowCardinality(String),
    service_item       LowCardinality(String),
    priority_class     LowCardinality(String),
    staff_ref          LowCardinality(String),
    hour               UInt8 COMMENT 'local hour of the arrival, else of the first event',
    arrived_at         Nullable(DateTime64(3, 'UTC')),
    queue_entered_at   Nullable(DateTime64(3, 'UTC')),
    service_started_at Nullable(DateTime64(3, 'UTC')),
    served_at          Nullable(DateTime64(3, 'UTC')),
    abandoned_at       Nullable(DateTime64(3, 'UTC')),
    wait_s             Nullable(Int64) COMMENT 'seconds from joining the queue to service start, else to abandonment',
    target_s           UInt32 COMMENT 'target wait of the channel in seconds, 0 for none',
    wait_outcome       LowCardinality(String) COMMENT 'served, abandoned, or the reason why the wait is not judged'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (cohort, branch, day, case_id);
