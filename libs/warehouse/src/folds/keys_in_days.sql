-- The keys under which cases could stand on some days, as in folds/cases_in_days.sql.
key GLOBAL IN (
    SELECT {{fact_key}} FROM {facts:Identifier}
    WHERE day >= {from:Date32} AND day < {to:Date32} AND (empty({branches:Array(String)}) OR branch IN {branches:Array(String)})
)
