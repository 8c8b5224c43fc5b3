-- Events that wait for their consumers. A row is written in the transaction that makes it true, and deleted
-- once every consumer has it; `seq` never repeats, so that it tells the order of all events.
create table outbox (
  seq             bigint generated always as identity constraint outbox_pkey primary key,
  id              bytea not null,
  -- Type and payload, and the context, as JSON.
  kind            text not null,
  context         text not null,
  attempts        bigint not null default 0,
  next_attempt_at bigint not null,
  constraint outbox_id_key unique (id)
);

create index outbox_next_attempt_idx on outbox (next_attempt_at, seq);
