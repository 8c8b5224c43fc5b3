-- Guests on their way to membership.

create table promotion_code (
  hash       blob not null,
  user_id    blob not null,
  expires_at integer not null,
  constraint promotion_code_pkey primary key (hash),
  constraint promotion_code_user_fkey foreign key (user_id) references user (id) on delete cascade
) strict, without rowid;

-- An authorize request in progress, found by the hash of the secret that the page carries.
create table interaction (
  handle     blob not null,
  -- The guest to be promoted, already proven; null for a stranger.
  guest_id   blob,
  -- The checked request, as JSON.
  request    text not null,
  expires_at integer not null,
  constraint interaction_pkey primary key (handle),
  constraint interaction_guest_fkey foreign key (guest_id) references user (id) on delete cascade
) strict, without rowid;
