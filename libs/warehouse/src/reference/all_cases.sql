-- Every case: reference data and merges are little.
true
