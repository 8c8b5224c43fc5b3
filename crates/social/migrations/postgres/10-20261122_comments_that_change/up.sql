-- Comments are edited and deleted.
alter table comments add column version bigint not null default 1 check (version > 0);
alter table comments add column edited_at bigint;
-- A deleted comment keeps its text until it can no longer be brought back.
alter table comments add column deleted_at bigint;
-- How many answers to it are in lists.
alter table comments add column shown_answers bigint not null default 0 check (shown_answers >= 0);
-- Whether it is in lists: it is there, or keeps a place for its answers. Follows from the two above.
alter table comments add column is_shown bigint not null default 1 check (is_shown in (0, 1));
-- What its author was when it was written.
alter table comments add column as_member bigint not null default 0 check (as_member in (0, 1));
update comments set shown_answers = (select count(*) from comments a where a.parent_id = comments.id);
update comments set as_member = (select p.is_member from people p where p.id = comments.author_id);
-- Lists read this one from a place onwards, whatever the length of the thread.
drop index comments_of_a_post;
create index comments_of_a_post on comments (post_id, seq) where is_shown = 1;
create index comments_deleted on comments (deleted_at) where deleted_at is not null;

-- Reactions to comments, as those to posts.
create table comment_reactions (
  comment_id bytea not null references comments (id),
  person_id bigint not null references people (id),
  reaction text check (reaction in ('love', 'laugh', 'think', 'cheer')),
  created_at bigint not null,
  changed_order bigint not null,
  is_shown bigint not null check (is_shown in (0, 1)),
  primary key (comment_id, person_id)
);

create index reactions_of_a_comment on comment_reactions (comment_id, reaction) where is_shown = 1;
create index comment_reactions_of_a_person on comment_reactions (person_id);

-- Who was meant by an `@handle` of a post or comment, at the time it was written.
create table mentions (
  thing_id bytea not null check (length(thing_id) = 16),
  handle text not null,
  person_id bigint not null references people (id),
  primary key (thing_id, handle)
);
