-- The family of reference data.
'reference'
