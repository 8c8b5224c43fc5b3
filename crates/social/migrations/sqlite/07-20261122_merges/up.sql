-- Guests who became part of a member's account, and back.
--
-- Nothing that somebody wrote is ever moved: a comment keeps its author. Whose it is now is the author's
-- `owner_id`, which follows from the merges below. So an undo gives back exactly what was the guest's.

alter table people add column owner_id integer references people (id);
create index people_by_owner on people (owner_id) where owner_id is not null;

create table merges (
  id blob primary key check (length(id) = 16),
  guest_id integer not null references people (id),
  account_id integer not null references people (id),
  -- The place of the news among all news of the issuer: of two merges of one guest the later one counts.
  seq integer not null,
  -- Null when only the undo has arrived so far.
  merged_at integer,
  -- A merge that was undone stays, so that a repeated delivery of it changes nothing.
  undone_at integer,
  -- The account's preferences as they were before the guest's took their place: JSON, or null for none. They come
  -- back with an undo if the account is still at the version that the merge made.
  former_preferences text,
  made_version integer
) strict, without rowid;

create index merges_by_guest on merges (guest_id);
create index merges_by_account on merges (account_id);

-- Who is, or ever was, one account with whom, in both directions: a write is recognised by its idempotency key
-- among them all. A token may tell of a merge before its event arrives, and an undo takes nothing away here.
create table kin (
  person_id integer not null references people (id),
  kin_id integer not null references people (id),
  primary key (person_id, kin_id)
) strict, without rowid;

-- Reactions of the people of one account to one post: the last one shows.
create table new_reactions (
  post_id blob not null references posts (id),
  person_id integer not null references people (id),
  -- Null: taken back, while somebody else's of the same account lies below.
  reaction text check (reaction in ('love', 'laugh', 'think', 'cheer')),
  created_at integer not null,
  -- The order within an account: millionths of a second since 1970, or one more than the last.
  changed_order integer not null,
  -- Whether this is the account's. Follows from the rest.
  is_shown integer not null check (is_shown in (0, 1)),
  primary key (post_id, person_id)
) strict, without rowid;
insert into new_reactions (post_id, person_id, reaction, created_at, changed_order, is_shown)
  select post_id, person_id, reaction, created_at, created_at * 1000000, 1 from reactions;
drop table reactions;
alter table new_reactions rename to reactions;
create index reactions_of_a_post on reactions (post_id, reaction) where is_shown = 1;
create index reactions_of_a_person on reactions (person_id);
