-- The events of the reference family: corrected, and less what is voided.
SELECT
    entry.source AS source, entry.id AS id, entry.event AS event, entry.time AS time, entry.branch AS branchid,
    case_id AS partitionkey, entry.ingestedat AS ingestedat, entry.data AS data
FROM ({{corrected_events}})
ARRAY JOIN history AS entry
