-- A correction or void in the arrays of a case: its identity, its place in the order of corrections, and what it says.
'Tuple(source String, id String, ingestedat DateTime64(3, \'UTC\'), digest UInt64, recorded DateTime64(3, \'UTC\'), event String, target Tuple(String, String, String), time Nullable(DateTime64(3, \'UTC\')), data String)'
