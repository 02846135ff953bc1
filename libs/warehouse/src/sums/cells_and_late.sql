-- The cells of a fact, and one more where something of its case came late.
if(late_measure = '', cells, arrayPushBack(cells, (late_measure, 0, toInt128(1))))
