-- One row per observation (item '') and per item that it ever had, session that it ever stood in, and place, cohort `observed`. A session is
-- a pair of observations, else one.
-- ORDER BY: as in `visits`, then the session and the item. Version: the appends of all observations of the session.
-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS observation_items
(
    cohort            LowCardinality(String),
    branch            LowCardinality(String),
    day               Date32,
    case_id           String,
    session           String,
    item              LowCardinality(String),
    live              UInt8,
    version           UInt64,
    mode              LowCardinality(String),
    form_id           LowCardinality(String),
    observer_ref      LowCardinality(String),
    subject_staff_ref LowCardinality(String),
    observed_at       DateTime64(3, 'UTC'),
    groups            Array(LowCardinality(String)) COMMENT 'groups of metrics that it counts for',
    weight            UInt8 COMMENT 'by severity',
    outcome           LowCardinality(String) COMMENT 'of an item: pass, fail or the reason of exclusion',
    agreement         LowCardinality(String) COMMENT 'how two observers judged the item, where the session has two'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (cohort, branch, day, case_id, session, item);

-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS observation_daily AS visit_daily;
