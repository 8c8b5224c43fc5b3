-- What happened to users. Without personal data, because it survives them: so no foreign key either. That a guest
-- was made is not here: their own row says when, and the figure below how many.
create table history (
  id        blob not null,
  -- Null when it happened to nobody: the settings were changed.
  user_id   blob,
  at        integer not null,
  kind      text not null,
  client_id text,
  details   text not null,
  constraint history_pkey primary key (id)
) strict, without rowid;

create index history_user_idx on history (user_id, at, id);
create index history_at_idx on history (at);

-- How many, by the day (days since 1970), so that the Portal needs not count users. Spread over shards, of which
-- a writer takes any: the sum counts.
create table daily_figure (
  day    integer not null,
  figure text not null,
  shard  integer not null,
  amount integer not null,
  constraint daily_figure_pkey primary key (day, figure, shard)
) strict, without rowid;

-- Days since 1970; null while it is the day on which the user was made. Coarse, so that writing it is rare.
alter table users add column last_active_day integer;
-- Since when an operator shuts the user out.
alter table users add column disabled_at integer;

-- Keys of users who were removed, so that a key that returns is told so and never becomes a new user. Nothing else
-- of the user is left.
create table removed_key (
  thumbprint blob not null,
  -- What its guest called the key; null when that is the thumbprint itself.
  key_id     text,
  removed_at integer not null,
  constraint removed_key_pkey primary key (thumbprint)
) strict, without rowid;

create unique index removed_key_key_id_key on removed_key (key_id) where key_id is not null;

-- Runs of clean-up. One that has no end yet is under way; whoever holds its lease goes on with it.
create table clean_up_run (
  id           blob not null,
  started_at   integer not null,
  -- The operator; null when it began by itself.
  started_by   text,
  idle_days    integer not null,
  -- Guests who were last active on a later day are left alone.
  last_day     integer not null,
  -- The user up to whom everybody has been looked at.
  cursor       blob,
  examined     integer not null default 0,
  removed      integer not null default 0,
  kept         integer not null default 0,
  finished_at  integer,
  -- `done`, `stopped`, or why it failed.
  outcome      text,
  lease_holder blob,
  lease_until  integer not null,
  constraint clean_up_run_pkey primary key (id)
) strict, without rowid;

create index clean_up_run_started_idx on clean_up_run (started_at);
