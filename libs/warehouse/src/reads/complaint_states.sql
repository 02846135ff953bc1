-- How many complaints of the ledger are in each state.
SELECT state, count() FROM ({{ledger}}) GROUP BY state
