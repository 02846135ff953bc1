-- What each projector last said of itself, for the processes that answer how the platform is.
-- ORDER BY name: one row a projector, the latest. Who has been silent for a day is forgotten.
-- On every node, so that a status needs no other node than the one that is asked.
-- cluster: everywhere
CREATE TABLE IF NOT EXISTS projectors
(
    name            String,
    state           LowCardinality(String),
    cause           String,
    rebuild_family  LowCardinality(String) COMMENT 'the family that it rebuilds, or empty',
    rebuild_done    UInt64 COMMENT 'cases',
    rebuild_total   UInt64 COMMENT 'cases',
    freshness_s     Float64,
    projected       UInt64 COMMENT 'events since its start',
    dead_lettered   UInt64 COMMENT 'records since its start',
    said_at         DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree(said_at)
ORDER BY name
TTL toDateTime(said_at) + INTERVAL 1 DAY;
