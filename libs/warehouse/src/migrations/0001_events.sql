-- Every distinct append once, under the names that CloudEvents gives the attributes.
-- ORDER BY: family and case first, so that the events of one case are one short read for its fold; then the identity of the
-- event; then the append (ingestedat, digest), so that a redelivered record collapses and a conflicting one stays visible.
-- No PARTITION BY: one batch may span many months. `data` stays the producer's JSON text: folds extract what they read,
-- which costs less than typed JSON columns cost at every landing (infra/decisions/0002-land-fold-sum.md).
-- By case: a case may move between branches, and its fold reads all its appends (infra/decisions/0013-cluster.md).
-- cluster: sharded by cityHash64(partitionkey)
CREATE TABLE IF NOT EXISTS events
(
    id            String,
    source        LowCardinality(String),
    type          LowCardinality(String),
    time          DateTime64(3, 'UTC'),
    branchid      LowCardinality(String),
    partitionkey  String,
    recordedtime  Nullable(DateTime64(3, 'UTC')),
    correlationid String,
    causationid   String,
    sequence      String,
    simulated     LowCardinality(String),
    ingestedat    DateTime64(3, 'UTC'),
    data          String CODEC(ZSTD(1)),
    family        LowCardinality(String) MATERIALIZED splitByChar('.', type)[2],
    event         LowCardinality(String) MATERIALIZED splitByChar('.', type)[3],
    digest        UInt64 MATERIALIZED sipHash64(type, time, branchid, data)
)
ENGINE = ReplacingMergeTree
ORDER BY (family, partitionkey, source, id, ingestedat, digest)
SETTINGS index_granularity = 512;
