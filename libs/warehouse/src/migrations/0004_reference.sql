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

-- Reference data is little and read in the order of its events, so it is a view over them and not a fold.
-- cluster: everywhere
CREATE VIEW IF NOT EXISTS reference_events AS
SELECT source, id, event, time, branchid, partitionkey, ingestedat, data
FROM events FINAL
WHERE family = 'reference' AND time <= now64(3)
ORDER BY source, id, ingestedat, digest
LIMIT 1 BY source, id;

-- The latest registration of each branch.
-- cluster: everywhere
CREATE VIEW IF NOT EXISTS branches AS
SELECT
    branchid AS branch,
    argMax(data, (time, source, id)) AS registration,
    JSONExtractString(registration, 'name') AS name,
    if(JSONExtractString(registration, 'region') = '', 'unknown', JSONExtractString(registration, 'region')) AS region,
    JSONExtractString(registration, 'peer_group') AS peer_group
FROM reference_events
WHERE event = 'branch_registered'
GROUP BY branchid;

-- The latest definition of each service item.
-- cluster: everywhere
CREATE VIEW IF NOT EXISTS service_items AS
SELECT
    partitionkey AS service_item,
    argMax(data, (time, source, id)) AS definition,
    JSONExtractString(definition, 'service_line') AS service_line,
    JSONExtractString(definition, 'name_zh') AS name_zh,
    JSONExtractString(definition, 'name_en') AS name_en
FROM reference_events
WHERE event = 'service_item_defined'
GROUP BY partitionkey;

-- All time limits ever set; which of them holds is decided by the fold that reads them.
-- cluster: everywhere
CREATE VIEW IF NOT EXISTS time_limits AS
SELECT
    time, source, id,
    JSONExtractString(data, 'clause') AS clause,
    JSONExtractString(data, 'service_item_code') AS service_item,
    JSONExtractUInt(data, 'duration_n') AS duration,
    JSONExtractString(data, 'unit') AS unit,
    JSONExtractString(data, 'start_event') AS start_event,
    JSONExtractString(data, 'end_event') AS end_event,
    parseDateTime64BestEffortOrNull(JSONExtractString(data, 'valid_from'), 3, 'UTC') AS valid_from
FROM reference_events
WHERE event = 'time_limit_set';

-- The latest publication of each year's calendar, as published.
-- cluster: everywhere
CREATE VIEW IF NOT EXISTS published_calendars AS
SELECT JSONExtractUInt(data, 'year') AS year, argMax(data, (time, source, id)) AS publication
FROM reference_events
WHERE event = 'calendar_published'
GROUP BY year;
