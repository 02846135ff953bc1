-- The units of the keys that one case ever named.
unit GLOBAL IN (
    SELECT if(joined.unit = '', key, joined.unit)
    FROM
    (
        SELECT DISTINCT key FROM case_keys
        WHERE gathering = {family:String} AND family = {case_family:String} AND case_id = {case_id:String}
    ) AS named
    LEFT JOIN ({{units}}) AS joined USING (key)
)
