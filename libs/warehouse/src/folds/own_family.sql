-- The family that is folded.
{family:String}
