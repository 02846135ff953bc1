-- Which cases are folded together: those with a customer in common, those that are one double-scored session.
-- Every key that any append of a case ever named stands here, so that a case that moves to another key is folded under both.
-- ORDER BY: what gathers, then the key, whose cases a fold reads; the case last. Writing one twice adds nothing.
-- By key: a fold reads the cases of a key together.
-- cluster: sharded by cityHash64(key)
CREATE TABLE IF NOT EXISTS case_keys
(
    gathering LowCardinality(String) COMMENT 'the family that gathers',
    key       String,
    family    LowCardinality(String) COMMENT 'family of the case''s events',
    case_id   String
)
ENGINE = ReplacingMergeTree
ORDER BY (gathering, key, family, case_id);
