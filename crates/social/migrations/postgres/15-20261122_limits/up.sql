-- Rate limits that replicas share. SQLite has no such table: its one process counts in memory.
--
-- Unlogged: a draw is not worth waiting for the disk. After a crash of the server the table is empty, so that all
-- buckets are full again.

create unlogged table limit_bucket (
  -- Which limit, and whose bucket.
  key        bytea not null,
  limit_name text not null,
  -- When it is full again, in microseconds since 1970. Full buckets have no row.
  --
  -- Not indexed: it changes with every draw, which then writes to one page and to no index.
  full_at    bigint not null,
  constraint limit_bucket_pkey primary key (key)
) with (fillfactor = 70);
