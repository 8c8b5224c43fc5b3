-- Who is told of what. What is shown of them is decided when they are read: preferences change, comments go.
create table notifications (
  seq integer primary key autoincrement,
  person_id integer not null references people (id),
  kind text not null check (kind in ('reply', 'mention')),
  post_id blob not null references posts (id),
  -- Null: the post itself.
  comment_id blob references comments (id),
  -- The post or comment: each tells a person once.
  thing_id blob not null check (length(thing_id) = 16),
  created_at integer not null,
  read_at integer,
  constraint notification_person_thing_key unique (person_id, thing_id)
) strict;

create index notifications_of_a_person on notifications (person_id, seq desc);

alter table preferences add column motion text not null default 'system';
-- A JSON list.
alter table preferences add column muted_words text not null default '[]';
alter table preferences add column notify_replies integer not null default 1 check (notify_replies in (0, 1));
alter table preferences add column notify_mentions integer not null default 1 check (notify_mentions in (0, 1));
