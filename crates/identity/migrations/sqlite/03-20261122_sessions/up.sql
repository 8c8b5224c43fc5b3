-- Sessions and their tokens. Of every token only the SHA-256 is kept.
--
-- When a session ends is not written down: it follows from the two instants and the client's settings at the
-- moment of use, so that a changed setting reaches sessions that exist already (protocol.md, section 8.2).

create table session (
  id                  blob not null,
  user_id             blob not null,
  client_id           text not null,
  -- Bits; see model/scope.rs.
  scopes              integer not null,
  -- 0: as a guest; 1: by password.
  proven_by           integer not null,
  created_at          integer not null,
  last_used_at        integer not null,
  -- The refresh token that works, and the one before: its successor is derived, not kept.
  refresh_hash        blob not null,
  refresh_previous    blob,
  refresh_rotated_at  integer,
  refresh_generation  integer not null,
  constraint session_pkey primary key (id),
  constraint session_user_fkey foreign key (user_id) references user (id) on delete cascade,
  constraint session_refresh_hash_length check (length(refresh_hash) = 32)
) strict, without rowid;

-- A promotion ends all sessions of one user.
create index session_user_idx on session (user_id);

-- Opaque access tokens. JWT ones need no row: they name their session, which must be alive.
create table access_token (
  hash       blob not null,
  session_id blob not null,
  expires_at integer not null,
  constraint access_token_pkey primary key (hash),
  constraint access_token_session_fkey foreign key (session_id) references session (id) on delete cascade
) strict, without rowid;

create index access_token_session_idx on access_token (session_id);
create index access_token_expires_idx on access_token (expires_at);

-- JWT access tokens that were revoked one by one, until they would have ended anyway.
create table revoked_access_token (
  jti        text not null,
  expires_at integer not null,
  constraint revoked_access_token_pkey primary key (jti)
) strict, without rowid;

create table authorization_code (
  hash           blob not null,
  user_id        blob not null,
  client_id      text not null,
  redirect_uri   text not null,
  code_challenge text not null,
  scopes         integer not null,
  proven_by      integer not null,
  nonce          text,
  expires_at     integer not null,
  constraint authorization_code_pkey primary key (hash),
  constraint authorization_code_user_fkey foreign key (user_id) references user (id) on delete cascade
) strict, without rowid;
