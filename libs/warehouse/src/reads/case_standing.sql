-- The events of one case as they stand: corrected, and whether voided.
SELECT entry.1.source, entry.1.id, entry.1.time, entry.1.data, entry.2
FROM ({{corrected_events}})
ARRAY JOIN arrayConcat(arrayMap(entry -> (entry, false), history), arrayMap(entry -> (entry, true), voided)) AS entry
SETTINGS date_time_output_format = 'iso'
