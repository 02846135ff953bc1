-- The family of reference data.
family = 'reference'
