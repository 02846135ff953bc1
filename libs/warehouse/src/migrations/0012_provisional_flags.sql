-- One flag a metric: a due day counted on a guessed calendar says nothing of another clock of the same case. `provisional` is that of the
-- cohort `due`, which it always was meant for.
ALTER TABLE transactions ADD COLUMN IF NOT EXISTS notice_provisional UInt8 DEFAULT 0 COMMENT '1 where the first working day after the submission was counted on a guessed calendar';
ALTER TABLE complaints ADD COLUMN IF NOT EXISTS assignment_provisional UInt8 DEFAULT 0 COMMENT '1 where a day from the registration to the assignment is of a guessed calendar';
