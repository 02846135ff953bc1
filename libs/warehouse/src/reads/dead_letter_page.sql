SELECT topic, partition, offset, id, key, type, content_n, appended_at, reason, message, faults, redrive_of, died_again_as, status
FROM ({{states}})
WHERE (empty({status:Array(String)}) OR has({status:Array(String)}, status))
  AND (empty({reason:Array(String)}) OR has({reason:Array(String)}, reason))
  AND (topic, partition, offset) > ({after_topic:String}, {after_partition:Int64}, {after_offset:Int64})
ORDER BY topic, partition, offset
LIMIT {limit:UInt32}
