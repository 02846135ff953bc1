-- All appends of some families.
family IN {families:Array(String)}
