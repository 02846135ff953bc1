-- The family that is folded.
family = {family:String}
