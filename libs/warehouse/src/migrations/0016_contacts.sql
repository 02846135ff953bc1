-- One row per contact (visit or inquiry), customer that it ever named, and place, cohort `closed`. Live under one customer at most.
-- ORDER BY: as in `visits`, then the contact's family, since a visit and an inquiry may share an id, and the customer.
-- Version: the appends of all contacts of the customer.
-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS contacts
(
    cohort         LowCardinality(String),
    branch         LowCardinality(String),
    day            Date32,
    case_id        String,
    contact_family LowCardinality(String),
    customer       String,
    live           UInt8,
    version        UInt64,
    channel        LowCardinality(String),
    service_item   LowCardinality(String),
    topic          LowCardinality(String),
    started_at     DateTime64(3, 'UTC'),
    closed_at      Nullable(DateTime64(3, 'UTC')),
    repeated_at    Nullable(DateTime64(3, 'UTC')) COMMENT 'start of the first contact that repeats this one',
    outcome        LowCardinality(String) COMMENT 'resolved, repeated, or the reason of exclusion'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (cohort, branch, day, case_id, contact_family, customer);

-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS contact_daily AS visit_daily;
