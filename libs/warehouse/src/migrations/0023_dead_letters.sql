-- What could not be projected, as the topic `dead-letters` says: one row a letter. Rewriting a row changes nothing in it.
-- ORDER BY: the place of the original, which is a letter's identity and the order in which letters are listed.
-- cluster: sharded by cityHash64(topic, partition, offset)
CREATE TABLE IF NOT EXISTS dead_letters
(
    topic        LowCardinality(String) COMMENT 'of the original, as partition and offset',
    partition    Int32,
    offset       UInt64,
    id           String MATERIALIZED concat(topic, '-', toString(partition), '-', toString(offset)),
    key          String,
    type         String COMMENT 'event type, as the record says it; empty where it does not',
    headers      String COMMENT 'of the original, as JSON' CODEC(ZSTD(1)),
    content      String COMMENT 'the bytes of the original, in base64: they need not be text' CODEC(ZSTD(1)),
    content_n    UInt32 COMMENT 'bytes of the original',
    appended_at  DateTime64(3, 'UTC') COMMENT 'when the log took the original',
    reason       LowCardinality(String),
    message      String,
    faults       String COMMENT 'JSON list of pointer, code and message',
    redrive_of   String COMMENT 'the letter whose event was driven again and died here; else empty'
)
ENGINE = ReplacingMergeTree
ORDER BY (topic, partition, offset);

-- What was done about letters. Never deleted: who did what stays readable.
-- ORDER BY: the acts of one letter together, in their order; then the act's own id, so that a repeated insert adds nothing.
-- cluster: sharded by cityHash64(letter)
CREATE TABLE IF NOT EXISTS dead_letter_acts
(
    letter       String,
    at           DateTime64(3, 'UTC'),
    id           String,
    kind         LowCardinality(String) COMMENT 'repaired, redriven',
    requested_by String COMMENT 'pseudonym, or empty where nobody was named',
    event        String COMMENT 'JSON: the event to drive, or as it was driven' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (letter, at, id);
