-- The days of a range, the end exclusive, of some branches or all. Here, and not further out, so that it reaches a cluster's shards.
day >= {from:Date32} AND day < {to:Date32} AND (empty({branches:Array(String)}) OR branch IN {branches:Array(String)})
