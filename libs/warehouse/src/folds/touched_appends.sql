-- The appends of the cases of one batch, of one family.
family = {family:String} AND {{cases}}
