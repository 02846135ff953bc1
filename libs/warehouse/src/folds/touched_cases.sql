-- The cases of one batch: a staged relation, since a list of 60,000 ids exceeds the size of a query.
partitionkey IN (SELECT case_id FROM {touched:Identifier})
