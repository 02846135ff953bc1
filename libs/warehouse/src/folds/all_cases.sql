-- Every case of the family.
true
