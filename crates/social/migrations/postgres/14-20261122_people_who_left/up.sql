-- People whose user was deleted at the issuer. Their row stays: what they wrote stands under it, and no token of theirs
-- is believed any more.
alter table people add column deleted_at bigint;

-- Who left has no handle, and is given none.
drop index people_without_handle;
create index people_without_handle on people (id) where handle is null and deleted_at is null;

-- What goes with a person is looked for by person, and what tells of their texts by text.
create index mentions_of_a_person on mentions (person_id);
create index notifications_of_a_thing on notifications (thing_id);
create index images_of_a_person on images (uploader_id) where uploader_id is not null;

-- `reload`: more has changed than single changes can tell. It is about no post: the id is all zeros.
alter table changes drop constraint changes_kind_check;
alter table changes add constraint changes_kind_check check (
  kind in ('post-added', 'comment-added', 'comment-changed', 'comment-deleted', 'reactions', 'reload')
);
