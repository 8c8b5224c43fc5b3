-- One reaction per person and post.
create table reactions (
  post_id bytea not null references posts (id),
  person_id bigint not null references people (id),
  reaction text not null check (reaction in ('love', 'laugh', 'think', 'cheer')),
  created_at bigint not null,
  primary key (post_id, person_id)
);

-- Counts per post and kind come from this index alone.
create index reactions_of_a_post on reactions (post_id, reaction);
