-- People whose user was deleted at the issuer. Their row stays: what they wrote stands under it, and no token of theirs
-- is believed any more.
alter table people add column deleted_at integer;

-- Who left has no handle, and is given none.
drop index people_without_handle;
create index people_without_handle on people (id) where handle is null and deleted_at is null;

-- What goes with a person is looked for by person, and what tells of their texts by text.
create index mentions_of_a_person on mentions (person_id);
create index notifications_of_a_thing on notifications (thing_id);
create index images_of_a_person on images (uploader_id) where uploader_id is not null;

-- `reload`: more has changed than single changes can tell. It is about no post: the id is all zeros.
create table new_changes (
  seq integer primary key autoincrement,
  kind text not null check (
    kind in ('post-added', 'comment-added', 'comment-changed', 'comment-deleted', 'reactions', 'reload')
  ),
  post_id blob not null check (length(post_id) = 16),
  comment_id blob,
  created_at integer not null
) strict;
insert into new_changes (seq, kind, post_id, comment_id, created_at)
  select seq, kind, post_id, comment_id, created_at from changes;
drop table changes;
alter table new_changes rename to changes;
create index changes_by_age on changes (created_at);
