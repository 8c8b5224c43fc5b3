-- Writes that were carried out, by idempotency key, so that a repeated one gets its first answer again.
--
-- A row is written in the transaction of the write itself, and leaves after seven days.
create table answered_writes (
  person_id bigint not null references people (id),
  key text not null,
  -- SHA-256 of what was asked: operation, target and body.
  fingerprint bytea not null check (length(fingerprint) = 32),
  answer text not null,
  created_at bigint not null,
  primary key (person_id, key)
);

create index answered_writes_by_age on answered_writes (created_at);

-- Which seeds have been planted, so that it happens once.
create table plantings (
  name text primary key,
  planted_at bigint not null
);
