-- Each event is carried to each destination on its own, so that one that is slow or fails holds up no other.
drop index outbox_next_attempt_idx;
alter table outbox drop column attempts;
alter table outbox drop column next_attempt_at;
-- Whether it has been decided who gets the event. Until then it has no deliveries; afterwards it goes with the last.
alter table outbox add column routed integer not null default 0;
create index outbox_unrouted_idx on outbox (seq) where routed = 0;

-- Consumers within the server's own processes, and which kinds of events they want, separated by spaces. Kept, so
-- that events wait for a consumer that has yet to subscribe after a start, or does so in another process.
create table event_consumer (
  name  text not null,
  kinds text not null,
  constraint event_consumer_pkey primary key (name)
) strict, without rowid;

create table event_delivery (
  -- `in:` and a consumer, or `hook:` and a webhook.
  destination     text not null,
  seq             integer not null,
  -- Whom the event is about. Events about one user go one after the other.
  user_id         text not null,
  attempts        integer not null default 0,
  -- Null once it was given up: it waits for an operator.
  next_attempt_at integer,
  -- The latest failure.
  failed_at       integer,
  cause           text,
  constraint event_delivery_pkey primary key (destination, seq),
  constraint event_delivery_outbox_fkey foreign key (seq) references outbox (seq) on delete cascade
) strict, without rowid;

create index event_delivery_user_idx on event_delivery (destination, user_id, seq);
create index event_delivery_seq_idx on event_delivery (seq);
create index event_delivery_given_up_idx on event_delivery (failed_at) where next_attempt_at is null;
