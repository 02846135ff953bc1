-- The keys of one step of a rebuild.
key >= {first_case:String} AND (key < {next_case:String} OR {next_case:String} = '')
