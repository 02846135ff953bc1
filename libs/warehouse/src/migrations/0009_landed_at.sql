-- When the warehouse took an append, by its own clock: a rebuild catches up by it with what landed while it ran.
-- Rows landed before this column was there read as landed now until a merge writes them down; a catch-up then folds more than it need.
ALTER TABLE events ADD COLUMN IF NOT EXISTS landedat DateTime64(3, 'UTC') DEFAULT now64(3);
