-- The cases of one step of a rebuild: a range of the primary key.
partitionkey >= {first_case:String} AND (partitionkey < {next_case:String} OR {next_case:String} = '')
