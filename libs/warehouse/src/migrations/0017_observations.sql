-- One row per observation, session that it ever stood in, and place, cohort `observed`. A session is a pair of observations, else one.
-- ORDER BY: as in `visits`, then the session. Version: the appends of all observations of the session.
CREATE TABLE IF NOT EXISTS observations
(
    cohort            LowCardinality(String),
    branch            LowCardinality(String),
    day               Date32,
    case_id           String,
    session           String,
    live              UInt8,
    version           UInt64,
    mode              LowCardinality(String),
    form_id           LowCardinality(String),
    observer_ref      LowCardinality(String),
    subject_staff_ref LowCardinality(String),
    observed_at       DateTime64(3, 'UTC'),
    items             Array(Tuple(
        item      LowCardinality(String),
        groups    Array(LowCardinality(String)),
        weight    UInt8,
        outcome   LowCardinality(String),
        agreement LowCardinality(String))) COMMENT 'groups of metrics that an item counts for; pass, fail or the reason of exclusion; how two observers judged it'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (cohort, branch, day, case_id, session);

CREATE TABLE IF NOT EXISTS observation_daily AS visit_daily;
