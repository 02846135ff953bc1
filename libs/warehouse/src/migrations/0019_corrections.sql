-- How many appends of the case became known more than seven days after their day (infra/decisions/0017-corrections-and-as-of.md).
ALTER TABLE visits ADD COLUMN IF NOT EXISTS late UInt32 COMMENT 'appends known more than seven days after their day';
ALTER TABLE transactions ADD COLUMN IF NOT EXISTS late UInt32 COMMENT 'appends known more than seven days after their day';
ALTER TABLE complaints ADD COLUMN IF NOT EXISTS late UInt32 COMMENT 'appends known more than seven days after their day';
ALTER TABLE survey_responses ADD COLUMN IF NOT EXISTS late UInt32 COMMENT 'appends known more than seven days after their day';
ALTER TABLE inquiries ADD COLUMN IF NOT EXISTS late UInt32 COMMENT 'appends known more than seven days after their day';
ALTER TABLE interviews ADD COLUMN IF NOT EXISTS late UInt32 COMMENT 'appends known more than seven days after their day';
ALTER TABLE contacts ADD COLUMN IF NOT EXISTS late UInt32 COMMENT 'appends known more than seven days after their day';
ALTER TABLE observation_items ADD COLUMN IF NOT EXISTS late UInt32 COMMENT 'appends known more than seven days after their day';

-- Working-day calendars by the hash of their content, for reads as of an instant at which another calendar was in force.
-- ORDER BY: a calendar is read whole, in order. Writing one twice adds nothing.
-- cluster: everywhere
CREATE TABLE IF NOT EXISTS calendars
(
    sha256      String,
    date        Date32,
    working     UInt8,
    ordinal     UInt32,
    provisional UInt8
)
ENGINE = ReplacingMergeTree
ORDER BY (sha256, date);

-- Reference data is read through texts (src/reference), which know corrections and any instant; these views knew neither.
DROP VIEW IF EXISTS branches;
DROP VIEW IF EXISTS service_items;
DROP VIEW IF EXISTS time_limits;
DROP VIEW IF EXISTS published_calendars;
DROP VIEW IF EXISTS reference_events;
