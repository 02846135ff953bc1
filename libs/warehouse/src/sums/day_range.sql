-- All places of a range of local days, the end exclusive.
day >= {from:Date32} AND day < {to:Date32}
