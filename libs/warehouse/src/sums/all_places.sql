-- Every place of the facts.
true
