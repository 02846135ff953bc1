-- The sums of each (cohort, branch, day), in views: `total`, `bins` of histograms, and `slices` by
-- channel, service item, service line and priority class.
-- ORDER BY: the view first, since a read wants one of them; the cohort, since a metric reads one; branch and day last, for ranges.
-- By branch, as the facts that they sum.
-- cluster: sharded by cityHash64(branch)
CREATE TABLE IF NOT EXISTS visit_daily
(
    cohort  LowCardinality(String),
    branch  LowCardinality(String),
    day     Date32,
    view    LowCardinality(String),
    version UInt64,
    cells   Array(Tuple(
        channel        LowCardinality(String),
        service_item   LowCardinality(String),
        service_line   LowCardinality(String),
        priority_class LowCardinality(String),
        measure        LowCardinality(String),
        bin            Int32,
        value          Int128))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (view, cohort, branch, day);
