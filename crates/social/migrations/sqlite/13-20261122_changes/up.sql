-- What changed lately, for those who look: written with the change itself, read by every replica, forgotten soon.
create table changes (
  seq integer primary key autoincrement,
  kind text not null check (kind in ('post-added', 'comment-added', 'comment-changed', 'comment-deleted', 'reactions')),
  post_id blob not null check (length(post_id) = 16),
  comment_id blob,
  created_at integer not null
) strict;

create index changes_by_age on changes (created_at);
