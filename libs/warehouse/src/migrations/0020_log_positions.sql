-- Where in the log an append stands, so that evidence ends at a record that anybody can look up. -1: landed before positions were kept.
ALTER TABLE events ADD COLUMN IF NOT EXISTS logpartition Int32 DEFAULT -1;
ALTER TABLE events ADD COLUMN IF NOT EXISTS logoffset Int64 DEFAULT -1 CODEC(Delta, ZSTD(1));
