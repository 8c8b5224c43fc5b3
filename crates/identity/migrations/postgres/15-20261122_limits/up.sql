-- Rate limits that replicas share. SQLite has no such table: its one process counts in memory.
--
-- Unlogged: a draw is not worth waiting for the disk. After a crash of the server the table is empty, so that all
-- buckets are full again.

create unlogged table limit_bucket (
  -- A keyed hash of the limit's name and of whose bucket it is; addresses are not kept.
  key        bytea not null,
  limit_name text not null,
  -- When it is full again, in microseconds since 1970. Full buckets have no row.
  --
  -- Not indexed: it changes with every draw, which then writes to one page and to no index. The sweep reads the table
  -- once a minute, outside of serializable transactions, where that is in nobody's way.
  full_at    bigint not null,
  constraint limit_bucket_pkey primary key (key)
) with (fillfactor = 70);
