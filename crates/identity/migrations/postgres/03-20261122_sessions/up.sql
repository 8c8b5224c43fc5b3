-- Sessions and their tokens. Of every token only the SHA-256 is kept.
--
-- When a session ends is not written down: it follows from the two instants and the client's settings at the
-- moment of use, so that a changed setting reaches sessions that exist already (protocol.md, section 8.2).

create table session (
  id                  bytea not null,
  user_id             bytea not null,
  client_id           text not null,
  -- Bits; see model/scope.rs.
  scopes              bigint not null,
  -- 0: as a guest; 1: by password.
  proven_by           bigint not null,
  created_at          bigint not null,
  last_used_at        bigint not null,
  -- The refresh token that works, and the one before: its successor is derived, not kept.
  refresh_hash        bytea not null,
  refresh_previous    bytea,
  refresh_rotated_at  bigint,
  refresh_generation  bigint not null,
  constraint session_pkey primary key (id),
  constraint session_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint session_refresh_hash_length check (length(refresh_hash) = 32)
);

-- A promotion ends all sessions of one user.
create index session_user_idx on session (user_id);

-- Opaque access tokens. JWT ones need no row: they name their session, which must be alive.
create table access_token (
  hash       bytea not null,
  session_id bytea not null,
  expires_at bigint not null,
  constraint access_token_pkey primary key (hash),
  constraint access_token_session_fkey foreign key (session_id) references session (id) on delete cascade
);

create index access_token_session_idx on access_token (session_id);
create index access_token_expires_idx on access_token (expires_at);

-- JWT access tokens that were revoked one by one, until they would have ended anyway.
create table revoked_access_token (
  jti        text not null,
  expires_at bigint not null,
  constraint revoked_access_token_pkey primary key (jti)
);

-- A serializable transaction that reads a whole table is in the way of every other that writes to it. So here
-- every condition has its index, also those that SQLite's only writer can do without.
create index revoked_access_token_expires_idx on revoked_access_token (expires_at);

create table authorization_code (
  hash           bytea not null,
  user_id        bytea not null,
  client_id      text not null,
  redirect_uri   text not null,
  code_challenge text not null,
  scopes         bigint not null,
  proven_by      bigint not null,
  nonce          text,
  expires_at     bigint not null,
  constraint authorization_code_pkey primary key (hash),
  constraint authorization_code_user_fkey foreign key (user_id) references users (id) on delete cascade
);

create index authorization_code_user_idx on authorization_code (user_id);
create index authorization_code_expires_idx on authorization_code (expires_at);
