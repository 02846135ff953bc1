-- What each family's facts were last rebuilt with (fold and sum texts, time zone): another value calls for a rebuild.
-- ORDER BY family: one row each, the latest.
-- On one shard, whose replicas a write waits for: a fingerprint read too early could save a rebuild that is needed.
-- cluster: sharded by cityHash64(family)
CREATE TABLE IF NOT EXISTS fold_fingerprints
(
    family      LowCardinality(String),
    fingerprint String,
    folded_at   DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree(folded_at)
ORDER BY family;

-- The daily rows of all families under one name, for reads. On a cluster each shard has its own, so that filters reach the shards.
-- cluster: sharded by cityHash64(branch)
CREATE VIEW IF NOT EXISTS daily AS
SELECT 'visit' AS family, * FROM visit_daily FINAL
UNION ALL
SELECT 'transaction' AS family, * FROM transaction_daily FINAL
UNION ALL
SELECT 'complaint' AS family, * FROM complaint_daily FINAL
UNION ALL
SELECT 'survey' AS family, * FROM survey_daily FINAL;
