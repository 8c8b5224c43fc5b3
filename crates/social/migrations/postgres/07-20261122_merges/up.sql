-- Guests who became part of a member's account, and back.
--
-- Nothing that somebody wrote is ever moved: a comment keeps its author. Whose it is now is the author's
-- `owner_id`, which follows from the merges below. So an undo gives back exactly what was the guest's.

alter table people add column owner_id bigint references people (id);
create index people_by_owner on people (owner_id) where owner_id is not null;

create table merges (
  id bytea primary key check (length(id) = 16),
  guest_id bigint not null references people (id),
  account_id bigint not null references people (id),
  -- The place of the news among all news of the issuer: of two merges of one guest the later one counts.
  seq bigint not null,
  -- Null when only the undo has arrived so far.
  merged_at bigint,
  -- A merge that was undone stays, so that a repeated delivery of it changes nothing.
  undone_at bigint,
  -- The account's preferences as they were before the guest's took their place: JSON, or null for none. They come
  -- back with an undo if the account is still at the version that the merge made.
  former_preferences text,
  made_version bigint
);

create index merges_by_guest on merges (guest_id);
create index merges_by_account on merges (account_id);

-- Who is, or ever was, one account with whom, in both directions: a write is recognised by its idempotency key
-- among them all. A token may tell of a merge before its event arrives, and an undo takes nothing away here.
create table kin (
  person_id bigint not null references people (id),
  kin_id bigint not null references people (id),
  primary key (person_id, kin_id)
);

-- Reactions of the people of one account to one post: the last one shows.
alter table reactions
  -- Null: taken back, while somebody else's of the same account lies below.
  alter column reaction drop not null,
  -- The order within an account: millionths of a second since 1970, or one more than the last.
  add column changed_order bigint not null default 0,
  -- Whether this is the account's. Follows from the rest.
  add column is_shown bigint not null default 1 check (is_shown in (0, 1));
update reactions set changed_order = created_at * 1000000;
alter table reactions alter column changed_order drop default, alter column is_shown drop default;
drop index reactions_of_a_post;
create index reactions_of_a_post on reactions (post_id, reaction) where is_shown = 1;
create index reactions_of_a_person on reactions (person_id);
