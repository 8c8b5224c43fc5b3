-- What changed lately, for those who look: written with the change itself, read by every replica, forgotten soon.
create table changes (
  seq bigint generated always as identity primary key,
  kind text not null check (kind in ('post-added', 'comment-added', 'comment-changed', 'comment-deleted', 'reactions')),
  post_id bytea not null check (length(post_id) = 16),
  comment_id bytea,
  created_at bigint not null
);

create index changes_by_age on changes (created_at);
