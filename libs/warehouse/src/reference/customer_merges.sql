-- The merges of customers that stand: corrected, and less what is voided.
SELECT JSONExtractString(entry.data, 'from_customer_ref') AS from_ref, JSONExtractString(entry.data, 'to_customer_ref') AS to_ref
FROM ({{corrected_events}})
ARRAY JOIN history AS entry
WHERE entry.event = 'identity_merged'
