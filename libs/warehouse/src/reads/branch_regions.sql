-- The region of each branch.
SELECT branch, region FROM branches
