-- The units under whose keys cases could stand on some days, as in folds/cases_in_days.sql.
unit GLOBAL IN (
    SELECT if(joined.unit = '', key, joined.unit)
    FROM
    (
        SELECT DISTINCT {{fact_key}} AS key FROM {facts:Identifier}
        WHERE day >= {from:Date32} AND day < {to:Date32} AND (empty({branches:Array(String)}) OR branch IN {branches:Array(String)})
    ) AS named
    LEFT JOIN ({{units}}) AS joined USING (key)
)
