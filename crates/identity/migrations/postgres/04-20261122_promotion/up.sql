-- Guests on their way to membership.

create table promotion_code (
  hash       bytea not null,
  user_id    bytea not null,
  expires_at bigint not null,
  constraint promotion_code_pkey primary key (hash),
  constraint promotion_code_user_fkey foreign key (user_id) references users (id) on delete cascade
);

-- An authorize request in progress, found by the hash of the secret that the page carries.
create table interaction (
  handle     bytea not null,
  -- The guest to be promoted, already proven; null for a stranger.
  guest_id   bytea,
  -- The checked request, as JSON.
  request    text not null,
  expires_at bigint not null,
  constraint interaction_pkey primary key (handle),
  constraint interaction_guest_fkey foreign key (guest_id) references users (id) on delete cascade
);

create index promotion_code_user_idx on promotion_code (user_id);
create index promotion_code_expires_idx on promotion_code (expires_at);
create index interaction_guest_idx on interaction (guest_id);
create index interaction_expires_idx on interaction (expires_at);
