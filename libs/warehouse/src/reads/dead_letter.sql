SELECT
    topic, partition, offset, id, key, type, content_n, appended_at, reason, message, faults, redrive_of, died_again_as, status,
    headers, content
FROM ({{states}})
WHERE id = {id:String}
