-- One case: a short read of the primary key.
partitionkey = {case_id:String}
