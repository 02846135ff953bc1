-- The working-day calendar, written whole by libs/calendar so that SQL and TypeScript cannot disagree.
-- ORDER BY date: it is read whole, in order. `ordinal` counts the working days up to and with the date.
-- On every node, for every fold reads it.
-- cluster: everywhere
CREATE TABLE IF NOT EXISTS calendar_days
(
    date        Date32,
    working     UInt8,
    ordinal     UInt32,
    provisional UInt8
)
ENGINE = MergeTree
ORDER BY date;
