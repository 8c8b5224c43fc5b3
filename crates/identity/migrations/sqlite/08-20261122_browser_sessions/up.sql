-- Sessions that browsers hold in a cookie, and apps' sessions that are carried over into one.

create table browser_session (
  id           blob not null,
  user_id      blob not null,
  secret_hash  blob not null,
  -- 0: as a guest; 1: by password.
  proven_by    integer not null,
  created_at   integer not null,
  last_used_at integer not null,
  -- Where it began, for lists of sessions.
  agent        text,
  address      text,
  constraint browser_session_pkey primary key (id),
  constraint browser_session_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint browser_session_secret_hash_length check (length(secret_hash) = 32)
) strict, without rowid;

create index browser_session_user_idx on browser_session (user_id);

-- Single sign-on: an app's session, and the code for one, end with the browser session they came from.
alter table session add column browser_session_id blob
  constraint session_browser_session_fkey references browser_session (id) on delete cascade;
alter table authorization_code add column browser_session_id blob
  constraint authorization_code_browser_session_fkey references browser_session (id) on delete cascade;
create index session_browser_session_idx on session (browser_session_id) where browser_session_id is not null;
create index authorization_code_browser_session_idx on authorization_code (browser_session_id)
  where browser_session_id is not null;

-- What the device calls itself, for lists of sessions.
alter table session add column device text;

create table app_session_token (
  hash       blob not null,
  session_id blob not null,
  expires_at integer not null,
  constraint app_session_token_pkey primary key (hash),
  constraint app_session_token_session_fkey foreign key (session_id) references session (id) on delete cascade
) strict, without rowid;

create index app_session_token_session_idx on app_session_token (session_id);

create table app_session (
  hash       blob not null,
  session_id blob not null,
  created_at integer not null,
  constraint app_session_pkey primary key (hash),
  constraint app_session_session_fkey foreign key (session_id) references session (id) on delete cascade
) strict, without rowid;

create index app_session_session_idx on app_session (session_id);
