-- The family of what corrects the record as a whole.
family = 'correction'
