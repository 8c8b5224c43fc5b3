-- Who is told of what. What is shown of them is decided when they are read: preferences change, comments go.
create table notifications (
  seq bigint generated always as identity primary key,
  person_id bigint not null references people (id),
  kind text not null check (kind in ('reply', 'mention')),
  post_id bytea not null references posts (id),
  -- Null: the post itself.
  comment_id bytea references comments (id),
  -- The post or comment: each tells a person once.
  thing_id bytea not null check (length(thing_id) = 16),
  created_at bigint not null,
  read_at bigint,
  constraint notification_person_thing_key unique (person_id, thing_id)
);

create index notifications_of_a_person on notifications (person_id, seq desc);

alter table preferences add column motion text not null default 'system';
-- A JSON list.
alter table preferences add column muted_words text not null default '[]';
alter table preferences add column notify_replies bigint not null default 1 check (notify_replies in (0, 1));
alter table preferences add column notify_mentions bigint not null default 1 check (notify_mentions in (0, 1));
