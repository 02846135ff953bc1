-- The latest publication of each year's calendar, as published.
SELECT JSONExtractUInt(data, 'year') AS year, argMax(data, (time, source, id)) AS publication
FROM reference_events
WHERE event = 'calendar_published'
GROUP BY year
