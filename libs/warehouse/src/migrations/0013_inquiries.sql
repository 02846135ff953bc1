-- One row per inquiry and place in each of its cohorts: received, due. Columns of the place as in `visits`.
-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS inquiries
(
    cohort            LowCardinality(String),
    branch            LowCardinality(String),
    day               Date32,
    case_id           String,
    live              UInt8,
    version           UInt64,
    channel           LowCardinality(String),
    service_item      LowCardinality(String),
    topic             LowCardinality(String),
    received_at       Nullable(DateTime64(3, 'UTC')),
    answered_at       Nullable(DateTime64(3, 'UTC')) COMMENT 'first answer, immediate or partial, or reply',
    escalated_at      Nullable(DateTime64(3, 'UTC')),
    promised_reply_by Nullable(DateTime64(3, 'UTC')) COMMENT 'promise of the first escalation',
    replied_at        Nullable(DateTime64(3, 'UTC')),
    abandoned_at      Nullable(DateTime64(3, 'UTC')),
    callback_outcome  LowCardinality(String) COMMENT 'on_time, late, or the reason of exclusion',
    names_customer    UInt8 COMMENT '1 where some event names the customer'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (cohort, branch, day, case_id);

-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS inquiry_daily AS visit_daily;

-- Visits that name no customer are left out of first-contact resolution, each on its day.
ALTER TABLE visits ADD COLUMN IF NOT EXISTS names_customer UInt8 COMMENT '1 where some event names the customer';
