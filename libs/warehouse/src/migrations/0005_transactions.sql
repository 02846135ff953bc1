-- One row per transaction and place in each of its cohorts: due, closed, processed. Columns of the place as in `visits`.
-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS transactions
(
    cohort            LowCardinality(String),
    branch            LowCardinality(String),
    day               Date32,
    case_id           String,
    live              UInt8,
    version           UInt64,
    channel           LowCardinality(String),
    service_item      LowCardinality(String),
    service_line      LowCardinality(String),
    staff_ref         LowCardinality(String),
    submitted_at      Nullable(DateTime64(3, 'UTC')),
    accepted_at       Nullable(DateTime64(3, 'UTC')) COMMENT 'first review with the outcome accepted',
    processed_at      Nullable(DateTime64(3, 'UTC')),
    confirmed_at      Nullable(DateTime64(3, 'UTC')),
    fed_back_at       Nullable(DateTime64(3, 'UTC')),
    rejected_at       Nullable(DateTime64(3, 'UTC')),
    due_at            Nullable(DateTime64(3, 'UTC')) COMMENT 'limits in minutes or hours: the instant due',
    due_day           Nullable(Date32) COMMENT 'local day due',
    provisional       UInt8 COMMENT '1 where a working day was counted on a guessed calendar',
    cycle_outcome     LowCardinality(String) COMMENT 'on_time, late, or the reason of exclusion',
    conformity_outcome LowCardinality(String) COMMENT 'conforming, not_conforming, or the reason of exclusion',
    notice_outcome    LowCardinality(String) COMMENT 'met, not_met, or the reason of exclusion',
    rework_outcome    LowCardinality(String) COMMENT 'reworked, right_first_time, or the reason of exclusion'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (cohort, branch, day, case_id);

-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS transaction_daily AS visit_daily;
