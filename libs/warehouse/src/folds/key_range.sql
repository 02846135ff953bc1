-- The units of one step of a rebuild.
unit >= {first_case:String} AND (unit < {next_case:String} OR {next_case:String} = '')
