-- The cases that could stand on some days: facts have a row wherever a case could stand for any subset of its appends, so wherever it stood
-- when fewer of them were known.
partitionkey GLOBAL IN (
    SELECT case_id FROM {facts:Identifier}
    WHERE day >= {from:Date32} AND day < {to:Date32} AND (empty({branches:Array(String)}) OR branch IN {branches:Array(String)})
)
