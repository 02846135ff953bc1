-- One row per response and place, cohort `submitted`. A survey case is an invitation, else a response; only its first response counts.
-- ORDER BY: as in `visits`, then the response, since a case may have several.
-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS survey_responses
(
    cohort         LowCardinality(String),
    branch         LowCardinality(String),
    day            Date32,
    case_id        String,
    response       String COMMENT 'source and id of the response event',
    live           UInt8,
    version        UInt64,
    channel        LowCardinality(String),
    service_item   LowCardinality(String),
    service_line   LowCardinality(String),
    priority_class LowCardinality(String),
    submitted_at   DateTime64(3, 'UTC'),
    answers        Array(Tuple(
        construct   LowCardinality(String),
        outcome     LowCardinality(String),
        micropoints UInt32)) COMMENT 'per construct: counted with 0 to 10^8 micro-points, or the reason of exclusion'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (cohort, branch, day, case_id, response);

-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS survey_daily AS visit_daily;
