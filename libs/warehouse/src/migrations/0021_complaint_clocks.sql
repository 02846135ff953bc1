-- The regulator's clock of a complaint: what it starts from, and when it runs out.
ALTER TABLE complaints ADD COLUMN IF NOT EXISTS received_at Nullable(DateTime64(3, 'UTC')) COMMENT 'as registered, else the registration';
ALTER TABLE complaints ADD COLUMN IF NOT EXISTS decision_due_day Nullable(Date32) COMMENT 'local day, moved by extensions that the customer was told of';
