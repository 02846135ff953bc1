-- An append in the arrays of a case, named so that folds read its fields by name.
'Tuple(source String, id String, ingestedat DateTime64(3, \'UTC\'), digest UInt64, time DateTime64(3, \'UTC\'), branch String, event String, data String)'
