-- One reaction per person and post.
create table reactions (
  post_id blob not null references posts (id),
  person_id integer not null references people (id),
  reaction text not null check (reaction in ('love', 'laugh', 'think', 'cheer')),
  created_at integer not null,
  primary key (post_id, person_id)
) strict, without rowid;

-- Counts per post and kind come from this index alone.
create index reactions_of_a_post on reactions (post_id, reaction);
