-- Sessions that browsers hold in a cookie, and apps' sessions that are carried over into one.

create table browser_session (
  id           bytea not null,
  user_id      bytea not null,
  secret_hash  bytea not null,
  -- 0: as a guest; 1: by password.
  proven_by    bigint not null,
  created_at   bigint not null,
  last_used_at bigint not null,
  -- Where it began, for lists of sessions.
  agent        text,
  address      text,
  constraint browser_session_pkey primary key (id),
  constraint browser_session_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint browser_session_secret_hash_length check (length(secret_hash) = 32)
);

create index browser_session_user_idx on browser_session (user_id);

-- Single sign-on: an app's session, and the code for one, end with the browser session they came from.
alter table session add column browser_session_id bytea
  constraint session_browser_session_fkey references browser_session (id) on delete cascade;
alter table authorization_code add column browser_session_id bytea
  constraint authorization_code_browser_session_fkey references browser_session (id) on delete cascade;
create index session_browser_session_idx on session (browser_session_id) where browser_session_id is not null;
create index authorization_code_browser_session_idx on authorization_code (browser_session_id)
  where browser_session_id is not null;

-- What the device calls itself, for lists of sessions.
alter table session add column device text;

create table app_session_token (
  hash       bytea not null,
  session_id bytea not null,
  expires_at bigint not null,
  constraint app_session_token_pkey primary key (hash),
  constraint app_session_token_session_fkey foreign key (session_id) references session (id) on delete cascade
);

create index app_session_token_session_idx on app_session_token (session_id);

create table app_session (
  hash       bytea not null,
  session_id bytea not null,
  created_at bigint not null,
  constraint app_session_pkey primary key (hash),
  constraint app_session_session_fkey foreign key (session_id) references session (id) on delete cascade
);

create index app_session_session_idx on app_session (session_id);

-- See 03: no condition without its index.
create index app_session_token_expires_idx on app_session_token (expires_at);
create index app_session_created_idx on app_session (created_at);
