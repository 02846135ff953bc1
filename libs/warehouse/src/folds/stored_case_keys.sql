-- The keys of cases, as kept.
case_keys
