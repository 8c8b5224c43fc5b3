-- The Portal: who may use it, where they are logged in, and the one-time links that let somebody in. Of every
-- secret only the SHA-256 is kept.

create table operator (
  id              bytea not null,
  -- As written, and as it is compared (in small letters).
  name            text not null,
  unique_name     text not null,
  -- A PHC string of Argon2id.
  password_hash   text not null,
  created_at      bigint not null,
  password_set_at bigint not null,
  constraint operator_pkey primary key (id),
  constraint operator_unique_name_key unique (unique_name)
);

create table portal_session (
  hash         bytea not null,
  operator_id  bytea not null,
  created_at   bigint not null,
  last_used_at bigint not null,
  constraint portal_session_pkey primary key (hash),
  constraint portal_session_operator_fkey foreign key (operator_id) references operator (id) on delete cascade
);

create table portal_link (
  hash        bytea not null,
  -- Whose password it sets; null makes a new operator.
  operator_id bytea,
  expires_at  bigint not null,
  constraint portal_link_pkey primary key (hash),
  constraint portal_link_operator_fkey foreign key (operator_id) references operator (id) on delete cascade
);

-- When the guest became a member; null for guests, and for members who never were one.
alter table users add column promoted_at bigint;
update users set promoted_at = updated_at
  where anonymous_since is null and exists (select 1 from anonymous_key k where k.user_id = users.id);

-- The Portal lists members without reading past all guests, and counts guests by the day they were made.
create index users_member_idx on users (id) where anonymous_since is null;
create index users_created_idx on users (created_at);
