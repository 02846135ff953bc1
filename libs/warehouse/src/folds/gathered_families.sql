-- The families whose cases are gathered.
family IN {families:Array(String)}
