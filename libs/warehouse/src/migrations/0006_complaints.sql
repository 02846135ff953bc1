-- One row per complaint and place in each of its cohorts: registered, assigned, due, replied. Columns of the place as in `visits`.
-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS complaints
(
    cohort               LowCardinality(String),
    branch               LowCardinality(String),
    day                  Date32,
    case_id              String,
    live                 UInt8,
    version              UInt64,
    channel              LowCardinality(String),
    service_item         LowCardinality(String),
    staff_ref            LowCardinality(String),
    category             LowCardinality(String),
    cause_code           LowCardinality(String),
    registered_at        Nullable(DateTime64(3, 'UTC')),
    assigned_at          Nullable(DateTime64(3, 'UTC')),
    investigated_at      Nullable(DateTime64(3, 'UTC')),
    handled_at           Nullable(DateTime64(3, 'UTC')),
    replied_at           Nullable(DateTime64(3, 'UTC')),
    withdrawn_at         Nullable(DateTime64(3, 'UTC')),
    reply_due_day        Nullable(Date32) COMMENT 'local day, moved by the valid extensions',
    provisional          UInt8 COMMENT '1 where a working day was counted on a guessed calendar',
    reply_outcome        LowCardinality(String) COMMENT 'on_time, late, or the reason of exclusion',
    procedure_outcome    LowCardinality(String) COMMENT 'complete, incomplete, or the reason of exclusion',
    content_twelfths     Nullable(UInt8) COMMENT 'share of the required parts of the first reply, in twelfths',
    attitude_outcome     LowCardinality(String) COMMENT 'substantiated, other_cause, or the reason of exclusion',
    registration_outcome LowCardinality(String) COMMENT 'counted or the reason of exclusion',
    assignment_s         Nullable(Int64) COMMENT 'working seconds from registration to assignment',
    assignment_outcome   LowCardinality(String) COMMENT 'assigned or the reason of exclusion'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (cohort, branch, day, case_id);

-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS complaint_daily AS visit_daily;
