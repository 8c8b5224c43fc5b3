-- Events that wait for their consumers. A row is written in the transaction that makes it true, and deleted
-- once every consumer has it; `seq` never repeats, so that it tells the order of all events.
create table outbox (
  seq             integer not null constraint outbox_pkey primary key autoincrement,
  id              blob not null,
  -- Type and payload, and the context, as JSON.
  kind            text not null,
  context         text not null,
  attempts        integer not null default 0,
  next_attempt_at integer not null,
  constraint outbox_id_key unique (id)
) strict;

create index outbox_next_attempt_idx on outbox (next_attempt_at, seq);
