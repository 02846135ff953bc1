-- One row per interview and place, cohort `conducted`. Columns of the place as in `visits`.
-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS interviews
(
    cohort               LowCardinality(String),
    branch               LowCardinality(String),
    day                  Date32,
    case_id              String,
    live                 UInt8,
    version              UInt64,
    interviewee_kind     LowCardinality(String),
    conducted_at         Nullable(DateTime64(3, 'UTC')),
    teamwork_outcome     LowCardinality(String) COMMENT 'counted or the reason of exclusion',
    teamwork_micropoints UInt32 COMMENT 'mean over coders, 0 to 10^8 micro-points'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (cohort, branch, day, case_id);

-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS interview_daily AS visit_daily;
