-- The cases of one batch: a staged relation, since a list of 60,000 ids exceeds the size of a query. GLOBAL: it stands on the node
-- that was asked, and shards of a cluster cannot look for it; on one node the word changes nothing.
partitionkey GLOBAL IN (SELECT case_id FROM {touched:Identifier})
