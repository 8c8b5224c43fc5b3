-- Login ids that are proven: telephone numbers beside e-mail addresses, when each was verified, verifications
-- under way, and the messages they send.

-- A check cannot be changed in place, so the table is made anew.
create table login_identity_with_phone (
  id          blob not null,
  user_id     blob not null,
  kind        text not null,
  -- As the person wrote it (a telephone number in E.164), and as it is compared (in small letters).
  login_id    text not null,
  unique_key  text not null,
  created_at  integer not null,
  -- When its owner showed that they read what is sent there; null for usernames.
  verified_at integer,
  constraint login_identity_pkey primary key (id),
  constraint login_identity_unique_key_key unique (unique_key),
  constraint login_identity_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint login_identity_kind_check check (kind in ('email', 'phone', 'username'))
) strict, without rowid;
insert into login_identity_with_phone (id, user_id, kind, login_id, unique_key, created_at)
  select id, user_id, kind, login_id, unique_key, created_at from login_identity;
drop table login_identity;
alter table login_identity_with_phone rename to login_identity;
create index login_identity_user_idx on login_identity (user_id);

-- A verification belongs to an interaction and ends with it. Of code and link only hashes are kept, that of the
-- code under a key of the server's; the interaction's handle can be read with the link alone.
create table verification (
  interaction   blob not null,
  kind          text not null,
  login_id      text not null,
  -- For a sign-up: the password that was chosen with it. For a forgotten one: null, and whose it is, if anybody's.
  password_hash text,
  user_id       blob,
  code          blob not null,
  link          blob not null,
  handle        blob not null,
  -- What tells the browser that began.
  browser       blob not null,
  wrong_codes   integer not null,
  messages      integer not null,
  sent_at       integer not null,
  expires_at    integer not null,
  proven_at     integer,
  -- 0: the code; 1: the link, in the browser that began; 2: the link, elsewhere.
  proven_how    integer,
  constraint verification_pkey primary key (interaction),
  constraint verification_link_key unique (link),
  constraint verification_interaction_fkey foreign key (interaction) references interaction (handle) on delete cascade,
  constraint verification_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint verification_kind_check check (kind in ('email', 'phone'))
) strict, without rowid;

create index verification_user_idx on verification (user_id) where user_id is not null;

-- How many messages an address got within a day, whoever asked for them.
create table verification_message (
  id         blob not null,
  unique_key text not null,
  sent_at    integer not null,
  constraint verification_message_pkey primary key (id)
) strict, without rowid;

create index verification_message_sent_idx on verification_message (unique_key, sent_at);

-- Messages on their way. One that nobody carries stays, in a demo's inbox: it is never due.
create table message (
  id              blob not null,
  channel         text not null,
  recipient       text not null,
  subject         text not null,
  body            text not null,
  link            text,
  created_at      integer not null,
  -- From when on it is of no use.
  expires_at      integer not null,
  attempts        integer not null default 0,
  next_attempt_at integer,
  constraint message_pkey primary key (id),
  constraint message_channel_check check (channel in ('mail', 'sms'))
) strict, without rowid;

create index message_due_idx on message (next_attempt_at) where next_attempt_at is not null;
