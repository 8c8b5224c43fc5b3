-- A guest may have several keys: one for each device, and one in each recovery kit.
drop index anonymous_key_user_key;
create index anonymous_key_user_idx on anonymous_key (user_id);

-- 0: a device's; 1: in a recovery kit.
alter table anonymous_key add column kind integer not null default 0;
-- What its device calls itself.
alter table anonymous_key add column label text;
alter table anonymous_key add column created_at integer not null default 0;
-- When it last signed its guest in; null while that was when it was added.
alter table anonymous_key add column last_used_at integer;
-- Why it was retired, beside `retired_at`: `promoted`, `merged`, `replaced`, `revoked`, `spent`.
alter table anonymous_key add column retired_for text;

update anonymous_key set created_at = (select u.created_at from users u where u.id = anonymous_key.user_id);
update anonymous_key set retired_for = 'merged' where retired_at is not null
  and exists (select 1 from users u where u.id = anonymous_key.user_id and u.merged_into is not null);
update anonymous_key set retired_for = 'promoted' where retired_at is not null and retired_for is null;

-- The key a session began with, whose end is the session's as well. Until here every user had one key at most.
alter table session add column begun_with blob;
update session set begun_with = (select k.thumbprint from anonymous_key k where k.user_id = session.user_id)
  where proven_by = 0;

-- Two devices on their way to each other; for minutes. What they say is a relay's business only as long as it lasts.
create table pairing (
  -- Of the code that is shown, and of the secret with which the new device goes on.
  code_hash     blob not null,
  secret_hash   blob not null,
  commitment    blob not null,
  label         text,
  -- The guest whose device answered.
  user_id       blob,
  account_key   blob,
  account_nonce blob,
  device_key    blob,
  device_nonce  blob,
  possession    text,
  is_done       integer not null default 0,
  expires_at    integer not null,
  constraint pairing_pkey primary key (code_hash),
  constraint pairing_user_fkey foreign key (user_id) references users (id) on delete cascade
) strict, without rowid;

create unique index pairing_secret_key on pairing (secret_hash);
create index pairing_user_idx on pairing (user_id);
create index pairing_expires_idx on pairing (expires_at);
