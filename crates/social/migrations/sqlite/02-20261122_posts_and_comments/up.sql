-- What the feed shows, and the threads below it.
create table posts (
  id blob primary key check (length(id) = 16),
  author_name text not null,
  title text not null,
  body text not null,
  created_at integer not null
) strict, without rowid;

-- The feed is read newest first, from a place onwards.
create index posts_newest_first on posts (created_at desc, id desc);

create table comments (
  -- The order of arrival. A cursor names it, so nobody misses or repeats a comment while others write.
  seq integer primary key autoincrement,
  id blob not null check (length(id) = 16),
  post_id blob not null references posts (id),
  parent_id blob references comments (id),
  -- 0 for the first level.
  depth integer not null check (depth between 0 and 32),
  author_id integer not null references people (id),
  body text not null,
  created_at integer not null,
  constraint comment_id_key unique (id)
) strict;

create index comments_of_a_post on comments (post_id, seq);
create index comments_of_a_person on comments (author_id, seq desc);
