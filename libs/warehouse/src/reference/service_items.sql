-- The latest definition of each service item.
SELECT
    partitionkey AS service_item,
    argMax(data, (time, source, id)) AS definition,
    JSONExtractString(definition, 'service_line') AS service_line,
    JSONExtractString(definition, 'name_zh') AS name_zh,
    JSONExtractString(definition, 'name_en') AS name_en
FROM reference_events
WHERE event = 'service_item_defined'
GROUP BY partitionkey
