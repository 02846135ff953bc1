-- Keys that are one, since something ever joined them: customers that were merged. Each stands with the least key of all that are joined;
-- of several rows of a key the least holds. It only grows, as `case_keys`: which merges stand, and since when, is for the fold to say.
-- ORDER BY: what gathers, then the key. Writing one twice adds nothing.
-- By key, as `case_keys`.
-- cluster: sharded by cityHash64(key)
CREATE TABLE IF NOT EXISTS key_groups
(
    gathering LowCardinality(String) COMMENT 'the family that gathers',
    key       String,
    unit      String COMMENT 'the least of the keys that are joined'
)
ENGINE = ReplacingMergeTree
ORDER BY (gathering, key, unit);
