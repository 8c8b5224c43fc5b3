-- Login ids that are proven: telephone numbers beside e-mail addresses, when each was verified, verifications
-- under way, and the messages they send.

alter table login_identity drop constraint login_identity_kind_check;
alter table login_identity add constraint login_identity_kind_check check (kind in ('email', 'phone', 'username'));
-- When its owner showed that they read what is sent there; null for usernames. A telephone number is kept in E.164.
alter table login_identity add column verified_at bigint;

-- A verification belongs to an interaction and ends with it. Of code and link only hashes are kept, that of the
-- code under a key of the server's; the interaction's handle can be read with the link alone.
create table verification (
  interaction   bytea not null,
  kind          text not null,
  login_id      text not null,
  -- For a sign-up: the password that was chosen with it. For a forgotten one: null, and whose it is, if anybody's.
  password_hash text,
  user_id       bytea,
  code          bytea not null,
  link          bytea not null,
  handle        bytea not null,
  -- What tells the browser that began.
  browser       bytea not null,
  wrong_codes   bigint not null,
  messages      bigint not null,
  sent_at       bigint not null,
  expires_at    bigint not null,
  proven_at     bigint,
  -- 0: the code; 1: the link, in the browser that began; 2: the link, elsewhere.
  proven_how    bigint,
  constraint verification_pkey primary key (interaction),
  constraint verification_link_key unique (link),
  constraint verification_interaction_fkey foreign key (interaction) references interaction (handle) on delete cascade,
  constraint verification_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint verification_kind_check check (kind in ('email', 'phone'))
);

create index verification_user_idx on verification (user_id) where user_id is not null;

-- How many messages an address got within a day, whoever asked for them.
create table verification_message (
  id         bytea not null,
  unique_key text not null,
  sent_at    bigint not null,
  constraint verification_message_pkey primary key (id)
);

create index verification_message_sent_idx on verification_message (unique_key, sent_at);

-- Messages on their way. One that nobody carries stays, in a demo's inbox: it is never due.
create table message (
  id              bytea not null,
  channel         text not null,
  recipient       text not null,
  subject         text not null,
  body            text not null,
  link            text,
  created_at      bigint not null,
  -- From when on it is of no use.
  expires_at      bigint not null,
  attempts        bigint not null default 0,
  next_attempt_at bigint,
  constraint message_pkey primary key (id),
  constraint message_channel_check check (channel in ('mail', 'sms'))
);

create index message_due_idx on message (next_attempt_at) where next_attempt_at is not null;
