-- What the feed shows, and the threads below it.
create table posts (
  id bytea primary key check (length(id) = 16),
  author_name text not null,
  title text not null,
  body text not null,
  created_at bigint not null
);

-- The feed is read newest first, from a place onwards.
create index posts_newest_first on posts (created_at desc, id desc);

create table comments (
  -- The order of arrival. A cursor names it, so nobody misses or repeats a comment while others write.
  seq bigint generated always as identity primary key,
  id bytea not null check (length(id) = 16),
  post_id bytea not null references posts (id),
  parent_id bytea references comments (id),
  -- 0 for the first level.
  depth bigint not null check (depth between 0 and 32),
  author_id bigint not null references people (id),
  body text not null,
  created_at bigint not null,
  constraint comment_id_key unique (id)
);

create index comments_of_a_post on comments (post_id, seq);
create index comments_of_a_person on comments (author_id, seq desc);
